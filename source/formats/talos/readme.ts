import type {Language, Text} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {apiserverPort, controlPlanesOf, firstControlPlane, isAddress} from '../kubeadm/endpoint.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {hostInUrl, shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {hasTalosVip, talosEndpoint} from './endpoint.js';
import {isControlPlane, talosMachines} from './patches.js';
import {talosFor} from './version.js';

/** More than this many machines' commands would only repeat themselves. */
const mostShown = 8;

const talosctl = 'talosctl --talosconfig generated/talosconfig';

function balancerText(plan: Plan): Text {
	const {kind, machines, vip} = plan.loadBalancer;
	const endpoint = talosEndpoint(plan);
	const prism: Text = {
		en: 'On every node KubePrism (127.0.0.1:7445, on by default) leads kubelet and kube-proxy to whichever apiserver answers, so nodes do without the endpoint once they have joined.',
		zh: '每个节点上的 KubePrism（127.0.0.1:7445，默认开启）把 kubelet 和 kube-proxy 引到有应答的 apiserver，所以节点加入之后不再依赖控制平面端点。',
	};
	const own: Readonly<Record<typeof kind, Text>> = {
		keepalived: {
			en: `The plan has HAProxy and keepalived on the control planes. Talos runs neither: its own VIP, ${vip ?? ''}, stands in for both, and the endpoint is ${endpoint}, at the apiservers' own port ${apiserverPort} instead of ${plan.controlPlane.endpoint.port}. The holder's apiserver answers; with etcd's majority gone nobody holds the VIP. What the plan survives stays the same, since without that majority no apiserver can serve; but after a crash clients outside wait up to a minute for the VIP instead of seconds.`,
			zh: `方案在控制平面节点上使用 HAProxy 和 keepalived。Talos 两者都不运行：它自己的 VIP ${vip ?? ''} 代替它们，控制平面端点是 ${endpoint}，用 apiserver 自己的 ${apiserverPort} 端口，而不是 ${plan.controlPlane.endpoint.port}。由持有者的 apiserver 应答；etcd 失去多数派时没有人持有 VIP。方案能承受的故障不变，因为没有多数派时 apiserver 也无法服务；但持有者崩溃之后，外部客户端要等最多一分钟 VIP 才会移动，而不是几秒。`,
		},
		'kube-vip': {
			en: `Talos moves a VIP itself, so kube-vip is not needed: ${vip ?? ''} is held by one of the control planes, chosen through etcd, and its apiserver answers at ${endpoint}. With etcd's majority gone nobody holds it.`,
			zh: `Talos 自己会移动 VIP，不需要 kube-vip：${vip ?? ''} 由通过 etcd 选出的一台控制平面节点持有，它的 apiserver 在 ${endpoint} 应答。etcd 失去多数派时没有人持有它。`,
		},
		dedicated: {
			en: `${nameList(machines, 'en')} run an ordinary Linux with HAProxy and keepalived, not Talos: \`haproxy.cfg\` of this directory in place of the one of the export target \`haproxy\`, and the files of \`keepalived\`. Talos's apiservers answer 401 to whoever has no credentials, which the other file takes for a failure. ${endpoint} answers from every machine before the next step; "connection refused" or an empty answer is fine.`,
			zh: `${nameList(machines, 'zh')} 运行普通 Linux 加 HAProxy 和 keepalived，而不是 Talos：HAProxy 用本目录的 \`haproxy.cfg\`，而不是导出目标 \`haproxy\` 的那一份；keepalived 用 \`keepalived\` 的文件。Talos 的 apiserver 对没有凭据的请求回答 401，另一份配置会把它当成故障。下一步之前，从每台机器访问 ${endpoint} 都有应答；连接被拒绝或空应答也算正常。`,
		},
		cloud: {
			en: `The cloud's load balancer takes TCP at ${endpoint} and passes it to port ${apiserverPort} of ${nameList(plan.controlPlane.machines, 'en')}. Without credentials /readyz answers 401, so its health check accepts that or only asks for the connection.`,
			zh: `云平台的负载均衡器在 ${endpoint} 上接收 TCP，转发到 ${nameList(plan.controlPlane.machines, 'zh')} 的 ${apiserverPort} 端口。不带凭据的 /readyz 回答 401，所以健康检查应接受 401，或只检查连接。`,
		},
		'node-local': {
			en: `Nothing stands before the control planes. ${endpoint} is a name with the addresses of all of them in DNS, for clients outside and for nodes that join.`,
			zh: `控制平面节点前面没有负载均衡器。${endpoint} 是一个在 DNS 中带有全部控制平面节点地址的名字，供外部客户端和加入的节点使用。`,
		},
		none: {
			en: `One control plane, and nothing before it: ${endpoint}.`,
			zh: `只有一台控制平面节点，前面没有负载均衡器：${endpoint}。`,
		},
	};
	return {en: `${own[kind].en} ${prism.en}`, zh: `${own[kind].zh}${prism.zh}`};
}

