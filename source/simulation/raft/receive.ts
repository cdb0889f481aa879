import type {ProcessId} from '../kernel/effects.js';
import {appendProposal} from './configuration.js';
import {commitTo} from './log.js';
import type {
	RaftAppend, RaftAppendAnswer, RaftHeartbeat, RaftHeartbeatAnswer, RaftMessage, RaftProposal, RaftReadIndex, RaftSnapshot, RaftTransfer, RaftVoteAnswer,
} from './messages.js';
import type {RaftEffects} from './notes.js';
import {leadRead} from './reads.js';
import {takeAppend, takeAppendAnswer, takeHeartbeatAnswer, takeSnapshotFrom} from './replication.js';
import {becomeFollower, countVote, stand} from './roles.js';
import {broadcastAppend, progressOf, send} from './sending.js';
import type {RaftMember} from './state.js';
import {leadTransfer} from './transfer.js';
import {answerVote, holdsLease} from './votes.js';

/** A message from a term that is over; a leader or candidate that was left behind hears of the new term. */
function answerStale(member: RaftMember, from: ProcessId, message: RaftMessage, effects: RaftEffects): void {
	const {kind} = message;
	if (kind === 'raft-append' || kind === 'raft-heartbeat') {
		if (member.settings.checkQuorum || member.settings.preVote) {
			send(member, from, {kind: 'raft-append-answer', term: member.term, index: 0, rejected: false, hintIndex: 0, hintTerm: 0});
		}
	} else if (kind === 'raft-pre-vote') {
		effects.note({kind: 'raft-refused-vote', term: member.term, candidate: from, preVote: true, why: 'stale-term', votedFor: member.votedFor});
		send(member, from, {kind: 'raft-pre-vote-answer', term: member.term, rejected: true});
	}
}

/** Whether the message belongs to the member's term, to which it may have moved for it. */
export function belongsToTerm(member: RaftMember, from: ProcessId, message: RaftMessage, effects: RaftEffects): boolean {
	const {kind, term} = message;
	if (term === member.term || term === 0) {
		return true;
	}

	if (term < member.term) {
		answerStale(member, from, message, effects);
		return false;
	}

	if ((kind === 'raft-vote' || kind === 'raft-pre-vote') && !message.transfer && holdsLease(member)) {
		effects.note({
			kind: 'raft-ignored-vote', term: member.term, candidate: from, candidateTerm: term, preVote: kind === 'raft-pre-vote',
			leader: member.leader!, remainingTicks: member.electionTicks - member.ticksElapsed,
		});
		return false;
	}

	// A pre-vote names a term that may never come, and so does its answer.
	if (kind !== 'raft-pre-vote' && !(kind === 'raft-pre-vote-answer' && !message.rejected)) {
		const isLeader = kind === 'raft-append' || kind === 'raft-heartbeat' || kind === 'raft-snapshot';
		becomeFollower(member, {term, leader: isLeader ? from : null, why: 'higher-term'}, effects);
	}

	return true;
}

/** Follows who leads this term. */
function follow(member: RaftMember, leader: ProcessId, effects: RaftEffects): boolean {
	if (member.role === 'follower') {
		member.ticksElapsed = 0;
		if (member.leader !== leader) {
			member.leader = leader;
			effects.note({kind: 'raft-found-leader', term: member.term, leader});
		}
	} else if (member.role === 'leader') {
		return false;
	} else {
		becomeFollower(member, {term: member.term, leader, why: 'leader-found'}, effects);
	}

	return true;
}

/** What the member cannot do itself, its leader can. */
export function passOn(member: RaftMember, message: RaftMessage): boolean {
	if (member.role !== 'follower' || member.leader === null) {
		return false;
	}

	send(member, member.leader, message);
	return true;
}

function handleFromLeader(member: RaftMember, from: ProcessId, message: RaftAppend | RaftHeartbeat | RaftSnapshot, effects: RaftEffects): void {
	if (!follow(member, from, effects)) {
		return;
	}

	if (message.kind === 'raft-append') {
		takeAppend(member, from, message, effects);
	} else if (message.kind === 'raft-heartbeat') {
		commitTo(member, message.commit, effects);
		send(member, from, {kind: 'raft-heartbeat-answer', term: member.term, read: message.read});
	} else {
		takeSnapshotFrom(member, from, message, effects);
	}
}

function handleFromFollower(member: RaftMember, from: ProcessId, message: RaftAppendAnswer | RaftHeartbeatAnswer, effects: RaftEffects): void {
	const progress = member.role === 'leader' ? progressOf(member, from) : undefined;
	if (progress === undefined) {
		return;
	}

	if (message.kind === 'raft-append-answer') {
		takeAppendAnswer(member, progress, message, effects);
	} else {
		takeHeartbeatAnswer(member, progress, message, effects);
	}
}

function handleVoteAnswer(member: RaftMember, from: ProcessId, message: RaftVoteAnswer, effects: RaftEffects): void {
	const asked = message.kind === 'raft-vote-answer' ? 'candidate' : 'pre-candidate';
	if (member.role === asked && countVote(member, from, !message.rejected, effects)) {
		broadcastAppend(member, effects);
	}
}

function handleRequest(member: RaftMember, from: ProcessId, message: RaftProposal | RaftTransfer | RaftReadIndex, effects: RaftEffects): void {
	if (member.role !== 'leader') {
		// The answer to a read goes to who sent it here, so that is not passed on a second time: who asked asks again.
		if (message.kind !== 'raft-read-index') {
			passOn(member, message);
		}
	} else if (message.kind === 'raft-proposal') {
		appendProposal(member, message.data, effects);
	} else if (message.kind === 'raft-transfer') {
		leadTransfer(member, message.to, effects);
	} else {
		leadRead(member, from, message.token);
	}
}

/** What a message of the member's own term, or of none, does. */
export function handle(member: RaftMember, from: ProcessId, message: RaftMessage, effects: RaftEffects): void {
	switch (message.kind) {
		case 'raft-append':
		case 'raft-heartbeat':
		case 'raft-snapshot': {
			handleFromLeader(member, from, message, effects);
			break;
		}

		case 'raft-append-answer':
		case 'raft-heartbeat-answer': {
			handleFromFollower(member, from, message, effects);
			break;
		}

		case 'raft-vote':
		case 'raft-pre-vote': {
			answerVote(member, from, message, effects);
			break;
		}

		case 'raft-vote-answer':
		case 'raft-pre-vote-answer': {
			handleVoteAnswer(member, from, message, effects);
			break;
		}

		case 'raft-timeout-now': {
			if (member.role === 'follower') {
				effects.note({kind: 'raft-told-to-stand', term: member.term, leader: from});
				stand(member, 'transfer', effects);
			}

			break;
		}

		case 'raft-proposal':
		case 'raft-transfer':
		case 'raft-read-index': {
			handleRequest(member, from, message, effects);
			break;
		}

		case 'raft-read-index-answer': {
			if (member.role === 'follower') {
				member.readable.push({token: message.token, index: message.index});
			}

			break;
		}
	}
}
