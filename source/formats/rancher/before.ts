import type {Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {endpointHost, firstControlPlane, isAddress} from '../kubeadm/endpoint.js';
import {hostInUrl, hostPort} from '../quoting.js';
import type {ReadmePart} from '../readme.js';
import {forwardsJoinPort} from './balancer.js';
import {channelOf, type RancherDistribution} from './distribution.js';
import {registrationAddress} from './servers.js';

function versionParts(plan: Plan, {title, name}: RancherDistribution): ReadmePart[] {
	const channel = channelOf(plan);
	const {kubernetesVersion} = plan.requirements;
	const prefix = `INSTALL_${name.toUpperCase()}`;
	return [{paragraph: channel === undefined
		? {
			en: `The commands take what the stable channel has at the moment. Set ${prefix}_VERSION where every machine has to get the very same build, whenever it is installed.`,
			zh: `这些命令安装 stable 频道当前的版本。要让每台机器无论何时安装都得到同一个构建，请设置 ${prefix}_VERSION。`,
		}
		: {
			en: `The commands take the newest build of the channel ${channel}. The plan asks for Kubernetes ${kubernetesVersion ?? ''}; a version of ${title} has a suffix of its own (+${name === 'rke2' ? 'rke2r1' : 'k3s1'} and up): set ${prefix}_VERSION to the full one where every machine has to get the very same build.`,
			zh: `这些命令安装 ${channel} 频道里最新的构建。方案要求 Kubernetes ${kubernetesVersion ?? ''}；${title} 的版本号有自己的后缀（+${name === 'rke2' ? 'rke2r1' : 'k3s1'} 起）：要让每台机器得到同一个构建，请把 ${prefix}_VERSION 设为完整版本号。`,
		}}];
}

function haproxyText(plan: Plan, distribution: RancherDistribution): Text {
	const {title, name, joinPort} = distribution;
	const {machines} = plan.loadBalancer;
	const endpoint = hostPort(endpointHost(plan) ?? '', plan.controlPlane.endpoint.port);
	return {
		en: `HAProxy and keepalived run on ${nameList(machines, 'en')}, with the \`haproxy.cfg\` of this directory in place of the one of the export target \`haproxy\`, and with the files of \`keepalived\`. The other one asks /readyz without credentials, which ${title} answers with 401: it would never send anybody anywhere. ${endpoint} answers from every machine; "connection refused" or an empty answer is fine as long as no server runs, silence is not.${name === 'rke2' && forwardsJoinPort(plan, distribution) ? ` Nodes join at port ${joinPort}, which it passes on too.` : ''}`,
		zh: `${nameList(machines, 'zh')} 上运行 HAProxy 和 keepalived：HAProxy 用本目录的 \`haproxy.cfg\`，而不是导出目标 \`haproxy\` 的那一份；keepalived 用 \`keepalived\` 的文件。另一份配置不带凭据访问 /readyz，${title} 对此回答 401：它永远不会把请求转给任何一台。从每台机器访问 ${endpoint} 都有应答；还没有 server 运行时，连接被拒绝或空应答都算正常，毫无应答则不行。${name === 'rke2' && forwardsJoinPort(plan, distribution) ? `节点在 ${joinPort} 端口加入，它也会转发。` : ''}`,
	};
}

/** On the control planes themselves the port that nodes join at belongs to RKE2: the VIP leads to whoever holds it. */
function besideText(plan: Plan, {joinPort, title}: RancherDistribution): Text {
	const first = firstControlPlane(plan).name;
	// Where etcd is on machines of its own, the other control planes join there and not at the VIP.
	const others = plan.topology === 'external' ? [] : plan.controlPlane.machines.slice(1);
	return {
		en: `Nodes join at port ${joinPort} of the VIP. No HAProxy can stand there, since ${title} itself has that port on the same machines: whoever holds the VIP answers. ${others.length === 0 ? 'So agents join once every control plane runs.' : `So the VIP has to be at ${first} until ${nameList(others, 'en')} ${others.length === 1 ? 'has' : 'have'} joined, as keepalived's priorities make it; see with \`ip address\` there.`} Later, joining waits while the holder's server is down; nodes that have joined do not come this way.`,
		zh: `节点通过 VIP 的 ${joinPort} 端口加入。那里不能放 HAProxy，因为同一台机器上 ${title} 自己占用这个端口：由 VIP 持有者直接应答。${others.length === 0 ? '所以 agent 要等每台控制平面节点都运行之后再加入。' : `所以在 ${nameList(others, 'zh')} 加入之前，VIP 必须在 ${first} 上，keepalived 的优先级正是这样设的；可在那里用 \`ip address\` 查看。`}之后如果持有者的 server 停了，新的加入要等待；已经加入的节点不走这条路。`,
	};
}

function balancerParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const {title, name, joinPort} = distribution;
	const {kind, vip} = plan.loadBalancer;
	const join = registrationAddress(plan, distribution);
	switch (kind) {
		case 'keepalived':
		case 'dedicated': {
			return [
				{paragraph: haproxyText(plan, distribution)},
				...(kind === 'keepalived' && name === 'rke2' ? [{paragraph: besideText(plan, distribution)}] : []),
			];
		}

		case 'kube-vip': {
			return [{paragraph: {
				en: `kube-vip runs on every control plane, as a Pod of the machine from \`kube-vip.yaml\` beside its config.yaml (in place of the export target \`kube-vip\`, which is for kubeadm). It takes ${vip ?? ''} once the first server is up; the others join there.`,
				zh: `kube-vip 运行在每台控制平面节点上，由 config.yaml 旁边的 \`kube-vip.yaml\` 作为静态 Pod 启动（代替面向 kubeadm 的导出目标 \`kube-vip\`）。第一台 server 运行之后它接管 ${vip ?? ''}，其他机器在那里加入。`,
			}}];
		}

		case 'cloud': {
			return [{paragraph: {
				en: `The cloud's load balancer passes ${name === 'rke2' ? `TCP ports ${plan.controlPlane.endpoint.port} (to 6443) and ${joinPort}` : `TCP port ${plan.controlPlane.endpoint.port} (to 6443)`} on to ${nameList(plan.controlPlane.machines, 'en')}. Its health check: ${name === 'rke2' ? `/ping over HTTPS on port ${joinPort}, which answers 200 to anybody` : '/ping over HTTPS on port 6443, which answers 200 to anybody'}; /readyz answers 401 without credentials.`,
				zh: `云平台的负载均衡器把 ${name === 'rke2' ? `TCP ${plan.controlPlane.endpoint.port} 端口（到 6443）和 ${joinPort} 端口` : `TCP ${plan.controlPlane.endpoint.port} 端口（到 6443）`}转发到 ${nameList(plan.controlPlane.machines, 'zh')}。健康检查：${name === 'rke2' ? `用 HTTPS 访问 ${joinPort} 端口的 /ping，对任何人都回答 200` : '用 HTTPS 访问 6443 端口的 /ping，对任何人都回答 200'}；不带凭据的 /readyz 回答 401。`,
			}}];
		}

		case 'node-local': {
			return [{paragraph: {
				en: `Nothing stands before the control planes: in ${title} every agent balances over all of them itself, from the moment it has joined. They join at ${join}; where that machine is gone, put another control plane into \`server\` of what joins later.`,
				zh: `控制平面节点前面没有负载均衡器：在 ${title} 里，每个 agent 从加入起就自己在所有控制平面节点之间做负载均衡。它们在 ${join} 加入；那台机器不在时，请在之后加入的机器的 \`server\` 里写另一台控制平面节点。`,
			}}];
		}

		case 'none': {
			return [{paragraph: {
				en: `One server, and nothing before it: agents join at ${join}.`,
				zh: `只有一台 server，前面没有负载均衡器：agent 在 ${join} 加入。`,
			}}];
		}
	}
}

