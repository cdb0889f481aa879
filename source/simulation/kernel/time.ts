/**
A moment or a span of simulated time in whole microseconds, at least 0. Whole numbers, so that a sum never depends on the order
of its terms; 2^53 of them last 285 years.
*/
export type Microseconds = number;

/** @param count Milliseconds; rounded to a whole microsecond. */
export function milliseconds(count: number): Microseconds {
	return Math.round(count * 1000);
}

/** @param count Seconds; rounded to a whole microsecond. */
export function seconds(count: number): Microseconds {
	return Math.round(count * 1_000_000);
}

/** A span as it is reported: rounded to the nearest millisecond. */
export function inMilliseconds(span: Microseconds): number {
	return Math.round(span / 1000);
}
