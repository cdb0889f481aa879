import type {ZonePlacement} from './guarantees/zone-counts.js';
import {lackOf} from './room.js';

/** The roles that one zone holds; which zone is another question. Zones without a role have no column. */
export type Column = Readonly<Pick<ZonePlacement, 'voters' | 'controlPlanes' | 'loadBalancers'>>;

export const columnRoles = ['voters', 'controlPlanes', 'loadBalancers'] as const;
export type ColumnRole = typeof columnRoles[number];

/** How a role is split over zones: each part is one zone's, in descending order. */
export type Split = Readonly<Record<ColumnRole, readonly number[]>>;

export const emptyColumn: Column = {voters: 0, controlPlanes: 0, loadBalancers: 0};

/** How many machines of its zone a column takes. */
export function machinesIn({voters, controlPlanes, loadBalancers}: Column): number {
	return voters + controlPlanes + loadBalancers;
}

/** Voters first, then control planes, then load balancers, more before fewer. */
export function compareColumns(a: Column, b: Column): number {
	return (b.voters - a.voters) || (b.controlPlanes - a.controlPlanes) || (b.loadBalancers - a.loadBalancers);
}

export function sameColumn(a: Column, b: Column): boolean {
	return compareColumns(a, b) === 0;
}

/** Puts the parts of one role on columns that have none of it yet, or on new columns, in every way that differs. */
function * withRole(
	columns: readonly Column[],
	role: ColumnRole,
	parts: readonly number[],
	{mostColumns, from = 0}: {mostColumns: number; from?: number},
): Generator<readonly Column[], void, void> {
	const [part, ...rest] = parts;
	if (part === undefined) {
		yield columns;
		return;
	}

	// An equal part goes further right, so that two of them do not only change places.
	const next = (index: number) => ({mostColumns, from: rest[0] === part ? index + 1 : 0});
	const tried: Column[] = [];
	for (let index = from; index < columns.length; index++) {
		const column = columns[index] ?? emptyColumn;
		if (column[role] === 0 && tried.every(other => !sameColumn(other, column))) {
			tried.push(column);
			yield * withRole(columns.with(index, {...column, [role]: part}), role, rest, next(index));
		}
	}

	if (columns.length < mostColumns) {
		yield * withRole([...columns, {...emptyColumn, [role]: part}], role, rest, next(columns.length));
	}
}

/**
Every way in which the parts of a split can share zones, up to the names of the zones, in a fixed order.
@param largest The sizes of the zones, descending, as many as can matter: what does not fit them is left out.
@param mostColumns How many zones there are.
*/
export function * columnsOf(split: Split, largest: readonly number[], mostColumns: number): Generator<readonly Column[], void, void> {
	const fits = (columns: readonly Column[]) => lackOf(columns.map(column => machinesIn(column)), largest) === 0;
	for (const voters of withRole([], 'voters', split.voters, {mostColumns})) {
		if (!fits(voters)) {
			continue;
		}

		for (const controlPlanes of withRole(voters, 'controlPlanes', split.controlPlanes, {mostColumns})) {
			if (!fits(controlPlanes)) {
				continue;
			}

			for (const columns of withRole(controlPlanes, 'loadBalancers', split.loadBalancers, {mostColumns})) {
				yield columns.toSorted(compareColumns);
			}
		}
	}
}
