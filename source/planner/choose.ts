import type {PreferChoice, TopologyChoice} from '../model/vocabulary.js';
import {
	bestCandidate, candidateFor, controlPlanesOf, reachesAll, spareFor, voterChoices, type Candidate, type Situation,
} from './candidate.js';
import {roleMachinesOf} from './shape.js';
import {compareReach, missedTargets, reachesAtLeast} from './targets.js';

/** A situation and which topology was asked for. */
export type Question = Situation & {
	readonly topology: TopologyChoice;
	readonly prefer: PreferChoice;
};

/** Why the topology is what it is. */
export type TopologyReason
	= 'few-machines' | 'one-control-plane' | 'asked' | 'economy'
		| 'isolation-fits' | 'isolation-does-not-fit'
		| 'tolerates-nothing' | 'external-reaches-less' | 'more-than-a-third' | 'at-most-a-third';

export type Choice = {
	readonly candidate: Candidate;
	readonly reason: TopologyReason;
	/** What was asked for and cannot be built with at least three voters and one control plane. */
	readonly unbuildable: {readonly topology: boolean; readonly loadBalancer: boolean};
};

/** The part of all machines that external etcd may take at most; this program's own policy. */
export const externalShare = 3;

/** Machines from which on external etcd is chosen unasked. */
export function externalFrom(candidate: Candidate): number {
	return externalShare * roleMachinesOf(candidate);
}

/** How many machines it takes to build what was asked with at least three voters and one control plane. */
export function fewestMachinesFor({topology, loadBalancer, workloads}: Pick<Question, 'topology' | 'loadBalancer' | 'workloads'>): number {
	return 3
		+ (topology === 'external' ? 1 : 0)
		+ (loadBalancer === 'dedicated' ? 1 : 0)
		+ (workloads === 'separate' ? 1 : 0);
}

/** The question with what cannot be built taken as `auto`: as little as possible of it, the load balancer first. */
export function buildable(question: Question): Question {
	const asks = [
		question,
		{...question, loadBalancer: 'auto' as const},
		{...question, topology: 'auto' as const},
	];
	return asks.find(ask => (ask.topology === 'auto' && ask.loadBalancer === 'auto') || fewestMachinesFor(ask) <= ask.zones.machines)
		?? {...question, topology: 'auto', loadBalancer: 'auto'};
}

/**
The fewest voters that reach the targets. Where none do, those that come closest; where nothing is missed but defaults,
the fewest of them, and where a given target is missed the most available, then the fewest.
*/
export function bestVoters(situation: Situation, topology: 'stacked' | 'external', choices: readonly number[]): Candidate | undefined {
	let best: Candidate | undefined;
	for (const voters of choices) {
		const candidate = candidateFor(situation, {topology: voters === 1 ? 'single' : topology, voters});
		if (candidate === undefined) {
			continue;
		}

		if (reachesAll(candidate, situation.targets)) {
			return candidate;
		}

		const closer = best === undefined ? 1 : compareReach(candidate.reach, best.reach);
		const missesGiven = missedTargets(candidate.reach, situation.targets).some(({given}) => given);
		if (best === undefined || closer > 0 || (closer === 0 && missesGiven && candidate.unavailability < best.unavailability)) {
			best = candidate;
		}
	}

	return best;
}

/** External etcd instead of the stacked candidate, where policy wants it, and the reason either way. */
function topologyOver(question: Question, stacked: Candidate): {external?: Candidate; reason: TopologyReason} {
	const {targets, prefer, zones} = question;
	if (zones.machines <= 2) {
		return {reason: 'few-machines'};
	}

	if (controlPlanesOf(stacked) === 1) {
		return {reason: 'one-control-plane'};
	}

	if (prefer === 'economy') {
		return {reason: 'economy'};
	}

	const {voters, schedulable} = stacked;
	if (prefer === 'isolation') {
		const external = candidateFor(question, {topology: 'external', voters});
		return external !== undefined && reachesAtLeast(external.reach, stacked.reach)
			? {external, reason: 'isolation-fits'}
			: {reason: 'isolation-does-not-fit'};
	}

	if (spareFor(voters, targets).tolerated < 1) {
		return {reason: 'tolerates-nothing'};
	}

	const external = bestCandidate(question, {topology: 'external', voters, schedulable});
	if (external === undefined || roleMachinesOf(external) * externalShare > zones.machines) {
		return {reason: 'more-than-a-third'};
	}

	return reachesAtLeast(external.reach, stacked.reach) ? {external, reason: 'at-most-a-third'} : {reason: 'external-reaches-less'};
}

/** The plan's shape and places, in the order of policy: voters, topology, control planes and load balancers, workloads, placement. */
export function choose(asked: Question): Choice {
	const question = buildable(asked);
	const unbuildable = {
		topology: question.topology !== asked.topology,
		loadBalancer: question.loadBalancer !== asked.loadBalancer,
	};
	const isAsked = question.topology !== 'auto' || question.loadBalancer !== 'auto';
	const choices = question.zones.machines <= 2 ? voterChoices.slice(0, 1) : voterChoices.slice(isAsked ? 1 : 0);
	const candidate = bestVoters(question, question.topology === 'external' ? 'external' : 'stacked', choices);
	if (candidate === undefined) {
		throw new Error(`No plan for ${question.zones.machines} machines: there is always at least a single one.`);
	}

	if (question.topology !== 'auto') {
		return {candidate, reason: 'asked', unbuildable};
	}

	const {external, reason} = topologyOver(question, candidate);
	return {candidate: external ?? candidate, reason, unbuildable};
}
