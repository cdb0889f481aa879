import type {ProcessId} from '../../kernel/effects.js';
import type {RaftMessage} from '../../raft/messages.js';

/** A member as the cluster knows it: it has started once it has published its name. */
export type EtcdMember = {readonly id: ProcessId; readonly learner: boolean; readonly started: boolean};

/** What a client can ask of a member. Sizes are of the value, in bytes. */
export type EtcdOperation
	= | {readonly kind: 'put'; readonly key: string; readonly value: unknown; readonly size: number; readonly expectRevision?: number}
		| {readonly kind: 'delete'; readonly key: string; readonly expectRevision?: number}
		| {readonly kind: 'get'; readonly key: string; readonly serializable: boolean}
		| {readonly kind: 'list'; readonly prefix: string; readonly serializable: boolean}
		| {readonly kind: 'member-list'}
		| {readonly kind: 'member-add'; readonly member: ProcessId; readonly learner: boolean}
		| {readonly kind: 'member-remove'; readonly member: ProcessId}
		| {readonly kind: 'member-promote'; readonly member: ProcessId}
		| {readonly kind: 'move-leader'; readonly to: ProcessId}
		| {readonly kind: 'snapshot-save'}
		| {readonly kind: 'status'}
		| {readonly kind: 'compact'; readonly revision: number}
		| {readonly kind: 'defragment'}
		| {readonly kind: 'disarm'}
	/** `GET /health` where no probe is named; the others since 3.5.11. */
		| {readonly kind: 'health'; readonly probe?: 'health' | 'livez' | 'readyz'};

export type EtcdItem = {readonly key: string; readonly value: unknown; readonly modRevision: number};

/** `etcdctl endpoint status`. The term is that of the last entry applied, so it stands still while a member campaigns. */
export type EtcdStatus = {
	readonly leader: ProcessId | null;
	readonly learner: boolean;
	readonly raftTerm: number;
	readonly raftIndex: number;
	readonly raftAppliedIndex: number;
	readonly databaseBytes: number;
	readonly databaseBytesInUse: number;
	readonly errors: readonly string[];
};

export type EtcdAnswer = {
	readonly ok: true;
	/** The store's revision at the answer. */
	readonly revision: number;
	/** Put and delete: whether the key stood at the expected revision, or none was expected. */
	readonly succeeded?: boolean;
	/** Get, and put or delete that did not succeed: what the key holds. */
	readonly value?: unknown;
	/** The key's revision, after a put that succeeded the new one; 0: there is no such key. */
	readonly modRevision?: number;
	readonly items?: readonly EtcdItem[];
	readonly members?: readonly EtcdMember[];
	readonly status?: EtcdStatus;
	/** Snapshot: how much was saved. */
	readonly bytes?: number;
};

export type EtcdResult = EtcdAnswer | {readonly ok: false; readonly error: string};

/** `timeoutMs`: the client's own deadline, which gRPC sends along; the server gives up with it. */
export type EtcdRequest = {readonly kind: 'etcd-request'; readonly requestId: number; readonly operation: EtcdOperation; readonly timeoutMs?: number};
export type EtcdResponse = {readonly kind: 'etcd-response'; readonly requestId: number; readonly result: EtcdResult};

/** What etcd's clients get back. */
export type EtcdReply
	= | EtcdResponse
	/** The member stops, and has not looked at the request: it can go to another one. */
		| {readonly kind: 'etcd-goaway'; readonly requestId: number}
	/** The connection stands. */
		| {readonly kind: 'etcd-pong'; readonly requestId: number};

/** What etcd's clients send. */
export type EtcdCall
	= | EtcdRequest
	/** Opens a connection, or asks whether it still stands. */
		| {readonly kind: 'etcd-ping'; readonly requestId: number};

/** What members tell each other beside Raft. */
export type EtcdPeerMessage
	/** A sign of life on the peers' connection; `opened`: the sender has just started, and connects anew. */
	= | {readonly kind: 'etcd-link'; readonly opened: boolean}
	/** The receiver is no member any more (HTTP 410). */
		| {readonly kind: 'etcd-gone'}
	/** A promotion that only the leader can judge. */
		| {readonly kind: 'etcd-promote'; readonly requestId: number; readonly member: ProcessId}
		| {readonly kind: 'etcd-promoted'; readonly requestId: number; readonly result: EtcdResult};

export type EtcdMessage = RaftMessage | EtcdCall | EtcdReply | EtcdPeerMessage;

/** What Raft replicates for etcd. `token` and `origin` say whose request it was. */
export type EtcdCommand
	= | {readonly kind: 'put'; readonly token: number; readonly key: string; readonly value: unknown; readonly bytes: number; readonly expectRevision: number}
		| {readonly kind: 'delete'; readonly token: number; readonly key: string; readonly expectRevision: number}
		| {readonly kind: 'compact'; readonly token: number; readonly revision: number}
		| {readonly kind: 'alarm'; readonly token: number; readonly member: ProcessId}
		| {readonly kind: 'disarm'; readonly token: number}
		| {readonly kind: 'publish'; readonly token: number; readonly member: ProcessId};

/** Stands for "whatever revision" in a command. */
export const anyRevision = -1;
