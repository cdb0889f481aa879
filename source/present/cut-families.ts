/** Every choice of `size` out of `members` is fatal; where the two are equally many, it is all of them together. */
export type CutFamily = {readonly size: number; readonly members: readonly string[]};

export type CutFamilies = {
	readonly families: readonly CutFamily[];
	/** Sets that are known to exist and are in no family. */
	readonly more: number;
};

/** C(n, k), exact as long as it is below 2^53. */
function choose(n: number, k: number): number {
	let result = 1;
	for (let index = 1; index <= k; index++) {
		result = (result * (n - k + index)) / index;
	}

	return Math.round(result);
}

type Cluster = {readonly size: number; members: Set<string>; sets: string[][]};

/** Sets of one size that hang together by a shared machine; single machines hang together all. */
function clusters(sets: ReadonlyArray<readonly string[]>): Cluster[] {
	let result: Cluster[] = [];
	for (const set of sets) {
		// Machines that are each fatal alone are one family too: any one of them.
		const touches = (cluster: Cluster) => cluster.size === set.length && (set.length === 1 || set.some(name => cluster.members.has(name)));
		const joined: Cluster = {size: set.length, members: new Set(), sets: []};
		// The first cluster it touches keeps its place, so that families come in the order of the examples.
		const place = result.findIndex(cluster => touches(cluster));
		for (const cluster of result.filter(cluster => touches(cluster))) {
			joined.members = new Set([...joined.members, ...cluster.members]);
			joined.sets.push(...cluster.sets);
		}

		joined.members = new Set([...joined.members, ...set]);
		joined.sets.push([...set]);
		result = place === -1
			? [...result, joined]
			: result.flatMap((cluster, index) => index === place ? [joined] : (touches(cluster) ? [] : [cluster]));
	}

	return result;
}

/**
Says sets of machines as "any 2 of a, b, c" where that is exactly what they are. The sets may be only the first of `count`:
then a family is claimed only if all of it fits into the count, because a threshold of voters shows all its members in its
first sets, and a set that is missing from the middle of a family makes the family too large for the count.
@param sets in name order, each minimal.
@param count how many there are in all, the shown ones included.
*/
export function cutFamilies(sets: ReadonlyArray<readonly string[]>, count: number): CutFamilies {
	const all = clusters(sets);
	const full = all.reduce((sum, {members, size}) => sum + choose(members.size, size), 0);
	const isWhole = sets.length >= count;
	const families = all.flatMap(({members, size, sets: own}): CutFamily[] => {
		const isFamily = isWhole ? own.length === choose(members.size, size) : full <= count;
		return isFamily ? [{size, members: [...members]}] : own.map(set => ({size, members: set}));
	});
	const said = families.reduce((sum, {members, size}) => sum + choose(members.length, size), 0);
	return {families, more: Math.max(0, count - said)};
}
