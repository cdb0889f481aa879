import type {Effects, ProcessId} from '../kernel/effects.js';
import type {RaftMessage} from './messages.js';

export type Role = 'follower' | 'pre-candidate' | 'candidate' | 'leader';

/** What a member tells of itself. `term` is its term once it has happened, `index` a place in the log. */
export type RaftNote
	/** It runs, at first or again, with what its disk holds. */
	= | {readonly kind: 'raft-started'; readonly term: number; readonly votedFor: ProcessId | null; readonly lastIndex: number; readonly commitIndex: number}
	/** It follows now; `leader` is null while it knows none. `was` is what it was before. */
		| {readonly kind: 'raft-became-follower'; readonly term: number; readonly leader: ProcessId | null; readonly was: Role; readonly why: 'higher-term' | 'leader-found' | 'election-lost' | 'check-quorum'}
	/** A follower hears its leader for the first time. */
		| {readonly kind: 'raft-found-leader'; readonly term: number; readonly leader: ProcessId}
	/** Its timeout ran out, and it asks whether it could win. */
		| {readonly kind: 'raft-became-pre-candidate'; readonly term: number; readonly ticks: number}
		| {readonly kind: 'raft-became-candidate'; readonly term: number; readonly transfer: boolean; readonly ticks: number}
		| {readonly kind: 'raft-became-leader'; readonly term: number; readonly votes: number; readonly voters: number; readonly index: number}
		| {readonly kind: 'raft-voted'; readonly term: number; readonly candidate: ProcessId; readonly preVote: boolean}
	/** `log-behind`: the candidate's log lacks something; `voted-already`; `has-leader`: it hears a leader in this very term; `stale-term`. */
		| {readonly kind: 'raft-refused-vote'; readonly term: number; readonly candidate: ProcessId; readonly preVote: boolean; readonly why: 'log-behind' | 'voted-already' | 'has-leader' | 'stale-term'; readonly votedFor: ProcessId | null}
	/** The lease rule: it heard its leader less than an election timeout ago and does not answer at all. */
		| {readonly kind: 'raft-ignored-vote'; readonly term: number; readonly candidate: ProcessId; readonly candidateTerm: number; readonly preVote: boolean; readonly leader: ProcessId; readonly remainingTicks: number}
	/** A candidate counts an answer, its own included. */
		| {readonly kind: 'raft-vote-counted'; readonly term: number; readonly voter: ProcessId; readonly granted: boolean; readonly preVote: boolean; readonly votes: number; readonly voters: number}
	/** The leader found that no quorum had answered it for an election timeout. */
		| {readonly kind: 'raft-stepped-down'; readonly term: number; readonly active: number; readonly voters: number}
	/** The follower's log does not hold the entry before those it was sent. */
		| {readonly kind: 'raft-rejected-append'; readonly term: number; readonly leader: ProcessId; readonly previousIndex: number; readonly hintIndex: number}
	/** Entries of an older leader, never committed, gave way: all from `index`, `count` of them. */
		| {readonly kind: 'raft-truncated'; readonly term: number; readonly index: number; readonly count: number}
		| {readonly kind: 'raft-committed'; readonly term: number; readonly index: number; readonly role: Role}
		| {readonly kind: 'raft-compacted'; readonly term: number; readonly index: number; readonly firstIndex: number}
		| {readonly kind: 'raft-snapshot-sent'; readonly term: number; readonly to: ProcessId; readonly index: number}
		| {readonly kind: 'raft-snapshot-installed'; readonly term: number; readonly index: number; readonly from: ProcessId}
	/** A change of members took effect here. */
		| {readonly kind: 'raft-configuration'; readonly term: number; readonly index: number; readonly voters: readonly ProcessId[]; readonly outgoing: readonly ProcessId[]; readonly learners: readonly ProcessId[]}
	/** A change was asked for while another one was under way: an empty entry went into the log instead. */
		| {readonly kind: 'raft-configuration-refused'; readonly term: number; readonly why: 'change-pending' | 'joint' | 'not-joint'}
		| {readonly kind: 'raft-transfer-started'; readonly term: number; readonly to: ProcessId}
		| {readonly kind: 'raft-transfer-ended'; readonly term: number; readonly to: ProcessId; readonly why: 'timed-out' | 'other-target' | 'removed'}
		| {readonly kind: 'raft-told-to-stand'; readonly term: number; readonly leader: ProcessId}
	/** The disk was so slow that ticks, and with them a leader's heartbeats, were lost. */
		| {readonly kind: 'raft-ticks-missed'; readonly term: number; readonly count: number; readonly role: Role};

/** A member's effects. */
export type RaftEffects = Effects<RaftMessage, RaftNote>;
