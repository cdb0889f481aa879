import type {ProcessId} from '../kernel/effects.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Configuration, Entry, RaftMessage, Snapshot} from './messages.js';
import type {Role} from './notes.js';
import {copyProgress, newProgress, type Progress} from './progress.js';
import type {RaftSettings} from './settings.js';

/** What the disk holds: all that is left of a member that died. */
export type Disk = {
	term: number;
	votedFor: ProcessId | null;
	/** As of the last write that had to be durable: etcd writes its commit index along, and forces no write for its sake. */
	commitIndex: number;
	entries: Entry[];
	/** The index before the first entry. */
	offset: number;
	snapshot: Snapshot;
};

/** What is being written. */
export type Write = {
	readonly term: number;
	readonly votedFor: ProcessId | null;
	readonly commitIndex: number;
	readonly entries: readonly Entry[];
	readonly snapshot: Snapshot | null;
	/** How many messages at the front of the outbox wait for it. */
	readonly held: number;
	readonly ownVote: OwnVote;
};

/** A candidate's vote for itself counts once it is durable. */
export type OwnVote = 'none' | 'vote' | 'pre-vote';

/** A read that waits at the leader. */
export type WaitingRead = {readonly from: ProcessId; readonly token: number; readonly index: number};

/** One member of a Raft group, as etcd's: read what you like, change it by the functions of step.ts only. */
export type RaftMember = {
	readonly id: ProcessId;
	readonly settings: RaftSettings;
	/** The election timeout in ticks; a member draws its own from this up to twice this. */
	readonly electionTicks: number;
	readonly tickUs: Microseconds;

	role: Role;
	term: number;
	votedFor: ProcessId | null;
	leader: ProcessId | null;

	/** The log after the entry at `offset`, whose term is `offsetTerm`. */
	entries: Entry[];
	offset: number;
	offsetTerm: number;
	lastIndex: number;
	/** Up to here the log is on the disk as it is in memory. */
	persistedIndex: number;
	commitIndex: number;
	/** Up to here the state machine was handed the entries. */
	appliedIndex: number;
	/** Up to here changes of the configuration have taken effect, and entries may be handed over. */
	effectiveIndex: number;
	snapshot: Snapshot;
	/** Came from the leader, and is not on the disk yet. */
	unwrittenSnapshot: Snapshot | null;
	/** Is on the disk, and the state machine has not loaded it yet. */
	loadableSnapshot: Snapshot | null;

	configuration: Configuration;
	/** Everybody in the configuration, itself included, by id. */
	progress: Progress[];
	/** No change of the configuration is accepted before this index has taken effect. */
	pendingConfigurationIndex: number;
	transferTo: ProcessId | null;

	ticksElapsed: number;
	/** When it stands for election, in ticks: drawn anew with each term. */
	timeoutTicks: number;

	/** Reads that came before the leader committed in its term. */
	earlyReads: WaitingRead[];
	/** Reads that wait for a round of heartbeats, the first being number `confirmedReads + 1`. */
	unconfirmedReads: WaitingRead[];
	confirmedReads: number;
	readable: Array<{readonly token: number; readonly index: number}>;

	/** What is to be sent: whom, and what. */
	outboxTo: ProcessId[];
	outbox: RaftMessage[];
	ownVote: OwnVote;
	disk: Disk;
	write: Write | null;
	/** Ticks that came while the disk was writing; the first of them is kept, the others are lost. */
	ticksWaiting: number;
	/** How often it died: for invariants, no part of the protocol. */
	deaths: number;
};

const sorted = (ids: readonly ProcessId[]): ProcessId[] => [...ids].sort((a, b) => a - b);

const nobody: Configuration = {voters: [], outgoing: [], learners: []};

/** What a member that joins a running cluster is made with: it learns from the leader's log who the others are. */
export const joiningConfiguration: Configuration = nobody;

/** Makes `progress` fit the configuration; who stays keeps what is known of it. */
export function fitProgress(member: RaftMember): void {
	const {voters, outgoing, learners} = member.configuration;
	const known = member.progress;
	member.progress = sorted([...new Set([...voters, ...outgoing, ...learners])]).map(id => {
		const progress = known.find(other => other.id === id) ?? newProgress(id, member.lastIndex + 1);
		progress.isVoter = voters.includes(id);
		progress.isOutgoing = outgoing.includes(id);
		progress.isLearner = !progress.isVoter && !progress.isOutgoing;
		return progress;
	});
}

