/** A column's needs of the zone it goes to. */
export type Need = {
	/** Machines it takes. */
	readonly machines: number;
	/** Whether its zone runs no workloads unless a machine is left. */
	readonly wantsRest: boolean;
};

/** Fits needs into zones, the largest need into the largest zone: where that fails, everything does. */
export function lackOf(needs: readonly number[], largest: readonly number[]): number {
	let lack = 0;
	for (const [index, need] of needs.toSorted((a, b) => b - a).entries()) {
		lack += Math.max(0, need - (largest[index] ?? 0));
	}

	return lack;
}

/** Of the needs that want a rest, every choice of how many of each size are left without, at most `budget` in all. */
function * restChoices(sizes: ReadonlyArray<readonly [size: number, count: number]>, budget: number): Generator<{needs: number[]; without: number}, void, void> {
	const [first, ...others] = sizes;
	if (first === undefined) {
		yield {needs: [], without: 0};
		return;
	}

	const [size, count] = first;
	for (let without = 0; without <= Math.min(count, budget); without++) {
		for (const rest of restChoices(others, budget - without)) {
			const here = Array.from({length: count}, (_, index) => index < without ? size : size + 1);
			yield {needs: [...here, ...rest.needs], without: without + rest.without};
		}
	}
}

/** Every choice of which needs get a rest, as plain needs. */
export function * needsWithRests(needs: readonly Need[], budget: number): Generator<{needs: number[]; without: number}, void, void> {
	const sizes = new Map<number, number>();
	for (const {machines, wantsRest} of needs) {
		if (wantsRest) {
			sizes.set(machines, (sizes.get(machines) ?? 0) + 1);
		}
	}

	const fixed = needs.filter(({wantsRest}) => !wantsRest).map(({machines}) => machines);
	for (const choice of restChoices([...sizes], budget)) {
		yield {needs: [...fixed, ...choice.needs], without: choice.without};
	}
}

/**
In how many zones at least no workload can run, once the columns are in their zones.
@param largest The sizes of the zones, descending.
@returns undefined where the columns do not fit at all.
*/
export function fewestWithoutRest(needs: readonly Need[], largest: readonly number[]): number | undefined {
	if (lackOf(needs.map(({machines, wantsRest}) => machines + (wantsRest ? 1 : 0)), largest) === 0) {
		return 0;
	}

	if (lackOf(needs.map(({machines}) => machines), largest) > 0) {
		return undefined;
	}

	let fewest = needs.length;
	for (const {needs: plain, without} of needsWithRests(needs, needs.length)) {
		if (without < fewest && lackOf(plain, largest) === 0) {
			fewest = without;
		}
	}

	return fewest;
}
