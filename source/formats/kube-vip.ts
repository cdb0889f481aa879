import type {Text} from '../model/language.js';
import type {LoadBalancerKind} from '../model/vocabulary.js';
import {kubeVipManifest, needsSuperAdmin} from './kube-vip/manifest.js';
import {kubeVipReadme} from './kube-vip/readme.js';
import {apiserverPort, firstControlPlane} from './kubeadm/endpoint.js';
import type {ExportInput, Need, Target} from './target.js';

const others: Readonly<Record<Exclude<LoadBalancerKind, 'kube-vip' | 'none'>, Text>> = {
	keepalived: {en: 'keepalived holds the VIP', zh: 'VIP 由 keepalived 持有'},
	dedicated: {en: 'keepalived holds the VIP, on load balancers of its own', zh: 'VIP 由 keepalived 在专用的负载均衡器上持有'},
	cloud: {en: 'the cloud\'s load balancer is the endpoint', zh: '控制平面端点是云厂商的负载均衡器'},
	'node-local': {en: 'every node has its own proxy, and there is no VIP', zh: '每个节点有自己的代理，没有 VIP'},
};

function refuses({plan: {loadBalancer: {kind}, controlPlane: {endpoint: {port}}}}: ExportInput): Text | undefined {
	if (kind === 'none') {
		// Planning again with --load-balancer kube-vip would not help: it needs three control planes to move between.
		return {
			en: 'One control plane has nothing to fail over to: there is no VIP in this plan. From three machines on, --load-balancer kube-vip plans one.',
			zh: '只有一个控制平面，没有可以转移的目标：这个方案里没有 VIP。有三台或更多机器时，可以用 --load-balancer kube-vip 规划一个。',
		};
	}

	if (kind !== 'kube-vip') {
		return {
			en: `In this plan ${others[kind].en}; kube-vip beside it would be a second owner of the endpoint. Plan with --load-balancer kube-vip to have it.`,
			zh: `这个方案里，${others[kind].zh}；再加 kube-vip，控制平面端点就会被两方同时持有。需要它请用 --load-balancer kube-vip 重新规划。`,
		};
	}

	return port === apiserverPort
		? undefined
		: {
			en: `kube-vip leads straight to an apiserver, on port ${apiserverPort}, and the plan's endpoint has port ${port}: nothing would listen there. Change controlPlane.endpoint.port.`,
			zh: `kube-vip 直接通向 apiserver 的 ${apiserverPort} 端口，而方案的控制平面端点是 ${port} 端口：那里没有程序监听。请修改 controlPlane.endpoint.port。`,
		};
}

function needs({plan: {loadBalancer: {vip}, requirements}}: ExportInput): Need[] {
	return [
		...(vip === null
			? [{field: 'loadBalancer.vip', flag: '--vip', says: {
				en: 'the address that kube-vip takes over: free, and in the subnet of the control planes',
				zh: 'kube-vip 接管的地址：没有人使用，并且在控制平面节点的子网里',
			}}]
			: []),
		...(requirements.interface === null
			? [{field: 'requirements.interface', flag: '--interface', says: {
				en: 'the network interface of the control planes that takes the VIP, for example eth0',
				zh: '控制平面节点上承载 VIP 的网卡，例如 eth0',
			}}]
			: []),
	];
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	const {loadBalancer: {vip}, requirements: {interface: network}, controlPlane: {machines}} = plan;
	if (vip === null || network === null) {
		throw new RangeError('kube-vip cannot be written without a VIP and an interface');
	}

	return new Map([
		['kube-vip/README.md', kubeVipReadme(plan, vip, language)],
		...machines.map((machine, index): [string, string] => [
			`kube-vip/${machine}/kube-vip.yaml`,
			kubeVipManifest(plan, machine, {vip, interface: network, isFirst: index === 0}),
		]),
	]);
}

/** A static Pod of kube-vip for each control plane. */
export const kubeVipTarget: Target = {
	name: 'kube-vip',
	about: {en: 'kube-vip as a static Pod on each control plane', zh: '每台控制平面节点上的 kube-vip 静态 Pod'},
	refuses,
	needs,
	write,
	next({plan}) {
		const {name} = firstControlPlane(plan);
		return [
			{
				en: `Put kube-vip/${name}/kube-vip.yaml into /etc/kubernetes/manifests of ${name} before kubeadm init.`,
				zh: `在 kubeadm init 之前，把 kube-vip/${name}/kube-vip.yaml 放进 ${name} 的 /etc/kubernetes/manifests。`,
			},
			...(needsSuperAdmin(plan)
				? [{en: 'After kubeadm init switch that one back to admin.conf, as kube-vip/README.md says.', zh: 'kubeadm init 之后按 kube-vip/README.md 把它换回 admin.conf。'}]
				: []),
			{en: 'The other control planes get theirs after they have joined.', zh: '其他控制平面节点在加入之后再放上各自的清单。'},
		];
	},
};
