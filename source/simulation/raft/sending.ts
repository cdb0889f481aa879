import type {ProcessId} from '../kernel/effects.js';
import {commitTo, termAt} from './log.js';
import type {Entry, RaftMessage} from './messages.js';
import type {RaftEffects} from './notes.js';
import {becomeSnapshot, isPaused, sentEntries, type Progress} from './progress.js';
import {matchedByQuorum} from './quorum.js';
import type {RaftMember} from './state.js';

const noEntries: readonly Entry[] = [];

/** Puts a message into the outbox: it leaves when what it relies on is on the disk (see disk.ts). */
export function send(member: RaftMember, to: ProcessId, message: RaftMessage): void {
	member.outboxTo.push(to);
	member.outbox.push(message);
}

/** What is known of a member; undefined where it belongs to nothing. */
export function progressOf(member: RaftMember, id: ProcessId): Progress | undefined {
	for (const progress of member.progress) {
		if (progress.id === id) {
			return progress;
		}
	}

	return undefined;
}

function sendSnapshot(member: RaftMember, progress: Progress, effects: RaftEffects): boolean {
	// A snapshot is large: it is not sent to somebody who seems to be gone.
	if (!progress.active) {
		return false;
	}

	const {snapshot} = member;
	becomeSnapshot(progress, snapshot.index);
	send(member, progress.id, {kind: 'raft-snapshot', term: member.term, snapshot});
	effects.note({kind: 'raft-snapshot-sent', term: member.term, to: progress.id, index: snapshot.index});
	return true;
}

/** Sends what the member lacks, where it may be sent to now; without entries only where `evenEmpty`. @returns Whether anything was sent. */
export function sendAppend(member: RaftMember, progress: Progress, evenEmpty: boolean, effects: RaftEffects): boolean {
	if (isPaused(progress)) {
		return false;
	}

	const previousIndex = progress.next - 1;
	const previousTerm = termAt(member, previousIndex);
	if (previousTerm === -1) {
		return sendSnapshot(member, progress, effects);
	}

	let entries = noEntries;
	const {settings} = member;
	if (progress.next <= member.lastIndex && (progress.state !== 'replicate' || progress.inflight.length < settings.maxInflightAppends)) {
		const start = previousIndex - member.offset;
		entries = member.entries.slice(start, start + settings.maxEntriesPerAppend);
	}

	if (entries.length === 0 && !evenEmpty) {
		return false;
	}

	send(member, progress.id, {kind: 'raft-append', term: member.term, previousIndex, previousTerm, entries, commit: member.commitIndex});
	sentEntries(progress, entries.length, settings.maxInflightAppends);
	progress.sentCommit = member.commitIndex;
	return true;
}

/** Sends everybody what they lack, and where the leader has committed up to. */
export function broadcastAppend(member: RaftMember, effects: RaftEffects): void {
	for (const progress of member.progress) {
		if (progress.id !== member.id) {
			sendAppend(member, progress, true, effects);
		}
	}
}

/** A heartbeat commits no more than the follower is known to hold: its log may end differently after that. */
export function broadcastHeartbeat(member: RaftMember): void {
	const {progress, unconfirmedReads} = member;
	const read = unconfirmedReads.length === 0 ? 0 : member.confirmedReads + unconfirmedReads.length;
	for (const follower of progress) {
		if (follower.id !== member.id) {
			const commit = Math.min(follower.match, member.commitIndex);
			send(member, follower.id, {kind: 'raft-heartbeat', term: member.term, commit, read});
			follower.sentCommit = commit;
		}
	}
}

/**
The leader commits what a quorum holds on its disks, where it made the last of it in its own term; what comes before is
committed with it (§5.4.2 of the Raft paper and its Figure 8). @returns Whether anything was committed.
*/
export function commitByQuorum(member: RaftMember, effects: RaftEffects): boolean {
	const index = matchedByQuorum(member.progress);
	if (index <= member.commitIndex || termAt(member, index) !== member.term) {
		return false;
	}

	commitTo(member, index, effects);
	return true;
}
