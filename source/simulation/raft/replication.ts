import type {ProcessId} from '../kernel/effects.js';
import {appendFrom, commitTo, conflictByTerm, termAt} from './log.js';
import type {RaftAppend, RaftAppendAnswer, RaftHeartbeatAnswer, RaftSnapshot} from './messages.js';
import type {RaftEffects} from './notes.js';
import {accepted, becomeProbe, becomeReplicate, freeInflight, rejected, type Progress} from './progress.js';
import {answerConfirmedReads, releaseEarlyReads} from './reads.js';
import {broadcastAppend, commitByQuorum, send, sendAppend} from './sending.js';
import {fitProgress, type RaftMember} from './state.js';

function answer(member: RaftMember, to: ProcessId, index: number): void {
	send(member, to, {kind: 'raft-append-answer', term: member.term, index, rejected: false, hintIndex: 0, hintTerm: 0});
}

/** A follower takes an append from its leader. */
export function takeAppend(member: RaftMember, from: ProcessId, message: RaftAppend, effects: RaftEffects): void {
	const {previousIndex, previousTerm, entries, commit} = message;
	if (previousIndex < member.commitIndex) {
		answer(member, from, member.commitIndex);
		return;
	}

	if (appendFrom(member, message, effects)) {
		// What the leader committed beyond these entries may stand differently in this log.
		const last = previousIndex + entries.length;
		commitTo(member, Math.min(commit, last), effects);
		answer(member, from, last);
		return;
	}

	const hintIndex = conflictByTerm(member, Math.min(previousIndex, member.lastIndex), previousTerm);
	const hintTerm = Math.max(0, termAt(member, hintIndex));
	effects.note({kind: 'raft-rejected-append', term: member.term, leader: from, previousIndex, hintIndex});
	send(member, from, {kind: 'raft-append-answer', term: member.term, index: previousIndex, rejected: true, hintIndex, hintTerm});
}

/**
A follower takes a snapshot in place of its log, unless it has all of that. Etcd makes the snapshot when it sends it; here it is
the last one that was made, so it may be from before this member was added, and is taken all the same.
*/
export function takeSnapshotFrom(member: RaftMember, from: ProcessId, {snapshot}: RaftSnapshot, effects: RaftEffects): void {
	const {index, term, configuration} = snapshot;
	if (index <= member.commitIndex) {
		answer(member, from, member.commitIndex);
		return;
	}

	if (termAt(member, index) === term) {
		commitTo(member, index, effects);
		answer(member, from, member.commitIndex);
		return;
	}

	member.persistedIndex = Math.min(member.persistedIndex, member.commitIndex);
	member.entries = [];
	member.offset = index;
	member.offsetTerm = term;
	member.lastIndex = index;
	member.commitIndex = index;
	member.unwrittenSnapshot = snapshot;
	member.loadableSnapshot = null;
	member.configuration = configuration;
	fitProgress(member);
	effects.note({kind: 'raft-snapshot-installed', term: member.term, index, from});
	answer(member, from, index);
}

/** A member's log, the leader's own included, agrees with the leader's up to this index and is on its disk. */
export function acknowledge(member: RaftMember, progress: Progress, index: number, effects: RaftEffects): void {
	if (!accepted(progress, index) && !(progress.match === index && progress.state === 'probe')) {
		return;
	}

	if (progress.state === 'probe') {
		becomeReplicate(progress);
	} else if (progress.state === 'replicate') {
		freeInflight(progress, index);
	} else if (progress.match >= member.offset) {
		becomeReplicate(progress);
	}

	const isOther = progress.id !== member.id;
	if (commitByQuorum(member, effects)) {
		releaseEarlyReads(member);
		broadcastAppend(member, effects);
	} else if (isOther && member.commitIndex > progress.sentCommit && progress.sentCommit < progress.next - 1) {
		sendAppend(member, progress, true, effects);
	}

	if (isOther) {
		let more = true;
		while (more) {
			more = sendAppend(member, progress, false, effects);
		}

		if (member.transferTo === progress.id && progress.match === member.lastIndex) {
			send(member, progress.id, {kind: 'raft-timeout-now', term: member.term});
		}
	}
}

/** The leader hears how a follower took an append. */
export function takeAppendAnswer(member: RaftMember, progress: Progress, message: RaftAppendAnswer, effects: RaftEffects): void {
	progress.active = true;
	if (!message.rejected) {
		acknowledge(member, progress, message.index, effects);
		return;
	}

	// The follower's hint is the last place whose term is not above the one it was sent; ours may skip a whole term as well.
	const {index, hintIndex, hintTerm} = message;
	const hint = hintTerm > 0 ? conflictByTerm(member, hintIndex, hintTerm) : hintIndex;
	if (rejected(progress, index, hint)) {
		if (progress.state === 'replicate') {
			becomeProbe(progress);
		}

		sendAppend(member, progress, true, effects);
	}
}

/** A heartbeat's answer shows that the follower is there: what it lacks is sent again, and reads are confirmed. */
export function takeHeartbeatAnswer(member: RaftMember, progress: Progress, message: RaftHeartbeatAnswer, effects: RaftEffects): void {
	progress.active = true;
	progress.paused = false;
	if (progress.match < member.lastIndex || progress.state === 'probe') {
		sendAppend(member, progress, true, effects);
	}

	if (message.read > 0) {
		progress.confirmedRead = Math.max(progress.confirmedRead, message.read);
		answerConfirmedReads(member);
	}
}
