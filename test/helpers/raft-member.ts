import type {ProcessId} from '../../source/simulation/kernel/effects.js';
import {entryAt} from '../../source/simulation/raft/log.js';
import type {Entry, RaftMessage} from '../../source/simulation/raft/messages.js';
import type {RaftNote} from '../../source/simulation/raft/notes.js';
import {defaultRaftSettings, type RaftSettings} from '../../source/simulation/raft/settings.js';
import {fitProgress, joiningConfiguration, newMember, type RaftMember} from '../../source/simulation/raft/state.js';
import {advanceTicks, fireRaft, propose, receiveRaft, startMember} from '../../source/simulation/raft/step.js';
import {recordingEffects, type Recording} from './recording-effects.js';

/** One member without a world, and what it did. */
export type Lone = {readonly member: RaftMember; readonly effects: Recording<RaftMessage, RaftNote>};

export type LoneParts = {
	readonly id?: ProcessId;
	readonly voters?: readonly ProcessId[];
	readonly learners?: readonly ProcessId[];
	/** The terms of the entries in its log, from index 1 on; all of them on its disk. */
	readonly log?: readonly number[];
	readonly term?: number;
	readonly votedFor?: ProcessId | null;
	readonly committed?: number;
	readonly settings?: Partial<RaftSettings>;
	readonly seed?: number;
};

export function entriesOf(terms: readonly number[], from = 1): Entry[] {
	return terms.map((term, place) => ({term, index: from + place, data: {kind: 'command', command: `${term}/${from + place}`}}));
}

export function termsOf(member: RaftMember): number[] {
	const terms = [];
	for (let index = member.offset + 1; index <= member.lastIndex; index++) {
		terms.push(entryAt(member, index)!.term);
	}

	return terms;
}

/** A member with this log and term, as it is just after a start; pre-vote is off unless the settings say otherwise. */
export function lone({id = 0, voters = [0, 1, 2], learners = [], log = [], term = log.at(-1) ?? 0, votedFor = null, committed = 0, settings = {}, seed = 1}: LoneParts = {}): Lone {
	const member = newMember(id, {...defaultRaftSettings, preVote: false, ...settings}, joiningConfiguration);
	const entries = entriesOf(log);
	Object.assign(member, {term, votedFor, entries, lastIndex: entries.length, persistedIndex: entries.length, commitIndex: committed, effectiveIndex: committed});
	Object.assign(member.disk, {term, votedFor, entries: [...entries], commitIndex: committed});
	member.configuration = {voters, outgoing: [], learners};
	fitProgress(member);
	const effects = recordingEffects<RaftMessage, RaftNote>({self: id, seed});
	startMember(member, effects);
	effects.notes.length = 0;
	return {member, effects};
}

/** Lets the disk write whatever there is to write. */
export function write({member, effects}: Lone): void {
	while (effects.timers.delete('raft-disk')) {
		fireRaft(member, 'raft-disk', effects);
	}
}

/** A message arrives, and the disk writes what follows from it. */
export function receive(one: Lone, from: ProcessId, message: RaftMessage): void {
	receiveRaft(one.member, from, message, one.effects);
	write(one);
}

/** What it sent since it was last asked, with whom it went to. */
export function sent({effects}: Lone): Array<{readonly to: ProcessId; readonly message: RaftMessage}> {
	return effects.sent.splice(0).map(({to, message}) => ({to, message}));
}

/** The messages of one kind that it sent since it was last asked. */
export function sentOf<Kind extends RaftMessage['kind']>(one: Lone, kind: Kind): Array<Extract<RaftMessage, {readonly kind: Kind}>> {
	return sent(one).map(({message}) => message).filter((message): message is Extract<RaftMessage, {readonly kind: Kind}> => message.kind === kind);
}

/** Ticks until it stands for election, and lets it write its vote. @returns How many ticks that took. */
export function standUp(one: Lone): number {
	const {member, effects} = one;
	const {term, role} = member;
	for (let ticks = 1; ticks <= 2 * member.electionTicks; ticks++) {
		advanceTicks(member, 1, effects);
		if (member.term !== term || member.role !== role) {
			write(one);
			return ticks;
		}
	}

	throw new Error('It never stood.');
}

/** Makes it the leader of the next term, by the votes of all others; its empty entry is on its disk. */
export function lead(one: Lone): void {
	const {member} = one;
	standUp(one);
	for (const id of member.configuration.voters) {
		if (id !== member.id && member.role === 'candidate') {
			receive(one, id, {kind: 'raft-vote-answer', term: member.term, rejected: false});
		}
	}

	write(one);
	one.effects.sent.length = 0;
	one.effects.notes.length = 0;
}

/** A follower says that its log agrees up to this index. */
export function acknowledgeFrom(one: Lone, from: ProcessId, index: number): void {
	receive(one, from, {kind: 'raft-append-answer', term: one.member.term, index, rejected: false, hintIndex: 0, hintTerm: 0});
}

export function command(one: Lone, what: unknown): void {
	propose(one.member, what, one.effects);
	write(one);
}

export const append = (term: number, {after = [0, 0], entries = [], commit = 0}: {readonly after?: readonly [index: number, term: number]; readonly entries?: readonly Entry[]; readonly commit?: number} = {}): RaftMessage => ({
	kind: 'raft-append', term, previousIndex: after[0], previousTerm: after[1], entries, commit,
});

export const voteRequest = (term: number, last: readonly [index: number, term: number] = [0, 0], kind: 'raft-vote' | 'raft-pre-vote' = 'raft-vote'): RaftMessage => ({kind, term, lastIndex: last[0], lastTerm: last[1], transfer: false});

export const voteAnswer = (term: number, rejected = false, kind: 'raft-vote-answer' | 'raft-pre-vote-answer' = 'raft-vote-answer'): RaftMessage => ({kind, term, rejected});

export const heartbeat = (term: number, commit = 0): RaftMessage => ({kind: 'raft-heartbeat', term, commit, read: 0});

