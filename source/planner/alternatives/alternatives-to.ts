import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {allInOneZone} from './all-in-one-zone.js';
import {manyClusters} from './many-clusters.js';
import {moreMachines} from './more-machines.js';
import {nextTolerance} from './next-tolerance.js';
import {otherTopology} from './other-topology.js';
import {otherWorkloads} from './other-workloads.js';

/** In the order of the plan file; the first three are always there. */
const alternatives = [otherTopology, nextTolerance, otherWorkloads, moreMachines, allInOneZone, manyClusters];

/** What else could be built, each with its own numbers. */
export function alternativesTo(facts: PlanFacts): AlternativeDraft[] {
	return alternatives.flatMap(alternative => alternative(facts) ?? []);
}
