import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {fireKubelet, kubeletAnswered, startKubelet, startWarmKubelet} from '../../../source/simulation/node-lifecycle/kubelet.js';
import {copyKubelet, dieKubelet, emptyKubelet, newKubelet, type Kubelet, type KubeletAsk, type KubeletOutcome} from '../../../source/simulation/node-lifecycle/kubelet-state.js';
import type {PodView} from '../../../source/simulation/node-lifecycle/nodes.js';
import type {NodeNote} from '../../../source/simulation/node-lifecycle/notes.js';
import {defaultNodeSettings} from '../../../source/simulation/node-lifecycle/settings.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

type Env = Recording<never, NodeNote>;

const ok = (version = 0): KubeletOutcome => ({ok: true, version, node: null});
const failed = (error: 'timeout' | 'unavailable' | 'conflict' | 'not-found' | 'exists'): KubeletOutcome => ({ok: false, error});
const read = (ready: 'true' | 'unknown', pods: readonly PodView[] = []): KubeletOutcome => ({ok: true, version: 0, node: {ready, pods}});

function warm(pods: readonly string[] = []): {kubelet: Kubelet; effects: Env} {
	const effects: Env = recordingEffects<never, NodeNote>();
	const kubelet = newKubelet(defaultNodeSettings, {node: 'a', pods});
	startWarmKubelet(kubelet, 1, effects);
	return {kubelet, effects};
}

function fire(kubelet: Kubelet, effects: Env, timer: string): readonly KubeletAsk[] {
	effects.localNow = effects.timers.get(timer)!;
	effects.timers.delete(timer);
	return fireKubelet(kubelet, timer, effects)!;
}

/** Answers the one request there is. */
function answer(kubelet: Kubelet, effects: Env, asks: readonly KubeletAsk[], outcome: KubeletOutcome): readonly KubeletAsk[] {
	return kubeletAnswered(kubelet, asks[0]!.token, outcome, effects);
}

function kinds(asks: readonly KubeletAsk[]): string[] {
	return asks.map(({operation}) => operation.kind);
}

test('it renews its Lease without reading it, every 10 to 10.4 seconds after the last answer', t => {
	const {kubelet, effects} = warm();
	const spans: number[] = [];
	for (let round = 0; round < 200; round++) {
		const asks = fire(kubelet, effects, 'kubelet-lease');
		t.deepEqual(asks[0]!.operation, {kind: 'renew-lease', node: 'a', version: round + 1});
		t.deepEqual(answer(kubelet, effects, asks, ok(round + 2)), []);
		spans.push(effects.timers.get('kubelet-lease')! - effects.localNow);
	}

	t.true(Math.min(...spans) >= seconds(10) && Math.max(...spans) <= seconds(10.4) && Math.max(...spans) > seconds(10.38));
});

test('five tries follow at once; then it looks for its Lease, twice as patiently each time, up to seven seconds', t => {
	const {kubelet, effects} = warm();
	let asks = fire(kubelet, effects, 'kubelet-lease');
	const tried: string[] = [];
	for (let round = 0; round < 5; round++) {
		tried.push(...kinds(asks));
		asks = answer(kubelet, effects, asks, failed('timeout'));
	}

	t.deepEqual(tried, Array.from({length: 5}, () => 'renew-lease'));
	const waits: number[] = [];
	for (let round = 0; round < 8; round++) {
		t.deepEqual(kinds(asks), ['get-lease']);
		t.deepEqual(answer(kubelet, effects, asks, failed('unavailable')), []);
		waits.push((effects.timers.get('kubelet-lease-backoff')! - effects.localNow) / 1000);
		asks = fire(kubelet, effects, 'kubelet-lease-backoff');
	}

	t.deepEqual(waits, [200, 400, 800, 1600, 3200, 6400, 7000, 7000]);
	asks = answer(kubelet, effects, asks, ok(9));
	t.deepEqual(asks[0]!.operation, {kind: 'renew-lease', node: 'a', version: 9});
	answer(kubelet, effects, asks, ok(10));
	t.true(effects.timers.has('kubelet-lease'));
});

test('after five more tries in vain it waits for its next round', t => {
	const {kubelet, effects} = warm();
	let asks = fire(kubelet, effects, 'kubelet-lease');
	for (let round = 0; round < 5; round++) {
		asks = answer(kubelet, effects, asks, failed('unavailable'));
	}

	asks = answer(kubelet, effects, asks, ok(3));
	for (let round = 0; round < 5; round++) {
		t.deepEqual(kinds(asks), ['renew-lease']);
		asks = answer(kubelet, effects, asks, failed('unavailable'));
	}

	t.deepEqual(asks, []);
	t.true(effects.timers.get('kubelet-lease')! - effects.localNow >= seconds(10));
});

