import type {EntryData, Entry, RaftAppend} from './messages.js';
import type {RaftEffects} from './notes.js';
import type {RaftMember} from './state.js';

/** The entry at this index; undefined where the log was compacted or does not reach. */
export function entryAt(member: RaftMember, index: number): Entry | undefined {
	return index > member.offset && index <= member.lastIndex ? member.entries[index - member.offset - 1] : undefined;
}

/** The term of the entry at this index; -1 where the log cannot tell. */
export function termAt(member: RaftMember, index: number): number {
	if (index > member.offset) {
		return index <= member.lastIndex ? member.entries[index - member.offset - 1]!.term : -1;
	}

	return index === member.offset ? member.offsetTerm : -1;
}

export function lastTermOf(member: RaftMember): number {
	return termAt(member, member.lastIndex);
}

/** Whether a candidate whose log ends so has all that this member could have helped to commit (§5.4.1 of the Raft paper). */
export function isUpToDate(member: RaftMember, lastIndex: number, lastTerm: number): boolean {
	const ownTerm = lastTermOf(member);
	return lastTerm > ownTerm || (lastTerm === ownTerm && lastIndex >= member.lastIndex);
}

/** The leader's own: the next place, in its term. */
export function appendOwn(member: RaftMember, data: EntryData): void {
	member.lastIndex++;
	member.entries.push({term: member.term, index: member.lastIndex, data});
}

/** The highest index up to this one whose term is not above the given one: where two logs may agree. */
export function conflictByTerm(member: RaftMember, index: number, term: number): number {
	let candidate = index;
	while (candidate > 0) {
		const own = termAt(member, candidate);
		if (own === -1 || own <= term) {
			return candidate;
		}

		candidate--;
	}

	return 0;
}

/**
A follower takes what its leader sent. What is there already stays: an append that was overtaken by a later one must not shorten
the log. From the first entry that differs on, its own entries give way.
@returns Whether its log holds the entry before them.
*/
export function appendFrom(member: RaftMember, {previousIndex, previousTerm, entries}: RaftAppend, effects: RaftEffects): boolean {
	if (termAt(member, previousIndex) !== previousTerm) {
		return false;
	}

	let place = 0;
	while (place < entries.length && termAt(member, entries[place]!.index) === entries[place]!.term) {
		place++;
	}

	if (place === entries.length) {
		return true;
	}

	const from = entries[place]!.index;
	if (from <= member.lastIndex) {
		truncateFrom(member, from, effects);
	}

	for (; place < entries.length; place++) {
		member.entries.push(entries[place]!);
	}

	member.lastIndex = member.offset + member.entries.length;
	return true;
}

function truncateFrom(member: RaftMember, index: number, effects: RaftEffects): void {
	if (index <= member.commitIndex) {
		throw new Error(`Member ${member.id} would drop entry ${index}, and has committed up to ${member.commitIndex}.`);
	}

	effects.note({kind: 'raft-truncated', term: member.term, index, count: member.lastIndex - index + 1});
	member.entries.length = index - member.offset - 1;
	member.lastIndex = index - 1;
	member.persistedIndex = Math.min(member.persistedIndex, member.lastIndex);
}

/** Commits up to an index that is known to be committed; it never goes back. */
export function commitTo(member: RaftMember, index: number, effects: RaftEffects): void {
	if (index <= member.commitIndex) {
		return;
	}

	if (index > member.lastIndex) {
		throw new Error(`Member ${member.id} would commit entry ${index}, and its log ends at ${member.lastIndex}: entries were lost.`);
	}

	member.commitIndex = index;
	effects.note({kind: 'raft-committed', term: member.term, index, role: member.role});
}

/** Drops entries up to an index that a snapshot covers. */
export function dropThrough(member: RaftMember, index: number): void {
	if (index > member.offset) {
		member.offsetTerm = termAt(member, index);
		member.entries = member.entries.slice(index - member.offset);
		member.offset = index;
	}

	const {disk} = member;
	if (index > disk.offset) {
		disk.entries = disk.entries.slice(index - disk.offset);
		disk.offset = index;
	}
}
