import type {Language} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {
	controlPlanesOf, endpointOf, firstControlPlane, isAddress, isNodeLocal,
} from './endpoint.js';
import {joinFileName, workerGroups} from './join-configuration.js';
import {proxyDirectory} from './node-local-proxy.js';

/** More than this many machines' commands would only repeat themselves. */
const mostShown = 8;

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';

function ssh(machine: Machine, command: string): string {
	return `ssh ${shellWord(hostOf(machine))} ${shellWord(command)}`;
}

function scp(files: string, machine: Machine, path = ''): string {
	const host = hostOf(machine);
	return `scp ${files} ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`)}`;
}

/** What has to be there before kubeadm runs for the first time. */
function beforehand(plan: Plan): ReadmePart[] {
	const endpoint = endpointOf(plan);
	const parts: ReadmePart[] = [{paragraph: {
		en: 'On every machine that becomes a node: a container runtime, kubelet and kubeadm 1.31 or newer, swap off, clocks in step. Commands are run from this directory and log in as root.',
		zh: '每台要成为节点的机器上：容器运行时、kubelet 和 1.31 或更新的 kubeadm，关闭 swap，时钟同步。命令都在本目录执行，以 root 登录。',
	}}];
	if (plan.topology === 'external') {
		parts.push({paragraph: {
			en: 'etcd runs already, all members of it, and every control plane has /etc/kubernetes/pki/etcd/ca.crt and /etc/kubernetes/pki/apiserver-etcd-client.{crt,key}. The export target `etcd` has the members as systemd units and the script for these certificates; `etcd-members/` here has the same members for kubeadm.',
			zh: 'etcd 的全部成员已经在运行，每台控制平面节点上有 /etc/kubernetes/pki/etcd/ca.crt 和 /etc/kubernetes/pki/apiserver-etcd-client.{crt,key}。导出目标 `etcd` 包含用 systemd 运行成员的文件和生成这些证书的脚本；这里的 `etcd-members/` 是由 kubeadm 运行的同样成员。',
		}});
	}

	const {endpoint: {host}} = plan.controlPlane;
	const {vip} = plan.loadBalancer;
	if (host !== null && vip !== null && !isAddress(host)) {
		parts.push({paragraph: {
			en: `${host} leads to ${vip} on every machine, in DNS or in /etc/hosts.`,
			zh: `在每台机器上 ${host} 都解析到 ${vip}，用 DNS 或 /etc/hosts。`,
		}});
	}

	switch (plan.loadBalancer.kind) {
		case 'keepalived':
		case 'dedicated': {
			parts.push({paragraph: {
				en: `HAProxy and keepalived run on ${plan.loadBalancer.machines.join(', ')} (export targets \`haproxy\` and \`keepalived\`), and ${endpoint} answers from every machine. "Connection refused" or an empty answer is fine, as long as no apiserver runs; silence is not.`,
				zh: `${plan.loadBalancer.machines.join('、')} 上已经运行 HAProxy 和 keepalived（导出目标 \`haproxy\` 和 \`keepalived\`），从每台机器访问 ${endpoint} 都有应答。还没有 apiserver 时，连接被拒绝或空应答都算正常；毫无应答则不行。`,
			}});
			break;
		}

		case 'kube-vip': {
			parts.push({paragraph: {
				en: `The kube-vip manifest of ${firstControlPlane(plan).name} lies in /etc/kubernetes/manifests there (export target \`kube-vip\`): kubeadm init starts it, and then waits for the VIP.`,
				zh: `${firstControlPlane(plan).name} 的 kube-vip 清单已经放在那台机器的 /etc/kubernetes/manifests 里（导出目标 \`kube-vip\`）：kubeadm init 会启动它，然后等待 VIP。`,
			}});
			break;
		}

		case 'cloud': {
			parts.push({paragraph: {
				en: `The cloud's load balancer takes TCP at ${endpoint} and passes it to port 6443 of ${plan.controlPlane.machines.join(', ')}; its health check asks /readyz over HTTPS.`,
				zh: `云厂商的负载均衡器在 ${endpoint} 上接收 TCP，转发到 ${plan.controlPlane.machines.join('、')} 的 6443 端口；健康检查用 HTTPS 访问 /readyz。`,
			}});
			break;
		}

		case 'node-local': {
			parts.push({paragraph: {
				en: `kubeadm knows one endpoint for all nodes and no local proxy. So ${endpoint} is a name that leads somewhere else on every node: before a node has joined to the first control plane, afterwards to its own loopback. There a control plane has its own apiserver, every other node the HAProxy of \`node-local/\`. \`point-endpoint.sh\` keeps that one line of /etc/hosts.`,
				zh: `kubeadm 只认识一个所有节点共用的控制平面端点，没有本地代理。所以 ${endpoint} 是一个在每个节点上指向不同地方的名字：加入之前指向第一台控制平面节点，加入之后指向自己的回环地址。控制平面节点在那里有自己的 apiserver，其他节点有 \`node-local/\` 里的 HAProxy。\`point-endpoint.sh\` 维护 /etc/hosts 里的这一行。`,
			}});
			break;
		}

		case 'none': {
			parts.push({paragraph: {
				en: `${endpoint} leads to ${firstControlPlane(plan).name}. A name can lead to a load balancer later; kubeadm supports no change of the endpoint itself.`,
				zh: `${endpoint} 指向 ${firstControlPlane(plan).name}。名字以后可以改为指向负载均衡器；控制平面端点本身 kubeadm 不支持更改。`,
			}});
			break;
		}
	}

	return parts;
}

