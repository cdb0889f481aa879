import type {Layout} from '../../source/model/plan.js';
import type {LoadBalancerKind, Role, Topology} from '../../source/model/vocabulary.js';

export type MachineOf = {readonly zone?: string | null; readonly roles: readonly Role[]};

export type LayoutOf = {
	readonly topology: Topology;
	readonly kind?: LoadBalancerKind;
	readonly schedulable?: boolean;
	/** Called node-1, node-2, ... in this order. */
	readonly machines: readonly MachineOf[];
};

/** A layout from the roles of its machines; nothing is added to what is written. */
export function layoutOf({topology, kind = 'none', schedulable = false, machines}: LayoutOf): Layout {
	const named = machines.map(({zone = null, roles}, index) => ({
		name: `node-${index + 1}`, address: null, zone, host: null, roles: [...roles],
	}));
	const withRole = (role: Role) => named.filter(({roles}) => roles.includes(role)).map(({name}) => name);
	const members = withRole('etcd');
	return {
		topology,
		machines: named,
		etcd: {members, quorum: Math.floor(members.length / 2) + 1},
		controlPlane: {machines: withRole('control-plane'), endpoint: {host: null, port: 6443}, schedulable},
		loadBalancer: {
			kind, machines: withRole('load-balancer'), vip: null, virtualRouterId: null,
		},
	};
}

/** How many of what, zone by zone: `[2, 1]` are two in zone-a and one in zone-b; a bare number: that many, in no zone. */
export type Spread = number | readonly number[];

function spread(count: Spread, roles: readonly Role[]): MachineOf[] {
	return typeof count === 'number'
		? Array.from({length: count}, () => ({roles}))
		: count.flatMap((inZone, index) => Array.from({length: inZone}, () => ({zone: `zone-${'abcdefghij'[index]}`, roles})));
}

export type Wanted = {
	readonly kind?: LoadBalancerKind;
	readonly schedulable?: boolean;
	readonly voters: Spread;
	/** External control planes. */
	readonly controlPlanes?: Spread;
	/** Dedicated load balancers. */
	readonly loadBalancers?: Spread;
	readonly workers?: Spread;
};

/** Stacked control planes (all of them voters), then dedicated load balancers, then workers. */
export function stacked({kind = 'keepalived', schedulable = false, voters, loadBalancers = 0, workers = 0}: Wanted): Layout {
	const shared: readonly Role[] = kind === 'keepalived' || kind === 'kube-vip' ? ['load-balancer'] : [];
	return layoutOf({
		topology: 'stacked', kind, schedulable, machines: [
			...spread(voters, ['control-plane', 'etcd', ...shared]),
			...spread(loadBalancers, ['load-balancer']),
			...spread(workers, ['worker']),
		],
	});
}

/** External control planes, then voters, then dedicated load balancers, then workers. */
export function external({kind = 'keepalived', schedulable = false, voters, controlPlanes = 0, loadBalancers = 0, workers = 0}: Wanted): Layout {
	const shared: readonly Role[] = kind === 'keepalived' || kind === 'kube-vip' ? ['load-balancer'] : [];
	return layoutOf({
		topology: 'external', kind, schedulable, machines: [
			...spread(controlPlanes, ['control-plane', ...shared]),
			...spread(voters, ['etcd']),
			...spread(loadBalancers, ['load-balancer']),
			...spread(workers, ['worker']),
		],
	});
}
