import {compareNames} from '../../model/natural-order.js';
import type {Layout} from '../../model/plan.js';
import type {LoadBalancerKind} from '../../model/vocabulary.js';

/**
What the control plane needs of which machines. It stands while, among the machines that are up, there are a quorum of
the voters, at least one of `apiservers`, and at least one of `endpoint` (null: the way to it hangs on no machine).
*/
export type Structure = {
	readonly voters: ReadonlySet<string>;
	/**
	Control planes whose apiserver can reach etcd while etcd has quorum. kubeadm points a stacked apiserver at the member
	of its own machine (127.0.0.1:2379), so there a control plane without a voter serves nothing; external: all of them.
	*/
	readonly apiservers: ReadonlySet<string>;
	readonly endpoint: ReadonlySet<string> | null;
	/** Where workloads may run: the workers, and the control planes where they are schedulable. */
	readonly takesWorkloads: (machine: Layout['machines'][number]) => boolean;
};

/** Whether the endpoint lives on machines of the plan: cloud, node-local and none are there as long as a client is. */
export function endpointNeedsMachine(kind: LoadBalancerKind): boolean {
	return kind === 'dedicated' || kind === 'keepalived' || kind === 'kube-vip';
}

/** Reads from a layout which machines the control plane needs for what. */
export function structureOf({topology, etcd, controlPlane, loadBalancer}: Layout): Structure {
	const voters = new Set(etcd.members);
	const controlPlanes = new Set(controlPlane.machines);
	return {
		voters,
		apiservers: topology === 'external' ? controlPlanes : new Set(controlPlane.machines.filter(name => voters.has(name))),
		endpoint: endpointNeedsMachine(loadBalancer.kind) ? new Set(loadBalancer.machines) : null,
		takesWorkloads: ({name, roles}) => roles.includes('worker') || (controlPlane.schedulable && controlPlanes.has(name)),
	};
}

/** The names in natural order. */
export function inNaturalOrder(names: Iterable<string>): string[] {
	return [...names].sort(compareNames);
}
