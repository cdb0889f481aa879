import test from 'ava';
import {milliseconds, seconds} from '../../../source/simulation/kernel/time.js';
import {fireNodeController, observeNodes, startNodeController} from '../../../source/simulation/node-lifecycle/controller.js';
import type {NodeAction, NodeView} from '../../../source/simulation/node-lifecycle/nodes.js';
import type {NodeNote} from '../../../source/simulation/node-lifecycle/notes.js';
import {monitorPass} from '../../../source/simulation/node-lifecycle/pass.js';
import {defaultNodeSettings} from '../../../source/simulation/node-lifecycle/settings.js';
import {copyNodeController, isFullyDisrupted, newNodeController, type NodeController} from '../../../source/simulation/node-lifecycle/state.js';
import {zoneStateOf} from '../../../source/simulation/node-lifecycle/zones.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

// The rows of node_lifecycle_controller.go, one test for each.

type Env = Recording<never, NodeNote>;

function viewOf(name: string, changes: Partial<NodeView> = {}): NodeView {
	return {name, zone: '', leaseRenewedVersion: 1, statusVersion: 1, ready: 'true', noSchedule: null, noExecute: null, pods: [], ...changes};
}

function controllerAt(atS: number, view: readonly NodeView[]): {controller: NodeController; effects: Env} {
	const effects: Env = recordingEffects<never, NodeNote>();
	const controller = newNodeController(defaultNodeSettings);
	effects.localNow = seconds(atS);
	monitorPass(controller, view, effects);
	effects.notes.length = 0;
	return {controller, effects};
}

function passAt(controller: NodeController, effects: Env, atUs: number, view: readonly NodeView[]): readonly NodeAction[] {
	effects.localNow = atUs;
	return monitorPass(controller, view, effects);
}

function fire(controller: NodeController, effects: Env, view: readonly NodeView[]): readonly NodeAction[] {
	effects.localNow = effects.timers.get('node-tainting')!;
	effects.timers.delete('node-tainting');
	return fireNodeController(controller, 'node-tainting', view, effects)!;
}

const two = viewOf('b');

test('a node is first seen with its whole grace period', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	t.deepEqual(passAt(controller, effects, seconds(150), [viewOf('a'), viewOf('b', {leaseRenewedVersion: 2})]), []);
});

test('the comparison is strict: at the very end of the grace period a node is still Ready', t => {
	for (const [lateUs, actions] of [[0, []], [1, [{kind: 'mark-unknown', node: 'a'}, {kind: 'mark-pods-not-ready', node: 'a'}]]] as const) {
		const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
		t.deepEqual(passAt(controller, effects, seconds(150) + lateUs, [viewOf('a'), viewOf('b', {leaseRenewedVersion: 2})]), actions);
	}
});

test('a renewed Lease counts from the pass that sees it', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	passAt(controller, effects, seconds(105), [viewOf('a', {leaseRenewedVersion: 2}), two]);
	t.is(controller.healths.get('a')!.probeUs, seconds(105));
	t.is(controller.healths.get('b')!.probeUs, seconds(100));
});

test('a posted status counts as well, and makes it take a known Lease for news in the pass after', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	passAt(controller, effects, seconds(105), [viewOf('a', {statusVersion: 2}), two]);
	t.is(controller.healths.get('a')!.probeUs, seconds(105));
	passAt(controller, effects, seconds(110), [viewOf('a', {statusVersion: 2}), two]);
	t.is(controller.healths.get('a')!.probeUs, seconds(110));
	passAt(controller, effects, seconds(115), [viewOf('a', {statusVersion: 2}), two]);
	t.is(controller.healths.get('a')!.probeUs, seconds(110));
});

test('a status that comes with a renewed Lease counts once', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	const both = viewOf('a', {statusVersion: 2, leaseRenewedVersion: 2});
	passAt(controller, effects, seconds(105), [both, two]);
	passAt(controller, effects, seconds(110), [both, two]);
	t.is(controller.healths.get('a')!.probeUs, seconds(105));
});

test('whoever became Unknown is queued by the next pass, and tainted on the grid of 100 ms', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	const alive = viewOf('b', {leaseRenewedVersion: 2});
	passAt(controller, effects, seconds(151), [viewOf('a'), alive]);
	t.false(effects.timers.has('node-tainting'));
	const unknown = viewOf('a', {ready: 'unknown'});
	t.deepEqual(passAt(controller, effects, seconds(156), [unknown, alive]), []);
	t.like(effects.notes.at(-1), {kind: 'node-queued', node: 'a', taint: 'unreachable', place: 0});
	const inUs = effects.timers.get('node-tainting')! - seconds(156);
	t.true(inUs > 0 && inUs <= milliseconds(100));
	t.deepEqual(fire(controller, effects, [unknown, alive]), [{kind: 'taint-no-execute', node: 'a', taint: 'unreachable'}]);
});

