/** More machines than any plan gives a role to: of larger zones only these many matter. */
export const mostRoleMachines = 32;

/** The machines, zone by zone, before any of them has a role. */
export type Zones = {
	/** At least one. Without zones: one entry with all machines. */
	readonly sizes: readonly number[];
	/** Whether zones were given, one or more of them. */
	readonly named: boolean;
	readonly machines: number;
	/** The zones with the most machines, largest first, on a tie the first; as many as can matter. */
	readonly largestFirst: readonly number[];
	/** Their sizes, in the same order. */
	readonly largest: readonly number[];
};

/** @param sizes Machines in each zone, each at least 1; null where no zones were given. */
export function zonesOf(sizes: readonly number[] | null, machines: number): Zones {
	const all = sizes ?? [machines];
	const descending = Float64Array.from(all).sort().toReversed();
	const threshold = descending[Math.min(descending.length, mostRoleMachines) - 1] ?? 0;
	const above: number[] = [];
	const equal: number[] = [];
	for (const [index, size] of all.entries()) {
		if (size > threshold) {
			above.push(index);
		} else if (size === threshold && equal.length < mostRoleMachines) {
			equal.push(index);
		}
	}

	const largestFirst = [
		...above.sort((a, b) => ((all[b] ?? 0) - (all[a] ?? 0)) || (a - b)),
		...equal,
	].slice(0, mostRoleMachines);
	return {
		sizes: all,
		named: sizes !== null,
		machines,
		largestFirst,
		largest: largestFirst.map(index => all[index] ?? 0),
	};
}

/** An even split: the first zones hold one machine more where it does not divide. */
export function evenZones(machines: number, zones: number): number[] {
	const each = Math.floor(machines / zones);
	const larger = machines % zones;
	return Array.from({length: zones}, (_, index) => each + (index < larger ? 1 : 0));
}

/** The name of a zone: zone-a to zone-z, then zone-aa, zone-ab, ... @param index From 0. */
export function zoneName(index: number): string {
	let letters = '';
	for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		letters = String.fromCodePoint(97 + ((rest - 1) % 26)) + letters;
	}

	return `zone-${letters}`;
}

/** The zone's name, null where no zones were given. */
export function nameOfZone({named}: Zones, index: number): string | null {
	return named ? zoneName(index) : null;
}
