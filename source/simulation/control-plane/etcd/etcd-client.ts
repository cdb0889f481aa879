import type {ProcessId} from '../../kernel/effects.js';
import {fraction} from '../../kernel/random.js';
import {milliseconds} from '../../kernel/time.js';
import {backOff, connect, lose, nextDue, tend, watch, type ClientEffects} from './client-connections.js';
import type {Call, Endpoint, EtcdClient, EtcdOutcome} from './client-state.js';
import {hasCome} from './deadlines.js';
import {errorTexts, isUnavailable} from './error-texts.js';
import type {EtcdCall, EtcdOperation, EtcdReply} from './messages.js';

/** Clientv3 asks again after 25 ms, give or take a tenth, once it has asked a quorum of its endpoints, and 100 times at most. */
const retryUs = milliseconds(25);
const retryJitter = 0.1;
const maxAttempts = 100;

/** Whether a request changes nothing, so that it may be made twice. */
function isRepeatable({kind}: EtcdOperation): boolean {
	return kind === 'get' || kind === 'list' || kind === 'member-list' || kind === 'status' || kind === 'snapshot-save' || kind === 'move-leader' || kind === 'disarm';
}

/** Opens the connections; `askEtcd` does so too. */
export function startEtcdClient<Note>(client: EtcdClient, effects: ClientEffects<Note>): void {
	if (!client.started) {
		client.started = true;
		for (const endpoint of client.endpoints) {
			connect(client, endpoint, effects);
		}

		arm(client, effects);
	}
}

/**
Asks etcd. The outcome comes from `receiveEtcd`, `refusedEtcd` or `fireEtcdClient`, always, and once.
@param token The process's own mark, by which it knows the outcome again.
*/
export function askEtcd<Note>(client: EtcdClient, operation: EtcdOperation, token: number, effects: ClientEffects<Note>): void {
	askEtcdWithin(client, {operation, token, timeoutMs: client.timeoutMs}, effects);
}

/** As `askEtcd`, with a time of its own. */
export function askEtcdWithin<Note>(client: EtcdClient, {operation, token, timeoutMs}: {readonly operation: EtcdOperation; readonly token: number; readonly timeoutMs: number}, effects: ClientEffects<Note>): void {
	startEtcdClient(client, effects);
	dispatch(client, {token, operation, deadlineUs: effects.localNow + milliseconds(timeoutMs), endpoint: -1, sentUs: -1, attempt: 0, retryUs: -1}, effects);
	arm(client, effects);
}

/** Sends a call to the next endpoint that is connected; without one it waits (gRPC's WaitForReady). */
function dispatch<Note>(client: EtcdClient, call: Call, effects: ClientEffects<Note>): void {
	const requestId = client.nextRequest++;
	const {endpoints} = client;
	for (let step = 0; step < endpoints.length; step++) {
		const place = (client.turn + step) % endpoints.length;
		const endpoint = endpoints[place]!;
		if (endpoint.state === 'ready') {
			client.turn = place + 1;
			client.calls.set(requestId, {...call, endpoint: place, sentUs: effects.localNow, retryUs: -1});
			const timeoutMs = Math.max(0, call.deadlineUs - effects.localNow) / 1000;
			effects.send(endpoint.id, {kind: 'etcd-request', requestId, operation: call.operation, timeoutMs});
			return;
		}
	}

	client.calls.set(requestId, {...call, endpoint: -1, sentUs: -1, retryUs: -1});
}

/** Whether a message is for a client of etcd. */
export function isEtcdReply(message: {readonly kind: string}): message is EtcdReply {
	return message.kind === 'etcd-response' || message.kind === 'etcd-pong' || message.kind === 'etcd-goaway';
}

/** Whether a message that was refused is one of a client of etcd. */
export function isEtcdCall(message: {readonly kind: string}): message is EtcdCall {
	return message.kind === 'etcd-request' || message.kind === 'etcd-ping';
}

/** An answer arrives; undefined where it ends no request. */
export function receiveEtcd<Note>(client: EtcdClient, from: ProcessId, message: EtcdReply, effects: ClientEffects<Note>): EtcdOutcome | undefined {
	const place = client.endpoints.findIndex(({id}) => id === from);
	const endpoint = client.endpoints[place];
	if (endpoint === undefined || !client.started) {
		return undefined;
	}

	let outcome: EtcdOutcome | undefined;
	endpoint.heardUs = effects.localNow;
	endpoint.pingedUs = -1;
	const call = client.calls.get(message.requestId);
	if (message.kind === 'etcd-goaway') {
		lose(client, endpoint, effects);
		if (call?.endpoint === place) {
			client.calls.delete(message.requestId);
			dispatch(client, call, effects);
		}
	} else if (message.kind === 'etcd-response') {
		if (!message.result.ok && message.result.error === errorTexts.connectionLost) {
			lose(client, endpoint, effects);
		} else {
			becomeReady(client, endpoint, effects);
		}

		if (call?.endpoint === place) {
			client.calls.delete(message.requestId);
			outcome = settle(client, call, message.result, effects);
		}
	} else {
		becomeReady(client, endpoint, effects);
	}

	arm(client, effects);
	return outcome;
}

