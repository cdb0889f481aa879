/*
Minimal cut sets: sets whose loss takes the control plane down and none of whose parts does. Over machines and over
zones alike they come from two things: votes, of which losing a fatal number is enough whichever they are, and groups
(all apiservers, all ways to the endpoint), fatal as a whole. Nothing here walks over all subsets.
*/

/** What can be lost. Names are in the order that the sets are to be listed in. */
export type Losses = {
	/** How many votes each name holds, at least 1. A machine holds one, a zone as many as it has voters. */
	readonly votes: ReadonlyMap<string, number>;
	/** Losing this many votes is fatal; at least 1. */
	readonly fatalVotes: number;
	/** Each is fatal as a whole. An empty one says that the control plane never stands. */
	readonly groups: ReadonlyArray<ReadonlySet<string>>;
};

function isSubset(part: ReadonlySet<string>, whole: {has(name: string): boolean}): boolean {
	for (const name of part) {
		if (!whole.has(name)) {
			return false;
		}
	}

	return true;
}

/** The groups that no other group is a part of; of equal ones the first. */
export function smallestGroups(groups: Losses['groups']): Losses['groups'] {
	return groups.filter((group, index) => !groups.some((other, otherIndex) => index !== otherIndex
		&& isSubset(other, group)
		&& (other.size < group.size || otherIndex < index)));
}

/** The groups that are minimal cut sets: without any one of its names a group is no longer fatal, by votes or by another group. */
export function fatalGroups({votes, fatalVotes, groups}: Losses): Losses['groups'] {
	return smallestGroups(groups).filter(group => {
		let lost = 0;
		let fewest = Number.POSITIVE_INFINITY;
		for (const name of group) {
			const held = votes.get(name) ?? 0;
			lost += held;
			fewest = Math.min(fewest, held);
		}

		return group.size === 0 || lost - fewest < fatalVotes;
	});
}

/**
The minimal cut sets of exactly `size` names that are fatal by their votes and contain no group, lazily and in order:
sets are compared name by name. What cannot be completed is remembered, so that the time between two sets stays
polynomial whatever the votes are.
*/
export function * fatalVoteSets({votes, fatalVotes, groups}: Losses, size: number): Generator<string[], void, void> {
	const names = [...votes.keys()];
	const held = [...votes.values()];
	// A group with a name that holds no vote cannot be in such a set.
	const avoided = groups.filter(group => isSubset(group, votes)).map(group => {
		const positions = new Set(names.flatMap((name, position) => group.has(name) ? [position] : []));
		return {positions, last: Math.max(-1, ...positions)};
	});
	const chosen: string[] = [];
	const deadEnds = new Set<string>();

	/** Chooses the names from `start` on. `passed`: bit by bit, the groups of which a name was left out already. */
	function * choose(start: number, lost: number, fewest: number, passed: number): Generator<string[], boolean, void> {
		if (chosen.length === size) {
			const isCut = lost >= fatalVotes && lost - fewest < fatalVotes
				&& avoided.every(({last}, bit) => (passed & (1 << bit)) !== 0 || last >= start);
			if (isCut) {
				yield [...chosen];
			}

			return isCut;
		}

		const key = [start, chosen.length, lost, fewest, passed].join(' ');
		// Without its smallest it would be fatal already, and with one more name all the more.
		if (deadEnds.has(key) || lost - fewest >= fatalVotes) {
			return false;
		}

		let found = false;
		let left = passed;
		for (let position = start; position <= names.length - size + chosen.length; position++) {
			const votesHere = held[position] ?? 0;
			chosen.push(names[position] ?? '');
			found = (yield * choose(position + 1, lost + votesHere, Math.min(fewest, votesHere), left)) || found;
			chosen.pop();
			for (const [bit, {positions}] of avoided.entries()) {
				left |= positions.has(position) ? 1 << bit : 0;
			}
		}

		if (!found) {
			deadEnds.add(key);
		}

		return found;
	}

	yield * choose(0, 0, Number.POSITIVE_INFINITY, 0);
}
