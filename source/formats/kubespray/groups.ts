import type {Plan} from '../../model/plan.js';

/** Kubespray's three groups, each with its machines in plan order: the first of the first two is special to it. */
export type Groups = {
	/** `kube_control_plane` */
	readonly controlPlanes: readonly string[];
	readonly etcd: readonly string[];
	/** `kube_node` */
	readonly nodes: readonly string[];
};

/**
Which machine is in which group. A machine that only balances is in none: Kubespray would make nothing of it. Control planes
that take workloads are in `kube_node` as well, which is how Kubespray leaves their taint out.
*/
export function groupsOf({machines, controlPlane, etcd}: Plan): Groups {
	const controlPlanes = new Set(controlPlane.machines);
	const nodes = machines
		.filter(({name, roles}) => roles.includes('worker') || (controlPlane.schedulable && controlPlanes.has(name)))
		.map(({name}) => name);
	return {controlPlanes: controlPlane.machines, etcd: etcd.members, nodes};
}

/** The machines that only balance, which no group has. */
export function machinesOutside(plan: Plan): string[] {
	const {controlPlanes, etcd, nodes} = groupsOf(plan);
	const inside = new Set([...controlPlanes, ...etcd, ...nodes]);
	return plan.machines.map(({name}) => name).filter(name => !inside.has(name));
}
