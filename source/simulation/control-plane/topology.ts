import type {Layout} from '../../model/plan.js';
import type {Settings} from './settings.js';

/** What a machine of the chain carries. */
export type ChainRole = 'etcd' | 'apiserver' | 'controllers' | 'load-balancer' | 'kubelet';

export type ChainMachine = {readonly name: string; readonly zone: string | null; readonly roles: readonly ChainRole[]};

/** How clients reach an apiserver. */
export type EndpointKind = 'keepalived' | 'kube-vip' | 'node-local' | 'cloud' | 'none';

/** Machines and what they carry: all that the composed control plane is built from. */
export type ChainTopology = {
	readonly machines: readonly ChainMachine[];
	readonly endpoint: EndpointKind;
	/** Stacked: an apiserver asks only the etcd member beside it. External: all members. */
	readonly etcd: 'stacked' | 'external';
};

/**
The control plane that scenarios start from: as many stacked control-plane machines as etcd has members, the load balancers on
the first of them (or `apart`, on machines of their own), and workers. Parts that a scenario does not need can be left out.
*/
export function usualTopology(settings: Settings, {parts, endpoint = 'keepalived', apart = false}: {readonly parts: readonly ChainRole[]; readonly endpoint?: EndpointKind; readonly apart?: boolean}): ChainTopology {
	const members = settings['etcd.members'];
	const balancers = settings['vrrp.priorities'].length;
	const machines: ChainMachine[] = [];
	const first = apart ? members : 0;
	const planes = Math.max(members, parts.includes('load-balancer') ? first + balancers : 0);
	for (let index = 0; index < planes; index++) {
		const all: ChainRole[] = index < members ? ['etcd', 'apiserver', 'controllers', 'kubelet'] : [];
		const roles: ChainRole[] = index >= first && index < first + balancers ? [...all, 'load-balancer'] : all;
		machines.push({name: `node-${index + 1}`, zone: null, roles: roles.filter(role => parts.includes(role))});
	}

	for (let index = 0; parts.includes('kubelet') && index < settings['node.workers']; index++) {
		machines.push({name: `node-${planes + index + 1}`, zone: null, roles: ['kubelet']});
	}

	return {machines, endpoint, etcd: 'stacked'};
}

/** Machines of their own in front (`dedicated`) hold the VIP by VRRP as control planes do. */
const endpointOf: Readonly<Record<Layout['loadBalancer']['kind'], EndpointKind>> = {
	keepalived: 'keepalived',
	dedicated: 'keepalived',
	'kube-vip': 'kube-vip',
	'node-local': 'node-local',
	cloud: 'cloud',
	none: 'none',
};

/** The chain that a plan builds, machine by machine. */
export function topologyOf(layout: Layout): ChainTopology {
	const isOf = (names: readonly string[], name: string, role: ChainRole): ChainRole[] => names.includes(name) ? [role] : [];
	return {
		machines: layout.machines.map(({name, zone}) => ({
			name,
			zone,
			roles: [
				...isOf(layout.etcd.members, name, 'etcd'),
				...isOf(layout.controlPlane.machines, name, 'apiserver'),
				...isOf(layout.controlPlane.machines, name, 'controllers'),
				...isOf(layout.loadBalancer.machines, name, 'load-balancer'),
				...(layout.machines.find(each => each.name === name)!.roles.some(role => role === 'worker' || role === 'control-plane') ? ['kubelet' as const] : []),
			],
		})),
		endpoint: endpointOf[layout.loadBalancer.kind],
		etcd: layout.topology === 'external' ? 'external' : 'stacked',
	};
}
