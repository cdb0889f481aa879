import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {controlPlanesOf, endpointHost, firstControlPlane} from '../kubeadm/endpoint.js';
import {hostOf} from '../machine-hosts.js';
import {hostPort, shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {externalAddress, passwordVariable} from './cluster-configuration.js';
import {k0sMachines, roleOf, userVariable} from './hosts.js';
import {joinPort, konnectivityPort, portsOf} from './ports.js';

/** Where a person's kubectl goes: the VIP or the balancer, else the name of the API, else the first controller. */
function clientHost(plan: Plan): string {
	return externalAddress(plan) ?? endpointHost(plan) ?? hostOf(firstControlPlane(plan));
}

function portParts(plan: Plan): ReadmePart[] {
	const ports = portsOf({hasVip: plan.loadBalancer.kind === 'keepalived'});
	const row = (language: Language) => ports.map(({port, from, to, why}) => `| ${port} | ${from[language]} | ${to[language]} | ${why[language]} |`).join('\n');
	return [
		{heading: {en: 'Ports', zh: '端口'}},
		{paragraph: {
			en: `| Port | From | To | For |\n|---|---|---|---|\n${row('en')}`,
			zh: `| 端口 | 来自 | 去往 | 用途 |\n|---|---|---|---|\n${row('zh')}`,
		}},
	];
}

function beforeParts(plan: Plan): ReadmePart[] {
	const {kind, machines} = plan.loadBalancer;
	if (kind === 'keepalived') {
		return [
			{heading: {en: 'The VRRP password', zh: 'VRRP 密码'}},
			{paragraph: {
				en: 'k0s wants one of 1 to 8 characters. Make it once and keep the file: every later k0sctl apply needs the same.',
				zh: '长度 1 到 8 个字符，k0s 要求必须有。只生成一次并保留这个文件：以后每次 k0sctl apply 都要用同一个。',
			}},
			{commands: [
				'test -e vrrp-password || (umask 077; openssl rand -hex 4 > vrrp-password)',
				`${passwordVariable}="$(cat vrrp-password)"`,
				`export ${passwordVariable}`,
			]},
		];
	}

	if (kind === 'dedicated') {
		return [
			{heading: {en: 'The load balancers', zh: '负载均衡器'}},
			{paragraph: {
				en: `Set up haproxy and keepalived from this export on ${nameList(machines, 'en')}, with k0sctl/haproxy-k0s.cfg added to the end of /etc/haproxy/haproxy.cfg: k0s needs ports 6443, ${konnectivityPort} and ${joinPort}. Do this first: ${clientHost(plan)} has to answer (refused is fine).`,
				zh: `在 ${nameList(machines, 'zh')} 上按本次导出装好 haproxy 和 keepalived，并把 k0sctl/haproxy-k0s.cfg 接到 /etc/haproxy/haproxy.cfg 末尾：k0s 需要 6443、${konnectivityPort} 和 ${joinPort} 端口。先做这一步：${clientHost(plan)} 要有回应（拒绝连接也算）。`,
			}},
			{commands: ['cat haproxy-k0s.cfg >> /etc/haproxy/haproxy.cfg', 'haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl restart haproxy']},
		];
	}

	return kind === 'cloud'
		? [
			{heading: {en: 'The load balancer', zh: '负载均衡器'}},
			{paragraph: {
				en: `Make it first: ${clientHost(plan)} passes TCP ports 6443, ${konnectivityPort} and ${joinPort} through to the same ports of ${nameList(plan.controlPlane.machines, 'en')}. Health check: HTTPS GET /readyz on 6443, without checking the certificate.`,
				zh: `先建好：${clientHost(plan)} 把 TCP 6443、${konnectivityPort} 和 ${joinPort} 端口透传到 ${nameList(plan.controlPlane.machines, 'zh')} 的相同端口。健康检查：对 6443 发 HTTPS GET /readyz，不校验证书。`,
			}},
		]
		: [];
}

function applyParts(plan: Plan): ReadmePart[] {
	const server = `https://${hostPort(clientHost(plan), 6443)}`;
	const nodes = k0sMachines(plan).filter(({name}) => roleOf(plan, name) !== 'controller').map(({name}) => name);
	const hidden = plan.controlPlane.schedulable ? [] : plan.controlPlane.machines;
	return [
		{heading: {en: 'Apply', zh: '执行'}},
		{paragraph: {
			en: `k0sctl logs in as root, or as ${userVariable} says (with sudo and no password). --dry-run shows what it would do.`,
			zh: `k0sctl 以 root 登录，或以 ${userVariable} 指定的用户登录（要有免密码的 sudo）。--dry-run 显示它将要做什么。`,
		}},
		{commands: [
			'k0sctl apply --config k0sctl.yaml --dry-run',
			'k0sctl apply --config k0sctl.yaml',
			`k0sctl kubeconfig --config k0sctl.yaml --address ${shellWord(server)} > admin.conf`,
			'kubectl --kubeconfig admin.conf get nodes',
		]},
		{paragraph: {
			en: `It lists ${nameList(nodes, 'en')} as Ready.${hidden.length === 0 ? '' : ` ${nameList(hidden, 'en')} are not listed: a k0s controller is no node.`}`,
			zh: `列出 ${nameList(nodes, 'zh')}，都是 Ready。${hidden.length === 0 ? '' : `${nameList(hidden, 'zh')} 不在其中：k0s 的控制器不是节点。`}`,
		}},
	];
}

function lookParts(plan: Plan): ReadmePart[] {
	const {loadBalancer: {kind, vip}, requirements} = plan;
	const controllers = controlPlanesOf(plan);
	const device = requirements.interface === null ? '' : ` dev ${shellWord(requirements.interface)}`;
	return [
		{heading: {en: 'Look', zh: '查看'}},
		{commands: [
			`ssh ${shellWord(hostOf(firstControlPlane(plan)))} sudo k0s etcd member-list`,
			...(kind === 'keepalived' ? controllers.slice(0, 7).map(machine => `ssh ${shellWord(hostOf(machine))} ${shellWord(`hostname; ip -4 -oneline address show${device}`)}`) : []),
			...(kind === 'keepalived' || kind === 'node-local' ? ['kubectl --kubeconfig admin.conf -n kube-system get pods -o wide -l app.kubernetes.io/component=nllb'] : []),
		]},
		{paragraph: {
			en: `etcd has ${controllers.length} ${controllers.length === 1 ? 'member' : 'members'}.${kind === 'keepalived' ? ` The VIP ${vip ?? ''} is on exactly one controller.` : ''}${kind === 'keepalived' || kind === 'node-local' ? ' Each worker runs one nllb Pod.' : ''}`,
			zh: `etcd 有 ${controllers.length} 个成员。${kind === 'keepalived' ? `VIP ${vip ?? ''} 只在一台控制器上。` : ''}${kind === 'keepalived' || kind === 'node-local' ? '每台工作节点上有一个 nllb Pod。' : ''}`,
		}},
	];
}

function lostController(plan: Plan): ReadmePart[] {
	return [
		{paragraph: {
			en: 'A controller that is lost for good: first take it out of etcd, on one that is left, with the name of the lost one for LOST and the address that the list has for it. Then take its host out of k0sctl.yaml, put the new machine after the other controllers, and apply. Adding before removing would make the lost one count towards a larger majority.',
			zh: '控制器彻底坏了：先在一台还活着的控制器上把它从 etcd 移除，LOST 换成它的名字，ADDRESS 换成列表里它的地址。然后从 k0sctl.yaml 去掉它的 host，把新机器放在其他控制器之后，再执行 apply。若先添加再移除，坏掉的那台也会计入更大的多数。',
		}},
		{commands: [
			'sudo k0s etcd member-list',
			'sudo k0s etcd leave --peer-address ADDRESS',
			'sudo k0s kubectl delete controlnode.autopilot.k0sproject.io LOST',
			...(plan.controlPlane.schedulable ? ['sudo k0s kubectl delete node LOST'] : []),
		]},
	];
}

function laterParts(plan: Plan): ReadmePart[] {
	return [
		{heading: {en: 'Later', zh: '以后'}},
		{paragraph: {
			en: 'Another machine: add its host and apply again. An upgrade: write the version and apply; one minor release at a time, controllers one after the other.',
			zh: '增加机器：把它加进 hosts，再执行一次 apply。升级：写上版本再执行 apply；一次一个次要版本，控制器逐台进行。',
		}},
		...(plan.controlPlane.machines.length > 1 ? lostController(plan) : []),
		{paragraph: {
			en: 'Backups: k0sctl backup --config k0sctl.yaml saves etcd and the certificates to this directory; take the file elsewhere, it holds every Secret. The targets kubeadm, kubespray, kube-vip, etcd and backup of this export, and the commands of its runbook, are for other ways of installing: they do not fit k0s.',
			zh: '备份：k0sctl backup --config k0sctl.yaml 把 etcd 和证书存到当前目录；请存到别处，里面有所有 Secret。本次导出中的 kubeadm、kubespray、kube-vip、etcd、backup，以及操作手册里的命令，用于其他安装方式：不适用于 k0s。',
		}},
	];
}

/** How the cluster is made from k0sctl.yaml, and what to see after each step. */
export function k0sctlReadme(plan: Plan, language: Language): string {
	return readmeText([
		{heading: {en: `${plan.metadata.name} with k0sctl`, zh: `用 k0sctl 搭建 ${plan.metadata.name}`}, level: 1},
		{paragraph: {
			en: 'k0sctl installs k0s over SSH, from any machine that reaches all of these. Run everything below in the directory of k0sctl.yaml.',
			zh: 'k0sctl 通过 SSH 安装 k0s，在能连到所有机器的任何一台上运行即可。以下命令都在 k0sctl.yaml 所在的目录里执行。',
		}},
		...portParts(plan),
		...beforeParts(plan),
		...applyParts(plan),
		...lookParts(plan),
		...laterParts(plan),
	], language);
}
