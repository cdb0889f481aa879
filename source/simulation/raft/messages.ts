import type {ProcessId} from '../kernel/effects.js';

/** Who decides. Each list is sorted; `outgoing` is the old set of voters while a joint change lasts, and empty otherwise. */
export type Configuration = {
	readonly voters: readonly ProcessId[];
	readonly outgoing: readonly ProcessId[];
	readonly learners: readonly ProcessId[];
};

/** One member more, one member less, or a learner that gets its vote. `requestId` finds its way back to who asked. */
export type ConfigurationChange = {
	readonly kind: 'add-voter' | 'add-learner' | 'promote-learner' | 'remove';
	readonly member: ProcessId;
	readonly requestId?: number;
};

/** What an entry is for. `joint` and `leave-joint` replace several voters at once; etcd's server uses one change at a time. */
export type EntryData
	= | {readonly kind: 'empty'}
		| {readonly kind: 'command'; readonly command: unknown}
		| {readonly kind: 'configuration'; readonly change: ConfigurationChange}
		| {readonly kind: 'joint'; readonly voters: readonly ProcessId[]}
		| {readonly kind: 'leave-joint'};

/** One entry of the log. It never changes once a leader made it, so all members share the same object. */
export type Entry = {readonly term: number; readonly index: number; readonly data: EntryData};

/** The state machine's image after the entry at `index`, and who belonged to the cluster then. */
export type Snapshot = {readonly index: number; readonly term: number; readonly configuration: Configuration; readonly data: unknown};

/** Entries to append after the one before them, and how far the leader has committed. */
export type RaftAppend = {
	readonly kind: 'raft-append';
	readonly term: number;
	readonly previousIndex: number;
	readonly previousTerm: number;
	readonly entries: readonly Entry[];
	readonly commit: number;
};

/** Up to where the follower's log agrees; or, rejected, its guess where it does. */
export type RaftAppendAnswer = {
	readonly kind: 'raft-append-answer';
	readonly term: number;
	readonly index: number;
	readonly rejected: boolean;
	readonly hintIndex: number;
	readonly hintTerm: number;
};

/** `read` is the number of the last read that waits to be confirmed; 0 without one. */
export type RaftHeartbeat = {readonly kind: 'raft-heartbeat'; readonly term: number; readonly commit: number; readonly read: number};

export type RaftHeartbeatAnswer = {readonly kind: 'raft-heartbeat-answer'; readonly term: number; readonly read: number};

/** A pre-vote's term is the one the candidate would stand in. `transfer`: the leader itself asked for this election. */
export type RaftVote = {
	readonly kind: 'raft-vote' | 'raft-pre-vote';
	readonly term: number;
	readonly lastIndex: number;
	readonly lastTerm: number;
	readonly transfer: boolean;
};

export type RaftVoteAnswer = {readonly kind: 'raft-vote-answer' | 'raft-pre-vote-answer'; readonly term: number; readonly rejected: boolean};

export type RaftSnapshot = {readonly kind: 'raft-snapshot'; readonly term: number; readonly snapshot: Snapshot};

/** The leader tells a follower to stand at once. */
export type RaftTimeoutNow = {readonly kind: 'raft-timeout-now'; readonly term: number};

/** A follower passes on what it was asked; these carry no term (0), as in etcd. */
export type RaftProposal = {readonly kind: 'raft-proposal'; readonly term: 0; readonly data: EntryData};

export type RaftTransfer = {readonly kind: 'raft-transfer'; readonly term: 0; readonly to: ProcessId};

export type RaftReadIndex = {readonly kind: 'raft-read-index'; readonly term: 0; readonly token: number};

export type RaftReadIndexAnswer = {readonly kind: 'raft-read-index-answer'; readonly term: number; readonly token: number; readonly index: number};

/** What members tell each other. */
export type RaftMessage
	= | RaftAppend | RaftAppendAnswer | RaftHeartbeat | RaftHeartbeatAnswer | RaftVote | RaftVoteAnswer | RaftSnapshot
		| RaftTimeoutNow | RaftProposal | RaftTransfer | RaftReadIndex | RaftReadIndexAnswer;
