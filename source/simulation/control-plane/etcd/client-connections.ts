import type {Effects} from '../../kernel/effects.js';
import {fraction} from '../../kernel/random.js';
import {milliseconds, seconds, type Microseconds} from '../../kernel/time.js';
import type {Endpoint, EtcdClient} from './client-state.js';
import {hasCome} from './deadlines.js';
import type {EtcdMessage} from './messages.js';

export type ClientEffects<Note> = Effects<EtcdMessage, Note>;

/**
An endpoint that says nothing for so long is asked whether it lives, and given up where it does not answer (kube-apiserver
pkg/storage/storagebackend/factory/etcd3.go, keepaliveTime and keepaliveTimeout).
*/
const keepaliveUs = seconds(30);
const keepaliveTimeoutUs = seconds(10);

/** How long connecting may take (the same file, dialTimeout). */
const dialTimeoutUs = seconds(20);

/** After a failure the next attempt waits for 1 s, then 1.6 times as long each time up to 120 s, give or take a fifth (gRPC's connection backoff). */
const backoffUs = seconds(1);
const backoffGrowth = 1.6;
const maxBackoffUs = seconds(120);
const backoffJitter = 0.2;

/** A connection that breaks under a call is noticed at once; here it takes a call to be refused, so that is how often one is made. */
const watchUs = milliseconds(100);

/** Opens a connection: it stands once something is answered. */
export function connect<Note>(client: EtcdClient, endpoint: Endpoint, effects: ClientEffects<Note>): void {
	endpoint.state = 'connecting';
	endpoint.retryUs = effects.localNow + dialTimeoutUs;
	effects.send(endpoint.id, {kind: 'etcd-ping', requestId: client.nextRequest++});
}

/** Nobody listens there: the next attempt waits, longer each time. */
export function backOff<Note>(endpoint: Endpoint, effects: ClientEffects<Note>): void {
	const waitUs = Math.min(maxBackoffUs, backoffUs * (backoffGrowth ** endpoint.failures));
	endpoint.state = 'waiting';
	endpoint.failures++;
	endpoint.retryUs = effects.localNow + Math.round(waitUs * (1 + (backoffJitter * ((2 * fraction(effects.random)) - 1))));
}

/** A connection is gone: it is opened anew at once. */
export function lose<Note>(client: EtcdClient, endpoint: Endpoint, effects: ClientEffects<Note>): void {
	endpoint.pingedUs = -1;
	if (endpoint.state === 'ready') {
		connect(client, endpoint, effects);
	}
}

function ping<Note>(client: EtcdClient, endpoint: Endpoint, effects: ClientEffects<Note>): void {
	endpoint.pingedUs = effects.localNow;
	effects.send(endpoint.id, {kind: 'etcd-ping', requestId: client.nextRequest++});
}

/** Looks after an endpoint; true where it has not answered for too long, and what is under way there is lost. */
export function tend<Note>(client: EtcdClient, endpoint: Endpoint, effects: ClientEffects<Note>): boolean {
	if (endpoint.state !== 'ready') {
		if (hasCome(endpoint.retryUs, effects)) {
			connect(client, endpoint, effects);
		}

		return false;
	}

	if (endpoint.pingedUs >= 0 && hasCome(endpoint.heardUs + keepaliveUs + keepaliveTimeoutUs, effects)) {
		lose(client, endpoint, effects);
		return true;
	}

	if (endpoint.pingedUs < 0 && hasCome(endpoint.heardUs + keepaliveUs, effects)) {
		ping(client, endpoint, effects);
	}

	return false;
}

/** Looks whether the connection under a call still stands. */
export function watch<Note>(client: EtcdClient, endpoint: Endpoint, sentUs: Microseconds, effects: ClientEffects<Note>): void {
	if (hasCome(Math.max(sentUs, endpoint.pingedUs, endpoint.heardUs) + watchUs, effects)) {
		ping(client, endpoint, effects);
	}
}

/** When something has to be looked at next. */
export function nextDue(client: EtcdClient): Microseconds {
	let due = Number.MAX_SAFE_INTEGER;
	for (const {state, heardUs, pingedUs, retryUs: retryAtUs} of client.endpoints) {
		due = Math.min(due, state === 'ready' ? (pingedUs < 0 ? heardUs + keepaliveUs : Math.max(heardUs + keepaliveUs, pingedUs) + keepaliveTimeoutUs) : retryAtUs);
	}

	for (const {deadlineUs, retryUs: retryAtUs, endpoint, sentUs} of client.calls.values()) {
		due = Math.min(due, deadlineUs, retryAtUs < 0 ? due : retryAtUs, endpoint < 0 ? due : Math.max(sentUs, client.endpoints[endpoint]!.pingedUs, client.endpoints[endpoint]!.heardUs) + watchUs);
	}

	return due;
}
