import type {ProcessId} from '../kernel/effects.js';
import {isUpToDate} from './log.js';
import type {RaftVote} from './messages.js';
import type {RaftEffects} from './notes.js';
import {send} from './sending.js';
import type {RaftMember} from './state.js';

/** Whether it heard its leader less than an election timeout ago, and so has no reason to want another one (§4.2.3 of the Raft thesis). */
export function holdsLease(member: RaftMember): boolean {
	return member.settings.checkQuorum && member.leader !== null && member.ticksElapsed < member.electionTicks;
}

/** One vote per term, first come first served, and only for a log that is as complete as its own; a learner votes as well: it may be a voter and not know it yet. */
export function answerVote(member: RaftMember, from: ProcessId, message: RaftVote, effects: RaftEffects): void {
	const {kind, term, lastIndex, lastTerm} = message;
	const preVote = kind === 'raft-pre-vote';
	const answer = preVote ? 'raft-pre-vote-answer' : 'raft-vote-answer';
	const isFree = member.votedFor === null && member.leader === null;
	const mayVote = member.votedFor === from || isFree || (preVote && term > member.term);
	if (mayVote && isUpToDate(member, lastIndex, lastTerm)) {
		effects.note({kind: 'raft-voted', term: member.term, candidate: from, preVote});
		// An answer that grants a pre-vote carries the term that was asked for, one that refuses carries the voter's own.
		send(member, from, {kind: answer, term, rejected: false});
		if (!preVote) {
			member.ticksElapsed = 0;
			member.votedFor = from;
		}

		return;
	}

	const whyNot = member.votedFor === null ? 'has-leader' : 'voted-already';
	effects.note({kind: 'raft-refused-vote', term: member.term, candidate: from, preVote, why: mayVote ? 'log-behind' : whyNot, votedFor: member.votedFor});
	send(member, from, {kind: answer, term: member.term, rejected: true});
}
