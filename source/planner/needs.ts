import type {ColumnRole} from './columns.js';
import type {Shape} from './shape.js';
import {lackOf, type Need} from './room.js';

/** The machines of one zone with a role, and whether workloads run on one of them. */
type Entry = {readonly machines: number; readonly serves: boolean};

/** One role being put into zones: in every way that differs, kept in `found`. */
type Stage = {
	readonly parts: readonly number[];
	/** Whether the role's machines run workloads. */
	readonly serves: boolean;
	readonly mostEntries: number;
	readonly found: Map<string, Entry[]>;
};

function keyOf(entries: readonly Entry[]): string {
	return entries.map(({machines, serves}) => serves ? machines : -machines).join(' ');
}

function inOrder(entries: readonly Entry[]): Entry[] {
	return entries.toSorted((a, b) => (b.machines - a.machines) || (Number(b.serves) - Number(a.serves)));
}

/** Puts the parts after those `used` into other entries, or new ones; `used` are the entries of the parts before, in their order. */
function placeParts(stage: Stage, entries: readonly Entry[], used: readonly number[]): void {
	const index = used.length;
	const part = stage.parts[index];
	if (part === undefined) {
		const placed = inOrder(entries);
		stage.found.set(keyOf(placed), placed);
		return;
	}

	// Equal parts go further right, so that two of them do not only change places.
	const from = stage.parts[index - 1] === part ? (used.at(-1) ?? -1) + 1 : 0;
	const tried = new Set<number>();
	for (let position = from; position < entries.length; position++) {
		const {machines, serves} = entries[position] ?? {machines: 0, serves: false};
		const alike = serves ? machines : -machines;
		if (!used.includes(position) && !tried.has(alike)) {
			tried.add(alike);
			const grown = entries.with(position, {machines: machines + part, serves: serves || stage.serves});
			placeParts(stage, grown, [...used, position]);
		}
	}

	if (entries.length < stage.mostEntries) {
		placeParts(stage, [...entries, {machines: part, serves: stage.serves}], [...used, entries.length]);
	}
}

/**
What zones are needed, in every way that differs: how many machines with a role each has, and whether it runs workloads
only where a machine is left over. Ways that need the same of the zones are one.
@param splits For each role the ways to split it over zones that are considered.
@param largest The sizes of the zones, descending: what does not fit them is left out. Without it everything is listed.
*/
export function needLists(
	{topology, schedulable}: Pick<Shape, 'topology' | 'schedulable'>,
	splits: Readonly<Record<ColumnRole, ReadonlyArray<readonly number[]>>>,
	mostZones: number,
	largest?: readonly number[],
): Need[][] {
	let lists: Entry[][] = [[]];
	for (const role of ['voters', 'controlPlanes', 'loadBalancers'] as const) {
		const found = new Map<string, Entry[]>();
		const serves = schedulable && role === (topology === 'external' ? 'controlPlanes' : 'voters');
		for (const entries of lists) {
			for (const parts of splits[role]) {
				placeParts({
					parts, serves, mostEntries: mostZones, found,
				}, entries, []);
			}
		}

		// More roles only need more, so what does not fit now never will.
		lists = [...found.values()].filter(entries => largest === undefined || lackOf(entries.map(({machines}) => machines), largest) === 0);
	}

	return lists.map(entries => entries.map(({machines, serves}) => ({machines, wantsRest: !serves})));
}