test('a kubelet that says it is not ready is queued at once, for the other taint', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	const ill = viewOf('a', {ready: 'false', statusVersion: 2});
	t.deepEqual(passAt(controller, effects, seconds(105), [ill, two]), []);
	t.deepEqual(fire(controller, effects, [ill, two]), [{kind: 'taint-no-execute', node: 'a', taint: 'not-ready'}]);
});

test('one taint takes the other\'s place at once, without a token', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), viewOf('b'), viewOf('c')]);
	const view = [viewOf('a', {ready: 'unknown', noExecute: 'not-ready'}), viewOf('b', {ready: 'false', noExecute: 'unreachable', statusVersion: 2}), viewOf('c')];
	const actions = passAt(controller, effects, seconds(105), view);
	t.deepEqual([...actions].sort((left, right) => left.node.localeCompare(right.node)), [
		{kind: 'taint-no-execute', node: 'a', taint: 'unreachable'},
		{kind: 'taint-no-execute', node: 'b', taint: 'not-ready'},
	]);
	t.true(effects.notes.filter(note => note.kind === 'node-tainted').every(note => note.swapped));
});

test('whoever has its taint is not queued again', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	const unknown = viewOf('a', {ready: 'unknown'});
	passAt(controller, effects, seconds(105), [unknown, two]);
	fire(controller, effects, [unknown, two]);
	passAt(controller, effects, seconds(110), [viewOf('a', {ready: 'unknown', noExecute: 'unreachable'}), two]);
	t.false(effects.timers.has('node-tainting'));
});

test('a taint that was not written is queued again by the next pass', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	const unknown = viewOf('a', {ready: 'unknown'});
	passAt(controller, effects, seconds(105), [unknown, two]);
	fire(controller, effects, [unknown, two]);
	passAt(controller, effects, seconds(110), [unknown, two]);
	t.true(effects.timers.has('node-tainting'));
});

test('whoever is Ready again loses its taint and its place in the queue', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), viewOf('b'), viewOf('c')]);
	passAt(controller, effects, seconds(105), [viewOf('a', {ready: 'unknown'}), viewOf('b', {ready: 'unknown', noExecute: 'unreachable'}), viewOf('c')]);
	const actions = passAt(controller, effects, seconds(110), [viewOf('a'), viewOf('b', {noExecute: 'unreachable'}), viewOf('c')]);
	t.deepEqual(actions, [{kind: 'untaint', node: 'b', effect: 'no-execute'}]);
	t.true(effects.notes.some(note => note.kind === 'node-unqueued' && note.node === 'a' && note.why === 'ready'));
	t.false(effects.timers.has('node-tainting'));
});

test('a node that is Ready when its turn comes is left alone, and costs the token', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	passAt(controller, effects, seconds(105), [viewOf('a', {ready: 'unknown'}), two]);
	t.deepEqual(fire(controller, effects, [viewOf('a'), two]), []);
	const tokenUs = controller.zones.get('')!.limiter.readyAtUs;
	t.is(tokenUs, effects.localNow + seconds(10));
});

test('nodes of a zone are tainted ten seconds apart, and zones do not wait for each other', t => {
	const healthy = ['x', 'y', 'z'].map(name => viewOf(name));
	const names = [viewOf('a'), viewOf('b'), viewOf('c', {zone: 'far'}), viewOf('d', {zone: 'far'})];
	const {controller, effects} = controllerAt(100, [...names, ...healthy]);
	const view = [...names.map(node => node.name === 'd' ? node : {...node, ready: 'unknown' as const}), ...healthy];
	passAt(controller, effects, seconds(105), view);
	t.deepEqual(fire(controller, effects, view).map(({node}) => node === 'c' ? 'far' : 'near').sort(), ['far', 'near']);
	const firstUs = effects.localNow;
	t.is(fire(controller, effects, view).length, 1);
	t.true(effects.localNow - firstUs >= seconds(10) && effects.localNow - firstUs < seconds(10.1));
});

test('a zone is full, partial or normal by its nodes', t => {
	for (const [ready, notReady, state] of [
		[0, 1, 'full'], [0, 5, 'full'], [1, 2, 'normal'], [2, 3, 'partial'], [3, 3, 'normal'], [3, 4, 'partial'], [3, 2, 'normal'], [9, 11, 'partial'], [10, 11, 'normal'], [5, 0, 'normal'],
	] as const) {
		t.is(zoneStateOf({ready, notReady}, defaultNodeSettings), state, `${ready} ready, ${notReady} not`);
	}
});

test('a large zone disrupted in part is slowed down to one node every hundred seconds, a small one is left alone', t => {
	for (const [count, ratePerS] of [[50, 0], [51, 0.01]] as const) {
		const names = Array.from({length: count}, (_, index) => viewOf(`n${index}`));
		const {controller, effects} = controllerAt(100, names);
		passAt(controller, effects, seconds(105), names.map((node, index) => index < 40 ? {...node, ready: 'unknown' as const} : node));
		t.like(effects.notes.find(note => note.kind === 'node-zone'), {state: 'partial', notReady: 40, nodes: count, ratePerS});
		t.is(controller.zones.get('')!.limiter.ratePerS, ratePerS);
	}
});

