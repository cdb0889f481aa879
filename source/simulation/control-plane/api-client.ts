import type {Effects, ProcessId} from '../kernel/effects.js';
import {milliseconds, seconds} from '../kernel/time.js';
import type {ApiRequest, ApiResponse, ApiResult, Proxied} from './api.js';

/** Where a client's connections go. */
export type ApiRoute
	/** Straight to one apiserver. */
	= | {readonly kind: 'direct'; readonly to: ProcessId}
	/** To a proxy with an address of its own: on the client's machine, or a cloud's. */
		| {readonly kind: 'proxy'; readonly to: ProcessId}
	/** To whatever the client believes holds the VIP. */
		| {readonly kind: 'vip'};

export type ApiInner = ApiRequest | ApiResponse;
export type ApiTraffic = ApiInner | Proxied<ApiInner>;

type Pending = {readonly connection: number; readonly request: ApiRequest};

/** A program that talks to the apiserver: its connection and what it waits for. */
export type ApiClient = {
	readonly route: ApiRoute;
	nextRequest: number;
	connection: number | null;
	/** Which process stands at the other end of the connection. */
	connectedTo: ProcessId;
	/** The last connection that was taken at the other end; -1: none has been. */
	accepted: number;
	/** How often TCP has sent the first packet of the connection again. */
	tries: number;
	readonly pending: Map<number, Pending>;
};

/** What came of a request; status 0: no answer (why says which way). */
export type ApiOutcome = {readonly requestId: number; readonly result: ApiResult; readonly failure: 'timeout' | 'refused' | 'closed' | null};

export function newApiClient(route: ApiRoute): ApiClient {
	return {route, nextRequest: 1, connection: null, connectedTo: -1, accepted: -1, tries: 0, pending: new Map()};
}

export function copyApiClient(client: ApiClient): ApiClient {
	return {...client, pending: new Map(client.pending)};
}

/** What a restart does not find: connections. Numbers go on, so that an answer to the dead is never taken for one of ours. */
export function dieApiClient(client: ApiClient): void {
	client.connection = null;
	client.pending.clear();
}

/** Closes the connection: the next request opens another one. */
export function closeConnection<Message, Note>(client: ApiClient, effects: Effects<Message | ApiTraffic, Note>): void {
	if (client.connection !== null && client.route.kind !== 'direct' && client.connectedTo >= 0) {
		effects.send(client.connectedTo, {kind: 'proxy-close', connection: client.connection});
	}

	client.connection = null;
}

export type Ask = {
	/** The request; its id is the client's to give: see `askApi`. */
	readonly inner: (requestId: number) => ApiRequest;
	readonly timeoutMs: number;
	/** A connection for this request alone. */
	readonly fresh: boolean;
	/** Who holds the VIP, as far as the client's machine knows; null: nobody answers. Only asked where the route is a VIP. */
	readonly vipHolder: ProcessId | null;
};

/** How long TCP on Linux waits for an answer to its first packet, before it sends it again (TCP_TIMEOUT_INIT); it doubles each time. */
const firstRetransmissionUs = seconds(1);

/** The first request of a connection goes with the handshake. */
function transmit<Message, Note>({route, pending}: ApiClient, request: ApiRequest, {to, connection, last}: {readonly to: ProcessId; readonly connection: number; readonly last: boolean}, effects: Effects<Message | ApiTraffic, Note>): void {
	if (route.kind === 'direct') {
		effects.send(to, request);
		return;
	}

	const message = {kind: 'proxy-request', connection, client: effects.self, toVip: route.kind === 'vip', last, inner: request} as const;
	if (route.kind === 'vip' && !last && [...pending.values()].find(each => each.connection === connection)?.request === request) {
		effects.connect(to, message);
	} else {
		effects.send(to, message);
	}
}

/** The machine at the other end has taken a connection. */
export function acceptedApi<Message, Note>(client: ApiClient, message: ApiTraffic, effects: Effects<Message, Note>): void {
	if (message.kind === 'proxy-request' && message.connection === client.connection) {
		client.accepted = message.connection;
		effects.stopTimer(`api-connect/${message.connection}`);
	}
}