test('a version that is not the last one is read anew, and the try goes on', t => {
	const {kubelet, effects} = warm();
	let asks = fire(kubelet, effects, 'kubelet-lease');
	asks = answer(kubelet, effects, asks, failed('conflict'));
	t.deepEqual(kinds(asks), ['get-lease']);
	asks = answer(kubelet, effects, asks, ok(5));
	t.deepEqual(asks[0]!.operation, {kind: 'renew-lease', node: 'a', version: 5});
});

test('a node without a Lease makes one, which renews it as well', t => {
	const effects: Env = recordingEffects<never, NodeNote>();
	const kubelet = newKubelet(defaultNodeSettings, {node: 'a', pods: []});
	startKubelet(kubelet, effects);
	let asks = fire(kubelet, effects, 'kubelet-lease');
	t.deepEqual(kinds(asks), ['get-lease']);
	asks = answer(kubelet, effects, asks, failed('not-found'));
	t.deepEqual(kinds(asks), ['create-lease']);
	t.deepEqual(answer(kubelet, effects, asks, ok(1)), []);
	t.is(kubelet.leaseVersion, 1);
	t.true(effects.timers.has('kubelet-lease'));
});

test('a status that is as posted is not posted again for five minutes', t => {
	const {kubelet, effects} = warm();
	const posts: number[] = [];
	const operations: string[] = [];
	while (posts.length < 2) {
		const asks = answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('true'));
		if (asks.length > 0) {
			operations.push(...kinds(asks));
			answer(kubelet, effects, asks, ok());
			posts.push(effects.localNow / 1_000_000);
		}
	}

	t.deepEqual(operations, ['post-status', 'post-status']);
	t.true(posts[0]! >= 300 && posts[0]! < 310.4 && posts[1]! - posts[0]! >= 300 && posts[1]! - posts[0]! < 310.4);
});

test('where the API calls its node Unknown it says at once that it is Ready', t => {
	const {kubelet, effects} = warm();
	t.deepEqual(kinds(answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('unknown'))), ['post-status']);
});

test('a status that cannot be read or posted is tried five times at once', t => {
	const {kubelet, effects} = warm();
	let asks = fire(kubelet, effects, 'kubelet-status');
	const tried: string[] = [];
	while (asks.length > 0) {
		tried.push(...kinds(asks));
		asks = answer(kubelet, effects, asks, asks[0]!.operation.kind === 'get-node' && tried.length === 1 ? read('unknown') : failed('timeout'));
	}

	t.deepEqual(tried, ['get-node', 'post-status', 'get-node', 'get-node', 'get-node', 'get-node']);
	t.true(effects.timers.has('kubelet-status'));
});

test('it tells when it loses and regains contact', t => {
	const {kubelet, effects} = warm();
	const asks = fire(kubelet, effects, 'kubelet-lease');
	const next = answer(kubelet, effects, asks, failed('timeout'));
	effects.localNow += seconds(30);
	answer(kubelet, effects, next, failed('conflict'));
	t.deepEqual(effects.notes, [{kind: 'kubelet-lost-contact', node: 'a', why: 'timeout'}, {kind: 'kubelet-regained-contact', node: 'a', afterUs: seconds(30)}]);
});

test('it ends containers of pods that are to go, and says so again until the object is gone', t => {
	const {kubelet, effects} = warm(['p', 'q', 'r']);
	const listed = [{name: 'p', tolerationS: 0, terminating: true}, {name: 'q', tolerationS: 0, terminating: false}, {name: 'new', tolerationS: 0, terminating: false}];
	t.deepEqual(answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('true', listed)), []);
	t.deepEqual([...kubelet.pods], [['p', 'stopping'], ['q', 'running'], ['r', 'stopping'], ['new', 'running']]);
	t.deepEqual(fire(kubelet, effects, 'kubelet-pod/p')[0]!.operation, {kind: 'remove-pod', node: 'a', pod: 'p'});
	t.deepEqual(kinds(answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('true', listed))), ['remove-pod']);
	answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('true', listed.slice(1)));
	t.false(kubelet.pods.has('p'));
});

test('containers outlive their kubelet, and not their machine', t => {
	const {kubelet, effects} = warm(['p']);
	const copy = copyKubelet(kubelet);
	answer(kubelet, effects, fire(kubelet, effects, 'kubelet-status'), read('true', [{name: 'p', tolerationS: 0, terminating: true}]));
	dieKubelet(kubelet);
	t.deepEqual([...kubelet.pods], [['p', 'running']]);
	t.is(kubelet.leaseVersion, 0);
	emptyKubelet(kubelet);
	t.is(kubelet.pods.size, 0);
	t.deepEqual([...copy.pods], [['p', 'running']]);
});

test('outcomes it does not wait for are nothing to it', t => {
	const {kubelet, effects} = warm();
	const asks = fire(kubelet, effects, 'kubelet-lease');
	answer(kubelet, effects, asks, ok(2));
	t.deepEqual(answer(kubelet, effects, asks, failed('timeout')), []);
	t.is(kubelet.leaseVersion, 2);
	t.true(kubelet.hasContact);
	t.is(fireKubelet(kubelet, 'raft-tick', effects), undefined);
});
