import type {ProcessId} from '../../kernel/effects.js';
import type {Microseconds} from '../../kernel/time.js';
import type {EtcdOperation, EtcdResult, EtcdStatus} from './messages.js';
import {errorTexts} from './error-texts.js';
import {isLearner} from './members.js';
import {nobody, type EtcdEffects, type EtcdServer, type Pending} from './state.js';
import {itemsUnder, modRevisionOf, valueOf} from './store.js';

/** Answers a client. */
export function reply(server: EtcdServer, {asker, requestId, operation, startUs}: {readonly asker: ProcessId; readonly requestId: number; readonly operation: EtcdOperation['kind']; readonly startUs: Microseconds}, result: EtcdResult, effects: EtcdEffects): void {
	if (asker === nobody) {
		return;
	}

	if (!result.ok) {
		effects.note({kind: 'etcd-request-failed', operation, error: result.error, waitedUs: effects.localNow - startUs});
	}

	effects.send(asker, {kind: 'etcd-response', requestId, result});
}

/** Answers what waited for the leader, and forgets it. */
export function complete(server: EtcdServer, pending: Pending, result: EtcdResult, effects: EtcdEffects): void {
	server.pending.delete(pending.token);
	if (pending.viaPeer) {
		effects.send(pending.asker, {kind: 'etcd-promoted', requestId: pending.requestId, result});
		return;
	}

	reply(server, pending, result, effects);
}

/** What an operation that only reads finds in this member's own data. */
export function readLocally(server: EtcdServer, operation: EtcdOperation): EtcdResult {
	const {store} = server;
	const {kind} = operation;
	if (kind === 'get') {
		return {ok: true, revision: store.revision, value: valueOf(store, operation.key), modRevision: modRevisionOf(store, operation.key)};
	}

	if (kind === 'list') {
		return {ok: true, revision: store.revision, items: itemsUnder(store, operation.prefix)};
	}

	if (kind === 'member-list') {
		return {ok: true, revision: store.revision, members: server.members};
	}

	return kind === 'status' ? {ok: true, revision: store.revision, status: statusOf(server)} : {ok: true, revision: store.revision};
}

function statusOf(server: EtcdServer): EtcdStatus {
	return {
		leader: server.leader,
		learner: isLearner(server),
		raftTerm: server.appliedTerm,
		raftIndex: server.raft.commitIndex,
		raftAppliedIndex: server.appliedIndex,
		databaseBytes: server.store.fileBytes,
		databaseBytesInUse: server.store.usedBytes,
		errors: [
			...server.leader === null ? [errorTexts.noLeader] : [],
			...server.alarms.map(member => `memberID:${member} alarm:NOSPACE `),
		],
	};
}
