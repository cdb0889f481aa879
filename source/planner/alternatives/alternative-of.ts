import type {Text} from '../../model/language.js';
import type {Assumptions} from '../../model/requirements.js';
import type {AlternativeId} from '../../model/vocabulary.js';
import {controlPlanesOf, workersOf, type Candidate} from '../candidate.js';
import {countedMachines} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import {guaranteesOf} from '../guarantees-of.js';
import {seatsOf} from '../seats.js';
import {missedTargets, reachOf, type Targets} from '../targets.js';

/** An alternative, before its reason is written: the reason reads its numbers. */
export type Numbers = Omit<AlternativeDraft, 'because'>;

export type Described = {
	readonly id: AlternativeId;
	readonly candidate: Candidate;
	/** The targets it was placed by. */
	readonly placedBy: Targets;
	/** The targets of the plan: whether the alternative reaches them. */
	readonly targets: Targets;
	readonly assume: Assumptions;
};

/** The numbers of an alternative, each exact. */
export function numbersOf({id, candidate, placedBy, targets, assume}: Described): Numbers {
	const {zones} = candidate;
	return {
		id,
		topology: candidate.topology,
		voters: candidate.voters,
		controlPlanes: controlPlanesOf(candidate),
		loadBalancer: candidate.kind,
		workers: workersOf(candidate),
		machinesUsed: zones.machines,
		guarantees: guaranteesOf(candidate, seatsOf(candidate, placedBy), assume),
		targetReached: missedTargets(reachOf(candidate.tolerance, targets), targets).length === 0,
		clusters: 1,
		machinesEach: zones.machines,
	};
}

export function withReason({
	id, topology, voters, controlPlanes, loadBalancer, workers, machinesUsed, guarantees, targetReached, clusters, machinesEach,
}: Numbers, because: Text): AlternativeDraft {
	return {
		id, topology, voters, controlPlanes, loadBalancer, workers, machinesUsed, guarantees, targetReached, clusters, machinesEach, because,
	};
}

/** How many machines an alternative needs beyond those at hand, as a sentence; nothing where they are enough. */
export function neededSentence(needed: number, atHand: number): Text | undefined {
	return needed > atHand
		? {
			en: `It takes ${countedMachines(needed).en}, ${countedMachines(needed - atHand).en.replace(/ machines?$/v, '')} more than there are.`,
			zh: `它需要 ${countedMachines(needed).zh}，比现有的多 ${countedMachines(needed - atHand).zh}。`,
		}
		: undefined;
}

/** Computed minutes down per year, for a sentence. */
export function minutesOf({guarantees: {availability: {minutesDownPerYear}}}: Pick<Numbers, 'guarantees'>): string {
	return minutesDownPerYear < 0.1 ? '< 0.1' : minutesDownPerYear.toFixed(1);
}
