import type {Assumptions} from '../../model/requirements.js';
import {unavailabilityOf} from './availability.js';
import {toleranceFrom, type Tolerance} from './tolerance.js';
import type {LayoutCounts} from './zone-counts.js';

/** What two placements are compared by. */
export type CountedGuarantees = Tolerance & {
	/** How likely the control plane is down at a moment, between 0 and 1, not rounded. */
	readonly unavailability: number;
};

/** The guarantees that need no names: fast enough to compare thousands of placements, and exact. */
export function assessCounts(counts: LayoutCounts, assume: Assumptions): CountedGuarantees {
	return {...toleranceFrom(counts), unavailability: unavailabilityOf(counts, assume)};
}
