/** What many runs say about one measure, in whole milliseconds (or a count, where the measure is one). */
export type Summary = {
	/** Runs in which it happened. */
	readonly n: number;
	/** Runs in which it never did. */
	readonly missing: number;
	/** Null where it happened in no run. */
	readonly min: number | null;
	readonly p50: number | null;
	readonly p90: number | null;
	readonly p99: number | null;
	readonly max: number | null;
};

/**
The value at a percentile, by nearest rank: the smallest of the values that at least this share of them does not exceed.
@param sorted Ascending.
@param percent Above 0, at most 100.
*/
export function nearestRank(sorted: readonly number[], percent: number): number | null {
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}

/** @param samples One per run; null where it never happened. */
export function summaryOf(samples: ReadonlyArray<number | null>): Summary {
	const sorted = samples.filter(sample => sample !== null).sort((left, right) => left - right);
	return {
		n: sorted.length,
		missing: samples.length - sorted.length,
		min: sorted[0] ?? null,
		p50: nearestRank(sorted, 50),
		p90: nearestRank(sorted, 90),
		p99: nearestRank(sorted, 99),
		max: sorted.at(-1) ?? null,
	};
}
