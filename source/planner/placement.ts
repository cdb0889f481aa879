import type {Assumptions} from '../model/requirements.js';
import {toleranceOfColumns, unavailabilityOfColumns, type Placed} from './column-tolerance.js';
import {
	columnsOf, machinesIn, type Column, type Split,
} from './columns.js';
import {possibleReach, splitsSurviving} from './possible-reach.js';
import {fewestWithoutRest} from './room.js';
import {
	majorityIsForced, roleMachinesOf, wantsRest, type Shape,
} from './shape.js';
import type {ZoneSurvival} from './split-survival.js';
import {reachOf, type Targets} from './targets.js';
import type {Zones} from './zones.js';

type Ranked = {
	readonly split: Split;
	/** The most voters in one zone where a majority must be in one, else 0. */
	readonly majority: number;
	/** In how many zones the control planes and then the dedicated load balancers are. */
	readonly spread: readonly [number, number];
};

/** Above 0 where `a` is the better split of two that survive as much. */
function compareRanked(a: Ranked, b: Ranked): number {
	return (b.majority - a.majority) || (a.spread[0] - b.spread[0]) || (a.spread[1] - b.spread[1]);
}

/** The splits that survive so much, the best first. */
function rankedSplits(shape: Shape, zones: Zones, survival: ZoneSurvival): Ranked[] {
	const forced = majorityIsForced(zones, shape.voters);
	const splits = splitsSurviving(shape, Math.min(zones.sizes.length, roleMachinesOf(shape)), survival);
	const ranked = splits.voters.flatMap(voters => splits.controlPlanes.flatMap(controlPlanes => splits.loadBalancers.map((loadBalancers): Ranked => ({
		split: {voters, controlPlanes, loadBalancers},
		majority: forced ? Math.max(...voters) : 0,
		spread: [(shape.topology === 'external' ? controlPlanes : voters).length, loadBalancers.length],
	}))));
	return ranked.sort((a, b) => compareRanked(b, a));
}

/**
The best placement of a shape, up to the names of zones that are alike: zones survived and the like up to the targets,
then workload zones; where one zone must hold a majority, as small a one as can be; control planes and dedicated load
balancers over as many zones as there are; availability. Exact: every way to split and to join the roles is compared,
but for those that cannot win any more.
@returns undefined where the machines are too few.
*/
export function bestPlacement(shape: Shape, zones: Zones, targets: Targets, assume: Assumptions): Placed | undefined {
	const possible = possibleReach(shape, zones, targets);
	if (possible === undefined) {
		return undefined;
	}

	let best: {columns: readonly Column[]; unavailability: number; withoutRest: number; ranked: Ranked} | undefined;
	for (const ranked of rankedSplits(shape, zones, possible.survival)) {
		if (best !== undefined && compareRanked(ranked, best.ranked) < 0) {
			break;
		}

		for (const columns of columnsOf(ranked.split, zones.largest, zones.sizes.length)) {
			const needs = columns.map(column => ({machines: machinesIn(column), wantsRest: wantsRest(shape, column)}));
			const withoutRest = fewestWithoutRest(needs, zones.largest);
			if (withoutRest === undefined || withoutRest > possible.withoutRest) {
				continue;
			}

			const unavailability = unavailabilityOfColumns(shape, columns, zones, assume);
			if (best === undefined || unavailability < best.unavailability) {
				best = {
					columns, unavailability, withoutRest, ranked,
				};
			}
		}
	}

	if (best === undefined) {
		throw new Error('What a shape can reach was reached by no placement.');
	}

	const tolerance = toleranceOfColumns(shape, best.columns, zones, best.withoutRest);
	return {
		columns: best.columns, tolerance, reach: reachOf(tolerance, targets), unavailability: best.unavailability,
	};
}
