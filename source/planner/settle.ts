import {
	compareColumns, machinesIn, sameColumn, type Column,
} from './columns.js';
import {movesInto} from './duties.js';
import {mostRoleMachines, type Zones} from './zones.js';

export type Settling = {
	readonly zones: Zones;
	/** Whether the column's zone runs workloads only where a machine is left over. */
	readonly wantsRest: (column: Column) => boolean;
	/** In how many zones it is accepted that no workload can run. */
	readonly mostWithoutRest: number;
	/** Whether one column holds a fatal number of voters, which belongs where there are more machines. */
	readonly majority: boolean;
	/** Duties of today, by zone. */
	readonly today: ReadonlyMap<number, Column>;
};

type Kind = {readonly column: Column; readonly count: number; readonly step: number};

function kindsOf(columns: readonly Column[]): {kinds: Kind[]; states: number} {
	const kinds: Kind[] = [];
	let states = 1;
	for (const column of columns.toSorted(compareColumns)) {
		if (kinds.every(kind => !sameColumn(kind.column, column))) {
			const count = columns.filter(other => sameColumn(other, column)).length;
			kinds.push({column, count, step: states});
			states *= count + 1;
		}
	}

	return {kinds, states};
}

/** Zones that are alike (as large, the same duties today) are interchangeable, and the first of them come first in name order. */
function zonesThatMatter(settling: Settling, columns: number): number[] {
	const {zones, today} = settling;
	const taken = new Map<number, number>();
	const chosen: number[] = [];
	for (const [index, size] of zones.sizes.entries()) {
		const capped = Math.min(size, mostRoleMachines);
		const duties = today.get(index);
		const alike = duties === undefined ? capped : (mostRoleMachines + 1) * (1 + index);
		const count = taken.get(alike) ?? 0;
		if (count < columns) {
			taken.set(alike, count + 1);
			chosen.push(index);
		}
	}

	return settling.majority ? [...new Set([...chosen, ...zones.largestFirst.slice(0, columns)])].sort((a, b) => a - b) : chosen;
}

/** Which kinds are left in a state, and how many of each. */
function leftOf({step, count}: Kind, state: number): number {
	return Math.floor(state / step) % (count + 1);
}

/**
Puts columns into zones: with the fewest machines moved, then zone by zone in name order the fullest column first. Exact:
a table from the last zone to the first of the fewest moves with which the columns still left can be placed.
@returns undefined where they do not fit with so many zones without a rest.
*/
function placeInOrder(columns: readonly Column[], settling: Settling, candidates: readonly number[]): Map<number, Column> | undefined {
	const {kinds, states} = kindsOf(columns);
	const {zones, wantsRest, today} = settling;
	const budget = Math.max(0, Math.min(settling.mostWithoutRest, columns.length));
	const width = states * (budget + 1);
	const fills = (column: Column, zone: number) => wantsRest(column) && machinesIn(column) === zones.sizes[zone] ? states : 0;
	// At index state + states × zones that may still be without a rest.
	const tables = [Float64Array.from({length: width}, (_, index) => index % states === 0 ? 0 : Number.POSITIVE_INFINITY)];
	for (const zone of candidates.toReversed()) {
		const after = tables.at(-1) ?? new Float64Array(0);
		const table = Float64Array.from(after);
		for (const kind of kinds) {
			if (machinesIn(kind.column) > (zones.sizes[zone] ?? 0)) {
				continue;
			}

			const moves = movesInto(kind.column, today.get(zone));
			const spent = fills(kind.column, zone);
			for (let index = spent; index < width; index++) {
				if (leftOf(kind, index % states) > 0) {
					table[index] = Math.min(table[index] ?? 0, moves + (after[index - spent - kind.step] ?? Number.POSITIVE_INFINITY));
				}
			}
		}

		tables.push(table);
	}

	let index = width - 1;
	if (tables.at(-1)?.[index] === Number.POSITIVE_INFINITY) {
		return undefined;
	}

	const placed = new Map<number, Column>();
	for (const [position, zone] of candidates.entries()) {
		const here = tables[candidates.length - position]?.[index];
		const after = tables[candidates.length - position - 1];
		for (const kind of kinds) {
			const next = index - fills(kind.column, zone) - kind.step;
			if (leftOf(kind, index % states) > 0 && next >= 0 && machinesIn(kind.column) <= (zones.sizes[zone] ?? 0)
				&& movesInto(kind.column, today.get(zone)) + (after?.[next] ?? Number.POSITIVE_INFINITY) === here) {
				placed.set(zone, kind.column);
				index = next;
				break;
			}
		}
	}

	return placed;
}

/** Puts the column with a fatal number of voters where most machines are, on a tie in the first zone; the rest around it. */
function placeAroundMajority(columns: readonly Column[], settling: Settling, candidates: readonly number[]): Map<number, Column> | undefined {
	const [largest, ...others] = columns.toSorted(compareColumns);
	const {sizes} = settling.zones;
	for (const zone of candidates.toSorted((a, b) => ((sizes[b] ?? 0) - (sizes[a] ?? 0)) || (a - b))) {
		if (largest === undefined || machinesIn(largest) > (sizes[zone] ?? 0)) {
			continue;
		}

		const fills = settling.wantsRest(largest) && machinesIn(largest) === sizes[zone] ? 1 : 0;
		const placed = fills > settling.mostWithoutRest
			? undefined
			: placeInOrder(
				others,
				{...settling, mostWithoutRest: settling.mostWithoutRest - fills},
				candidates.filter(other => other !== zone),
			);
		if (placed !== undefined) {
			return placed.set(zone, largest);
		}
	}

	return undefined;
}

/**
Which zone each column goes to, by the zone's index.
@throws Error where the columns do not fit: they were chosen so that they do.
*/
export function settle(columns: readonly Column[], settling: Settling): ReadonlyMap<number, Column> {
	const candidates = zonesThatMatter(settling, columns.length);
	const placed = settling.majority ? placeAroundMajority(columns, settling, candidates) : placeInOrder(columns, settling, candidates);
	if (placed === undefined) {
		throw new Error('A placement was chosen that does not fit the zones.');
	}

	return placed;
}