function becomeReady<Note>(client: EtcdClient, endpoint: Endpoint, effects: ClientEffects<Note>): void {
	if (endpoint.state === 'ready') {
		return;
	}

	endpoint.state = 'ready';
	endpoint.failures = 0;
	for (const [requestId, call] of client.calls) {
		if (call.endpoint < 0 && call.retryUs < 0) {
			client.calls.delete(requestId);
			dispatch(client, call, effects);
		}
	}
}

/** The outcome of a call, unless it is to be made again. */
function settle<Note>(client: EtcdClient, call: Call, result: EtcdOutcome['result'], effects: ClientEffects<Note>): EtcdOutcome | undefined {
	const {token, operation} = call;
	const attempt = call.attempt + 1;
	if (result.ok || attempt >= maxAttempts || !mayRepeat(client, operation, result.error)) {
		return {token, result};
	}

	const quorum = Math.floor(client.endpoints.length / 2) + 1;
	if (attempt % quorum === 0) {
		const waitUs = Math.round(retryUs * (1 + (retryJitter * ((2 * fraction(effects.random)) - 1))));
		client.calls.set(client.nextRequest++, {...call, endpoint: -1, sentUs: -1, attempt, retryUs: effects.localNow + waitUs});
	} else {
		dispatch(client, {...call, attempt}, effects);
	}

	return undefined;
}

/** A learner's refusal is repeated where another endpoint may be none (clientv3's isSafeRetry). */
function mayRepeat(client: EtcdClient, operation: EtcdOperation, error: string): boolean {
	return (isRepeatable(operation) && isUnavailable(error)) || (error === errorTexts.notForLearner && client.endpoints.length > 1);
}

/**
What was under way on a connection that broke fails, or is asked again where it may be: all that was sent before the call that was
refused. What was sent after it is refused as well, and has not been looked at either.
*/
function failCalls<Note>(client: EtcdClient, place: number, before: number, effects: ClientEffects<Note>): EtcdOutcome[] {
	const outcomes: EtcdOutcome[] = [];
	for (const [requestId, call] of client.calls) {
		if (call.endpoint === place && requestId < before) {
			client.calls.delete(requestId);
			const outcome = settle(client, call, {ok: false, error: errorTexts.connectionLost}, effects);
			if (outcome) {
				outcomes.push(outcome);
			}
		}
	}

	return outcomes;
}

/** Nobody listens at an endpoint. A request that was refused has not been looked at, and goes elsewhere. */
export function refusedEtcd<Note>(client: EtcdClient, by: ProcessId, message: EtcdCall, effects: ClientEffects<Note>): readonly EtcdOutcome[] {
	const place = client.endpoints.findIndex(({id}) => id === by);
	const endpoint = client.endpoints[place];
	if (endpoint === undefined || !client.started) {
		return [];
	}

	const wasReady = endpoint.state === 'ready';
	if (wasReady) {
		lose(client, endpoint, effects);
	} else if (endpoint.state === 'connecting') {
		backOff(endpoint, effects);
	}

	const call = client.calls.get(message.requestId);
	if (call?.endpoint === place) {
		client.calls.delete(message.requestId);
		dispatch(client, call, effects);
	}

	const outcomes = wasReady ? failCalls(client, place, message.requestId, effects) : [];
	arm(client, effects);
	return outcomes;
}

/** A timer that runs out sooner is left alone. */
function arm<Note>(client: EtcdClient, effects: ClientEffects<Note>): void {
	const due = nextDue(client);
	if (due < Number.MAX_SAFE_INTEGER && (client.timerUs < 0 || client.timerUs > due)) {
		client.timerUs = due;
		effects.startTimer(client.timer, Math.max(0, due - effects.localNow));
	}
}

/** The client's timer; undefined where it is another one. */
export function fireEtcdClient<Note>(client: EtcdClient, timer: string, effects: ClientEffects<Note>): readonly EtcdOutcome[] | undefined {
	if (timer !== client.timer) {
		return undefined;
	}

	client.timerUs = -1;
	const outcomes: EtcdOutcome[] = [];
	for (const [place, endpoint] of client.endpoints.entries()) {
		if (tend(client, endpoint, effects)) {
			outcomes.push(...failCalls(client, place, Number.MAX_SAFE_INTEGER, effects));
		}
	}

	for (const [requestId, call] of client.calls) {
		if (hasCome(call.deadlineUs, effects)) {
			client.calls.delete(requestId);
			outcomes.push({token: call.token, result: {ok: false, error: errorTexts.deadlineExceeded}});
		} else if (call.retryUs >= 0 && hasCome(call.retryUs, effects)) {
			client.calls.delete(requestId);
			dispatch(client, call, effects);
		} else if (call.endpoint >= 0) {
			watch(client, client.endpoints[call.endpoint]!, call.sentUs, effects);
		}
	}

	arm(client, effects);
	return outcomes;
}
