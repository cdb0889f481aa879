import type {Candidate} from '../candidate.js';
import type {Floors} from '../smallest-addition.js';
import {
	reachedOf, survivedOf, targetKeys, type TargetKey, type Targets,
} from '../targets.js';

/** What a candidate reaches of the targets: the least that an alternative to it should keep. */
export function floorsOf(candidate: Candidate, targets: Targets): Record<TargetKey, number> {
	const floors = {
		zones: 0, machines: 0, zoneAndMachine: 0, workloadZones: 0, workloadMachines: 0,
	};
	for (const key of targetKeys) {
		floors[key] = reachedOf(candidate.reach, targets, key);
	}

	return floors;
}

/** Whether a candidate keeps all of it. */
export function keeps({tolerance}: Candidate, floors: Floors): boolean {
	const survived = survivedOf(tolerance);
	return targetKeys.every(key => survived[key] >= floors[key]);
}
