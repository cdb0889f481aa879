import test from 'ava';
import {copyBackend, defaultBackend, dropConnection, markServer, newBackend, pickServer, takeConnection, type Backend} from '../../../source/simulation/health-check/backend.js';
import {afterFailedConnection} from '../../../source/simulation/health-check/retry.js';

function backendWith(change: Partial<Parameters<typeof newBackend>[1]> = {}): Backend {
	return newBackend([11, 12, 13], {...defaultBackend, ...change});
}

function picks(backend: Backend, count: number): number[] {
	return Array.from({length: count}, () => {
		const index = pickServer(backend);
		takeConnection(backend, index);
		return index;
	});
}

test('roundrobin goes round those that are up; one that comes back is in turn again', t => {
	const backend = backendWith();
	t.deepEqual(picks(backend, 4), [0, 1, 2, 0]);
	markServer(backend, 1, false);
	t.deepEqual(picks(backend, 4), [2, 0, 2, 0]);
	markServer(backend, 1, true);
	t.deepEqual(picks(backend, 3), [1, 2, 0]);
});

test('leastconn takes the fewest connections; of equals the one that has waited longest', t => {
	const backend = backendWith({algorithm: 'leastconn'});
	t.deepEqual(picks(backend, 4), [0, 1, 2, 0]);
	dropConnection(backend, 0);
	dropConnection(backend, 0);
	t.deepEqual(picks(backend, 2), [0, 1], 'the emptied one first, then of three with one each the longest untouched');
	markServer(backend, 2, false);
	t.deepEqual(picks(backend, 2), [0, 1]);
});

test('after an outage leastconn gives the returning server every new connection until it has as many as the others', t => {
	const backend = backendWith({algorithm: 'leastconn'});
	markServer(backend, 2, false);
	picks(backend, 10);
	markServer(backend, 2, true);
	t.deepEqual(picks(backend, 5), [2, 2, 2, 2, 2]);
});

test('source keeps a client at its server, and moves clients when the number of servers changes', t => {
	const backend = backendWith({algorithm: 'source'});
	t.deepEqual([3, 4, 5, 3].map(clientAddress => pickServer(backend, {clientAddress})), [0, 1, 2, 0]);
	t.is(pickServer(backend, {clientAddress: 4, avoid: 1}), 1, 'a hash avoids nobody');
	markServer(backend, 0, false);
	t.deepEqual([3, 4, 5].map(clientAddress => pickServer(backend, {clientAddress})), [2, 1, 2]);
	t.is(pickServer(backendWith({algorithm: 'source'}), {clientAddress: 0xFF_FF_FF_FF}), 0xFF_FF_FF_FF % 3);
});

test('first fills one server after the other', t => {
	const backend = backendWith({algorithm: 'first', maxConnections: 2});
	t.deepEqual(picks(backend, 6), [0, 0, 1, 1, 2, 2]);
	t.is(pickServer(backend), -1);
	dropConnection(backend, 1);
	t.is(pickServer(backend), 1);
});

test('the failed server is avoided where there is another, and nobody is chosen where none is up', t => {
	for (const algorithm of ['roundrobin', 'leastconn', 'first'] as const) {
		const backend = backendWith({algorithm});
		t.not(pickServer(backend, {avoid: 0}), 0);
		markServer(backend, 1, false);
		markServer(backend, 2, false);
		t.is(pickServer(backend, {avoid: 0}), 0);
		markServer(backend, 0, false);
		t.is(pickServer(backend), -1);
	}
});

test('a server that goes down keeps its connections', t => {
	const backend = backendWith();
	picks(backend, 3);
	const copy = copyBackend(backend);
	markServer(backend, 0, false);
	t.is(backend.servers[0]!.connections, 1);
	t.true(copy.servers[0]!.isUp);
});

/** What follows the first, second, third ... failed attempt at server 0. */
function course(backend: Backend, cause: 'refused' | 'timed-out' = 'refused'): Array<readonly [string, number]> {
	return [1, 2, 3, 4].map(tries => {
		const retry = afterFailedConnection(backend, {server: 0, tries, cause});
		return retry.kind === 'give-up' ? ['give-up', 0] : [retry.kind, retry.afterUs / 1000];
	});
}

test('without redispatch the same server is asked again after a second each, three times (measured: a request that came through took 3012 ms)', t => {
	t.deepEqual(course(backendWith()), [['same', 1000], ['same', 1000], ['same', 1000], ['give-up', 0]]);
	t.deepEqual(course(backendWith({timeoutConnectMs: 400})).slice(0, 1), [['same', 400]]);
	t.deepEqual(course(backendWith({retries: 0})).slice(0, 1), [['give-up', 0]]);
});

test('with redispatch another server is asked at once (measured: no request failed)', t => {
	for (const algorithm of ['roundrobin', 'leastconn', 'first'] as const) {
		t.deepEqual(course(backendWith({redispatch: true, algorithm})), [['redispatch', 0], ['redispatch', 0], ['redispatch', 0], ['give-up', 0]]);
	}
});

test('a hash is redispatched with the last retry, or when the server is no longer up', t => {
	const backend = backendWith({redispatch: true, algorithm: 'source'});
	t.deepEqual(course(backend), [['same', 1000], ['same', 1000], ['redispatch', 0], ['give-up', 0]]);
	markServer(backend, 0, false);
	t.deepEqual(course(backend)[0], ['redispatch', 0]);
});

test('with one server left there is a pause before it is asked again; after a connect time-out there is none', t => {
	const backend = backendWith({redispatch: true});
	markServer(backend, 1, false);
	markServer(backend, 2, false);
	t.deepEqual(course(backend), [['same', 1000], ['same', 1000], ['redispatch', 1000], ['give-up', 0]]);
	t.deepEqual(course(backendWith(), 'timed-out'), [['same', 0], ['same', 0], ['same', 0], ['give-up', 0]]);
});
