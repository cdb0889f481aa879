import type {Effects, ProcessId} from '../kernel/effects.js';
import type {Behaviour} from '../kernel/world.js';
import type {LeaseOperation, LeaseRecord, LeaseResult} from '../lease/messages.js';
import type {ApiOperation, ApiResult} from './api.js';
import {copyEtcdClient, dieEtcdClient, newEtcdClient, type EtcdClient} from './etcd/client-state.js';
import {askEtcdWithin, fireEtcdClient, isEtcdCall, isEtcdReply, receiveEtcd, refusedEtcd, startEtcdClient} from './etcd/etcd-client.js';
import type {EtcdOperation, EtcdResult} from './etcd/messages.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

/** Who asked, and in which words the answer has to be. */
type Asker
	= | {readonly kind: 'api'; readonly from: ProcessId; readonly requestId: number; readonly connection: number | null}
		| {readonly kind: 'lease'; readonly from: ProcessId; readonly requestId: number; readonly operation: LeaseOperation}
		| {readonly kind: 'readyz'; readonly from: ProcessId; readonly checkId: number};

/** A kube-apiserver: it holds nothing of its own, and asks etcd. */
export type ApiserverProcess = {
	readonly machine: number;
	readonly etcd: EtcdClient;
	readonly waiting: Map<number, Asker>;
	nextToken: number;
	isReady: boolean;
};

type Env = Effects<ChainMessage, ChainNote>;

/** `--etcd-readycheck-timeout`: readyz fails where etcd takes longer. */
const readyTimeoutMs = 2000;

/** What etcd is asked for a request that comes without a deadline of its own: the apiserver's default request timeout. */
const requestTimeoutMs = 60_000;

/** What an object takes in etcd: a Lease or a Node's status is about this long. */
const objectBytes = 1000;

/** @param endpoints Stacked: the member beside it. External: every member. */
export function newApiserverProcess(machine: number, endpoints: readonly ProcessId[]): ApiserverProcess {
	return {machine, etcd: newEtcdClient(endpoints, {timeoutMs: requestTimeoutMs}), waiting: new Map(), nextToken: 1, isReady: true};
}

function ask(state: ApiserverProcess, asker: Asker, operation: EtcdOperation, {effects, timeoutMs = requestTimeoutMs}: {readonly effects: Env; readonly timeoutMs?: number}): void {
	const token = state.nextToken++;
	state.waiting.set(token, asker);
	askEtcdWithin(state.etcd, {operation, token, timeoutMs}, effects);
}

function etcdOperationOf(operation: ApiOperation): EtcdOperation {
	switch (operation.verb) {
		case 'get': {
			return {kind: 'get', key: operation.key, serializable: false};
		}

		case 'list': {
			// The watch cache follows the member the apiserver watches: it shows what that member has applied.
			return {kind: 'list', prefix: operation.prefix, serializable: true};
		}

		case 'delete': {
			return {kind: 'delete', key: operation.key};
		}

		case 'put': {
			return {kind: 'put', key: operation.key, value: operation.value, size: objectBytes, ...(operation.expectRevision === undefined ? {} : {expectRevision: operation.expectRevision})};
		}
	}
}

function apiResultOf(result: EtcdResult): ApiResult {
	if (!result.ok) {
		return {status: 504};
	}

	if (result.succeeded === false) {
		return {status: 409};
	}

	if (result.items) {
		return {status: 200, items: result.items};
	}

	return result.modRevision === 0 && result.succeeded === undefined ? {status: 404} : {status: 200, value: result.value, ...(result.modRevision === undefined ? {} : {modRevision: result.modRevision})};
}

function leaseResultOf(operation: LeaseOperation, result: EtcdResult): LeaseResult {
	if (!result.ok) {
		return {ok: false, error: 'unavailable'};
	}

	if (result.succeeded === false) {
		return {ok: false, error: operation.kind === 'create' ? 'exists' : 'conflict'};
	}

	if (operation.kind === 'get' && !result.modRevision) {
		return {ok: false, error: 'not-found'};
	}

	return {ok: true, record: operation.kind === 'get' ? result.value as LeaseRecord : operation.record, resourceVersion: result.modRevision!};
}

