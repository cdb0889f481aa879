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

/** Where the columns that are left may go, and at what price; a state says how many of each kind are left. */
type Board = {
	readonly kinds: readonly Kind[];
	readonly states: number;
	/** States times how many zones, from none to the budget, may still be left without a rest. */
	readonly width: number;
	/** The state after this kind was put into this zone, undefined where that cannot be. */
	readonly after: (index: number, kind: Kind, zone: number) => number | undefined;
	readonly moves: (kind: Kind, zone: number) => number;
};

function boardFor(columns: readonly Column[], {zones, wantsRest, today, mostWithoutRest}: Settling): Board {
	const {kinds, states} = kindsOf(columns);
	const budget = Math.max(0, Math.min(mostWithoutRest, columns.length));
	return {
		kinds,
		states,
		width: states * (budget + 1),
		after(index, kind, zone) {
			const size = zones.sizes[zone] ?? 0;
			const machines = machinesIn(kind.column);
			const isLeft = Math.floor((index % states) / kind.step) % (kind.count + 1) > 0;
			const next = index - kind.step - (machines === size && wantsRest(kind.column) ? states : 0);
			return isLeft && machines <= size && next >= 0 ? next : undefined;
		},
		moves: (kind, zone) => movesInto(kind.column, today.get(zone)),
	};
}

/** The fewest moves with which the columns of each state go to the zones that follow, for every place in the row of zones. */
function fewestMoves({kinds, states, width, after, moves}: Board, candidates: readonly number[]): Float64Array[] {
	let following = Float64Array.from({length: width}, (_, index) => index % states === 0 ? 0 : Number.POSITIVE_INFINITY);
	const tables = [following];
	for (const zone of candidates.toReversed()) {
		const table = Float64Array.from(following);
		for (const kind of kinds) {
			const price = moves(kind, zone);
			for (let index = 0; index < width; index++) {
				const next = after(index, kind, zone);
				const cost = next === undefined ? Number.POSITIVE_INFINITY : price + (following[next] ?? Number.POSITIVE_INFINITY);
				table[index] = Math.min(table[index] ?? cost, cost);
			}
		}

		tables.unshift(table);
		following = table;
	}

	return tables;
}

/**
Puts columns into zones: with the fewest machines moved, then zone by zone in name order the fullest column first. Exact:
a table from the last zone to the first of the fewest moves with which the columns still left can be placed.
@returns undefined where they do not fit with so many zones without a rest.
*/
function placeInOrder(columns: readonly Column[], settling: Settling, candidates: readonly number[]): Map<number, Column> | undefined {
	const board = boardFor(columns, settling);
	const tables = fewestMoves(board, candidates);
	let index = board.width - 1;
	if (tables[0]?.[index] === Number.POSITIVE_INFINITY) {
		return undefined;
	}

	const placed = new Map<number, Column>();
	for (const [position, zone] of candidates.entries()) {
		const cost = tables[position]?.[index];
		for (const kind of board.kinds) {
			const next = board.after(index, kind, zone);
			if (next !== undefined && board.moves(kind, zone) + (tables[position + 1]?.[next] ?? Number.POSITIVE_INFINITY) === cost) {
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
