import type {Progress} from './progress.js';

/** How many of so many voters decide. */
export function majorityOf(voters: number): number {
	return Math.floor(voters / 2) + 1;
}

// Counting costs no allocation, and there are seldom more than seven voters. `outgoing` chooses the old set of a joint change.
function inSet(progress: Progress, outgoing: boolean): boolean {
	return outgoing ? progress.isOutgoing : progress.isVoter;
}

export function sizeOf(members: readonly Progress[], outgoing: boolean): number {
	let size = 0;
	for (const progress of members) {
		if (inSet(progress, outgoing)) {
			size++;
		}
	}

	return size;
}

function matchedIn(members: readonly Progress[], outgoing: boolean): number {
	const needed = majorityOf(sizeOf(members, outgoing));
	let best = 0;
	for (const candidate of members) {
		if (inSet(candidate, outgoing) && candidate.match > best) {
			let count = 0;
			for (const progress of members) {
				if (inSet(progress, outgoing) && progress.match >= candidate.match) {
					count++;
				}
			}

			if (count >= needed) {
				best = candidate.match;
			}
		}
	}

	return best;
}

/** The highest index that a majority holds on its disks; while a joint change lasts, a majority of both sets. */
export function matchedByQuorum(members: readonly Progress[]): number {
	const incoming = matchedIn(members, false);
	return sizeOf(members, true) === 0 ? incoming : Math.min(incoming, matchedIn(members, true));
}

function confirmedIn(members: readonly Progress[], outgoing: boolean): number {
	const needed = majorityOf(sizeOf(members, outgoing));
	let best = 0;
	for (const candidate of members) {
		if (inSet(candidate, outgoing) && candidate.confirmedRead > best
			&& countOf(members, outgoing, progress => progress.confirmedRead >= candidate.confirmedRead) >= needed) {
			best = candidate.confirmedRead;
		}
	}

	return best;
}

function countOf(members: readonly Progress[], outgoing: boolean, holds: (progress: Progress) => boolean): number {
	let count = 0;
	for (const progress of members) {
		if (inSet(progress, outgoing) && holds(progress)) {
			count++;
		}
	}

	return count;
}

/** The last read that a quorum confirmed. */
export function confirmedByQuorum(members: readonly Progress[]): number {
	const incoming = confirmedIn(members, false);
	return sizeOf(members, true) === 0 ? incoming : Math.min(incoming, confirmedIn(members, true));
}

const granted = (progress: Progress): boolean => progress.vote === 'granted';
const refused = (progress: Progress): boolean => progress.vote === 'refused';
const active = (progress: Progress): boolean => progress.active;

/** How many of the voters granted their vote. */
export function countGranted(members: readonly Progress[]): number {
	return countOf(members, false, granted);
}

/** How many of the voters have answered lately. */
export function countActive(members: readonly Progress[]): number {
	return countOf(members, false, active);
}

function resultIn(members: readonly Progress[], outgoing: boolean): 'won' | 'lost' | 'pending' {
	const size = sizeOf(members, outgoing);
	const needed = majorityOf(size);
	if (size === 0 || countOf(members, outgoing, granted) >= needed) {
		return 'won';
	}

	return size - countOf(members, outgoing, refused) < needed ? 'lost' : 'pending';
}

/** How an election stands. */
export function electionResult(members: readonly Progress[]): 'won' | 'lost' | 'pending' {
	const incoming = resultIn(members, false);
	const outgoing = resultIn(members, true);
	if (incoming === outgoing) {
		return incoming;
	}

	return incoming === 'lost' || outgoing === 'lost' ? 'lost' : 'pending';
}

function isActiveIn(members: readonly Progress[], outgoing: boolean): boolean {
	const size = sizeOf(members, outgoing);
	return size === 0 || countOf(members, outgoing, active) >= majorityOf(size);
}

/** Whether a quorum has answered the leader lately. */
export function isQuorumActive(members: readonly Progress[]): boolean {
	return isActiveIn(members, false) && isActiveIn(members, true);
}