/** On a node-local plan: where the endpoint's name leads on a machine until it has joined. */
function pointBefore(plan: Plan, machine: Machine): string[] {
	const first = firstControlPlane(plan);
	const address = machine.name === first.name ? '127.0.0.1' : ipOf(first) ?? '';
	return isNodeLocal(plan) ? [scp('node-local/point-endpoint.sh', machine), ssh(machine, `sh point-endpoint.sh ${address}`)] : [];
}

function pointAfter(plan: Plan, machine: Machine): string[] {
	return isNodeLocal(plan) ? [ssh(machine, 'sh point-endpoint.sh 127.0.0.1 && systemctl restart kubelet')] : [];
}

function firstParts(plan: Plan): ReadmePart[] {
	const first = firstControlPlane(plan);
	const [, ...others] = controlPlanesOf(plan);
	const upload = others.length > 0 ? ' --upload-certs' : '';
	return [
		{heading: {en: `The first control plane: ${first.name}`, zh: `第一台控制平面节点：${first.name}`}},
		{commands: [
			...pointBefore(plan, first),
			scp(`${first.name}-init.yaml`, first),
			ssh(first, `kubeadm init --config ${first.name}-init.yaml${upload}`),
		]},
		{paragraph: {
			en: `It prints what other machines join with: a token, the hash of the CA${others.length > 0 ? ' and a certificate key' : ''}. Keep the lines for the next step. Then install the network plugin of your choice; until then nodes stay NotReady.`,
			zh: `它会打印其他机器加入时需要的值：token、CA 的哈希${others.length > 0 ? '和证书密钥' : ''}。保留这些行，下一步要用。然后安装你选择的网络插件；在那之前节点一直是 NotReady。`,
		}},
		{commands: [ssh(first, `${kubectl} get nodes`)]},
	];
}

function fillInParts(plan: Plan): ReadmePart[] {
	const [first, ...others] = controlPlanesOf(plan);
	return [
		{heading: {en: 'The join files', zh: '加入用的文件'}},
		{paragraph: {
			en: 'They hold placeholders that kubeadm refuses, since no secret is part of the export. The script puts the printed values into copies, in `filled-in/`; remove these once everything has joined.',
			zh: '这些文件里是 kubeadm 会拒绝的占位符，因为导出内容不含任何密钥。脚本把打印出来的值写进 `filled-in/` 里的副本；全部加入之后请删除它们。',
		}},
		{commands: [`sh fill-in.sh TOKEN CA-HASH${others.length > 0 ? ' CERTIFICATE-KEY' : ''}`]},
		{paragraph: others.length > 0
			? {
				en: 'A token is good for 24 hours, a certificate key for two. New ones, printed on the first control plane:',
				zh: 'token 24 小时内有效，证书密钥两小时内有效。在第一台控制平面节点上可以重新生成：',
			}
			: {
				en: 'A token is good for 24 hours. A new one, printed on the control plane:',
				zh: 'token 24 小时内有效。在控制平面节点上可以重新生成：',
			}},
		{commands: [
			'kubeadm token create --print-join-command',
			...(others.length > 0 ? [`kubeadm init phase upload-certs --upload-certs --config ${first?.name ?? ''}-init.yaml`] : []),
		]},
	];
}

