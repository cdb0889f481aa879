import type {Layout} from '../../model/plan.js';
import type {LoadBalancerKind, Topology} from '../../model/vocabulary.js';
import {quorumOf} from '../quorum.js';
import {endpointNeedsMachine, structureOf} from './structure.js';

/** What the control plane needs of a machine: parts that add up, since one machine may be several at once. */
export const voterPart = 1;
/** An apiserver that can reach etcd. */
export const apiserverPart = 2;
/** A machine that holds the endpoint's address or forwards from it. */
export const endpointPart = 4;

/** How many different sums of parts there are, from none (0) to all three (7). */
export const partSums = 8;

/** The machines of one zone. To every guarantee machines with the same parts in the same zone are alike, so counts are enough. */
export type ZoneCounts = {
	/** Null: in no zone, so that no zone's loss takes them. */
	readonly zone: string | null;
	/** By sum of parts, 0 to 7: how many machines are exactly that. */
	readonly machines: readonly number[];
	/** How many machines take workloads, whatever else they are. */
	readonly workloads: number;
};

/** A layout, counted. It holds every zone there is, also those where only workers are. */
export type LayoutCounts = {
	readonly zones: readonly ZoneCounts[];
	/** Whether the endpoint needs a machine with `endpointPart`. */
	readonly endpointNeedsMachine: boolean;
	/** Whether workloads run on control planes. */
	readonly schedulable: boolean;
};

/** What a placement puts into one zone. */
export type ZonePlacement = {
	readonly zone: string | null;
	/** In a stacked (or single) layout each of them is a control plane too. */
	readonly voters: number;
	/** External control planes; 0 in a stacked layout. */
	readonly controlPlanes: number;
	/** Machines that only balance load; 0 for every kind but `dedicated`. */
	readonly loadBalancers: number;
	readonly workers: number;
};

export type Placement = {
	readonly topology: Topology;
	readonly loadBalancer: LoadBalancerKind;
	readonly schedulable: boolean;
	readonly zones: readonly ZonePlacement[];
};

/** Counts of a placement as the planner makes them, before any machine has a name. */
export function countsOfPlacement({topology, loadBalancer, schedulable, zones}: Placement): LayoutCounts {
	const needsMachine = endpointNeedsMachine(loadBalancer);
	const onControlPlane = apiserverPart + (needsMachine && loadBalancer !== 'dedicated' ? endpointPart : 0);
	const external = topology === 'external';
	return {
		endpointNeedsMachine: needsMachine,
		schedulable,
		zones: zones.map(({zone, voters, controlPlanes, loadBalancers, workers}) => {
			const machines = Array.from({length: partSums}, () => 0);
			machines[0] = workers;
			machines[endpointPart] = loadBalancers;
			machines[onControlPlane] = controlPlanes;
			machines[external ? voterPart : voterPart + onControlPlane] = voters;
			return {zone, machines, workloads: workers + (schedulable ? controlPlanes + (external ? 0 : voters) : 0)};
		}),
	};
}

/**
Counts of a layout, exactly as it is written: also of one edited by hand, where a voter is no control plane or one
machine is several things. One pass over the machines.
@throws Error where a voter, control plane or load balancer is no machine of the layout: plans are checked where they are read.
*/
export function countsOf(layout: Layout): LayoutCounts {
	const {voters, apiservers, endpoint, takesWorkloads} = structureOf(layout);
	const zones = new Map<string | null, {zone: string | null; machines: number[]; workloads: number}>();
	for (const machine of layout.machines) {
		let counts = zones.get(machine.zone);
		if (counts === undefined) {
			counts = {zone: machine.zone, machines: Array.from({length: partSums}, () => 0), workloads: 0};
			zones.set(machine.zone, counts);
		}

		const parts = (voters.has(machine.name) ? voterPart : 0)
			+ (apiservers.has(machine.name) ? apiserverPart : 0)
			+ (endpoint?.has(machine.name) ? endpointPart : 0);
		counts.machines[parts] = (counts.machines[parts] ?? 0) + 1;
		counts.workloads += takesWorkloads(machine) ? 1 : 0;
	}

	const counts = {zones: [...zones.values()], endpointNeedsMachine: endpoint !== null, schedulable: layout.controlPlane.schedulable};
	const named = voters.size + apiservers.size + (endpoint?.size ?? 0);
	if (withPart(counts, voterPart) + withPart(counts, apiserverPart) + withPart(counts, endpointPart) !== named) {
		throw new Error('A role of the layout names a machine that is not among its machines, or one of its names is there twice.');
	}

	return counts;
}

/** How many machines of a zone have a part. */
export function inZoneWithPart({machines}: ZoneCounts, part: number): number {
	let count = 0;
	for (let parts = part; parts < partSums; parts++) {
		count += (parts & part) === 0 ? 0 : machines[parts] ?? 0;
	}

	return count;
}

/** How many machines of all zones have a part. */
export function withPart({zones}: LayoutCounts, part: number): number {
	let count = 0;
	for (const zone of zones) {
		count += inZoneWithPart(zone, part);
	}

	return count;
}

/** How many voters must be down, at least, for etcd to lose its quorum. */
export function fatalVoters(voters: number): number {
	return voters - quorumOf(voters) + 1;
}
