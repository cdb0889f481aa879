import {copyBackend, markServer, newBackend} from '../health-check/backend.js';
import {checkAnswered, checkConnected, copyHealthChecker, fireHealthCheck, isUp, newHealthChecker, outcomeOf, startChecks, type HealthChecker} from '../health-check/checker.js';
import type {HealthCheckSettings} from '../health-check/settings.js';
import type {Effects, ProcessId} from '../kernel/effects.js';
import type {Behaviour} from '../kernel/world.js';
import {clientClosed, closeSession, copySessions, fireSession, hangUp, requested, responded, serverRefused, sessionConnected, type Proxying} from './haproxy-sessions.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';

/** An HAProxy in TCP mode before the apiservers. */
export type HaproxyProcess = Proxying & {
	readonly machine: number;
	readonly checkers: readonly HealthChecker[];
};

type Env = Effects<ChainMessage, ChainNote>;

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
					responded(state, message, effects);
					break;
				}

				case 'proxy-close': {
					clientClosed(state, message.connection, effects);
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
				sessionConnected(state, message.connection, effects);
			}
		},
		refused(state, by, message, effects) {
			if (message.kind === 'health-check') {
				const checker = checkerOf(state, by)!;
				checkAnswered(checker, message.checkId, 'refused', effects);
				follow(state, checker, effects);
			} else if (message.kind === 'proxy-request') {
				serverRefused(state, message.connection, effects);
			}
		},
		fire(state, timer, effects) {
			const checker = fireSession(state, timer, effects) ? undefined : state.checkers.find(each => fireHealthCheck(each, timer, effects));
			if (checker) {
				follow(state, checker, effects);
			}
		},
		die(state) {
			for (const connection of state.sessions.keys()) {
				closeSession(state, connection);
			}
		},
		copy: state => ({
			...state,
			backend: copyBackend(state.backend),
			checkers: state.checkers.map(checker => copyHealthChecker(checker)),
			sessions: copySessions(state.sessions),
		}),
	};
}