/** What has to be there before the first server starts. */
export function beforeParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const {host} = plan.controlPlane.endpoint;
	const {vip} = plan.loadBalancer;
	const {joinPort, name} = distribution;
	return [
		{paragraph: {
			en: `Clocks in step, and no other Kubernetes on any machine. Between the machines these TCP ports are open: 6443${name === 'rke2' ? ` and ${joinPort}` : ''} on the servers, 2379 and 2380 between them, 10250 on all; UDP 8472 for the network of Pods. Commands are run from this directory and log in as root.`,
			zh: `时钟同步，机器上没有别的 Kubernetes。机器之间开放这些 TCP 端口：server 上的 6443${name === 'rke2' ? ` 和 ${joinPort}` : ''}，server 之间的 2379 和 2380，所有机器上的 10250；Pod 网络用 UDP 8472。命令都在本目录执行，以 root 登录。`,
		}},
		...versionParts(plan, distribution),
		...(host !== null && vip !== null && !isAddress(host)
			? [{paragraph: {
				en: `${hostInUrl(host)} leads to ${vip} on every machine, in DNS or in /etc/hosts.`,
				zh: `在每台机器上 ${hostInUrl(host)} 都解析到 ${vip}，用 DNS 或 /etc/hosts。`,
			}}]
			: []),
		...balancerParts(plan, distribution),
	];
}
