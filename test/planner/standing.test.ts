import test from 'ava';
import {standing} from '../../source/planner/standing.js';
import {external, layoutOf, stacked} from '../helpers/layouts.js';

const without = (...places: number[]) => new Set(places.map(place => `node-${place}`));

test('with everything up: who serves, who holds the VIP, and what would be fatal next', t => {
	t.deepEqual(standing(stacked({voters: 3, workers: 2}), without()), {
		down: [],
		etcd: {up: ['node-1', 'node-2', 'node-3'], quorum: 2, hasQuorum: true},
		apiservers: {running: ['node-1', 'node-2', 'node-3'], serving: ['node-1', 'node-2', 'node-3']},
		endpoint: {kind: 'keepalived', holders: ['node-1', 'node-2', 'node-3'], open: true},
		controlPlane: true,
		workloads: {up: ['node-4', 'node-5'], healing: true},
		nextFatal: {
			size: 2, machines: [['node-1', 'node-2'], ['node-1', 'node-3'], ['node-2', 'node-3']], count: 3, zones: [],
		},
	});
});

test('three voters with one down: either of the others is the last one', t => {
	const {nextFatal, controlPlane, etcd} = standing(stacked({voters: 3}), without(2));
	t.true(controlPlane);
	t.deepEqual(etcd, {up: ['node-1', 'node-3'], quorum: 2, hasQuorum: true});
	t.deepEqual(nextFatal, {
		size: 1, machines: [['node-1'], ['node-3']], count: 2, zones: [],
	});
});

test('without quorum no apiserver serves, the VIP is still held, pods run on and nothing heals', t => {
	t.deepEqual(standing(stacked({voters: 3, workers: 1}), without(3, 1)), {
		down: ['node-1', 'node-3'],
		etcd: {up: ['node-2'], quorum: 2, hasQuorum: false},
		apiservers: {running: ['node-2'], serving: []},
		endpoint: {kind: 'keepalived', holders: ['node-2'], open: true},
		controlPlane: false,
		workloads: {up: ['node-4'], healing: false},
		nextFatal: {
			size: null, machines: [], count: 0, zones: [],
		},
	});
});

test('external: any apiserver serves while etcd has quorum, and all of them gone is fatal', t => {
	const layout = external({controlPlanes: 2, voters: 3, workers: 1});
	const one = standing(layout, without(1, 3));
	t.deepEqual(one.apiservers, {running: ['node-2'], serving: ['node-2']});
	t.deepEqual(one.nextFatal, {
		size: 1, machines: [['node-2'], ['node-4'], ['node-5']], count: 3, zones: [],
	});
	const none = standing(layout, without(1, 2));
	t.true(none.etcd.hasQuorum);
	t.deepEqual(none.apiservers, {running: [], serving: []});
	t.deepEqual(none.endpoint, {kind: 'keepalived', holders: [], open: false});
	t.false(none.controlPlane);
});

test('dedicated load balancers: with both down the control plane runs and nobody reaches it', t => {
	const layout = stacked({kind: 'dedicated', voters: 3, loadBalancers: 2});
	const state = standing(layout, without(4, 5));
	t.deepEqual(state.endpoint, {kind: 'dedicated', holders: [], open: false});
	t.deepEqual(state.apiservers.serving, ['node-1', 'node-2', 'node-3']);
	t.false(state.controlPlane);
	t.deepEqual(standing(layout, without(4)).nextFatal.machines, [['node-5']]);
});

test('cloud, node-local and none hang on no machine of the plan', t => {
	for (const kind of ['cloud', 'node-local', 'none'] as const) {
		t.deepEqual(standing(stacked({kind, voters: 3}), without(1)).endpoint, {kind, holders: [], open: true});
	}
});

test('stacked by hand: an apiserver beside no member runs and serves nothing', t => {
	const layout = layoutOf({topology: 'stacked', machines: [{roles: ['etcd', 'control-plane']}, {roles: ['control-plane']}]});
	t.deepEqual(standing(layout, without()).apiservers, {running: ['node-1', 'node-2'], serving: ['node-1']});
});

test('zones: after one machine the loss of another zone is fatal', t => {
	const layout = stacked({voters: [1, 1, 1], workers: [0, 0, 1]});
	t.deepEqual(standing(layout, without()).nextFatal.zones, []);
	t.deepEqual(standing(layout, without(1)).nextFatal.zones, ['zone-b', 'zone-c']);
	t.deepEqual(standing(stacked({voters: [2, 1]}), without()).nextFatal.zones, ['zone-a']);
});

test('losing workers is fatal to workloads alone', t => {
	const state = standing(stacked({voters: 3, workers: 2}), without(4, 5));
	t.true(state.controlPlane);
	t.deepEqual(state.workloads, {up: [], healing: false});
	t.is(state.nextFatal.size, 2);
});

test('shared machines take workloads as long as they are up', t => {
	t.deepEqual(standing(stacked({voters: 3, schedulable: true}), without(3)).workloads, {up: ['node-1', 'node-2'], healing: true});
	t.deepEqual(standing(stacked({voters: 3, schedulable: true}), without(2, 3)).workloads, {up: ['node-1'], healing: false});
});

test('names the layout does not have change nothing', t => {
	t.deepEqual(standing(stacked({voters: 3}), without(9)), standing(stacked({voters: 3}), without()));
});

test('lists are in natural order, also where the plan lists its machines otherwise', t => {
	const layout = stacked({voters: 3, workers: 8});
	const reversed = {...layout, machines: layout.machines.toReversed()};
	t.deepEqual(standing(reversed, without(10, 9, 2)).down, ['node-2', 'node-9', 'node-10']);
	t.deepEqual(standing(reversed, without()).workloads.up.slice(-3), ['node-9', 'node-10', 'node-11']);
});

test('with a hundred thousand machines down and as many left it still says what is fatal next', t => {
	const layout = stacked({voters: [3, 2, 2], workers: [100_000, 50_000, 50_000]});
	const down = new Set(layout.machines.slice(100_000).map(({name}) => name));
	const state = standing(layout, new Set([...down, 'node-1']));
	t.is(state.down.length, 100_008);
	t.is(state.workloads.up.length, 99_993);
	t.is(state.nextFatal.size, 3);
	t.is(state.nextFatal.count, 20);
	t.deepEqual(state.nextFatal.zones, []);
});