/**
A connection to the VIP that nobody has taken yet: whoever has the address by now is asked once more. False where the timer is none.
@param vipHolder As for `askApi`; asked only where somebody waits.
*/
export function reconnectApi<Message, Note>(client: ApiClient, timer: string, vipHolder: () => ProcessId | null, effects: Effects<Message | ApiTraffic, Note>): boolean {
	if (!timer.startsWith('api-connect/')) {
		return false;
	}

	const connection = Number(timer.slice('api-connect/'.length));
	const waiting = [...client.pending].filter(([, each]) => each.connection === connection);
	if (client.connection === connection && client.accepted !== connection && waiting.length > 0) {
		client.tries++;
		effects.startTimer(timer, firstRetransmissionUs * (2 ** client.tries));
		const to = vipHolder();
		client.connectedTo = to ?? -1;
		for (const [, {request}] of to === null ? [] : waiting) {
			transmit(client, request, {to: client.connectedTo, connection, last: false}, effects);
		}
	}

	return true;
}

/** Sends a request; its outcome comes from `receiveApi`, `fireApi` or `refusedApi`, always. Answers the request's number. */
export function askApi<Message, Note>(client: ApiClient, {inner, timeoutMs, fresh, vipHolder}: Ask, effects: Effects<Message | ApiTraffic, Note>): number {
	// Numbers of a process never repeat, and differ from those of all others.
	const requestId = (effects.self * 1_000_000_000) + client.nextRequest++;
	const to = client.route.kind === 'vip' ? vipHolder : client.route.to;
	if (client.connection === null || fresh || (client.route.kind === 'vip' && to !== client.connectedTo)) {
		client.connection = requestId;
		client.tries = 0;
		client.connectedTo = to ?? -1;
	}

	const request = inner(requestId);
	const {connection} = client;
	client.pending.set(requestId, {connection, request});
	effects.startTimer(`api-timeout/${requestId}`, milliseconds(timeoutMs));
	if (connection === requestId && client.route.kind === 'vip' && !fresh) {
		effects.startTimer(`api-connect/${connection}`, firstRetransmissionUs);
	}

	if (to !== null) {
		transmit(client, request, {to, connection, last: fresh}, effects);
	}

	if (fresh) {
		client.connection = null;
	}

	return requestId;
}

function settle<Message, Note>(client: ApiClient, requestId: number, effects: Effects<Message, Note>): boolean {
	effects.stopTimer(`api-timeout/${requestId}`);
	return client.pending.delete(requestId);
}

function failed(requestId: number, failure: 'timeout' | 'refused' | 'closed'): ApiOutcome {
	return {requestId, result: {status: 0}, failure};
}

/** What a message that arrived brings to an end: nothing, one request, or (a closed connection) several. */
export function receiveApi<Message, Note>(client: ApiClient, message: ApiTraffic, effects: Effects<Message, Note>): readonly ApiOutcome[] {
	if (message.kind === 'proxy-closed') {
		const lost = [...client.pending].filter(([, {connection}]) => connection === message.connection).map(([requestId]) => requestId);
		if (client.connection === message.connection) {
			client.connection = null;
		}

		return lost.filter(requestId => settle(client, requestId, effects)).map(requestId => failed(requestId, 'closed'));
	}

	const inner = message.kind === 'proxy-response' ? message.inner : message;
	return inner.kind === 'api-response' && settle(client, inner.requestId, effects)
		? [{requestId: inner.requestId, result: inner.result, failure: null}]
		: [];
}

/** A request whose time is over; undefined where the timer is not the client's. The connection is given up with it. */
export function fireApi<Message, Note>(client: ApiClient, timer: string, effects: Effects<Message | ApiTraffic, Note>): ApiOutcome | undefined {
	if (!timer.startsWith('api-timeout/')) {
		return undefined;
	}

	const requestId = Number(timer.slice('api-timeout/'.length));
	const waiting = client.pending.get(requestId);
	client.pending.delete(requestId);
	if (waiting?.connection === client.connection) {
		closeConnection(client, effects);
	} else if (waiting && client.route.kind !== 'direct' && client.connectedTo >= 0) {
		effects.send(client.connectedTo, {kind: 'proxy-close', connection: waiting.connection});
	}

	return failed(requestId, 'timeout');
}

/** Nobody listened where the request went. */
export function refusedApi<Message, Note>(client: ApiClient, message: ApiTraffic, effects: Effects<Message, Note>): ApiOutcome | undefined {
	const inner = message.kind === 'proxy-request' ? message.inner : message;
	if (inner.kind !== 'api-request' || !settle(client, inner.requestId, effects)) {
		return undefined;
	}

	client.connection = null;
	return failed(inner.requestId, 'refused');
}
