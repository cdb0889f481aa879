/**
Every way to write `total` as a sum of whole parts of at least 1, each in descending order: 3, 2+1, 1+1+1. Of zero there
is one way, with no part.
*/
export function partitions(total: number, mostParts: number, largestPart = total): number[][] {
	if (total === 0) {
		return [[]];
	}

	if (mostParts === 0) {
		return [];
	}

	const ways: number[][] = [];
	for (let part = Math.min(total, largestPart); part > 0; part--) {
		for (const rest of partitions(total - part, mostParts - 1, part)) {
			ways.push([part, ...rest]);
		}
	}

	return ways;
}
