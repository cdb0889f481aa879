import {fatalGroups, type Losses} from './fatal-sets.js';

/** How many subsets of `size` a set of `among` has; 0 where there are none. Every division leaves no rest. */
export function binomial(among: number, size: number): bigint {
	if (size < 0 || size > among) {
		return 0n;
	}

	let ways = 1n;
	for (let step = 1; step <= Math.min(size, among - size); step++) {
		ways = ways * BigInt(among - step + 1) / BigInt(step);
	}

	return ways;
}

/**
How many minimal cut sets there are, where every name with a vote holds exactly one (machines, not zones): the fatal
sets of votes that contain no group, counted by inclusion and exclusion over the groups, and the groups themselves.
@returns a whole number; the nearest one a JSON number can hold once it is past 2^53.
*/
export function countFatalSets(losses: Losses): number {
	const {votes, fatalVotes, groups} = losses;
	let count = BigInt(fatalGroups(losses).length);
	for (let chosen = 0; chosen < 1 << groups.length; chosen++) {
		const contained = groups.filter((_, bit) => (chosen & (1 << bit)) !== 0);
		const union = new Set(contained.flatMap(group => [...group]));
		if ([...union].every(name => votes.has(name))) {
			const ways = binomial(votes.size - union.size, fatalVotes - union.size);
			count += contained.length % 2 === 0 ? ways : -ways;
		}
	}

	return Math.min(Number(count), Number.MAX_VALUE);
}
