import type {Effects, ProcessId} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
import {askApi, copyApiClient, dieApiClient, fireApi, newApiClient, receiveApi, refusedApi, type ApiClient, type ApiOutcome, type ApiRoute} from './api-client.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';
import {copyVipTable, receiveArp, vipAnswered, vipListener, type VipTable} from './vip-table.js';

type Env = Effects<ChainMessage, ChainNote>;

/** How often a probe asks, and how long it waits. */
const periodUs = milliseconds(50);
const patienceMs = 1000;

/** A client that asks the API for one object again and again, each time on a new connection: as a user sees it. */
export type ApiProbe = {readonly client: ApiClient; readonly table: VipTable | null; readonly sent: Map<number, Microseconds>};

export function newApiProbe(route: ApiRoute, table: VipTable | null): ApiProbe {
	return {client: newApiClient(route), table, sent: new Map()};
}

function tell(state: ApiProbe, {requestId, result, failure}: ApiOutcome, effects: Env): void {
	const sentUs = state.sent.get(requestId)!;
	state.sent.delete(requestId);
	// A missing object is an answer too: whoever gave it asked etcd.
	const ok = failure === null && (result.status === 200 || result.status === 404);
	effects.note({kind: 'api-probe', sentUs, ok, status: result.status, failure: failure ?? (ok ? null : 'status'), tookUs: effects.now - sentUs});
}

export const apiProbeBehaviour: Behaviour<ApiProbe, ChainMessage, ChainNote> = {
	start(_state, effects) {
		effects.startTimer('probe', between(effects.random, 0, periodUs));
	},
	fire(state, timer, effects) {
		if (timer === 'probe') {
			effects.startTimer('probe', periodUs);
			const requestId = askApi(state.client, {
				inner: id => ({kind: 'api-request', requestId: id, operation: {verb: 'get', key: '/probe'}}),
				timeoutMs: patienceMs,
				fresh: true,
				vipHolder: state.table ? vipListener(state.table, effects) : null,
			}, effects);
			state.sent.set(requestId, effects.now);
			return;
		}

		const outcome = fireApi(state.client, timer, effects);
		if (outcome) {
			tell(state, outcome, effects);
		}
	},
	receive(state, from, message, effects) {
		if (state.table && receiveArp(state.table, from, message, effects)) {
			return;
		}

		if (message.kind === 'proxy-response' || message.kind === 'proxy-closed' || message.kind === 'api-response') {
			if (state.table) {
				vipAnswered(state.table, effects);
			}

			for (const outcome of receiveApi(state.client, message, effects)) {
				tell(state, outcome, effects);
			}
		}
	},
	refused(state, _by, message, effects) {
		const outcome = message.kind === 'proxy-request' || message.kind === 'api-request' ? refusedApi(state.client, message, effects) : undefined;
		if (outcome) {
			tell(state, outcome, effects);
		}
	},
	die(state) {
		dieApiClient(state.client);
		state.sent.clear();
	},
	copy: state => ({client: copyApiClient(state.client), table: state.table && copyVipTable(state.table), sent: new Map(state.sent)}),
};

/** A client of etcd itself that writes every 50 ms, to each member in turn. */
export type WriteProbe = {readonly members: readonly ProcessId[]; turn: number; next: number; readonly sent: Map<number, Microseconds>};

export function newWriteProbe(members: readonly ProcessId[]): WriteProbe {
	return {members, turn: 0, next: 1, sent: new Map()};
}

function wrote(state: WriteProbe, requestId: number, error: string | null, effects: Env): void {
	const sentUs = state.sent.get(requestId);
	if (sentUs !== undefined) {
		state.sent.delete(requestId);
		effects.stopTimer(`write-timeout/${requestId}`);
		effects.note({kind: 'write-probe', sentUs, ok: error === null, error, tookUs: effects.now - sentUs});
	}
}

/** A probe's value: small, so that only the count of writes fills a database. */
const probeBytes = 100;

export const writeProbeBehaviour: Behaviour<WriteProbe, ChainMessage, ChainNote> = {
	start(_state, effects) {
		effects.startTimer('probe', between(effects.random, 0, periodUs));
	},
	fire(state, timer, effects) {
		if (timer === 'probe') {
			effects.startTimer('probe', periodUs);
			const requestId = (effects.self * 1_000_000_000) + state.next++;
			const member = state.members[state.turn++ % state.members.length]!;
			state.sent.set(requestId, effects.now);
			effects.startTimer(`write-timeout/${requestId}`, milliseconds(patienceMs));
			effects.send(member, {kind: 'etcd-request', requestId, operation: {kind: 'put', key: '/probe', value: state.next, size: probeBytes}, timeoutMs: patienceMs});
		} else {
			wrote(state, Number(timer.slice('write-timeout/'.length)), 'context deadline exceeded', effects);
		}
	},
	receive(state, _from, message, effects) {
		if (message.kind === 'etcd-response') {
			wrote(state, message.requestId, message.result.ok ? null : message.result.error, effects);
		} else if (message.kind === 'etcd-goaway') {
			wrote(state, message.requestId, 'the member is stopping', effects);
		}
	},
	refused(state, _by, message, effects) {
		if (message.kind === 'etcd-request') {
			wrote(state, message.requestId, 'connection refused', effects);
		}
	},
	die(state) {
		state.sent.clear();
	},
	copy: state => ({...state, sent: new Map(state.sent)}),
};
