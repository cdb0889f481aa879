import type {ProcessId} from '../kernel/effects.js';

export type BalanceAlgorithm = 'roundrobin' | 'leastconn' | 'source' | 'first';

/** A server as the balancing sees it. All have the same weight. */
export type BackendServer = {
	readonly process: ProcessId;
	/** `maxconn`; null: as many as come. */
	readonly maxConnections: number | null;
	isUp: boolean;
	/** Connections that it has been given and that are not closed yet. */
	connections: number;
	/** Its place in the queue of equals: the longer ago its count changed, the earlier. */
	queuedAt: number;
};

/** What a HAProxy knows of the servers that it spreads connections over. Changed in place. */
export type Backend = {
	readonly algorithm: BalanceAlgorithm;
	/** `retries`: how often a connection that failed is tried again. */
	readonly retries: number;
	/** `option redispatch`: may a further try go to another server? */
	readonly redispatch: boolean;
	readonly timeoutConnectMs: number;
	readonly servers: BackendServer[];
	/** Round robin: whose turn it is. */
	turn: number;
	queued: number;
};

/** HAProxy's defaults: round robin, three retries, no redispatch (configuration manual; defaults.h, CONN_RETRIES). */
export const defaultBackend = {algorithm: 'roundrobin', retries: 3, redispatch: false, timeoutConnectMs: 5000} as const;

/** A backend whose servers are all up, as HAProxy starts with. */
export function newBackend(processes: readonly ProcessId[], {algorithm, retries, redispatch, timeoutConnectMs, maxConnections = null}: Pick<Backend, 'algorithm' | 'retries' | 'redispatch' | 'timeoutConnectMs'> & {readonly maxConnections?: number | null}): Backend {
	return {
		algorithm,
		retries,
		redispatch,
		timeoutConnectMs,
		servers: processes.map((process, index) => ({process, maxConnections, isUp: true, connections: 0, queuedAt: index})),
		turn: 0,
		queued: processes.length,
	};
}

/** A copy that shares nothing that either would change. */
export function copyBackend(backend: Backend): Backend {
	return {...backend, servers: backend.servers.map(server => ({...server}))};
}

function hasRoom({isUp, connections, maxConnections}: BackendServer): boolean {
	return isUp && (maxConnections === null || connections < maxConnections);
}

/** The first from `turn` on, round the circle (lb_fwrr.c, where all weights are equal). */
function nextInTurn({servers, turn}: Backend, avoid: number): number {
	for (let step = 0; step < servers.length; step++) {
		const index = (turn + step) % servers.length;
		if (index !== avoid && hasRoom(servers[index]!)) {
			return index;
		}
	}

	return -1;
}

/** The fewest connections; of equals the one whose count has not changed for the longest (lb_fwlc.c). */
function leastConnected({servers}: Backend, avoid: number): number {
	let best = -1;
	for (const [index, server] of servers.entries()) {
		const {connections, queuedAt} = server;
		if (index !== avoid && hasRoom(server) && (best < 0 || connections < servers[best]!.connections || (connections === servers[best]!.connections && queuedAt < servers[best]!.queuedAt))) {
			best = index;
		}
	}

	return best;
}

/** The client's address modulo the number of servers that are up, in their order; the one to avoid is not avoided (backend.c, get_server_sh; lb_map.c). */
function bySource({servers}: Backend, clientAddress: number): number {
	const up = servers.flatMap(({isUp}, index) => isUp ? [index] : []);
	return up.length === 0 ? -1 : up[(clientAddress >>> 0) % up.length]!;
}

/** The first with room, in the order of their names in the file (lb_fas.c). */
function firstWithRoom({servers}: Backend, avoid: number): number {
	return servers.findIndex((server, index) => index !== avoid && hasRoom(server));
}

function choose(backend: Backend, clientAddress: number, avoid: number): number {
	switch (backend.algorithm) {
		case 'roundrobin': {
			return nextInTurn(backend, avoid);
		}

		case 'leastconn': {
			return leastConnected(backend, avoid);
		}

		case 'source': {
			return bySource(backend, clientAddress);
		}

		case 'first': {
			return firstWithRoom(backend, avoid);
		}
	}
}

/**
Chooses a server for a new connection, or for one that is tried elsewhere; -1 where none is up with room. The one to avoid is taken
only where there is no other. Round robin passes the turn on.
@param options.clientAddress The client's IPv4 address as a number; only `source` asks.
@param options.avoid The server that just failed; -1: none.
*/
export function pickServer(backend: Backend, {clientAddress = 0, avoid = -1}: {readonly clientAddress?: number; readonly avoid?: number} = {}): number {
	const best = choose(backend, clientAddress, avoid);
	const index = best < 0 && avoid >= 0 ? choose(backend, clientAddress, -1) : best;
	if (index >= 0 && backend.algorithm === 'roundrobin') {
		backend.turn = (index + 1) % backend.servers.length;
	}

	return index;
}

/** A connection was given to this server. */
export function takeConnection(backend: Backend, index: number): void {
	const server = backend.servers[index]!;
	server.connections++;
	server.queuedAt = backend.queued++;
}

/** A connection to this server is closed, or came to nothing. */
export function dropConnection(backend: Backend, index: number): void {
	const server = backend.servers[index]!;
	server.connections--;
	server.queuedAt = backend.queued++;
}

/** Follows a check's verdict. Established connections stay, unless `on-marked-down shutdown-sessions` is set (see the note's `shutdownSessions`). */
export function markServer(backend: Backend, index: number, isUp: boolean): void {
	const server = backend.servers[index]!;
	if (server.isUp !== isUp) {
		server.isUp = isUp;
		server.queuedAt = backend.queued++;
	}
}
