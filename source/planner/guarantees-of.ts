import type {Guarantees} from '../model/plan.js';
import type {Assumptions} from '../model/requirements.js';
import type {Candidate} from './candidate.js';
import {toleranceOfColumns, unavailabilityOfColumns} from './column-tolerance.js';
import {machinesIn} from './columns.js';
import {availabilityFrom} from './guarantees/availability.js';
import {minimalCutSetsOf} from './guarantees/cut-sets.js';
import {structureOf} from './guarantees/structure.js';
import {roleLayoutOf} from './layout-of.js';
import type {Seats} from './seats.js';
import {wantsRest} from './shape.js';

/**
The guarantees of a candidate, those of `assess` of its whole layout (the twelfth decimal of the availability aside, where
it lies between two), but without naming machines that only run workloads: with a million of them that takes the time.
*/
export function guaranteesOf(candidate: Candidate, seats: Seats, assume: Assumptions): Guarantees {
	const {zones} = candidate;
	const columns = [...seats.columns.values()];
	const withoutRest = [...seats.columns]
		.filter(([index, column]) => wantsRest(candidate, column) && machinesIn(column) === zones.sizes[index])
		.length;
	const {controlPlane, workloads} = toleranceOfColumns(candidate, columns, zones, withoutRest);
	const layout = roleLayoutOf(candidate, seats);
	return {
		controlPlane,
		workloads,
		availability: availabilityFrom(unavailabilityOfColumns(candidate, columns, zones, assume), assume),
		minimalCutSets: minimalCutSetsOf(layout, structureOf(layout)),
	};
}