function versionText(plan: Plan): Text {
	const {kubernetesVersion} = plan.requirements;
	const talos = talosFor(plan);
	const which: Text = kubernetesVersion === null
		? {en: '', zh: ''}
		: {en: ` The plan asks for Kubernetes ${kubernetesVersion}, which begins with Talos ${talos}; see Talos's support matrix for the last.`, zh: `方案要求 Kubernetes ${kubernetesVersion}，从 Talos ${talos} 开始支持；到哪个版本为止见 Talos 的支持矩阵。`};
	return {
		en: `Talos 1.12 or newer, and talosctl of the same release: its configuration names the VIP and the host names in documents of their own, which older releases do not know.${which.en} TCP between the machines: 6443, 50000 and 50001 on the control planes, 2379 and 2380 between them, 10250 and 50000 on all; UDP 4789 for the network of Pods.`,
		zh: `Talos 1.12 或更新版本，以及同一版本的 talosctl：VIP 和主机名写在单独的配置文档里，更旧的版本不认识。${which.zh}机器之间的 TCP：控制平面节点上的 6443、50000、50001，它们之间的 2379 和 2380，所有机器上的 10250 和 50000；Pod 网络用 UDP 4789。`,
	};
}

function generateParts(plan: Plan): ReadmePart[] {
	const first = shellWord(hostOf(firstControlPlane(plan)));
	const link = plan.requirements.interface;
	return [
		{heading: {en: 'The configuration', zh: '配置'}},
		{paragraph: {
			en: `Boot every machine from a Talos image. It waits in maintenance mode and shows its address on the console${talosMachines(plan).some(machine => ipOf(machine) === undefined) ? '; where a command below has a name and nobody knows it yet, write that address' : ', which has to be the plan\'s (a reservation in DHCP)'}. Ask one for its disks${hasTalosVip(plan) ? ` and its interfaces: the VIP goes to ${link ?? ''}, and Talos names interfaces by their place, like enp0s2` : ''}.`,
			zh: `用 Talos 镜像启动每台机器。它会停在维护模式，并在控制台上显示自己的地址${talosMachines(plan).some(machine => ipOf(machine) === undefined) ? '；下面的命令里如果是还没有人认识的名字，请换成那个地址' : '，它必须与方案一致（在 DHCP 中保留）'}。查看其中一台的磁盘${hasTalosVip(plan) ? `和网卡：VIP 放在 ${link ?? ''} 上，而 Talos 按位置给网卡命名，例如 enp0s2` : ''}。`,
		}},
		{commands: [
			`talosctl get disks --insecure --nodes ${first}`,
			...(hasTalosVip(plan) ? [`talosctl get links --insecure --nodes ${first}`] : []),
		]},
		{paragraph: {
			en: 'The script makes the secrets and puts the patches of this directory into the configuration of every machine. A machine with another disk gets `machine.install.disk` in its own patch in `machines/`.',
			zh: '脚本生成密钥，并把本目录的补丁放进每台机器的配置。磁盘不同的机器，请在 `machines/` 里它自己的补丁中写 `machine.install.disk`。',
		}},
		{commands: ['INSTALL_DISK=/dev/FILL-IN sh gen-config.sh']},
	];
}

function applyCommand(machine: Machine): string {
	return `talosctl apply-config --insecure --nodes ${shellWord(hostOf(machine))} --file ${shellWord(`generated/machines/${machine.name}.yaml`)}`;
}

