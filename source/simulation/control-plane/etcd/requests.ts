import type {ProcessId} from '../../kernel/effects.js';
import {milliseconds} from '../../kernel/time.js';
import {readLocally, reply} from './answers.js';
import {raiseAlarm} from './alarms.js';
import {errorTexts} from './error-texts.js';
import {moveLeader} from './handover.js';
import {isLearner, refuseAdd, refuseRemove} from './members.js';
import {anyRevision, type EtcdCall, type EtcdCommand, type EtcdOperation, type EtcdRequest, type EtcdResult} from './messages.js';
import {submit, type Asked} from './proposals.js';
import {addRead} from './reads.js';
import {isSince, maxApplyLag, maxRequestBytes} from './settings.js';
import {never, type EtcdEffects, type EtcdServer} from './state.js';
import {costOf, defragmentStore, isWithinQuota} from './store.js';

/** A client calls. Before the member serves, the call waits; health is answered on a port of its own. */
export function receiveCall(server: EtcdServer, from: ProcessId, call: EtcdCall, effects: EtcdEffects): void {
	if (server.stopping) {
		effects.send(from, {kind: 'etcd-goaway', requestId: call.requestId});
	} else if (!server.serving && !(call.kind === 'etcd-request' && call.operation.kind === 'health')) {
		server.early.push({from, message: call, atUs: effects.localNow});
	} else if (call.kind === 'etcd-ping') {
		effects.send(from, {kind: 'etcd-pong', requestId: call.requestId});
	} else {
		handle(server, from, call, effects);
	}
}

/** It has published itself: whoever has waited, and waits still, is served. */
export function serve(server: EtcdServer, effects: EtcdEffects): void {
	server.serving = true;
	effects.note({kind: 'etcd-serving'});
	const {early} = server;
	server.early = [];
	for (const {from, message, atUs} of early) {
		if (message.kind === 'etcd-ping' || message.timeoutMs === undefined || atUs + milliseconds(message.timeoutMs) > effects.localNow) {
			receiveCall(server, from, message, effects);
		}
	}
}

/** What a learner answers: status, its own data, and a snapshot since 3.5 (etcd server/etcdserver/api/v3rpc/interceptor.go). */
function isForLearner(operation: EtcdOperation, version: string): boolean {
	if (operation.kind === 'get' || operation.kind === 'list') {
		return operation.serializable;
	}

	return operation.kind === 'status' || operation.kind === 'health' || (operation.kind === 'snapshot-save' && isSince(version, '3.5.0'));
}

type Call = {readonly server: EtcdServer; readonly asked: Asked; readonly effects: EtcdEffects};

function answer({server, asked, effects}: Call, result: EtcdResult): void {
	reply(server, {...asked, startUs: effects.localNow}, result, effects);
}

function handle(server: EtcdServer, from: ProcessId, {requestId, operation, timeoutMs}: EtcdRequest, effects: EtcdEffects): void {
	const call: Call = {server, asked: {asker: from, requestId, viaPeer: false, operation: operation.kind, timeoutMs}, effects};
	if (isLearner(server) && !isForLearner(operation, server.settings.version)) {
		answer(call, {ok: false, error: errorTexts.notForLearner});
		return;
	}

	switch (operation.kind) {
		case 'put': {
			put(call, operation);
			break;
		}

		case 'delete': {
			const {key, expectRevision = anyRevision} = operation;
			write(call, token => ({kind: 'delete', token, key, expectRevision}));
			break;
		}

		case 'compact': {
			write(call, token => ({kind: 'compact', token, revision: operation.revision}));
			break;
		}

		case 'disarm': {
			write(call, token => ({kind: 'disarm', token}));
			break;
		}

		case 'get':
		case 'list':
		case 'member-list':
		case 'status':
		case 'health': {
			read(call, operation);
			break;
		}

		case 'snapshot-save':
		case 'defragment': {
			maintain(call, operation.kind);
			break;
		}

		case 'member-add':
		case 'member-remove': {
			changeMembers(call, operation);
			break;
		}

		case 'member-promote': {
			submit(server, call.asked, () => ({kind: 'promote', member: operation.member}), effects);
			break;
		}

		case 'move-leader': {
			moveLeader(server, {asker: from, requestId, to: operation.to, timeoutMs}, effects);
			break;
		}
	}
}

function write(call: Call, command: (token: number) => EtcdCommand): void {
	const {server, asked, effects} = call;
	if (server.raft.commitIndex > server.raft.appliedIndex + maxApplyLag) {
		answer(call, {ok: false, error: errorTexts.tooManyRequests});
	} else {
		submit(server, asked, token => ({kind: 'command', command: command(token)}), effects);
	}
}

