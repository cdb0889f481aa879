import type {ProcessId} from '../kernel/effects.js';
import {checkCommit, checkLog, isDurable, type RaftInvariants, type Seen} from './invariant-logs.js';
import {termAt} from './log.js';
import type {RaftMessage} from './messages.js';
import type {RaftMember} from './state.js';

/*
What must hold after every event (Raft paper, Figure 3, and etcd-io/raft's tla/): each check looks only at what the event can have
changed, so that it costs the same however long the logs are.
*/

function firstSight(member: RaftMember): Seen {
	return {
		deaths: member.deaths, role: 'follower', term: 0, votedFor: null, commitIndex: 0, configuration: member.configuration,
		log: [], lastIndex: 0, toldTerm: 0, toldVoteTerm: 0, toldVote: null,
	};
}

/**
Begins to watch a group that has not run yet.
@param members By process; nothing of them is changed.
*/
export function raftInvariants(members: readonly RaftMember[]): RaftInvariants {
	const invariants: RaftInvariants = {members, seen: members.map(member => firstSight(member)), leaders: [], known: [], committed: [], committedThrough: 0, committedInTerm: []};
	for (const member of members) {
		const seen = invariants.seen[member.id]!;
		checkLog(invariants, seen, member);
		seen.commitIndex = member.commitIndex;
		for (let index = 1; index <= member.commitIndex; index++) {
			invariants.committed[index] = seen.log[index];
			invariants.committedThrough = Math.max(invariants.committedThrough, index);
		}
	}

	return invariants;
}

/**
I1 and I4: a term has one leader, and its log holds all that earlier terms committed. One that wins an old term late, having been
frozen, may well lack what a later term has committed meanwhile.
*/
function checkNewLeader({leaders, committed, committedInTerm}: RaftInvariants, member: RaftMember): string | undefined {
	const other = leaders[member.term];
	if (other !== undefined && other !== member.id) {
		return `I1 election safety: members ${other} and ${member.id} both lead term ${member.term}`;
	}

	leaders[member.term] = member.id;
	let before = member.term - 1;
	while (before > 0 && committedInTerm[before] === undefined) {
		before--;
	}

	const index = committedInTerm[before] ?? 0;
	return index > member.offset && termAt(member, index) !== committed[index]!.term
		? `I4 leader completeness: member ${member.id} leads term ${member.term} without committed entry ${index}`
		: undefined;
}

/** I6: what a member told others it still knows after a restart. */
function checkRestart(seen: Seen, member: RaftMember): string | undefined {
	if (seen.deaths === member.deaths) {
		return undefined;
	}

	seen.deaths = member.deaths;
	seen.role = 'follower';
	seen.term = member.term;
	seen.votedFor = member.votedFor;
	seen.commitIndex = member.commitIndex;
	if (member.term < seen.toldTerm) {
		return `I6 durability: member ${member.id} was in term ${seen.toldTerm}, and is back in term ${member.term}`;
	}

	return member.term === seen.toldVoteTerm && member.votedFor !== seen.toldVote
		? `I6 durability: member ${member.id} voted for ${seen.toldVote} in term ${member.term}, and has forgotten it`
		: undefined;
}

/** I2 and I7: a leader only appends; a term and a commit index never fall, and a vote stands. */
function checkMonotone(seen: Seen, member: RaftMember): string | undefined {
	const {id, role, term, votedFor, commitIndex, lastIndex} = member;
	if (term < seen.term || commitIndex < seen.commitIndex) {
		return `I7 monotone: member ${id} went from term ${seen.term}, commit index ${seen.commitIndex} to term ${term}, commit index ${commitIndex}`;
	}

	if (term !== seen.term) {
		return undefined;
	}

	if (seen.votedFor !== null && votedFor !== seen.votedFor) {
		return `I1 election safety: member ${id} voted for ${seen.votedFor} in term ${term}, and then for ${votedFor}`;
	}

	const last = seen.log[seen.lastIndex];
	const isShorter = lastIndex < seen.lastIndex || (last !== undefined && seen.lastIndex > member.offset && member.entries[seen.lastIndex - member.offset - 1] !== last);
	return role === 'leader' && seen.role === 'leader' && isShorter ? `I2 leader append-only: member ${id} leads term ${term} and changed its log before ${seen.lastIndex}` : undefined;
}

/** Looks at a member after something may have happened to it. @returns What is violated. */
export function checkMember(invariants: RaftInvariants, id: ProcessId): string | undefined {
	const member = invariants.members[id]!;
	const seen = invariants.seen[id]!;
	const isNewLeader = member.role === 'leader' && (seen.role !== 'leader' || seen.term !== member.term);
	const violation = checkRestart(seen, member)
		?? checkMonotone(seen, member)
		?? checkLog(invariants, seen, member)
		?? (isNewLeader ? checkNewLeader(invariants, member) : undefined)
		?? (member.commitIndex > seen.commitIndex ? checkCommit(invariants, seen, member) : undefined);
	seen.role = member.role;
	seen.term = member.term;
	seen.votedFor = member.votedFor;
	seen.commitIndex = member.commitIndex;
	seen.configuration = member.configuration;
	return violation;
}

/** I7: the leader believes of no follower in its term that it holds more than is on its disk. */
function checkMatch(members: readonly RaftMember[], leader: RaftMember, from: ProcessId): string | undefined {
	const follower = members[from]!;
	if (leader.role === 'leader' && follower.term === leader.term) {
		for (const {id, match} of leader.progress) {
			if (id === from && match > leader.offset && !isDurable(follower, match, termAt(leader, match))) {
				return `I7 monotone: leader ${leader.id} counts entry ${match} of member ${from}, whose disk does not hold it`;
			}
		}
	}

	return undefined;
}

/** I1: nobody votes for two in one term, be it before and after a restart. */
function checkVote(seen: Seen, voter: ProcessId, candidate: ProcessId, term: number): string | undefined {
	if (term === seen.toldVoteTerm && candidate !== seen.toldVote) {
		return `I1 election safety: member ${voter} voted for ${seen.toldVote} and for ${candidate} in term ${term}`;
	}

	if (term > seen.toldVoteTerm) {
		seen.toldVoteTerm = term;
		seen.toldVote = candidate;
	}

	return undefined;
}

/** Looks at a message that has just been taken, after the member that took it was looked at. @returns What is violated. */
export function checkMessage({members, seen}: RaftInvariants, from: ProcessId, to: ProcessId, message: RaftMessage): string | undefined {
	const sender = seen[from]!;
	const {kind, term} = message;
	// A pre-vote, and the answer that grants it, name a term in which nobody is yet.
	if (kind === 'raft-pre-vote' || kind === 'raft-pre-vote-answer') {
		return undefined;
	}

	if (term > sender.toldTerm) {
		sender.toldTerm = term;
	}

	if (kind === 'raft-vote-answer') {
		return message.rejected ? undefined : checkVote(sender, from, to, term);
	}

	return kind === 'raft-append-answer' ? checkMatch(members, members[to]!, from) : undefined;
}
