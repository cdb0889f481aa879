import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {decideEndpoint} from './decide-endpoint.js';
import {decideTopology} from './decide-topology.js';
import {decideVoters} from './decide-voters.js';
import {decideWorkloads} from './decide-workloads.js';
import {decideZones} from './decide-zones.js';

/** Why the plan is as it is, in the order in which it was decided. */
export function decisionsFor(facts: PlanFacts): DecisionDraft[] {
	return [decideVoters, decideTopology, decideEndpoint, decideWorkloads, decideZones].flatMap(decide => decide(facts));
}
