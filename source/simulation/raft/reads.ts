import type {ProcessId} from '../kernel/effects.js';
import {termAt} from './log.js';
import {confirmedByQuorum} from './quorum.js';
import {broadcastHeartbeat, progressOf, send} from './sending.js';
import type {RaftMember, WaitingRead} from './state.js';

/** Whether it has committed something in its own term: only then does it know how far its predecessors committed. */
function hasCommittedInTerm(member: RaftMember): boolean {
	return termAt(member, member.commitIndex) === member.term;
}

function answerRead(member: RaftMember, {from, token, index}: WaitingRead): void {
	if (from === member.id) {
		member.readable.push({token, index});
	} else {
		send(member, from, {kind: 'raft-read-index-answer', term: member.term, token, index});
	}
}

/** It remembers where it has committed up to, and asks a quorum whether it leads still: a round of heartbeats. */
function confirm(member: RaftMember, from: ProcessId, token: number): void {
	member.unconfirmedReads.push({from, token, index: member.commitIndex});
	const own = progressOf(member, member.id);
	if (own !== undefined) {
		own.confirmedRead = member.confirmedReads + member.unconfirmedReads.length;
	}

	broadcastHeartbeat(member);
}

/** The leader is asked for the index a linearizable read has to wait for (ReadIndex, §6.4 of the Raft thesis). */
export function leadRead(member: RaftMember, from: ProcessId, token: number): void {
	const {voters, outgoing} = member.configuration;
	if (voters.length === 1 && outgoing.length === 0) {
		answerRead(member, {from, token, index: member.commitIndex});
	} else if (hasCommittedInTerm(member)) {
		confirm(member, from, token);
	} else {
		member.earlyReads.push({from, token, index: 0});
	}
}

/** Reads that came before the leader's first commit begin now. */
export function releaseEarlyReads(member: RaftMember): void {
	if (member.earlyReads.length > 0 && hasCommittedInTerm(member)) {
		const early = member.earlyReads;
		member.earlyReads = [];
		for (const {from, token} of early) {
			confirm(member, from, token);
		}
	}
}

/** Answers the reads that a quorum has confirmed by now. */
export function answerConfirmedReads(member: RaftMember): void {
	const confirmed = confirmedByQuorum(member.progress) - member.confirmedReads;
	if (confirmed > 0) {
		member.confirmedReads += confirmed;
		for (const read of member.unconfirmedReads.splice(0, confirmed)) {
			answerRead(member, read);
		}
	}
}
