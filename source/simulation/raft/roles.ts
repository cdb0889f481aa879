import type {ProcessId} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {appendOwn, entryAt, lastTermOf} from './log.js';
import type {RaftEffects, RaftNote} from './notes.js';
import {becomeReplicate, resetProgress} from './progress.js';
import {countGranted, electionResult, sizeOf} from './quorum.js';
import {progressOf, send} from './sending.js';
import type {RaftMember} from './state.js';

/** Begins a term, or begins it over: what was known of the others is forgotten, and the timeout is drawn anew. */
export function reset(member: RaftMember, term: number, effects: RaftEffects): void {
	if (member.term !== term) {
		member.term = term;
		member.votedFor = null;
	}

	member.leader = null;
	member.ticksElapsed = 0;
	member.timeoutTicks = member.electionTicks + between(effects.random, 0, member.electionTicks);
	member.transferTo = null;
	member.ownVote = 'none';
	member.pendingConfigurationIndex = 0;
	member.earlyReads.length = 0;
	member.unconfirmedReads.length = 0;
	member.confirmedReads = 0;
	for (const progress of member.progress) {
		resetProgress(progress, member.lastIndex + 1);
		if (progress.id === member.id) {
			progress.match = member.persistedIndex;
		}
	}
}

type Following = Pick<Extract<RaftNote, {readonly kind: 'raft-became-follower'}>, 'term' | 'leader' | 'why'>;

export function becomeFollower(member: RaftMember, {term, leader, why}: Following, effects: RaftEffects): void {
	const was = member.role;
	reset(member, term, effects);
	member.leader = leader;
	member.role = 'follower';
	effects.note({kind: 'raft-became-follower', term, leader, was, why});
}

/** Asking costs nothing: term and vote stay, and so does the timeout that was drawn. */
function becomePreCandidate(member: RaftMember, effects: RaftEffects): void {
	for (const progress of member.progress) {
		progress.vote = 'none';
	}

	member.leader = null;
	member.role = 'pre-candidate';
	effects.note({kind: 'raft-became-pre-candidate', term: member.term, ticks: member.timeoutTicks});
}

function becomeCandidate(member: RaftMember, transfer: boolean, effects: RaftEffects): void {
	const ticks = member.timeoutTicks;
	reset(member, member.term + 1, effects);
	member.votedFor = member.id;
	member.role = 'candidate';
	effects.note({kind: 'raft-became-candidate', term: member.term, transfer, ticks});
}

/** The new leader's empty entry lets it commit what is left of earlier terms, and learn how far they were committed. */
function becomeLeader(member: RaftMember, effects: RaftEffects): void {
	const votes = countGranted(member.progress);
	reset(member, member.term, effects);
	member.leader = member.id;
	member.role = 'leader';
	const own = progressOf(member, member.id)!;
	becomeReplicate(own);
	own.active = true;
	// There may be a change of the configuration in what it has not committed: none is accepted before that.
	member.pendingConfigurationIndex = member.lastIndex;
	appendOwn(member, {kind: 'empty'});
	effects.note({kind: 'raft-became-leader', term: member.term, votes, voters: sizeOf(member.progress, false), index: member.lastIndex});
}

/** Whether it may stand: a voter, and its log is what its configuration says. */
export function isPromotable(member: RaftMember): boolean {
	const own = progressOf(member, member.id);
	return own !== undefined && !own.isLearner && member.unwrittenSnapshot === null;
}

function hasChangeUnderWay(member: RaftMember): boolean {
	for (let index = member.effectiveIndex + 1; index <= member.commitIndex; index++) {
		const kind = entryAt(member, index)?.data.kind;
		if (kind !== 'command' && kind !== 'empty') {
			return true;
		}
	}

	return false;
}

type Campaign = 'pre-vote' | 'election' | 'transfer';

function campaign(member: RaftMember, type: Campaign, effects: RaftEffects): void {
	const preVote = type === 'pre-vote';
	if (preVote) {
		becomePreCandidate(member, effects);
	} else {
		becomeCandidate(member, type === 'transfer', effects);
	}

	member.ownVote = preVote ? 'pre-vote' : 'vote';
	const kind = preVote ? 'raft-pre-vote' : 'raft-vote';
	const term = preVote ? member.term + 1 : member.term;
	const lastTerm = lastTermOf(member);
	for (const {id, isLearner} of member.progress) {
		if (id !== member.id && !isLearner) {
			send(member, id, {kind, term, lastIndex: member.lastIndex, lastTerm, transfer: type === 'transfer'});
		}
	}
}

/** Stands for election, where it may. */
export function stand(member: RaftMember, type: Campaign, effects: RaftEffects): void {
	if (member.role !== 'leader' && isPromotable(member) && !hasChangeUnderWay(member)) {
		campaign(member, type, effects);
	}
}

/** A candidate or pre-candidate counts one answer. @returns Whether it has become leader. */
export function countVote(member: RaftMember, voter: ProcessId, granted: boolean, effects: RaftEffects): boolean {
	const preVote = member.role === 'pre-candidate';
	const progress = progressOf(member, voter);
	// The first answer counts; one that comes twice does not count twice.
	if (progress?.vote === 'none') {
		progress.vote = granted ? 'granted' : 'refused';
		effects.note({kind: 'raft-vote-counted', term: member.term, voter, granted, preVote, votes: countGranted(member.progress), voters: sizeOf(member.progress, false)});
	}

	const result = electionResult(member.progress);
	if (result === 'lost') {
		becomeFollower(member, {term: member.term, leader: null, why: 'election-lost'}, effects);
	} else if (result === 'won') {
		if (preVote) {
			campaign(member, 'election', effects);
		} else {
			becomeLeader(member, effects);
			return true;
		}
	}

	return false;
}
