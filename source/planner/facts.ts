import type {Guarantees, Layout} from '../model/plan.js';
import type {Requirements} from '../model/requirements.js';
import {controlPlanesOf, workersOf, type Candidate} from './candidate.js';
import type {Choice, Question} from './choose.js';
import type {Seats} from './seats.js';

/** Everything that rules, decisions, steps and alternatives judge by: what was asked and what was chosen. */
export type PlanFacts = {
	readonly requirements: Requirements;
	readonly question: Question;
	readonly choice: Choice;
	readonly candidate: Candidate;
	readonly seats: Seats;
	/** Every machine, with its roles. */
	readonly layout: Layout;
	readonly guarantees: Guarantees;
	/** As given, in the order of the machines. */
	readonly addresses: readonly string[] | undefined;
};

/** Kubernetes counts control planes and workers as Nodes; external etcd and dedicated load balancers are none. */
export function nodesOf(candidate: Candidate): number {
	return controlPlanesOf(candidate) + workersOf(candidate);
}

/** Nodes there will be: as many as were planned for, at least those of the plan. */
export function nodesToExpect({requirements, candidate}: Pick<PlanFacts, 'requirements' | 'candidate'>): number {
	return Math.max(requirements.nodesPlanned ?? 0, nodesOf(candidate));
}
