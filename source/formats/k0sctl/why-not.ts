import type {Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {nameList} from '../../present/name-list.js';
import {apiserverPort} from '../kubeadm/endpoint.js';
import {releaseOf} from '../kubeadm/release.js';

/** The first minor release of k0s whose control plane load balancing balances by itself, without IPVS. */
const firstWithBalancer = 32;

function sameMachines(some: readonly string[], others: readonly string[]): boolean {
	return some.length === others.length && some.every(name => others.includes(name));
}

function wrongEtcd({etcd: {members}, controlPlane: {machines}}: Plan): Text | undefined {
	return sameMachines(members, machines)
		? undefined
		: {
			en: `The plan runs etcd on ${nameList(members, 'en')} and the control planes on ${nameList(machines, 'en')}. k0sctl knows no machine that only runs etcd: each controller gets a member of its own. Plan with --topology stacked, or export kubespray.`,
			zh: `方案把 etcd 放在 ${nameList(members, 'zh')} 上，把控制平面放在 ${nameList(machines, 'zh')} 上。k0sctl 没有只运行 etcd 的机器：每台控制器都带一个自己的成员。请用 --topology stacked 重新规划，或导出 kubespray。`,
		};
}

function wrongBalancer({loadBalancer: {kind, machines}, controlPlane, requirements}: Plan): Text | undefined {
	const {port} = controlPlane.endpoint;
	if (kind === 'kube-vip') {
		return {
			en: 'kube-vip as a static Pod needs a kubelet, and a k0s controller has none. k0s moves the VIP with its own keepalived: plan with --load-balancer keepalived.',
			zh: 'kube-vip 作为静态 Pod 需要 kubelet，而 k0s 的控制器上没有。k0s 用自带的 keepalived 让 VIP 漂移：请用 --load-balancer keepalived 重新规划。',
		};
	}

	if (kind === 'keepalived' && !sameMachines(machines, controlPlane.machines)) {
		return {
			en: 'k0s runs its keepalived on every controller and on no other machine; the plan has its load balancers elsewhere.',
			zh: 'k0s 在每台控制器上运行自带的 keepalived，别的机器上不运行；方案的负载均衡器不在这些机器上。',
		};
	}

	const release = releaseOf(requirements.kubernetesVersion);
	if (kind === 'keepalived' && release && release.minor < firstWithBalancer) {
		return {
			en: `k0s balances behind its VIP from 1.${firstWithBalancer} on, and the plan wants ${requirements.kubernetesVersion ?? ''}.`,
			zh: `k0s 从 1.${firstWithBalancer} 起才在 VIP 背后做负载均衡，而方案要的是 ${requirements.kubernetesVersion ?? ''}。`,
		};
	}

	return (kind === 'dedicated' || kind === 'cloud') && port !== apiserverPort
		? {
			en: `A load balancer before k0s listens on the controllers' own ports, ${apiserverPort} among them, and the plan's endpoint has port ${port}. Change controlPlane.endpoint.port.`,
			zh: `k0s 前面的负载均衡器要监听控制器自己的端口，其中有 ${apiserverPort}，而方案的控制平面端点是 ${port} 端口。请修改 controlPlane.endpoint.port。`,
		}
		: undefined;
}

/** The first address that is IPv6: k0s runs on IPv6 alone only behind the alpha feature gate IPv6SingleStack. */
function ipv6Of({machines, loadBalancer: {vip}, controlPlane: {endpoint: {host}}}: Plan): string | undefined {
	return [vip, host, ...machines.map(({address}) => address)]
		.find((address): address is string => address !== null && readIp(address)?.family === 'IPv6');
}

/** Why k0sctl cannot build a plan; undefined where it can. */
export function whyNotK0sctl(plan: Plan): Text | undefined {
	const wrong = wrongEtcd(plan) ?? wrongBalancer(plan);
	if (wrong) {
		return wrong;
	}

	const ipv6 = ipv6Of(plan);
	return ipv6 === undefined
		? undefined
		: {
			en: `The plan has the IPv6 address ${ipv6}. k0s clusters speak IPv4 between their machines; IPv6 alone is behind an alpha feature gate.`,
			zh: `方案里有 IPv6 地址 ${ipv6}。k0s 集群的机器之间用 IPv4；只用 IPv6 还在 alpha 特性门控之后。`,
		};
}
