import type {Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {nameList} from '../../present/name-list.js';
import {machineOf} from '../machine-hosts.js';

const otherKinds: Readonly<Partial<Record<Plan['loadBalancer']['kind'], Text>>> = {
	'kube-vip': {
		en: 'kube-vip holds the VIP in this plan: there is no keepalived. Export kube-vip instead.',
		zh: '这个方案由 kube-vip 持有 VIP：没有 keepalived。请改为导出 kube-vip。',
	},
	cloud: {
		en: 'The cloud\'s own load balancer has the address: there is no VIP for keepalived to move.',
		zh: '地址属于云平台自己的负载均衡器：没有需要 keepalived 漂移的 VIP。',
	},
	'node-local': {
		en: 'Every node has a proxy of its own on 127.0.0.1: there is no VIP for keepalived to move.',
		zh: '每个节点在 127.0.0.1 上都有自己的代理：没有需要 keepalived 漂移的 VIP。',
	},
	none: {
		en: 'One control plane has nothing to fail over to: there is no VIP in this plan.',
		zh: '只有一个控制平面，没有可以转移的目标：这个方案里没有 VIP。',
	},
};

/** Machines whose only known address is of the other family than the VIP. */
function ofOtherFamily(plan: Plan): string[] {
	const {machines, vip} = plan.loadBalancer;
	const family = vip === null ? undefined : readIp(vip)?.family;
	return machines.filter(name => {
		const {address} = machineOf(plan, name);
		const own = address === null ? undefined : readIp(address)?.family;
		return family !== undefined && own !== undefined && own !== family;
	});
}

/** Why there can be no keepalived.conf for a plan; undefined where there can. */
export function whyNotKeepalived(plan: Plan): Text | undefined {
	const {kind, machines, vip} = plan.loadBalancer;
	const other = otherKinds[kind];
	if (other) {
		return other;
	}

	if (machines.length === 0) {
		return {en: 'The plan names no machine under loadBalancer.machines.', zh: '方案的 loadBalancer.machines 里没有机器。'};
	}

	const strangers = ofOtherFamily(plan);
	return strangers.length === 0
		? undefined
		: {
			en: `The VIP ${vip ?? ''} and the addresses of ${nameList(strangers, 'en')} are not of one family: an IPv4 VIP needs IPv4 addresses beside it, an IPv6 VIP IPv6 ones.`,
			zh: `VIP ${vip ?? ''} 与 ${nameList(strangers, 'zh')} 的地址不是同一个地址族：IPv4 的 VIP 要配 IPv4 地址，IPv6 的 VIP 要配 IPv6 地址。`,
		};
}
