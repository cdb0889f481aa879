import {dropConnection, markServer, newBackend, copyBackend, pickServer, takeConnection, type Backend} from '../health-check/backend.js';
import {checkAnswered, checkConnected, copyHealthChecker, fireHealthCheck, isUp, newHealthChecker, outcomeOf, startChecks, type HealthChecker} from '../health-check/checker.js';
import {afterFailedConnection} from '../health-check/retry.js';
import type {HealthCheckSettings} from '../health-check/settings.js';
import type {Effects, ProcessId} from '../kernel/effects.js';
import {milliseconds} from '../kernel/time.js';
import type {Behaviour} from '../kernel/world.js';
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

/** An HAProxy in TCP mode before the apiservers. */
export type HaproxyProcess = {
	readonly machine: number;
	readonly backend: Backend;
	readonly checkers: readonly HealthChecker[];
	readonly sessions: Map<number, Session>;
};

type Env = Effects<ChainMessage, ChainNote>;
type ProxyRequest = Extract<Proxied<ApiRequest | ApiResponse>, {kind: 'proxy-request'}>;

/** As this project's own haproxy.cfg has it: least connections, three retries, redispatch, two seconds to connect. */
const balancing = {algorithm: 'leastconn', retries: 3, redispatch: true, timeoutConnectMs: 2000} as const;

export function newHaproxyProcess(machine: number, servers: readonly ProcessId[], settings: HealthCheckSettings): HaproxyProcess {
	return {
		machine,
		backend: newBackend(servers, balancing),
		checkers: servers.map((server, index) => newHealthChecker(settings, {server, index, position: index, count: servers.length})),
		sessions: new Map(),
	};
}

function close(state: HaproxyProcess, connection: number): Session | undefined {
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
function hangUp(state: HaproxyProcess, connection: number, effects: Env): void {
	const session = close(state, connection);
	effects.stopTimer(`haproxy-connect/${connection}`);
	effects.stopTimer(`haproxy-retry/${connection}`);
	if (session) {
		effects.send(session.client, {kind: 'proxy-closed', connection});
	}
}

function connect(state: HaproxyProcess, connection: number, {avoid}: {readonly avoid: number}, effects: Env): void {
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

function tryServer({sessions, backend}: HaproxyProcess, connection: number, effects: Env): void {
	const session = sessions.get(connection)!;
	session.tries++;
	const [first] = session.waiting;
	effects.startTimer(`haproxy-connect/${connection}`, milliseconds(backend.timeoutConnectMs));
	// The first request goes with the handshake: the server reads it once it has the connection.
	effects.connect(backend.servers[session.server]!.process, {kind: 'proxy-request', connection, client: session.client, toVip: false, last: session.last, inner: first!});
}

function connectionFailed(state: HaproxyProcess, connection: number, cause: 'refused' | 'timed-out', effects: Env): void {
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

function isConnected(state: HaproxyProcess, connection: number, effects: Env): void {
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

function requested(state: HaproxyProcess, {connection, client, last, inner}: ProxyRequest, effects: Env): void {
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

/** The checks' verdict on a server reaches the balancing; a server that goes down may lose its sessions with it. */
function follow(state: HaproxyProcess, checker: HealthChecker, effects: Env): void {
	const was = state.backend.servers[checker.index]!.isUp;
	const is = isUp(checker);
	markServer(state.backend, checker.index, is);
	if (was && !is && checker.settings.shutdownSessions) {
		const cut = [...state.sessions].filter(([, {server}]) => server === checker.index).map(([connection]) => connection);
		if (cut.length > 0) {
			effects.note({kind: 'proxy-sessions-shut', server: checker.index, count: cut.length});
		}

		for (const connection of cut) {
			hangUp(state, connection, effects);
		}
	}
}

function checkerOf(state: HaproxyProcess, server: ProcessId): HealthChecker | undefined {
	return state.checkers.find(checker => checker.server === server);
}

/** @param holdsVip Whether this machine has the VIP: what is sent there to the VIP is lost otherwise, as nobody even refuses it. */
export function haproxyBehaviour(holdsVip: (machine: number) => boolean): Behaviour<HaproxyProcess, ChainMessage, ChainNote> {
	return {
		reaches: ({machine}, message) => message.kind !== 'proxy-request' || !message.toVip || holdsVip(machine),
		start(state, effects) {
			for (const checker of state.checkers) {
				startChecks(checker, effects);
				markServer(state.backend, checker.index, true);
			}
		},
		receive(state, from, message, effects) {
			switch (message.kind) {
				case 'proxy-request': {
					requested(state, message, effects);
					break;
				}

				case 'proxy-response': {
					const session = state.sessions.get(message.connection);
					if (session) {
						isConnected(state, message.connection, effects);
						effects.send(session.client, message);
						if (session.last) {
							close(state, message.connection);
						}
					}

					break;
				}

				case 'proxy-close': {
					close(state, message.connection);
					effects.stopTimer(`haproxy-connect/${message.connection}`);
					effects.stopTimer(`haproxy-retry/${message.connection}`);
					break;
				}

				case 'monitor': {
					effects.send(from, {kind: 'monitor-answer', checkId: message.checkId});
					break;
				}

				case 'health-check-connected': {
					checkConnected(checkerOf(state, from)!, message.checkId, effects);
					break;
				}

				case 'health-check-answer': {
					const checker = checkerOf(state, from)!;
					checkAnswered(checker, message.checkId, outcomeOf(message.status), effects);
					follow(state, checker, effects);
					break;
				}

				default:
			}
		},
		accepted(state, _by, message, effects) {
			if (message.kind === 'proxy-request') {
				isConnected(state, message.connection, effects);
			}
		},
		refused(state, by, message, effects) {
			if (message.kind === 'health-check') {
				const checker = checkerOf(state, by)!;
				checkAnswered(checker, message.checkId, 'refused', effects);
				follow(state, checker, effects);
			} else if (message.kind === 'proxy-request') {
				const session = state.sessions.get(message.connection);
				if (session?.isConnected) {
					// The server died under an established connection.
					hangUp(state, message.connection, effects);
				} else {
					connectionFailed(state, message.connection, 'refused', effects);
				}
			}
		},
		fire(state, timer, effects) {
			if (timer.startsWith('haproxy-connect/')) {
				connectionFailed(state, Number(timer.slice('haproxy-connect/'.length)), 'timed-out', effects);
			} else if (timer.startsWith('haproxy-retry/')) {
				const connection = Number(timer.slice('haproxy-retry/'.length));
				const session = state.sessions.get(connection);
				if (session?.server === -1) {
					connect(state, connection, {avoid: -1}, effects);
				} else if (session) {
					tryServer(state, connection, effects);
				}
			} else {
				for (const checker of state.checkers) {
					if (fireHealthCheck(checker, timer, effects)) {
						follow(state, checker, effects);
						break;
					}
				}
			}
		},
		die(state) {
			for (const connection of state.sessions.keys()) {
				close(state, connection);
			}
		},
		copy: state => ({
			...state,
			backend: copyBackend(state.backend),
			checkers: state.checkers.map(checker => copyHealthChecker(checker)),
			sessions: new Map([...state.sessions].map(([connection, session]) => [connection, {...session, waiting: [...session.waiting]}])),
		}),
	};
}
