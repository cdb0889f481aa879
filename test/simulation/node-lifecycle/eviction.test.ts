import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {fireNodeController, observeNodes} from '../../../source/simulation/node-lifecycle/controller.js';
import {newLimiter, swapRate, takeToken} from '../../../source/simulation/node-lifecycle/limiter.js';
import type {NodeTaint, NodeView, PodView} from '../../../source/simulation/node-lifecycle/nodes.js';
import type {NodeNote} from '../../../source/simulation/node-lifecycle/notes.js';
import {defaultNodeSettings} from '../../../source/simulation/node-lifecycle/settings.js';
import {dieNodeController, newNodeController} from '../../../source/simulation/node-lifecycle/state.js';
import {recordingEffects} from '../../helpers/recording-effects.js';

// What tainteviction/taint_eviction.go does of pods on nodes with a NoExecute taint.

function tainted(noExecute: NodeTaint | null, pods: readonly PodView[]): NodeView {
	return {name: 'a', zone: '', leaseRenewedVersion: 1, statusVersion: 1, ready: 'unknown', noSchedule: 'unreachable', noExecute, pods};
}

const pod = (name: string, tolerationS: number | null, terminating = false): PodView => ({name, tolerationS, terminating});

function watching() {
	const effects = recordingEffects<never, NodeNote>();
	effects.localNow = seconds(100);
	return {controller: newNodeController(defaultNodeSettings), effects};
}

test('a pod that tolerates nothing goes at once, one that tolerates for a time after it, one that tolerates for ever never', t => {
	const {controller, effects} = watching();
	const node = tainted('unreachable', [pod('none', 0), pod('default', 300), pod('daemon', null), pod('short', 20)]);
	t.deepEqual(observeNodes(controller, [node], effects), [{kind: 'delete-pod', node: 'a', pod: 'none'}]);
	t.is(effects.timers.get('node-eviction'), seconds(120));
	effects.localNow = seconds(120);
	t.deepEqual(fireNodeController(controller, 'node-eviction', [node], effects), [{kind: 'delete-pod', node: 'a', pod: 'short'}]);
	t.is(effects.timers.get('node-eviction'), seconds(400));
	effects.timers.delete('node-eviction');
	effects.localNow = seconds(400);
	t.deepEqual(fireNodeController(controller, 'node-eviction', [node], effects), [{kind: 'delete-pod', node: 'a', pod: 'default'}]);
	t.false(effects.timers.has('node-eviction'));
	t.deepEqual(effects.notes.filter(note => note.kind === 'pod-deletion-requested').map(note => [note.pod, note.toleratedUs]), [['none', 0], ['short', seconds(20)], ['default', seconds(300)]]);
});

test('a pod is not deleted twice, and one that is terminating not at all', t => {
	const {controller, effects} = watching();
	const node = tainted('unreachable', [pod('none', 0), pod('gone', 0, true)]);
	t.is(observeNodes(controller, [node], effects).length, 1);
	t.deepEqual(observeNodes(controller, [node], effects), []);
});

test('as the taint goes all clocks stop, and a new taint starts them anew', t => {
	const {controller, effects} = watching();
	observeNodes(controller, [tainted('unreachable', [pod('p', 300)])], effects);
	effects.localNow = seconds(350);
	observeNodes(controller, [tainted(null, [pod('p', 300)])], effects);
	t.false(effects.timers.has('node-eviction'));
	t.like(effects.notes.at(-1), {kind: 'pod-eviction-cancelled', pod: 'p', leftUs: seconds(50)});
	effects.localNow = seconds(360);
	observeNodes(controller, [tainted('unreachable', [pod('p', 300)])], effects);
	t.is(effects.timers.get('node-eviction'), seconds(660));
});

test('as one taint takes the other\'s place the clock runs on', t => {
	const {controller, effects} = watching();
	observeNodes(controller, [tainted('not-ready', [pod('p', 300)])], effects);
	effects.localNow = seconds(200);
	observeNodes(controller, [tainted('unreachable', [pod('p', 300)])], effects);
	t.is(effects.timers.get('node-eviction'), seconds(400));
});

test('a pod that is gone has no clock', t => {
	const {controller, effects} = watching();
	observeNodes(controller, [tainted('unreachable', [pod('p', 300), pod('q', 300)])], effects);
	observeNodes(controller, [tainted('unreachable', [pod('q', 300)])], effects);
	t.deepEqual([...controller.evictions.keys()], ['q']);
});

test('a new leader starts all clocks anew', t => {
	const {controller, effects} = watching();
	observeNodes(controller, [tainted('unreachable', [pod('p', 300)])], effects);
	dieNodeController(controller);
	effects.localNow = seconds(390);
	observeNodes(controller, [tainted('unreachable', [pod('p', 300)])], effects);
	t.is(effects.timers.get('node-eviction'), seconds(690));
});

test('a limiter has one token, and a new one after a period', t => {
	const limiter = newLimiter(0.1, seconds(100));
	t.true(takeToken(limiter, seconds(100)));
	t.false(takeToken(limiter, seconds(109.999_999)));
	t.true(takeToken(limiter, seconds(110)));
	t.true(takeToken(limiter, seconds(500)));
	t.false(takeToken(limiter, seconds(500)), 'tokens do not gather');
});

test('a limiter that goes on at another rate has a token only if it had one', t => {
	for (const [takenS, firstS] of [[null, 105], [100, 205]] as const) {
		const limiter = newLimiter(0.1, seconds(100));
		if (takenS !== null) {
			takeToken(limiter, seconds(takenS));
		}

		swapRate(limiter, 0.01, seconds(105));
		t.is(limiter.readyAtUs, seconds(firstS));
	}

	const stopped = newLimiter(0.1, 0);
	swapRate(stopped, 0, seconds(100));
	t.false(takeToken(stopped, seconds(1000)));
	swapRate(stopped, 0.1, seconds(1000));
	t.is(stopped.readyAtUs, seconds(1010));
	swapRate(stopped, 0.1, seconds(1005));
	t.is(stopped.readyAtUs, seconds(1010), 'the same rate changes nothing');
});
