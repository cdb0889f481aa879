import type {Layout} from '../model/plan.js';
import type {LoadBalancerKind} from '../model/vocabulary.js';
import {countFatalSets} from './guarantees/count-fatal-sets.js';
import {firstInOrder, machineLosses} from './guarantees/cut-sets.js';
import {fatalVoteSets, smallestGroups, type Losses} from './guarantees/fatal-sets.js';
import {endpointNeedsMachine, inNaturalOrder, structureOf} from './guarantees/structure.js';
import {quorumOf} from './quorum.js';

/** What is alive with some machines down, and why. Lists of names are in natural order. */
export type Standing = {
	readonly down: string[];
	readonly etcd: {readonly up: string[]; readonly quorum: number; readonly hasQuorum: boolean};
	/** `running`: the control planes that are up. `serving`: those that reach an etcd with quorum. */
	readonly apiservers: {readonly running: string[]; readonly serving: string[]};
	/** `holders`: machines that are up and hold the endpoint or forward from it; none where it hangs on no machine. */
	readonly endpoint: {readonly kind: LoadBalancerKind; readonly holders: string[]; readonly open: boolean};
	readonly controlPlane: boolean;
	/** `healing`: whether lost pods are made anew: it takes the control plane, and a machine to run them on. */
	readonly workloads: {readonly up: string[]; readonly healing: boolean};
	readonly nextFatal: NextFatal;
};

/** The smallest further losses that take the control plane down; size null and nothing listed where it is down already. */
export type NextFatal = {
	readonly size: number | null;
	/** The first ten in name order. */
	readonly machines: string[][];
	readonly count: number;
	/** Single zones whose loss would. */
	readonly zones: string[];
};

const nothingLeftToLose: NextFatal = {
	size: null, machines: [], count: 0, zones: [],
};

/** The single zones whose loss is fatal: with the machines that are still up there go too many votes, or all of a group. */
function fatalSingleZones(layout: Layout, {votes, fatalVotes, groups}: Losses): string[] {
	const zones = new Map<string, {votes: number; groups: number[]}>();
	for (const {name, zone} of layout.machines) {
		if (zone === null || (!votes.has(name) && groups.every(group => !group.has(name)))) {
			continue;
		}

		const lost = zones.get(zone) ?? {votes: 0, groups: groups.map(() => 0)};
		lost.votes += votes.get(name) ?? 0;
		lost.groups = lost.groups.map((count, index) => count + (groups[index]?.has(name) ? 1 : 0));
		zones.set(zone, lost);
	}

	return inNaturalOrder([...zones]
		.filter(([, lost]) => lost.votes >= fatalVotes || lost.groups.some((count, index) => count === groups[index]?.size))
		.map(([zone]) => zone));
}

/** The smallest further sets, from what a control plane that stands can still lose. */
function nextFatalOf(layout: Layout, losses: Losses): NextFatal {
	const size = Math.min(losses.fatalVotes, ...losses.groups.map(group => group.size));
	const groups = smallestGroups(losses.groups).filter(group => group.size === size);
	// Of sets of one size none is a part of another; larger groups are none of the smallest sets, nor within one.
	const smallest = {...losses, groups};
	const votesKill = losses.fatalVotes === size;
	return {
		size,
		machines: firstInOrder(votesKill ? fatalVoteSets(smallest, size) : [], groups),
		count: votesKill ? countFatalSets(smallest) : groups.length,
		zones: fatalSingleZones(layout, losses),
	};
}

/**
What stands with these machines down, why, and what the next loss must be to be fatal. Exact for any set of machines;
names that the layout does not have are passed over.
*/
export function standing(layout: Layout, down: ReadonlySet<string>): Standing {
	const structure = structureOf(layout);
	const up = (names: Iterable<string>) => inNaturalOrder([...names].filter(name => !down.has(name)));
	const quorum = quorumOf(structure.voters.size);
	const votersUp = up(structure.voters);
	const hasQuorum = votersUp.length >= quorum;
	const serving = hasQuorum ? up(structure.apiservers) : [];
	const {kind} = layout.loadBalancer;
	const holders = up(structure.endpoint ?? []);
	const open = holders.length > 0 || !endpointNeedsMachine(kind);
	const controlPlane = serving.length > 0 && open;
	const workloadsUp = up(layout.machines.filter(machine => structure.takesWorkloads(machine)).map(({name}) => name));
	return {
		down: inNaturalOrder(layout.machines.filter(({name}) => down.has(name)).map(({name}) => name)),
		etcd: {up: votersUp, quorum, hasQuorum},
		apiservers: {running: up(new Set(layout.controlPlane.machines)), serving},
		endpoint: {kind, holders, open},
		controlPlane,
		workloads: {up: workloadsUp, healing: controlPlane && workloadsUp.length > 0},
		nextFatal: controlPlane ? nextFatalOf(layout, machineLosses(structure, down)) : nothingLeftToLose,
	};
}