test('one zone without a Ready node goes on at the normal rate while another one has any', t => {
	const names = [viewOf('a', {zone: 'one'}), viewOf('b', {zone: 'one'}), viewOf('c', {zone: 'two'})];
	const {controller, effects} = controllerAt(100, names);
	passAt(controller, effects, seconds(105), names.map(node => node.zone === 'one' ? {...node, ready: 'unknown' as const} : node));
	t.like(effects.notes.find(note => note.kind === 'node-zone'), {zone: 'one', state: 'full', ratePerS: 0.1});
	t.false(isFullyDisrupted(controller));
	t.true(effects.timers.has('node-tainting'));
});

test('as the last node of the last zone becomes Unknown all taints go, and nothing is tainted any more', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), viewOf('b'), viewOf('c')]);
	passAt(controller, effects, seconds(105), [viewOf('a', {ready: 'unknown', noExecute: 'unreachable'}), viewOf('b', {ready: 'unknown'}), viewOf('c')]);
	const actions = passAt(controller, effects, seconds(151), [viewOf('a', {ready: 'unknown', noExecute: 'unreachable'}), viewOf('b', {ready: 'unknown'}), viewOf('c')]);
	t.deepEqual(actions.slice(2), [{kind: 'untaint', node: 'a', effect: 'no-execute'}]);
	t.true(isFullyDisrupted(controller));
	t.like(effects.notes.find(note => note.kind === 'node-full-disruption'), {nodes: 3});
	t.false(effects.timers.has('node-tainting'));
	passAt(controller, effects, seconds(156), ['a', 'b', 'c'].map(name => viewOf(name, {ready: 'unknown'})));
	t.false(effects.timers.has('node-tainting'), 'queued, at a rate of nothing');
});

test('as the first node is Ready again every node gets its grace period anew, and the first taint waits ten seconds', t => {
	const silent = ['a', 'b'].map(name => viewOf(name, {ready: 'unknown'}));
	const {controller, effects} = controllerAt(100, silent);
	t.true(isFullyDisrupted(controller));
	passAt(controller, effects, seconds(170), [viewOf('a', {statusVersion: 2}), silent[1]!]);
	t.false(isFullyDisrupted(controller));
	t.deepEqual([...controller.healths.values()].map(({probeUs}) => probeUs), [seconds(170), seconds(170)]);
	t.is(controller.zones.get('')!.limiter.readyAtUs, seconds(180));
	t.true(effects.timers.get('node-tainting')! >= seconds(180));
	t.true(effects.timers.get('node-tainting')! <= seconds(180.1));
});

test('the condition brings the NoSchedule taint at once, and takes it off', t => {
	const {controller, effects} = controllerAt(100, [two]);
	t.deepEqual(observeNodes(controller, [viewOf('a', {ready: 'unknown'})], effects), [{kind: 'taint-no-schedule', node: 'a', taint: 'unreachable'}]);
	t.deepEqual(observeNodes(controller, [viewOf('a', {ready: 'false', noSchedule: 'unreachable'})], effects), [{kind: 'taint-no-schedule', node: 'a', taint: 'not-ready'}]);
	t.deepEqual(observeNodes(controller, [viewOf('a', {noSchedule: 'not-ready'})], effects), [{kind: 'untaint', node: 'a', effect: 'no-schedule'}]);
	t.deepEqual(observeNodes(controller, [viewOf('a')], effects), []);
});

test('passes drift by what they take: 1 to 20 ms more than the period', t => {
	const effects: Env = recordingEffects<never, NodeNote>();
	const controller = newNodeController(defaultNodeSettings);
	startNodeController(controller, effects);
	t.true(effects.timers.get('node-monitor')! <= milliseconds(100));
	const spans: number[] = [];
	for (let pass = 0; pass < 500; pass++) {
		effects.localNow = effects.timers.get('node-monitor')!;
		fireNodeController(controller, 'node-monitor', [two], effects);
		spans.push(effects.timers.get('node-monitor')! - effects.localNow - seconds(5));
	}

	t.true(Math.min(...spans) >= milliseconds(1) && Math.min(...spans) < milliseconds(2));
	t.true(Math.max(...spans) <= milliseconds(20) && Math.max(...spans) > milliseconds(19));
	t.is(fireNodeController(controller, 'raft-tick', [two], effects), undefined);
});

test('a copy shares nothing that changes', t => {
	const {controller, effects} = controllerAt(100, [viewOf('a'), two]);
	passAt(controller, effects, seconds(105), [viewOf('a', {ready: 'unknown'}), two]);
	const copy = copyNodeController(controller);
	const before = structuredClone(copy);
	passAt(controller, effects, seconds(160), [viewOf('a'), two]);
	observeNodes(controller, [viewOf('a', {noExecute: 'unreachable', pods: [{name: 'p', tolerationS: 5, terminating: false}]})], effects);
	t.deepEqual(copy, before);
});