/**
A member that has never run. As etcd bootstraps it, its log begins with one committed entry of term 1 per member of the
configuration, so that a member which joins later finds them there; the first election is for term 2.
@param configuration Who founds the cluster; `joiningConfiguration` for a member that joins one.
*/
export function newMember(id: ProcessId, settings: RaftSettings, configuration: Configuration): RaftMember {
	const founders: Configuration = {voters: sorted(configuration.voters), outgoing: [], learners: sorted(configuration.learners)};
	const entries: Entry[] = [
		...founders.voters.map(member => ({kind: 'add-voter', member}) as const),
		...founders.learners.map(member => ({kind: 'add-learner', member}) as const),
	].map((change, place) => ({term: 1, index: place + 1, data: {kind: 'configuration', change}}));
	const founded = entries.length;
	const term = founded > 0 ? 1 : 0;
	const snapshot: Snapshot = {index: 0, term: 0, configuration: nobody, data: undefined};
	const member: RaftMember = {
		id,
		settings,
		electionTicks: Math.max(1, Math.floor(settings.electionMs / settings.heartbeatMs)),
		tickUs: milliseconds(settings.heartbeatMs),
		role: 'follower',
		term,
		votedFor: null,
		leader: null,
		entries,
		offset: 0,
		offsetTerm: 0,
		lastIndex: founded,
		persistedIndex: founded,
		commitIndex: founded,
		appliedIndex: 0,
		effectiveIndex: founded,
		snapshot,
		unwrittenSnapshot: null,
		loadableSnapshot: null,
		configuration: founders,
		progress: [],
		pendingConfigurationIndex: 0,
		transferTo: null,
		ticksElapsed: 0,
		timeoutTicks: 0,
		earlyReads: [],
		unconfirmedReads: [],
		confirmedReads: 0,
		readable: [],
		outboxTo: [],
		outbox: [],
		ownVote: 'none',
		disk: {term, votedFor: null, commitIndex: founded, entries: [...entries], offset: 0, snapshot},
		write: null,
		ticksWaiting: 0,
		deaths: 0,
	};
	fitProgress(member);
	return member;
}

/** A copy that shares only entries, messages and snapshots. */
export function copyMember(member: RaftMember): RaftMember {
	return {
		...member,
		entries: [...member.entries],
		progress: member.progress.map(progress => copyProgress(progress)),
		earlyReads: [...member.earlyReads],
		unconfirmedReads: [...member.unconfirmedReads],
		readable: [...member.readable],
		outboxTo: [...member.outboxTo],
		outbox: [...member.outbox],
		disk: {...member.disk, entries: [...member.disk.entries]},
	};
}

/**
The member is gone, and what its disk did not hold yet with it. What is left is what it begins with when it starts again: term,
vote, log and snapshot; its commit index falls back to the last one that was written, the entries from the snapshot on are handed
over again as they turn out to be committed, and so is the snapshot itself.
*/
export function dieMember(member: RaftMember): void {
	const {disk} = member;
	const {snapshot} = disk;
	// Etcd reads its log from the snapshot on: what it kept before that for slow followers is forgotten.
	disk.entries = disk.entries.slice(Math.max(0, snapshot.index - disk.offset));
	disk.offset = snapshot.index;
	member.role = 'follower';
	member.term = disk.term;
	member.votedFor = disk.votedFor;
	member.leader = null;
	member.entries = [...disk.entries];
	member.offset = snapshot.index;
	member.offsetTerm = snapshot.term;
	member.lastIndex = snapshot.index + member.entries.length;
	member.persistedIndex = member.lastIndex;
	member.commitIndex = Math.max(snapshot.index, Math.min(disk.commitIndex, member.lastIndex));
	member.appliedIndex = snapshot.index;
	member.effectiveIndex = snapshot.index;
	member.snapshot = snapshot;
	member.unwrittenSnapshot = null;
	member.loadableSnapshot = snapshot.index > 0 ? snapshot : null;
	member.configuration = snapshot.configuration;
	member.progress = [];
	fitProgress(member);
	member.pendingConfigurationIndex = 0;
	member.transferTo = null;
	member.ticksElapsed = 0;
	member.timeoutTicks = 0;
	member.earlyReads = [];
	member.unconfirmedReads = [];
	member.confirmedReads = 0;
	member.readable = [];
	member.outboxTo = [];
	member.outbox = [];
	member.ownVote = 'none';
	member.write = null;
	member.ticksWaiting = 0;
	member.deaths++;
}
