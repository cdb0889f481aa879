/** What is needed of a zone. */
export type Need = {
	/** Machines with a role, at least 1. */
	readonly machines: number;
	/** Whether the zone runs no workloads unless a machine is left. */
	readonly wantsRest: boolean;
};

function atLeast(sizes: readonly number[], size: number): number {
	let count = 0;
	for (const other of sizes) {
		count += other >= size ? 1 : 0;
	}

	return count;
}

/**
How many machines the zones are short of, with the largest need in the largest zone, the next in the next, and so on:
where that falls short, so does every other way.
@param largest The sizes of the zones, descending.
*/
export function lackOf(needs: readonly number[], largest: readonly number[]): number {
	let lack = 0;
	for (const [index, need] of needs.toSorted((a, b) => b - a).entries()) {
		lack += Math.max(0, need - (largest[index] ?? 0));
	}

	return lack;
}

/**
The sizes of the needs that can have a machine left over in their zone for nothing. The zones are short by the sum, over
every size, of how many more needs than zones are at least that large; a machine more for a need of size s only counts at
s + 1, so each size can be judged by itself: there are as many as there are zones to spare at s + 1.
*/
function freeRests(needs: readonly Need[], largest: readonly number[]): Map<number, number> {
	const sizes = needs.map(({machines}) => machines);
	const free = new Map<number, number>();
	for (const {machines, wantsRest} of needs) {
		const taken = free.get(machines) ?? 0;
		if (wantsRest && taken < atLeast(largest, machines + 1) - atLeast(sizes, machines + 1)) {
			free.set(machines, taken + 1);
		}
	}

	return free;
}

/**
In how many zones at least no workload can run, once everything that is needed is in its zone.
@param largest The sizes of the zones, descending.
@returns undefined where the needs do not fit at all.
*/
export function fewestWithoutRest(needs: readonly Need[], largest: readonly number[]): number | undefined {
	if (lackOf(needs.map(({machines}) => machines), largest) > 0) {
		return undefined;
	}

	let without = needs.filter(({wantsRest}) => wantsRest).length;
	for (const count of freeRests(needs, largest).values()) {
		without -= count;
	}

	return without;
}

/** The machines that are needed of the zones, descending, where at most so many may be without a rest, as few as can be. */
export function needsWithRests(needs: readonly Need[], largest: readonly number[], mostWithoutRest: number): number[] {
	const free = freeRests(needs, largest);
	let toRest = needs.filter(({wantsRest}) => wantsRest).length - mostWithoutRest;
	const plain: number[] = [];
	const others: number[] = [];
	for (const {machines, wantsRest} of needs) {
		const left = free.get(machines) ?? 0;
		if (wantsRest && toRest > 0 && left > 0) {
			free.set(machines, left - 1);
			toRest--;
			plain.push(machines + 1);
		} else if (wantsRest) {
			others.push(machines);
		} else {
			plain.push(machines);
		}
	}

	// What is not free costs one machine each, whichever it is.
	return [...plain, ...others.map((machines, index) => index < toRest ? machines + 1 : machines)].sort((a, b) => b - a);
}