function joinControlPlaneParts(plan: Plan): ReadmePart[] {
	const [, ...others] = controlPlanesOf(plan);
	return others.length === 0
		? []
		: [
			{heading: {en: 'The other control planes', zh: '其他控制平面节点'}},
			{paragraph: plan.topology === 'external'
				? {en: 'One after the other; etcd stays as it is.', zh: '逐台加入；etcd 保持不变。'}
				: {
					en: 'One after the other: each brings one more etcd member, and the next may come only when all of them are ready.',
					zh: '逐台加入：每台带来一个新的 etcd 成员，全部就绪之后才能加入下一台。',
				}},
			...others.map((machine): ReadmePart => ({commands: [
				`# ${machine.name}`,
				...pointBefore(plan, machine),
				scp(`filled-in/${joinFileName(machine)}`, machine),
				ssh(machine, `kubeadm join --config ${joinFileName(machine)} && rm ${joinFileName(machine)}`),
				...pointAfter(plan, machine),
				ssh(firstControlPlane(plan), plan.topology === 'external'
					? `${kubectl} get nodes`
					: `${kubectl} get nodes && ${kubectl} -n kube-system get pods -l component=etcd`),
			]})),
			...(plan.loadBalancer.kind === 'kube-vip'
				? [{paragraph: {
					en: 'Now their kube-vip manifests, so that the VIP can move to them: see the export target `kube-vip`.',
					zh: '现在放上它们的 kube-vip 清单，VIP 才能漂移过去：见导出目标 `kube-vip`。',
				}}]
				: []),
		];
}

function workerCommands(plan: Plan, machine: Machine, file: string): string[] {
	const proxy = isNodeLocal(plan)
		? [
			ssh(machine, `mkdir -p ${proxyDirectory} /etc/kubernetes/manifests`),
			scp('node-local/haproxy.cfg', machine, `${proxyDirectory}/`),
			scp('node-local/apiserver-proxy.yaml', machine, '/etc/kubernetes/manifests/'),
		]
		: [];
	const reached = isNodeLocal(plan)
		? [ssh(machine, 'until curl -ksf -o /dev/null https://127.0.0.1:6443/readyz; do sleep 2; done')]
		: [];
	return [
		`# ${machine.name}`,
		...pointBefore(plan, machine),
		...proxy,
		scp(`filled-in/${file}`, machine),
		ssh(machine, `kubeadm join --config ${file} && rm ${file}`),
		...reached,
		...pointAfter(plan, machine),
	];
}

function workerParts(plan: Plan): ReadmePart[] {
	const workers = workerGroups(plan).flatMap(({file, machines}) => machines.map(machine => ({file, machine})));
	const shown = workers.slice(0, mostShown);
	const more = workers.length - shown.length;
	return workers.length === 0
		? []
		: [
			{heading: {en: 'Workers', zh: '工作节点'}},
			{paragraph: {en: 'In any order, and all at once if you like.', zh: '顺序不限，也可以同时进行。'}},
			...shown.map(({machine, file}): ReadmePart => ({commands: workerCommands(plan, machine, file)})),
			...(more > 0
				? [{paragraph: {
					en: `And likewise ${more === 1 ? 'the last one' : `the other ${more}`}, up to ${workers.at(-1)?.machine.name ?? ''} with \`${workers.at(-1)?.file ?? ''}\`.`,
					zh: `其余 ${more} 台同样处理，直到 ${workers.at(-1)?.machine.name ?? ''}，使用 \`${workers.at(-1)?.file ?? ''}\`。`,
				}}]
				: []),
		];
}

function lastParts(plan: Plan): ReadmePart[] {
	const first = firstControlPlane(plan);
	return [
		{heading: {en: 'At the end', zh: '最后'}},
		...(isNodeLocal(plan)
			? [
				{paragraph: {
					en: 'kube-proxy copied /etc/hosts when it started. Started anew it goes over the loopback as well:',
					zh: 'kube-proxy 启动时复制了 /etc/hosts。重新启动之后它也走回环地址：',
				}},
				{commands: [ssh(first, `${kubectl} -n kube-system rollout restart daemonset kube-proxy`)]},
			]
			: []),
		{paragraph: {
			en: 'Every node is Ready and every apiserver says ok:',
			zh: '每个节点都是 Ready，每个 apiserver 都回答 ok：',
		}},
		{commands: [
			ssh(first, `${kubectl} get nodes`),
			...controlPlanesOf(plan).map(machine => ssh(machine, 'curl -ks https://127.0.0.1:6443/readyz')),
		]},
	];
}

/** The commands of every machine, in order. */
export function kubeadmReadme(plan: Plan, language: Language): string {
	const {name} = plan.metadata;
	const hasOthers = plan.machines.some(({roles}) => roles.includes('worker')) || plan.controlPlane.machines.length > 1;
	return readmeText([
		{heading: {en: `${name} with kubeadm`, zh: `用 kubeadm 部署 ${name}`}, level: 1},
		...beforehand(plan),
		...firstParts(plan),
		...(hasOthers ? fillInParts(plan) : []),
		...joinControlPlaneParts(plan),
		...workerParts(plan),
		...lastParts(plan),
	], language);
}
