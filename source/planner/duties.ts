import type {Plan} from '../model/plan.js';
import {columnRoles, type Column, type ColumnRole} from './columns.js';

/** What a machine is for, in one word: a voter counts as one whether or not an apiserver runs beside it. */
export type Duties = ReadonlyMap<number, ColumnRole>;

/** The number of a machine that the planner named: 12 for node-12; undefined for other names. */
function numberOf(name: string): number | undefined {
	const digits = /^node-([1-9]\d{0,6})$/v.exec(name)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** The duties of today, by the machine's number; workers have none. */
export function dutiesOf(current: Plan | null | undefined): Duties {
	const duties = new Map<number, ColumnRole>();
	if (!current) {
		return duties;
	}

	const byRole: ReadonlyArray<readonly [ColumnRole, readonly string[]]> = [
		['loadBalancers', current.loadBalancer.machines],
		['controlPlanes', current.controlPlane.machines],
		['voters', current.etcd.members],
	];
	for (const [role, names] of byRole) {
		for (const name of names) {
			const number = numberOf(name);
			if (number !== undefined) {
				duties.set(number, role);
			}
		}
	}

	return duties;
}

/** How many machines of each zone have which duty today; zones without any are left out. */
export function dutiesByZone(duties: Duties, sizes: readonly number[]): ReadonlyMap<number, Column> {
	const zones = new Map<number, Record<ColumnRole, number>>();
	const numbers = [...duties.keys()].sort((a, b) => a - b);
	let zone = 0;
	let before = 0;
	for (const number of numbers) {
		while (zone < sizes.length && number > before + (sizes[zone] ?? 0)) {
			before += sizes[zone] ?? 0;
			zone++;
		}

		const role = duties.get(number);
		if (zone < sizes.length && role !== undefined) {
			const counts = zones.get(zone) ?? {voters: 0, controlPlanes: 0, loadBalancers: 0};
			counts[role]++;
			zones.set(zone, counts);
		}
	}

	return zones;
}

/** How many machines of a column would have to change to the duty it gives them. */
export function movesInto(column: Column, today: Column | undefined): number {
	return columnRoles.reduce((moves, role) => moves + Math.max(0, column[role] - (today?.[role] ?? 0)), 0);
}
