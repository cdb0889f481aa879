import type {ProcessId} from '../kernel/effects.js';
import {termAt} from './log.js';
import type {Configuration, Entry} from './messages.js';
import type {RaftMember} from './state.js';

/*
What is known of the logs of a group, and what must hold of them: I3, I5, I6 and I8.
*/

/** What a member was when it was last looked at. */
export type Seen = {
	deaths: number;
	role: RaftMember['role'];
	term: number;
	votedFor: ProcessId | null;
	commitIndex: number;
	configuration: Configuration;
	/** Its log, by index. */
	readonly log: Entry[];
	lastIndex: number;
	/** The highest term it told anybody, and whom it told there that it votes for. */
	toldTerm: number;
	toldVoteTerm: number;
	toldVote: ProcessId | null;
};

/** An entry that was seen in some log, and the term of the one before it. */
type Known = {readonly entry: Entry; readonly previousTerm: number};

/** What is known of a group by all that was seen of it. */
export type RaftInvariants = {
	readonly members: readonly RaftMember[];
	readonly seen: Seen[];
	/** Who led each term. */
	readonly leaders: Array<ProcessId | undefined>;
	/** All entries ever seen, by index. */
	readonly known: Known[][];
	/** What is committed, by index. */
	readonly committed: Array<Entry | undefined>;
	/** The last index that anybody committed. */
	committedThrough: number;
	/** The last index that each term's leader committed. */
	readonly committedInTerm: Array<number | undefined>;
};

// The founders' first entries are each member's own objects; all others are shared by reference.
function isSame(left: Entry, right: Entry): boolean {
	return left === right || (left.term === right.term && left.index === right.index && JSON.stringify(left.data) === JSON.stringify(right.data));
}

/** I3: where two logs hold an entry of the same term at the same index, it is the same one, after the same one. */
export function checkLog({known}: RaftInvariants, seen: Seen, member: RaftMember): string | undefined {
	const {log} = seen;
	const {entries, offset, lastIndex} = member;
	let agreed = Math.min(seen.lastIndex, lastIndex);
	if (agreed === lastIndex && seen.lastIndex === lastIndex && (agreed <= offset || log[agreed] === entries[agreed - offset - 1])) {
		return undefined;
	}

	while (agreed > offset && log[agreed] !== entries[agreed - offset - 1]) {
		agreed--;
	}

	for (let index = Math.max(agreed, offset) + 1; index <= lastIndex; index++) {
		const entry = entries[index - offset - 1]!;
		const previousTerm = termAt(member, index - 1);
		const there = known[index] ?? [];
		known[index] = there;
		const same = there.find(({entry: {term}}) => term === entry.term);
		if (entry.index !== index || entry.term < previousTerm) {
			return `I3 log matching: member ${member.id} holds entry ${entry.index} of term ${entry.term} at index ${index}, after one of term ${previousTerm}`;
		}

		if (same === undefined) {
			there.push({entry, previousTerm});
		} else if (same.previousTerm !== previousTerm || !isSame(same.entry, entry)) {
			return `I3 log matching: member ${member.id} holds another entry of term ${entry.term} at index ${index}, or another one before it`;
		}

		log[index] = entry;
	}

	log.length = lastIndex + 1;
	seen.lastIndex = lastIndex;
	return undefined;
}

export function isDurable({disk}: RaftMember, index: number, term: number): boolean {
	return index <= disk.offset || disk.entries[index - disk.offset - 1]?.term === term;
}

function isOnQuorum(members: readonly RaftMember[], voters: readonly ProcessId[], entry: Entry): boolean {
	let count = 0;
	for (const id of voters) {
		if (isDurable(members[id]!, entry.index, entry.term)) {
			count++;
		}
	}

	// Counted here anew: what checks must not rely on what it checks.
	return voters.length === 0 || 2 * count > voters.length;
}

function isHeld(members: readonly RaftMember[], {voters, outgoing}: Configuration, entry: Entry): boolean {
	return isOnQuorum(members, voters, entry) && isOnQuorum(members, outgoing, entry);
}

/** I5, I6 and I8: what is committed is the same for all, and lies on the disks of a quorum. */
export function checkCommit(invariants: RaftInvariants, seen: Seen, member: RaftMember): string | undefined {
	const {committed, members} = invariants;
	const {commitIndex, offset, offsetTerm} = member;
	// What was compacted in the same step was in the log before; what a snapshot brought was not.
	const first = offset > seen.commitIndex && seen.log[offset]?.term !== offsetTerm ? offset : seen.commitIndex;
	for (let index = first + 1; index <= commitIndex; index++) {
		const entry = seen.log[index]!;
		const before = committed[index];
		if (before === undefined) {
			if (member.role !== 'leader') {
				return `I5 state machine safety: member ${member.id} committed entry ${index}, which no leader has committed`;
			}

			committed[index] = entry;
		} else if (!isSame(before, entry)) {
			return `I5 state machine safety: member ${member.id} committed entry ${index} of term ${entry.term}, another one that of term ${before.term}`;
		}
	}

	if (offset > seen.commitIndex && committed[offset]?.term !== offsetTerm) {
		return `I5 state machine safety: member ${member.id} took a snapshot up to ${offset} of term ${offsetTerm}, which is not what was committed`;
	}

	if (commitIndex > invariants.committedThrough) {
		invariants.committedThrough = commitIndex;
		invariants.committedInTerm[member.term] = commitIndex;
		// A change of the configuration may have taken effect in the same step, before or after.
		const last = committed[commitIndex]!;
		if (!isHeld(members, seen.configuration, last) && !isHeld(members, member.configuration, last)) {
			return `I6 durability, I8 quorum: member ${member.id} committed entry ${commitIndex} of term ${last.term}, which is not on the disks of a quorum`;
		}
	}

	return undefined;
}