function applyParts(plan: Plan): ReadmePart[] {
	const machines = [...controlPlanesOf(plan), ...talosMachines(plan).filter(machine => !isControlPlane(machine))];
	const rest = machines.slice(mostShown).map(({name}) => name);
	return [
		{heading: {en: 'Every machine', zh: '每台机器'}},
		{paragraph: {en: 'In any order. Each installs Talos and restarts; the control planes then wait for etcd.', zh: '顺序不限。每台机器会安装 Talos 并重启；之后控制平面节点等待 etcd。'}},
		{commands: machines.slice(0, mostShown).map(machine => applyCommand(machine))},
		...(rest.length === 0
			? []
			: [{paragraph: {
				en: `And likewise ${rest.length === 1 ? 'the last one' : `the other ${rest.length}`}: ${nameList(rest, 'en')}.`,
				zh: `其余 ${rest.length} 台同样处理：${nameList(rest, 'zh')}。`,
			}}]),
	];
}

function bootstrapParts(plan: Plan): ReadmePart[] {
	const first = shellWord(hostOf(firstControlPlane(plan)));
	const planes = controlPlanesOf(plan).map(machine => shellWord(hostOf(machine)));
	return [
		{heading: {en: 'Bootstrap, once', zh: '引导，只做一次'}},
		{paragraph: {
			en: `etcd begins on one control plane, and the others join it by themselves. Never on a second one: that would be another cluster. talosctl goes to the machines' own addresses${hasTalosVip(plan) ? ', never to the VIP: it is not there before etcd runs, and gone when it is needed most' : ''}.`,
			zh: `etcd 在一台控制平面节点上开始，其他节点自己加入。绝不能在第二台上再做：那会是另一个集群。talosctl 连接机器自己的地址${hasTalosVip(plan) ? '，不要用 VIP：etcd 运行之前它不存在，最需要的时候它也不在' : ''}。`,
		}},
		{commands: [
			`${talosctl} config endpoint ${planes.join(' ')}`,
			`${talosctl} config node ${first}`,
			`${talosctl} bootstrap`,
		]},
		{heading: {en: 'To see', zh: '检查'}},
		{paragraph: {
			en: `health ends without an error, etcd has ${plan.etcd.members.length === 1 ? 'one member' : `${plan.etcd.members.length} members`}, and every node is Ready:`,
			zh: `health 没有错误地结束，etcd 有 ${plan.etcd.members.length} 个成员，每个节点都是 Ready：`,
		}},
		{commands: [
			`${talosctl} health`,
			`${talosctl} etcd members`,
			`${talosctl} kubeconfig generated/kubeconfig`,
			'kubectl --kubeconfig generated/kubeconfig get nodes',
			...(hasTalosVip(plan) ? [`${talosctl} get addresses --nodes ${planes.join(',')}`] : []),
		]},
		{paragraph: {
			en: '`secrets.yaml` and everything in `generated/` open the whole cluster: keep them where the backups are, and off other machines. Snapshots of etcd come from talosctl; the export target `backup` is for kubeadm and for etcd on its own, not for Talos.',
			zh: '`secrets.yaml` 和 `generated/` 里的一切都能打开整个集群：把它们保存在存放备份的地方，不要留在其他机器上。etcd 快照由 talosctl 生成；导出目标 `backup` 适用于 kubeadm 和独立的 etcd，不适用于 Talos。',
		}},
		{commands: [`${talosctl} etcd snapshot etcd.snapshot`]},
	];
}

/** The commands for every machine, in order. */
export function talosReadme(plan: Plan, language: Language): string {
	const {metadata: {name}, controlPlane: {endpoint: {host}}, loadBalancer: {vip}} = plan;
	return readmeText([
		{heading: {en: `${name} with Talos`, zh: `用 Talos 部署 ${name}`}, level: 1},
		{paragraph: versionText(plan)},
		...(host !== null && vip !== null && !isAddress(host)
			? [{paragraph: {en: `${hostInUrl(host)} leads to ${vip} in DNS, for the machines and for you.`, zh: `${hostInUrl(host)} 在 DNS 中解析到 ${vip}，机器和你都能解析。`}}]
			: []),
		{paragraph: balancerText(plan)},
		...generateParts(plan),
		...applyParts(plan),
		...bootstrapParts(plan),
	], language);
}
