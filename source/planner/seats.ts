import {
	columnRoles, type Column, type ColumnRole,
} from './columns.js';
import type {Candidate} from './candidate.js';
import {dutiesByZone, type Duties} from './duties.js';
import {fatalVoters} from './guarantees/zone-counts.js';
import {wantsRest} from './shape.js';
import {settle} from './settle.js';
import {reachedOf, type Targets} from './targets.js';

/** Which machines hold which role: by the machine's number from 1, each list ascending. */
export type Seats = {
	readonly roles: Readonly<Record<ColumnRole, readonly Seat[]>>;
	/** The roles of each zone that has any, by the zone's index. */
	readonly columns: ReadonlyMap<number, Column>;
};

export type Seat = {readonly number: number; readonly zone: number};

/** Inside a zone in name order: control planes first, then etcd, then dedicated load balancers. */
const seatingOrder: readonly ColumnRole[] = ['controlPlanes', 'voters', 'loadBalancers'];

/** Takes the machines of one zone: first those that have the duty already, then the first that have none to keep. */
function seatsInZone(column: Column, first: number, size: number, duties: Duties): Record<ColumnRole, number[]> {
	const seats: Record<ColumnRole, number[]> = {voters: [], controlPlanes: [], loadBalancers: []};
	const kept = new Set<number>();
	if (duties.size > 0) {
		for (let number = first; number < first + size; number++) {
			const role = duties.get(number);
			if (role !== undefined && seats[role].length < column[role]) {
				seats[role].push(number);
				kept.add(number);
			}
		}
	}

	let next = first;
	for (const role of seatingOrder) {
		while (seats[role].length < column[role]) {
			if (!kept.has(next)) {
				seats[role].push(next);
			}

			next++;
		}

		seats[role].sort((a, b) => a - b);
	}

	return seats;
}

/** Gives every role of a candidate to machines, by zones and numbers. */
export function seatsOf(candidate: Candidate, targets: Targets, duties: Duties = new Map()): Seats {
	const {zones, columns: placed, reach} = candidate;
	const columns = settle(placed, {
		zones,
		wantsRest: column => wantsRest(candidate, column),
		mostWithoutRest: zones.sizes.length - 1 - reachedOf(reach, targets, 'workloadZones'),
		majority: placed.some(({voters}) => voters >= fatalVoters(candidate.voters)),
		today: dutiesByZone(duties, zones.sizes),
	});
	const roles: Record<ColumnRole, Seat[]> = {voters: [], controlPlanes: [], loadBalancers: []};
	let first = 1;
	for (const [zone, size] of zones.sizes.entries()) {
		const column = columns.get(zone);
		if (column !== undefined) {
			const seats = seatsInZone(column, first, size, duties);
			for (const role of columnRoles) {
				roles[role].push(...seats[role].map(number => ({number, zone})));
			}
		}

		first += size;
	}

	return {roles, columns};
}
