import type {ProcessId} from '../../kernel/effects.js';
import type {RaftNote} from '../../raft/notes.js';
import type {EtcdOperation} from './messages.js';

/** What an etcd member says of itself beside what its Raft says. */
export type EtcdServerNote
	/** It runs, and does not serve clients yet. */
	= | {readonly kind: 'etcd-started'}
	/** It has published itself through the leader, and serves clients from now on. */
		| {readonly kind: 'etcd-serving'}
	/** SIGTERM: clients are sent away; `leads`: and leadership is handed over first. */
		| {readonly kind: 'etcd-stopping'; readonly leads: boolean}
		| {readonly kind: 'etcd-stopped'}
	/** It has been removed from the cluster, and exits for good. */
		| {readonly kind: 'etcd-removed'}
	/** Whom it takes for the leader; null: nobody. */
		| {readonly kind: 'etcd-leader-changed'; readonly leader: ProcessId | null}
	/** A write has to wait until there is a leader. */
		| {readonly kind: 'etcd-write-queued'; readonly operation: EtcdOperation['kind']; readonly waiting: number}
	/** There is a leader: what waited goes to it. */
		| {readonly kind: 'etcd-queue-proposed'; readonly count: number; readonly leader: ProcessId}
	/** A client was told no. */
		| {readonly kind: 'etcd-request-failed'; readonly operation: EtcdOperation['kind']; readonly error: string; readonly waitedUs: number}
	/** Linearizable reads have had no answer from the leader, and ask again. */
		| {readonly kind: 'etcd-read-retried'; readonly waiting: number}
	/** A read was answered from this member's own data while it knows no leader: it may be old. */
		| {readonly kind: 'etcd-served-stale'; readonly revision: number}
		| {readonly kind: 'etcd-member-added'; readonly member: ProcessId; readonly learner: boolean; readonly voters: number; readonly quorum: number}
		| {readonly kind: 'etcd-member-removed'; readonly member: ProcessId; readonly voters: number; readonly quorum: number}
		| {readonly kind: 'etcd-member-promoted'; readonly member: ProcessId; readonly voters: number; readonly quorum: number}
		| {readonly kind: 'etcd-change-refused'; readonly operation: EtcdOperation['kind']; readonly member: ProcessId; readonly error: string}
	/** A member's database has outgrown its quota: no more writes. */
		| {readonly kind: 'etcd-alarm-raised'; readonly member: ProcessId; readonly bytes: number; readonly quotaBytes: number}
		| {readonly kind: 'etcd-disarmed'}
		| {readonly kind: 'etcd-compacted'; readonly revision: number; readonly bytesInUse: number}
		| {readonly kind: 'etcd-defragmented'; readonly bytesBefore: number; readonly bytes: number}
	/** `etcdctl snapshot save` from this member. */
		| {readonly kind: 'etcd-snapshot-saved'; readonly revision: number; readonly bytes: number}
	/** It was so far behind that the leader sent the whole store. */
		| {readonly kind: 'etcd-snapshot-loaded'; readonly index: number; readonly revision: number}
	/** Its store stands for the log up to here, which is dropped but for what slow followers may want. */
		| {readonly kind: 'etcd-log-compacted'; readonly index: number}
		| {readonly kind: 'etcd-transfer-started'; readonly to: ProcessId}
		| {readonly kind: 'etcd-transfer-finished'; readonly to: ProcessId; readonly tookUs: number}
		| {readonly kind: 'etcd-transfer-failed'; readonly to: ProcessId; readonly error: string}
	/** The connection to another member stands, or is lost: what membership changes are judged by. */
		| {readonly kind: 'etcd-peer-active'; readonly peer: ProcessId}
		| {readonly kind: 'etcd-peer-inactive'; readonly peer: ProcessId; readonly why: 'refused' | 'silent'};

export type EtcdNote = RaftNote | EtcdServerNote;
