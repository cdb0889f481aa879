/*
What clients of the VIP see, held against real keepalived 2.2.7 and HAProxy 2.6.12 in network namespaces: 20 requests a second, each on a
connection of its own with a second's patience (here HAProxy's and keepalived's own defaults, as the scenarios have them).
*/
import test from 'ava';
import {hit, probed, run, runningChain} from './chains.js';

/** Seeds, and a moment within the periods of checks and adverts for each. */
const phases = [1, 2, 3, 4, 5, 6].map(seed => ({seed, warmMs: 15_000 + (seed * 370)}));
const manyPhases = Array.from({length: 14}, (_, index) => ({seed: index + 1, warmMs: 15_000 + (index * 370)}));

/** How many probes of a span failed, by how. */
function failuresAfter(faults: readonly string[], forMs: number, set: readonly string[] = []): ReadonlyArray<{readonly all: number; readonly refused: number; readonly timeout: number}> {
	return phases.map(({seed, warmMs}) => {
		const running = runningChain({seed, warmMs, set});
		hit(running, ...faults);
		const {failures} = probed(running, forMs);
		return {all: failures.length, refused: failures.filter(each => each === 'refused').length, timeout: failures.filter(each => each === 'timeout').length};
	});
}

test('an apiserver that is killed costs nobody anything: redispatch', t => {
	for (const {all} of failuresAfter(['kill apiserver-1'], 8000)) {
		t.is(all, 0);
	}
});

test('an apiserver that hangs costs a few, until three checks have timed out (10 to 12 s)', t => {
	for (const {all, timeout} of failuresAfter(['freeze apiserver-1'], 16_000)) {
		t.true(all >= 8 && all <= 25, String(all));
		t.is(timeout, all);
	}

	const running = runningChain();
	hit(running, 'freeze apiserver-1');
	run(running, 12_100);
	t.deepEqual(probed(running, 5000).failures, []);
});

test('keepalived that resigns: 0.61 s, and what is sent meanwhile is lost, not refused', t => {
	for (const {all, refused} of failuresAfter(['stop keepalived-1'], 5000)) {
		t.true(all >= 11 && all <= 13, String(all));
		t.is(refused, 0);
	}
});

test('keepalived that is killed: none, for its machine still has the address until the next one\'s gratuitous ARP', t => {
	for (const {all} of failuresAfter(['kill keepalived-1'], 6000)) {
		t.is(all, 0);
	}
});

test('HAProxy that is killed: refused until the script has failed twice (1 to 2 s), and then lost for the skew (0.61 s)', t => {
	for (const {refused, timeout, all} of failuresAfter(['kill haproxy-1'], 8000)) {
		t.true(refused >= 20 && refused <= 41, String(refused));
		t.true(timeout >= 11 && timeout <= 13, String(timeout));
		t.is(all, refused + timeout);
	}
});

test('the holder\'s machine loses power: everything for 2.6 to 3.6 s, then some until the dead apiserver is DOWN', t => {
	for (const {seed, warmMs} of phases) {
		const running = runningChain({seed, warmMs});
		hit(running, 'kill node-1');
		const first = probed(running, 1400);
		t.is(first.failures.length, first.count);
		// The probes of that span took until 2.5 s; by 3.6 s the VIP has moved.
		run(running, 1200);
		const next = probed(running, 2000);
		t.true(next.failures.length < next.count / 2, `${next.failures.length} of ${next.count}`);
		run(running, 6200);
		t.deepEqual(probed(running, 3000).failures, []);
	}
});

test('two of three machines lose power: no quorum, no API, whatever has the VIP', t => {
	const running = runningChain();
	hit(running, 'kill node-2', 'kill node-3');
	run(running, 15_000);
	const {count, failures} = probed(running, 2000);
	t.is(failures.length, count);
});

test('a split heals without a word: where the address was taken away nobody refuses, and nobody answers', t => {
	const lost = manyPhases.map(({seed, warmMs}) => {
		const running = runningChain({seed, warmMs, behindRouter: true});
		hit(running, 'cut node-1|rest');
		run(running, 7000);
		hit(running, 'heal');
		run(running, 3000);
		return probed(running, 2000).failures;
	});
	t.true(lost.some(failures => failures.length >= 39 && failures.every(failure => failure === 'timeout')));
	t.true(lost.some(failures => failures.length === 0));
});

test('a kubelet whose connection nobody takes is back with one of TCP\'s next tries, not after its own ten seconds', t => {
	const running = runningChain({parts: ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'], set: ['node.localKubelets=false'], warmMs: 40_000, probes: []});
	const fronts = [1, 2, 3].flatMap(index => [`haproxy-${index}`, `keepalived-${index}`]);
	hit(running, ...fronts.map(name => `kill ${name}`));
	run(running, 30_000);
	hit(running, ...fronts.map(name => `restart ${name}`));
	// Nobody has the VIP for the down interval, 3.6 s; what is asked then is sent again after 1, 3 and 7 s.
	run(running, 3700 + 7000);
	const contacts = running.told.flatMap(({process, note}) => note.kind === 'kubelet-lost-contact' || note.kind === 'kubelet-regained-contact' ? [{process, kind: note.kind}] : []);
	for (const kubelet of [1, 2, 3, 4, 5, 6].map(index => `kubelet-${index}`)) {
		t.deepEqual(contacts.filter(({process}) => process === kubelet).map(({kind}) => kind), ['kubelet-lost-contact', 'kubelet-regained-contact'], kubelet);
	}
});
