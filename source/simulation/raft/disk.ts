import {applyConfigurations} from './configuration.js';
import {termAt} from './log.js';
import type {Entry} from './messages.js';
import type {RaftEffects} from './notes.js';
import {acknowledge} from './replication.js';
import {countVote} from './roles.js';
import {broadcastAppend, progressOf} from './sending.js';
import type {OwnVote, RaftMember, Write} from './state.js';

/*
Etcd's loop around raft (server/etcdserver/raft.go): it takes what is ready, which is messages and what has to be written; a leader
sends its messages while it writes, the others send theirs when that is durable; and nothing more is taken before that. So a slow
disk holds up even a leader's heartbeats, and while it writes, ticks are not counted either.
*/

const nothing: readonly Entry[] = [];

function mustWrite(member: RaftMember): boolean {
	const {disk} = member;
	return member.persistedIndex < member.lastIndex || member.term !== disk.term || member.votedFor !== disk.votedFor || member.unwrittenSnapshot !== null;
}

/** Sends the first so many messages of the outbox. */
function sendFirst(member: RaftMember, count: number, effects: RaftEffects): void {
	const {outbox, outboxTo} = member;
	for (let place = 0; place < count; place++) {
		effects.sendDatagram(outboxTo[place]!, outbox[place]!);
	}

	if (count < outbox.length) {
		outbox.splice(0, count);
		outboxTo.splice(0, count);
		return;
	}

	// Taking one by one keeps the arrays' memory, which setting their length gives back.
	for (let place = 0; place < count; place++) {
		outbox.pop();
		outboxTo.pop();
	}
}

function beginWrite(member: RaftMember, effects: RaftEffects): void {
	const {offset, persistedIndex, lastIndex} = member;
	const written = Math.max(persistedIndex, offset);
	member.write = {
		term: member.term,
		votedFor: member.votedFor,
		commitIndex: member.commitIndex,
		entries: written === lastIndex ? nothing : member.entries.slice(written - offset),
		snapshot: member.unwrittenSnapshot,
		held: member.outbox.length,
		ownVote: member.ownVote,
	};
	member.ownVote = 'none';
	effects.startTimer('raft-disk', effects.diskDelayUs);
}

/** A candidate's own vote is durable. */
function countOwnVote(member: RaftMember, ownVote: OwnVote, term: number, effects: RaftEffects): void {
	const asked = ownVote === 'vote' ? member.role === 'candidate' : ownVote === 'pre-vote' && member.role === 'pre-candidate';
	if (asked && member.term === term && countVote(member, member.id, true, effects)) {
		broadcastAppend(member, effects);
	}
}

/** The end of every step: what is ready is sent and written, unless the disk is busy. */
export function finish(member: RaftMember, effects: RaftEffects): void {
	applyConfigurations(member, effects);
	while (member.write === null) {
		const mustSync = mustWrite(member);
		if (member.role === 'leader' || !mustSync) {
			sendFirst(member, member.outbox.length, effects);
		}

		if (mustSync) {
			beginWrite(member, effects);
		} else if (member.ownVote === 'none') {
			return;
		} else {
			const {ownVote} = member;
			member.ownVote = 'none';
			countOwnVote(member, ownVote, member.term, effects);
		}
	}
}

function keepOnDisk(member: RaftMember, write: Write): void {
	const {disk} = member;
	disk.term = write.term;
	disk.votedFor = write.votedFor;
	disk.commitIndex = write.commitIndex;
	if (write.snapshot !== null) {
		disk.snapshot = write.snapshot;
		disk.entries = [];
		disk.offset = write.snapshot.index;
		member.snapshot = write.snapshot;
		if (member.unwrittenSnapshot === write.snapshot) {
			member.unwrittenSnapshot = null;
			member.loadableSnapshot = write.snapshot;
			member.effectiveIndex = write.snapshot.index;
			member.persistedIndex = Math.max(member.persistedIndex, write.snapshot.index);
		}
	}

	const first = write.entries[0];
	if (first !== undefined) {
		disk.entries.length = first.index - 1 - disk.offset;
		for (const entry of write.entries) {
			disk.entries.push(entry);
		}

		// Meanwhile the log may have been cut and grown differently: then what was written is not what stands there.
		const {index, term} = write.entries.at(-1)!;
		if (index > member.persistedIndex && termAt(member, index) === term) {
			member.persistedIndex = index;
		}
	}
}

/** The disk has written: what waited for that is sent and counted. */
export function finishWrite(member: RaftMember, effects: RaftEffects): void {
	const {write} = member;
	if (write === null) {
		return;
	}

	member.write = null;
	keepOnDisk(member, write);
	sendFirst(member, write.held, effects);
	if (member.role === 'leader' && member.term === write.term) {
		const own = progressOf(member, member.id);
		if (own !== undefined) {
			acknowledge(member, own, member.persistedIndex, effects);
		}
	}

	countOwnVote(member, write.ownVote, write.term, effects);
}