function leaseOperationOf(operation: LeaseOperation, lease: string): EtcdOperation {
	const key = `/leases/${lease}`;
	return operation.kind === 'get'
		? {kind: 'get', key, serializable: false}
		: {kind: 'put', key, value: operation.record, size: objectBytes, expectRevision: operation.kind === 'create' ? 0 : operation.resourceVersion};
}

function answer(state: ApiserverProcess, token: number, result: EtcdResult, effects: Env): void {
	const asker = state.waiting.get(token);
	state.waiting.delete(token);
	switch (asker?.kind) {
		case 'api': {
			const response = {kind: 'api-response', requestId: asker.requestId, result: apiResultOf(result)} as const;
			effects.send(asker.from, asker.connection === null ? response : {kind: 'proxy-response', connection: asker.connection, inner: response});
			break;
		}

		case 'lease': {
			effects.send(asker.from, {kind: 'lease-answer', requestId: asker.requestId, result: leaseResultOf(asker.operation, result)});
			break;
		}

		case 'readyz': {
			if (state.isReady !== result.ok) {
				state.isReady = result.ok;
				effects.note({kind: 'apiserver-ready', ready: result.ok});
			}

			effects.send(asker.from, {kind: 'health-check-answer', checkId: asker.checkId, status: result.ok ? 200 : 500});
			break;
		}

		case undefined:
	}
}

/** @param holdsVip Whether this machine has the VIP (kube-vip's): what is sent there to the VIP is lost otherwise, as nobody even refuses it. */
export function apiserverBehaviour(holdsVip: (machine: number) => boolean): Behaviour<ApiserverProcess, ChainMessage, ChainNote> {
	return {
		reaches: ({machine}, message) => message.kind !== 'proxy-request' || !message.toVip || holdsVip(machine),
		start(state, effects) {
			state.isReady = true;
			startEtcdClient(state.etcd, effects);
		},
		receive(state, from, message, effects) {
			switch (message.kind) {
				case 'api-request': {
					ask(state, {kind: 'api', from, requestId: message.requestId, connection: null}, etcdOperationOf(message.operation), {effects});
					break;
				}

				case 'proxy-request': {
					if (message.inner.kind === 'api-request') {
						ask(state, {kind: 'api', from, requestId: message.inner.requestId, connection: message.connection}, etcdOperationOf(message.inner.operation), {effects});
					}

					break;
				}

				case 'lease-request': {
					ask(state, {kind: 'lease', from, requestId: message.requestId, operation: message.operation}, leaseOperationOf(message.operation, message.lease), {effects});
					break;
				}

				case 'health-check': {
					effects.send(from, {kind: 'health-check-connected', checkId: message.checkId});
					ask(state, {kind: 'readyz', from, checkId: message.checkId}, {kind: 'get', key: '/health', serializable: false}, {effects, timeoutMs: readyTimeoutMs});
					break;
				}

				default: {
					const settled = isEtcdReply(message) ? receiveEtcd(state.etcd, from, message, effects) : undefined;
					if (settled) {
						answer(state, settled.token, settled.result, effects);
					}
				}
			}
		},
		fire(state, timer, effects) {
			for (const {token, result} of fireEtcdClient(state.etcd, timer, effects) ?? []) {
				answer(state, token, result, effects);
			}
		},
		refused(state, by, message, effects) {
			for (const {token, result} of isEtcdCall(message) ? refusedEtcd(state.etcd, by, message, effects) : []) {
				answer(state, token, result, effects);
			}
		},
		die(state) {
			state.waiting.clear();
			dieEtcdClient(state.etcd);
		},
		copy: state => ({...state, etcd: copyEtcdClient(state.etcd), waiting: new Map(state.waiting)}),
	};
}