/** A put is measured against the quota before it goes anywhere (etcd server/etcdserver/api/v3rpc/quota.go). */
function put(call: Call, {key, value, size, expectRevision = anyRevision}: EtcdOperation & {kind: 'put'}): void {
	const {server, asked, effects} = call;
	const bytes = costOf(key, size);
	if (!isWithinQuota(server.store, bytes, server.settings.quotaBytes, effects.localNow)) {
		raiseAlarm(server, asked, effects);
	} else if (size + key.length > maxRequestBytes) {
		answer(call, {ok: false, error: errorTexts.tooLarge});
	} else {
		write(call, token => ({kind: 'put', token, key, value, bytes, expectRevision}));
	}
}

/** Serializable reads and status are answered at once from what this member holds; the rest only once the leader has been asked. */
function read(call: Call, operation: EtcdOperation & {kind: 'get' | 'list' | 'member-list' | 'status' | 'health'}): void {
	const {server, asked, effects} = call;
	const unwell = operation.kind === 'health' ? unwellOf(server, operation.probe ?? 'health') : undefined;
	if (unwell !== undefined) {
		answer(call, {ok: false, error: unwell});
		return;
	}

	if (isLocal(operation, server.settings.version)) {
		if (server.leader === null && (operation.kind === 'get' || operation.kind === 'list')) {
			effects.note({kind: 'etcd-served-stale', revision: server.store.revision});
		}

		answer(call, readLocally(server, operation));
		return;
	}

	const startUs = effects.localNow;
	const clients = asked.timeoutMs === undefined ? never : startUs + milliseconds(asked.timeoutMs);
	const servers = operation.kind === 'health' ? startUs + server.requestTimeoutUs : never;
	addRead(server, {asker: asked.asker, requestId: asked.requestId, operation, startUs, deadlineUs: Math.min(clients, servers)}, effects);
}

function isLocal(operation: EtcdOperation & {kind: 'get' | 'list' | 'member-list' | 'status' | 'health'}, version: string): boolean {
	switch (operation.kind) {
		case 'get':
		case 'list': {
			return operation.serializable;
		}

		case 'member-list': {
			return !isSince(version, '3.5.0');
		}

		case 'status': {
			return true;
		}

		case 'health': {
			return operation.probe === 'livez';
		}
	}
}

/** What concerns this member's own database. */
function maintain(call: Call, kind: 'snapshot-save' | 'defragment'): void {
	const {server: {store}, effects} = call;
	if (kind === 'snapshot-save') {
		effects.note({kind: 'etcd-snapshot-saved', revision: store.revision, bytes: store.fileBytes});
	} else {
		const bytesBefore = store.fileBytes;
		defragmentStore(store);
		effects.note({kind: 'etcd-defragmented', bytesBefore, bytes: store.fileBytes});
	}

	answer(call, {ok: true, revision: store.revision, bytes: store.fileBytes});
}

/** What health says without asking the leader (etcd server/etcdserver/api/etcdhttp/health.go): `health` alone looks at alarms. */
function unwellOf(server: EtcdServer, probe: 'health' | 'livez' | 'readyz'): string | undefined {
	if (probe === 'health') {
		return server.alarms.length > 0 ? 'ALARM NOSPACE' : (server.leader === null ? 'RAFT NO LEADER' : undefined);
	}

	return probe === 'readyz' && isLearner(server) ? errorTexts.notForLearner : undefined;
}

/**
A member more or less. Whether the cluster can bear it is judged by the member that is asked, before it says anything to the others.
What is wrong with the change itself etcd finds only when it applies it; it is found here as well, with the same words.
*/
function changeMembers(call: Call, operation: EtcdOperation & {kind: 'member-add' | 'member-remove'}): void {
	const {server, asked, effects} = call;
	const {member} = operation;
	const now = effects.localNow;
	const refusal = operation.kind === 'member-add' ? refuseAdd(server, {id: member, learner: operation.learner}, now) : refuseRemove(server, member, now);
	if (refusal !== undefined) {
		effects.note({kind: 'etcd-change-refused', operation: operation.kind, member, error: refusal});
		answer(call, {ok: false, error: refusal});
		return;
	}

	const kind = operation.kind === 'member-remove' ? 'remove' : (operation.learner ? 'add-learner' : 'add-voter');
	submit(server, asked, token => ({kind: 'change', change: {kind, member, requestId: token}}), effects);
}
