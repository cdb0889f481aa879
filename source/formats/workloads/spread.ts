import type {Plan} from '../../model/plan.js';
import {groupsOf} from '../kubespray/groups.js';
import {machineOf} from '../machine-hosts.js';

/** How the replicas of one application lie over the nodes that it can run on. */
export type Spread = {
	readonly nodes: readonly string[];
	/** How many of the nodes each zone has, in plan order; undefined where not every node has a zone, or all have the same. */
	readonly zones: ReadonlyMap<string, number> | undefined;
	/** How many machines the plan wants to lose without harm, as far as this number of nodes can. */
	readonly failures: number;
	readonly replicas: number;
	/** How many replicas the fullest node or zone can have, whatever the scheduler chooses. */
	readonly mostTogether: number;
	/** How many nodes may be lost, whichever they are, with a replica left. */
	readonly survivesMachines: number;
	/** The least number of zones (or nodes, without zones) that Pods are spread over; undefined where one would be asked for. */
	readonly minDomains: number | undefined;
};

/** Nodes that Pods without tolerations run on. */
export function workloadNodes(plan: Plan): readonly string[] {
	return groupsOf(plan).nodes;
}

/** Every machine with a kubelet. */
export function allNodes(plan: Plan): readonly string[] {
	const {controlPlanes, nodes} = groupsOf(plan);
	const known = new Set([...controlPlanes, ...nodes]);
	return plan.machines.map(({name}) => name).filter(name => known.has(name));
}

function zonesOf(plan: Plan, nodes: readonly string[]): ReadonlyMap<string, number> | undefined {
	const counts = new Map<string, number>();
	for (const name of nodes) {
		const {zone} = machineOf(plan, name);
		if (zone === null) {
			return undefined;
		}

		counts.set(zone, (counts.get(zone) ?? 0) + 1);
	}

	return counts.size > 1 ? counts : undefined;
}

/**
One replica to go on, one for each failure, and one that a drain has taken away just then; over few zones so many that every
zone has the same number. Never more than nodes: two on one node fall together.
@param nodes at least two.
*/
export function spreadOver(plan: Plan, nodes: readonly string[]): Spread {
	const {survive, maintenance} = plan.requirements;
	const zones = zonesOf(plan, nodes);
	const wantedMachines = Math.max(1, survive.machines + (maintenance ? 1 : 0));
	const failures = Math.min(wantedMachines, nodes.length - 1);
	const wantedZones = Math.max(1, survive.zones);
	const wanted = Math.max(failures, zones === undefined ? 0 : wantedZones) + 2;
	const evenly = zones === undefined || zones.size >= wanted ? wanted : Math.ceil(wanted / zones.size) * zones.size;
	const replicas = Math.min(nodes.length, evenly);
	const domains = zones?.size ?? nodes.length;
	const domainsLost = zones === undefined ? failures : wantedZones;
	return {
		nodes,
		zones,
		failures,
		replicas,
		mostTogether: Math.ceil(replicas / domains),
		survivesMachines: Math.min(replicas, domains) - 1,
		minDomains: domains - domainsLost >= 2 ? 2 : undefined,
	};
}
