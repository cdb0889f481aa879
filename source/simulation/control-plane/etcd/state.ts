import type {Effects, ProcessId} from '../../kernel/effects.js';
import type {Microseconds} from '../../kernel/time.js';
import type {ConfigurationChange} from '../../raft/messages.js';
import {copyMember, dieMember, joiningConfiguration, newMember, type RaftMember} from '../../raft/state.js';
import type {EtcdCall, EtcdCommand, EtcdMember, EtcdMessage, EtcdOperation} from './messages.js';
import type {EtcdNote} from './notes.js';
import {requestTimeoutUs, type EtcdSettings} from './settings.js';
import {copyStore, newStore, type Store} from './store.js';

export type EtcdEffects = Effects<EtcdMessage, EtcdNote>;

/** Nobody waits for an answer. */
export const nobody: ProcessId = -1;

/** No deadline. */
export const never: Microseconds = Number.MAX_SAFE_INTEGER;

/** What has to go through the leader, and who waits for it. */
export type Pending = {
	readonly token: number;
	/** A client, a peer (`viaPeer`), or nobody. */
	readonly asker: ProcessId;
	readonly requestId: number;
	readonly viaPeer: boolean;
	readonly operation: EtcdOperation['kind'];
	readonly work: Work;
	readonly startUs: Microseconds;
	readonly deadlineUs: Microseconds;
	/** The client's own deadline comes before the server's. */
	readonly deadlineIsClients: boolean;
	/** It is with Raft; otherwise it waits for a leader. */
	proposed: boolean;
};

/** `promote` is looked at by the leader before it becomes a change. */
export type Work
	= | {readonly kind: 'command'; readonly command: EtcdCommand}
		| {readonly kind: 'change'; readonly change: ConfigurationChange}
		| {readonly kind: 'promote'; readonly member: ProcessId};

/** A read that waits until this member has all that was committed when it came. */
export type Read = {readonly asker: ProcessId; readonly requestId: number; readonly operation: EtcdOperation; readonly startUs: Microseconds; readonly deadlineUs: Microseconds};

/** Linearizable reads go in batches: one asks the leader, who comes meanwhile waits for the next one. */
export type ReadLoop = {
	batch: Read[];
	next: Read[];
	/** The questions of this batch; any answer to one of them will do. */
	firstToken: number;
	lastToken: number;
	/** What has to be applied before the batch is answered; -1 while the leader is asked. */
	index: number;
	retryUs: Microseconds;
	errorUs: Microseconds;
	/** When the timer runs out; -1 without one. */
	timerUs: Microseconds;
};

/** The connection to a peer, as rafthttp judges it. */
export type Link = {
	/** -1: not connected. */
	activeSinceUs: Microseconds;
	heardUs: Microseconds;
	/** When it last said something by Raft. */
	raftHeardUs: Microseconds;
};

/** Leadership on its way to another member. */
export type Transfer = {
	readonly to: ProcessId;
	readonly startUs: Microseconds;
	readonly deadlineUs: Microseconds;
	/** Who asked for it; nobody where the process stops. */
	readonly asker: ProcessId;
	readonly requestId: number;
};

