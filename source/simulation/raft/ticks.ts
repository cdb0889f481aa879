import type {RaftEffects} from './notes.js';
import {becomeProbe, type Progress} from './progress.js';
import {countActive, isQuorumActive, sizeOf} from './quorum.js';
import {becomeFollower, isPromotable, stand} from './roles.js';
import {broadcastHeartbeat} from './sending.js';
import type {RaftMember} from './state.js';

function tickFollower(member: RaftMember, effects: RaftEffects): void {
	member.ticksElapsed++;
	if (member.ticksElapsed >= member.timeoutTicks && isPromotable(member)) {
		member.ticksElapsed = 0;
		stand(member, member.settings.preVote ? 'pre-vote' : 'election', effects);
	}
}

function checkQuorum(member: RaftMember, effects: RaftEffects): void {
	const {progress} = member;
	if (!isQuorumActive(progress)) {
		effects.note({kind: 'raft-stepped-down', term: member.term, active: countActive(progress), voters: sizeOf(progress, false)});
		becomeFollower(member, {term: member.term, leader: null, why: 'check-quorum'}, effects);
	}

	for (const other of progress) {
		if (other.id !== member.id) {
			other.active = false;
		}
	}
}

/** Etcd's transport reports whether a snapshot got through; here the leader gives it up after an election timeout without an answer. */
function tickSnapshot(member: RaftMember, progress: Progress): void {
	progress.snapshotTicks++;
	if (progress.snapshotTicks >= member.electionTicks) {
		progress.pendingSnapshot = 0;
		becomeProbe(progress);
		progress.paused = true;
	}
}

function tickLeader(member: RaftMember, effects: RaftEffects): void {
	member.ticksElapsed++;
	if (member.ticksElapsed >= member.electionTicks) {
		member.ticksElapsed = 0;
		if (member.settings.checkQuorum) {
			checkQuorum(member, effects);
		}

		if (member.role === 'leader' && member.transferTo !== null) {
			effects.note({kind: 'raft-transfer-ended', term: member.term, to: member.transferTo, why: 'timed-out'});
			member.transferTo = null;
		}
	}

	if (member.role !== 'leader') {
		return;
	}

	for (const progress of member.progress) {
		if (progress.state === 'snapshot') {
			tickSnapshot(member, progress);
		}
	}

	broadcastHeartbeat(member);
}

/** One tick of the clock: a follower grows impatient, a leader sends its heartbeats. */
export function tick(member: RaftMember, effects: RaftEffects): void {
	if (member.role === 'leader') {
		tickLeader(member, effects);
	} else {
		tickFollower(member, effects);
	}
}
