import type {ExecutionContext} from 'ava';

/** How much sooner than in the simulator something may happen: clocks are read a little apart. */
const soonerMs = 50;

/** How much later: a shared machine lets a program wait for its turn. */
const laterMs = 300;

/** The least and the greatest of what the simulator measured, whole milliseconds. */
export type Interval = readonly [least: number, most: number];

/** @throws Error where the simulator measured nothing, or where one run never came to it. */
export function intervalOf(samples: ReadonlyArray<number | null>): Interval {
	const measured = samples.filter(sample => sample !== null && !Number.isNaN(sample)) as number[];
	if (measured.length === 0 || measured.length < samples.length) {
		throw new Error(`${measured.length} of ${samples.length} runs came to it`);
	}

	return [Math.floor(Math.min(...measured)), Math.ceil(Math.max(...measured))];
}

/** Every measured value has to lie in the simulator's interval, 50 ms before to 300 ms after it. Both are written to the test's log. */
export function within(t: ExecutionContext, what: string, measured: readonly number[], [least, most]: Interval): void {
	const told = `${what}: measured ${measured.map(each => Math.round(each)).join(', ')} ms; the simulator says ${least} to ${most} ms`;
	t.log(told);
	t.true(measured.length > 0 && measured.every(each => each >= least - soonerMs && each <= most + laterMs), told);
}
