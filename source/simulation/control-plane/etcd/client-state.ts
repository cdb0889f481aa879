import type {ProcessId} from '../../kernel/effects.js';
import type {Microseconds} from '../../kernel/time.js';
import type {EtcdOperation, EtcdResult} from './messages.js';

/** One member that a client talks to, and how its connection stands. */
export type Endpoint = {
	readonly id: ProcessId;
	/** Ready: calls may go there. Otherwise it is being connected to, or waits until it is tried again. */
	state: 'connecting' | 'waiting' | 'ready';
	/** When anything last came from there. */
	heardUs: Microseconds;
	/** When it was last called to see whether the connection stands; -1: it has answered since. */
	pingedUs: Microseconds;
	/** When it is tried again, or given up as not answering. */
	retryUs: Microseconds;
	/** How often in a row it could not be reached. */
	failures: number;
};

/** A request of the client's own process, and where it stands. */
export type Call = {
	/** The process's own mark. */
	readonly token: number;
	readonly operation: EtcdOperation;
	readonly deadlineUs: Microseconds;
	/** Where it is now; -1: it waits for a connection, or to be tried again. */
	readonly endpoint: number;
	readonly sentUs: Microseconds;
	/** How often it has been answered with an error that another try may mend. */
	readonly attempt: number;
	/** When it is tried again; -1: as soon as there is a connection. */
	readonly retryUs: Microseconds;
};

/** What came of a request. */
export type EtcdOutcome = {readonly token: number; readonly result: EtcdResult};

/** How a process talks to etcd: as clientv3 does, taking turns among the members it is connected to. */
export type EtcdClient = {
	readonly endpoints: Endpoint[];
	readonly timeoutMs: number;
	/** The timer's name. */
	readonly timer: string;
	started: boolean;
	/** Whose turn it is. */
	turn: number;
	nextRequest: number;
	readonly calls: Map<number, Call>;
	/** When the timer runs out; -1 without one. */
	timerUs: Microseconds;
};

/**
A client that has no connection yet.
@param endpoints The members it may ask: the one beside it where etcd is stacked, all where it is external.
@param options How long a request may take, in milliseconds, and the name of the timer, where a process has several clients.
*/
export function newEtcdClient(endpoints: readonly ProcessId[], {timeoutMs, timer = 'etcd-client'}: {readonly timeoutMs: number; readonly timer?: string}): EtcdClient {
	return {
		endpoints: endpoints.map(id => ({id, state: 'connecting', heardUs: 0, pingedUs: -1, retryUs: 0, failures: 0})),
		timeoutMs,
		timer,
		started: false,
		turn: 0,
		nextRequest: 1,
		calls: new Map(),
		timerUs: -1,
	};
}

/** A copy that shares nothing that changes. */
export function copyEtcdClient(client: EtcdClient): EtcdClient {
	return {...client, endpoints: client.endpoints.map(endpoint => ({...endpoint})), calls: new Map(client.calls)};
}

/** What a restart does not find. Numbers go on, so that an answer to the dead is never taken for one of ours. */
export function dieEtcdClient(client: EtcdClient): void {
	client.started = false;
	client.turn = 0;
	client.timerUs = -1;
	client.calls.clear();
	for (const endpoint of client.endpoints) {
		endpoint.state = 'connecting';
		endpoint.pingedUs = -1;
		endpoint.failures = 0;
	}
}
