import {dropConnection, pickServer, takeConnection, type Backend} from '../health-check/backend.js';
import {afterFailedConnection} from '../health-check/retry.js';
import type {Effects, ProcessId} from '../kernel/effects.js';
import {milliseconds} from '../kernel/time.js';
import type {ApiRequest, ApiResponse, Proxied} from './api.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

/** A client's connection through the proxy. */
type Session = {
	readonly client: ProcessId;
	/** The server's place in the backend. */
	server: number;
	tries: number;
	isConnected: boolean;
	/** The client closes it with the next answer. */
	last: boolean;
	/** What the client sent before the server's side stood. */
	readonly waiting: Array<ApiRequest | ApiResponse>;
};

/** By the number that the client gave its connection. */
export type Sessions = Map<number, Session>;

/** The servers, and the connections that are spread over them. */
export type Proxying = {readonly backend: Backend; readonly sessions: Sessions};

type Env = Effects<ChainMessage, ChainNote>;
type Traffic = Proxied<ApiRequest | ApiResponse>;
type ProxyRequest = Extract<Traffic, {kind: 'proxy-request'}>;
type ProxyResponse = Extract<Traffic, {kind: 'proxy-response'}>;

/** A connection is over on both sides; undefined where there was none. */
export function closeSession(state: Proxying, connection: number): Session | undefined {
	const session = state.sessions.get(connection);
	if (session) {
		state.sessions.delete(connection);
		if (session.server >= 0) {
			dropConnection(state.backend, session.server);
		}
	}

	return session;
}

/** The proxy closes a client's connection. */
export function hangUp(state: Proxying, connection: number, effects: Env): void {
	const session = closeSession(state, connection);
	effects.stopTimer(`haproxy-connect/${connection}`);
	effects.stopTimer(`haproxy-retry/${connection}`);
	if (session) {
		effects.send(session.client, {kind: 'proxy-closed', connection});
	}
}

function connect(state: Proxying, connection: number, {avoid}: {readonly avoid: number}, effects: Env): void {
	const session = state.sessions.get(connection)!;
	session.server = pickServer(state.backend, {avoid});
	if (session.server < 0) {
		effects.note({kind: 'proxy-no-server', connection});
		hangUp(state, connection, effects);
		return;
	}

	takeConnection(state.backend, session.server);
	tryServer(state, connection, effects);
}

function tryServer({sessions, backend}: Proxying, connection: number, effects: Env): void {
	const session = sessions.get(connection)!;
	session.tries++;
	const [first] = session.waiting;
	effects.startTimer(`haproxy-connect/${connection}`, milliseconds(backend.timeoutConnectMs));
	// The first request goes with the handshake: the server reads it once it has the connection.
	effects.connect(backend.servers[session.server]!.process, {kind: 'proxy-request', connection, client: session.client, toVip: false, last: session.last, inner: first!});
}

/** A server could not be connected to: another try, perhaps elsewhere, or the end. */
function connectionFailed(state: Proxying, connection: number, cause: 'refused' | 'timed-out', effects: Env): void {
	const {backend, sessions} = state;
	const session = sessions.get(connection);
	if (!session || session.isConnected) {
		return;
	}

	effects.stopTimer(`haproxy-connect/${connection}`);
	const retry = afterFailedConnection(backend, {server: session.server, tries: session.tries, cause});
	if (retry.kind === 'give-up') {
		hangUp(state, connection, effects);
	} else if (retry.kind === 'redispatch' && retry.afterUs === 0) {
		const failed = session.server;
		dropConnection(backend, failed);
		session.server = -1;
		connect(state, connection, {avoid: failed}, effects);
	} else {
		if (retry.kind === 'redispatch') {
			// After the pause a server is chosen anew.
			dropConnection(backend, session.server);
			session.server = -1;
		}

		effects.startTimer(`haproxy-retry/${connection}`, retry.afterUs);
	}
}

/** The server's side stands: what waited for it goes there. */
export function sessionConnected(state: Proxying, connection: number, effects: Env): void {
	const session = state.sessions.get(connection);
	if (session && !session.isConnected) {
		session.isConnected = true;
		effects.stopTimer(`haproxy-connect/${connection}`);
		const {process} = state.backend.servers[session.server]!;
		for (const inner of session.waiting.slice(1)) {
			effects.send(process, {kind: 'proxy-request', connection, client: session.client, toVip: false, last: session.last, inner});
		}

		session.waiting.length = 0;
	}
}

/** A client sends something, on a connection that it has or on a new one. */
export function requested(state: Proxying, {connection, client, last, inner}: ProxyRequest, effects: Env): void {
	const session = state.sessions.get(connection);
	if (session?.isConnected) {
		session.last = last;
		effects.send(state.backend.servers[session.server]!.process, {kind: 'proxy-request', connection, client, toVip: false, last, inner});
	} else if (session) {
		session.waiting.push(inner);
	} else {
		state.sessions.set(connection, {client, server: -1, tries: 0, isConnected: false, last, waiting: [inner]});
		connect(state, connection, {avoid: -1}, effects);
	}
}

/** A server's answer goes back to the client, who may have wanted only that. */
export function responded(state: Proxying, message: ProxyResponse, effects: Env): void {
	const session = state.sessions.get(message.connection);
	if (session) {
		sessionConnected(state, message.connection, effects);
		effects.send(session.client, message);
		if (session.last) {
			closeSession(state, message.connection);
		}
	}
}

/** The client closes it. */
export function clientClosed(state: Proxying, connection: number, effects: Env): void {
	closeSession(state, connection);
	effects.stopTimer(`haproxy-connect/${connection}`);
	effects.stopTimer(`haproxy-retry/${connection}`);
}

/** Nobody listens where the session's server was. */
export function serverRefused(state: Proxying, connection: number, effects: Env): void {
	if (state.sessions.get(connection)?.isConnected) {
		// The server died under an established connection.
		hangUp(state, connection, effects);
	} else {
		connectionFailed(state, connection, 'refused', effects);
	}
}

/** A timer fires; false where it is none of a session's. */
export function fireSession(state: Proxying, timer: string, effects: Env): boolean {
	if (timer.startsWith('haproxy-connect/')) {
		connectionFailed(state, Number(timer.slice('haproxy-connect/'.length)), 'timed-out', effects);
		return true;
	}

	if (!timer.startsWith('haproxy-retry/')) {
		return false;
	}

	const connection = Number(timer.slice('haproxy-retry/'.length));
	const session = state.sessions.get(connection);
	if (session?.server === -1) {
		connect(state, connection, {avoid: -1}, effects);
	} else if (session) {
		tryServer(state, connection, effects);
	}

	return true;
}

/** A copy that shares only what never changes. */
export function copySessions(sessions: Sessions): Sessions {
	return new Map([...sessions].map(([connection, session]) => [connection, {...session, waiting: [...session.waiting]}]));
}