/** One etcd process, with what its disk holds. */
export type EtcdServer = {
	readonly id: ProcessId;
	readonly settings: EtcdSettings;
	readonly requestTimeoutUs: Microseconds;

	// On the disk.
	readonly raft: RaftMember;
	store: Store;
	/** By id. */
	members: readonly EtcdMember[];
	removed: readonly ProcessId[];
	/** Who has outgrown the quota. */
	alarms: readonly ProcessId[];
	/** The last entry that the store, the members and the alarms stand for. */
	appliedIndex: number;
	appliedTerm: number;
	/** Counts requests; like the time stamps etcd makes its numbers from, it never starts anew. */
	nextToken: number;

	// In memory.
	running: boolean;
	/** It has published itself, and answers clients. */
	serving: boolean;
	stopping: boolean;
	leader: ProcessId | null;
	/** When it became the leader itself; -1: it has not. */
	electedUs: Microseconds;
	readonly pending: Map<number, Pending>;
	/** The tokens of what waits for a leader. */
	queue: number[];
	/** When the next deadline is looked at; -1 without a timer. */
	deadlineTimerUs: Microseconds;
	reads: ReadLoop;
	readonly links: Map<ProcessId, Link>;
	transfer: Transfer | null;
	/** Until when it may make up for the ticks that a cluster spends on coming up. */
	fastForwardUntilUs: Microseconds;
	/** What came before it served: connections are accepted, and nothing is read from them. */
	early: Array<{readonly from: ProcessId; readonly message: EtcdCall; readonly atUs: Microseconds}>;
};

/** The state machine's part of a snapshot. */
export type Image = {readonly store: Store; readonly members: readonly EtcdMember[]; readonly removed: readonly ProcessId[]; readonly alarms: readonly ProcessId[]; readonly appliedTerm: number};

function newReadLoop(): ReadLoop {
	return {batch: [], next: [], firstToken: 0, lastToken: -1, index: -1, retryUs: never, errorUs: never, timerUs: -1};
}

/**
An etcd process that has never run.
@param id Its place in the world, which is its member id too. Whoever was removed comes back only as another process: etcd gives a
member a new id each time it is added.
@param founders Who starts the cluster together; null for a member that joins a running one (`--initial-cluster-state existing`)
once it has been added there.
*/
export function newEtcdServer(id: ProcessId, settings: EtcdSettings, founders: readonly ProcessId[] | null): EtcdServer {
	const voters = [...founders ?? []].sort((left, right) => left - right);
	return {
		id,
		settings,
		requestTimeoutUs: requestTimeoutUs(settings),
		raft: newMember(id, settings, founders === null ? joiningConfiguration : {voters, outgoing: [], learners: []}),
		store: newStore(),
		members: voters.map(voter => ({id: voter, learner: false, started: false})),
		removed: [],
		alarms: [],
		appliedIndex: 0,
		appliedTerm: 0,
		nextToken: 0,
		running: false,
		serving: false,
		stopping: false,
		leader: null,
		electedUs: -1,
		pending: new Map(),
		queue: [],
		deadlineTimerUs: -1,
		reads: newReadLoop(),
		links: new Map(),
		transfer: null,
		fastForwardUntilUs: -1,
		early: [],
	};
}

/** A copy that shares only what never changes, and the store until one of the two writes. */
export function copyEtcdServer(server: EtcdServer): EtcdServer {
	return {
		...server,
		raft: copyMember(server.raft),
		store: copyStore(server.store),
		pending: new Map([...server.pending].map(([token, pending]) => [token, {...pending}])),
		queue: [...server.queue],
		reads: {...server.reads, batch: [...server.reads.batch], next: [...server.reads.next]},
		links: new Map([...server.links].map(([peer, link]) => [peer, {...link}])),
		early: [...server.early],
	};
}

/**
What a restart finds: the log and, beside it, the database, which holds all that was applied. (Etcd's database may lack the last
batch of 100 ms; applying those entries again gives the same, so that nobody can tell.)
*/
export function dieEtcdServer(server: EtcdServer): void {
	dieMember(server.raft);
	server.running = false;
	server.serving = false;
	server.stopping = false;
	server.leader = null;
	server.electedUs = -1;
	server.pending.clear();
	server.queue = [];
	server.deadlineTimerUs = -1;
	server.reads = newReadLoop();
	server.links.clear();
	server.transfer = null;
	server.fastForwardUntilUs = -1;
	server.early = [];
}

/** A number for a request that no other request of any member ever has. */
export function nextToken(server: EtcdServer): number {
	server.nextToken++;
	return (server.nextToken * 65_536) + server.id;
}
