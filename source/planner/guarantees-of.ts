import type {Guarantees} from '../model/plan.js';
import type {Assumptions} from '../model/requirements.js';
import type {Candidate} from './candidate.js';
import {emptyColumn, machinesIn} from './columns.js';
import {availabilityFrom} from './guarantees/availability.js';
import {minimalCutSetsOf} from './guarantees/cut-sets.js';
import {structureOf} from './guarantees/structure.js';
import {toleranceFrom} from './guarantees/tolerance.js';
import {countsOfPlacement} from './guarantees/zone-counts.js';
import {roleLayoutOf} from './layout-of.js';
import {unavailabilityOfColumns} from './column-tolerance.js';
import type {Seats} from './seats.js';

/**
The guarantees of a candidate, those of `assess` of its whole layout (the twelfth decimal of the availability aside, where
it lies between two), but without naming machines that only run workloads: with a million of them that takes the time.
*/
export function guaranteesOf(candidate: Candidate, seats: Seats, assume: Assumptions): Guarantees {
	const {zones, schedulable, kind, topology} = candidate;
	const placed = [...seats.columns].map(([index, column]) => ({
		...emptyColumn, ...column, zone: zones.named ? '' : null, workers: (zones.sizes[index] ?? 0) - machinesIn(column),
	}));
	const counts = countsOfPlacement({
		topology, loadBalancer: kind, schedulable, zones: placed,
	});
	const empty = countsOfPlacement({
		topology, loadBalancer: kind, schedulable, zones: [{zone: '', workers: 0, ...emptyColumn}],
	}).zones[0]?.machines ?? [];
	const others = zones.sizes.flatMap((size, index) => seats.columns.has(index) ? [] : [{zone: '', machines: empty, workloads: size}]);
	const {controlPlane, workloads} = toleranceFrom({...counts, zones: [...counts.zones, ...others]});
	const layout = roleLayoutOf(candidate, seats);
	return {
		controlPlane,
		workloads,
		availability: availabilityFrom(unavailabilityOfColumns(candidate, [...seats.columns.values()], zones, assume), assume),
		minimalCutSets: minimalCutSetsOf(layout, structureOf(layout)),
	};
}
