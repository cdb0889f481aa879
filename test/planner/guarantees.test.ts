import test from 'ava';
import type {Layout} from '../../source/model/plan.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import {binomial} from '../../source/planner/guarantees/count-fatal-sets.js';
import {toleranceOf} from '../../source/planner/quorum.js';
import {external, layoutOf, stacked} from '../helpers/layouts.js';

const guarantees = (layout: Layout) => assess(layout, {machine: 0.99, zone: null});
const controlPlane = (layout: Layout) => guarantees(layout).controlPlane;
const workloads = (layout: Layout) => guarantees(layout).workloads;
const cuts = (layout: Layout) => guarantees(layout).minimalCutSets;
const cutsInShort = (layout: Layout) => `${cuts(layout).smallest} (${cuts(layout).count})`;
const dedicated = {kind: 'dedicated', loadBalancers: 2} as const;

test('stacked tolerates what etcd tolerates, 1 to 9 voters (etcd FAQ)', t => {
	for (const voters of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
		t.is(controlPlane(stacked({voters})).anyMachines, toleranceOf(voters));
	}
});

test('two dedicated load balancers cap everything at one machine, a lone one at none', t => {
	t.is(controlPlane(stacked({...dedicated, voters: 7})).anyMachines, 1);
	t.is(controlPlane(stacked({kind: 'dedicated', loadBalancers: 1, voters: 7})).anyMachines, 0);
	t.is(controlPlane(stacked({kind: 'dedicated', loadBalancers: 4, voters: 7})).anyMachines, 3);
});

test('the smallest minimal cut set, and how many there are', t => {
	const table: ReadonlyArray<[Layout, string]> = [
		[stacked({kind: 'none', voters: 1}), '1 (1)'],
		[stacked({voters: 2}), '1 (2)'],
		[stacked({voters: 3}), '2 (3)'],
		[stacked({voters: 4}), '2 (6)'],
		[stacked({voters: 5}), '3 (10)'],
		[stacked({voters: 7}), '4 (35)'],
		[stacked({...dedicated, voters: 1}), '1 (2)'],
		[stacked({...dedicated, voters: 3}), '2 (4)'],
		[stacked({...dedicated, voters: 5}), '2 (11)'],
		[stacked({...dedicated, voters: 7}), '2 (36)'],
		[external({controlPlanes: 3, voters: 3}), '2 (4)'],
		[external({controlPlanes: 2, voters: 3}), '2 (4)'],
		[external({controlPlanes: 5, voters: 3}), '2 (4)'],
		[external({controlPlanes: 3, voters: 5}), '3 (11)'],
		[external({...dedicated, controlPlanes: 3, voters: 3}), '2 (5)'],
		[external({...dedicated, controlPlanes: 2, voters: 3}), '2 (5)'],
		[external({...dedicated, controlPlanes: 5, voters: 3}), '2 (5)'],
		[external({...dedicated, controlPlanes: 3, voters: 5}), '2 (12)'],
	];
	for (const [layout, expected] of table) {
		t.is(cutsInShort(layout), expected);
	}
});

test('keepalived on all external control planes: losing them all is one cut, not two', t => {
	t.deepEqual(cuts(external({controlPlanes: 2, voters: 1})), {
		smallest: 1, count: 2, examples: [['node-1', 'node-2'], ['node-3']], zones: [],
	});
});

test('the first ten are in natural name order, whatever their sizes', t => {
	t.deepEqual(cuts(stacked({voters: 3})).examples, [['node-1', 'node-2'], ['node-1', 'node-3'], ['node-2', 'node-3']]);
	const layout = external({controlPlanes: 3, voters: 9});
	const {examples, count, smallest} = cuts(layout);
	t.is(count, 127);
	t.is(smallest, 3);
	t.is(examples.length, 10);
	t.deepEqual(examples.slice(0, 3), [
		['node-1', 'node-2', 'node-3'],
		['node-4', 'node-5', 'node-6', 'node-7', 'node-8'],
		['node-4', 'node-5', 'node-6', 'node-7', 'node-9'],
	]);
	t.deepEqual(examples[4], ['node-4', 'node-5', 'node-6', 'node-7', 'node-11']);
});

test('stacked by hand: a voter without an apiserver counts for quorum only, a control plane without a voter serves nothing', t => {
	const layout = layoutOf({
		topology: 'stacked', machines: [{roles: ['etcd', 'control-plane']}, {roles: ['etcd']}, {roles: ['etcd']}, {roles: ['control-plane']}],
	});
	t.is(controlPlane(layout).anyMachines, 0);
	t.deepEqual(cuts(layout), {
		smallest: 1, count: 2, examples: [['node-1'], ['node-2', 'node-3']], zones: [],
	});
	t.is(cutsInShort({...layout, topology: 'external'}), '2 (4)');
});

test('what never stands is killed by nothing at all', t => {
	const layout = layoutOf({topology: 'stacked', machines: [{roles: ['etcd']}, {roles: ['control-plane']}]});
	t.deepEqual(cuts(layout), {
		smallest: 0, count: 1, examples: [[]], zones: [],
	});
	t.is(guarantees(layout).availability.value, 0);
	t.is(guarantees(layout).availability.unavailability, 1);
	t.is(guarantees(layout).availability.minutesDownPerYear, 525_960);
	t.is(controlPlane(layout).anyMachines, 0);
});

test('a role for a machine that does not exist is a bug of whoever read the plan', t => {
	const layout = stacked({voters: 3});
	t.throws(() => guarantees({...layout, etcd: {...layout.etcd, members: ['node-1', 'node-2', 'node-9']}}), {message: /not among its machines/v});
});

test('no voters over two zones survive the loss of either: one of them holds half or more', t => {
	for (const first of [1, 2, 3, 4, 5, 6, 7]) {
		for (const second of [1, 2, 3, 4, 5, 6, 7]) {
			const {controlPlane: {anyZones}, minimalCutSets} = guarantees(stacked({voters: [first, second]}));
			t.is(anyZones, 0);
			t.true(minimalCutSets.zones.some(zones => zones.length === 1));
		}
	}
});

test('t zones are survived where the t fullest hold at most the tolerance, which takes 2t + 1 zones', t => {
	t.is(controlPlane(stacked({voters: [1, 1, 1]})).anyZones, 1);
	t.is(controlPlane(stacked({voters: [2, 2, 1]})).anyZones, 1);
	t.is(controlPlane(stacked({voters: [3, 1, 1]})).anyZones, 0);
	t.is(controlPlane(stacked({voters: [2, 1, 1, 1]})).anyZones, 1);
	t.is(controlPlane(stacked({voters: [1, 1, 1, 1, 1]})).anyZones, 2);
	t.is(controlPlane(stacked({voters: [3, 3, 1]})).anyZones, 1);
});

test('zone and one machine: three zones need 9 voters, four 7, five 5', t => {
	const stands = (voters: number[]) => controlPlane(stacked({voters})).zoneAndMachine;
	t.deepEqual([stands([3, 2, 2]), stands([3, 3, 3])], [false, true]);
	t.deepEqual([stands([2, 1, 1, 1]), stands([2, 2, 2, 1])], [false, true]);
	t.deepEqual([stands([1, 1, 1, 0]), stands([1, 1, 1, 1, 1])], [false, true]);
});

test('zone and one machine takes a second apiserver and a second load balancer outside of the zone too', t => {
	const voters = [1, 1, 1, 1, 1];
	const stands = (controlPlanes: number[], loadBalancers: number[]) =>
		controlPlane(external({kind: 'dedicated', voters, controlPlanes, loadBalancers})).zoneAndMachine;
	t.true(stands([1, 1, 1], [1, 1, 1]));
	t.false(stands([1, 1], [1, 1, 1]));
	t.false(stands([1, 1, 1], [2, 1]));
});

test('with fewer than two zones nothing is said about surviving zones', t => {
	for (const layout of [stacked({voters: 5, workers: 3}), stacked({voters: [5], workers: [3]})]) {
		t.deepEqual(controlPlane(layout), {anyMachines: 2, anyZones: 0, zoneAndMachine: false});
		t.is(workloads(layout).anyZones, 0);
	}

	t.deepEqual(cuts(stacked({voters: 5})).zones, []);
	t.deepEqual(cuts(stacked({voters: [5]})).zones, [['zone-a']]);
});

test('zones whose loss is fatal: the smallest sets first, and only minimal ones', t => {
	t.deepEqual(cuts(stacked({voters: [1, 1, 1]})).zones, [['zone-a', 'zone-b'], ['zone-a', 'zone-c'], ['zone-b', 'zone-c']]);
	t.deepEqual(cuts(stacked({voters: [2, 1]})).zones, [['zone-a']]);
	t.deepEqual(cuts(stacked({voters: [1, 1]})).zones, [['zone-a'], ['zone-b']]);
	t.deepEqual(cuts(stacked({voters: [1, 1, 3, 0]})).zones, [['zone-c']]);
	t.deepEqual(cuts(stacked({voters: [2, 1, 1, 1], workers: [1, 1, 1, 1, 1]})).zones, [
		['zone-a', 'zone-b'], ['zone-a', 'zone-c'], ['zone-a', 'zone-d'], ['zone-b', 'zone-c', 'zone-d'],
	]);
	t.deepEqual(cuts(stacked({
		kind: 'dedicated', voters: [1, 1, 1, 1, 1], loadBalancers: [0, 1, 0, 1],
	})).zones.slice(0, 2), [['zone-b', 'zone-d'], ['zone-a', 'zone-b', 'zone-c']]);
});

test('workloads of their own: one worker fewer than there are', t => {
	t.deepEqual(workloads(stacked({voters: 3, workers: 2})), {machines: 2, anyMachines: 1, anyZones: 0});
	t.deepEqual(workloads(stacked({voters: [1, 1, 1], workers: [2, 1, 0]})), {machines: 3, anyMachines: 2, anyZones: 1});
	t.deepEqual(workloads(stacked({voters: [1, 1, 1], workers: [0, 0, 4]})), {machines: 4, anyMachines: 3, anyZones: 0});
});

test('workloads that share the control plane are no safer than it: pods would run on, but nothing heals', t => {
	t.deepEqual(workloads(stacked({voters: 3, schedulable: true})), {machines: 3, anyMachines: 1, anyZones: 0});
	t.deepEqual(workloads(stacked({voters: 3, schedulable: true, workers: 10})), {machines: 13, anyMachines: 1, anyZones: 0});
	t.deepEqual(workloads(stacked({voters: [2, 1], schedulable: true})), {machines: 3, anyMachines: 1, anyZones: 0});
	t.deepEqual(workloads(stacked({kind: 'none', voters: 1, schedulable: true})), {machines: 1, anyMachines: 0, anyZones: 0});
	t.deepEqual(workloads(external({voters: 3, controlPlanes: 3, schedulable: true, workers: 1})), {machines: 4, anyMachines: 1, anyZones: 0});
});

test('no machine at all for workloads is -1', t => {
	t.deepEqual(workloads(stacked({voters: 3})), {machines: 0, anyMachines: -1, anyZones: -1});
	t.deepEqual(workloads(external({voters: [1, 1, 1], controlPlanes: [1, 1]})), {machines: 0, anyMachines: -1, anyZones: -1});
});

test('the number of subsets is exact past 2^53', t => {
	t.is(binomial(7, 4), 35n);
	t.is(binomial(5, 0), 1n);
	t.is(binomial(3, 4), 0n);
	t.is(binomial(3, -1), 0n);
	t.is(binomial(100, 50), 100_891_344_545_564_193_334_812_497_256n);
});

test('many voters by hand: counted and listed without walking over their subsets', t => {
	// Fifty-one voters of which the first alone serves: every set with it is no longer minimal.
	const layout = layoutOf({
		topology: 'stacked', machines: Array.from({length: 51}, (_, index) => ({roles: index === 0 ? ['etcd', 'control-plane'] as const : ['etcd'] as const})),
	});
	const {count, smallest, examples} = cuts(layout);
	t.is(smallest, 1);
	t.is(count, 1 + Number(binomial(50, 26)));
	t.deepEqual(examples.slice(0, 2), [['node-1'], Array.from({length: 26}, (_, index) => `node-${index + 2}`)]);
	t.is(examples.length, 10);
});

test('many zones by hand: what cannot become a fatal set is not tried again and again', t => {
	// Forty zones with one voter each are one too few, so the zone with the other forty-one is the only way.
	const layout = layoutOf({
		topology: 'stacked', machines: Array.from({length: 81}, (_, index) => ({zone: `zone-${Math.min(index, 40)}`, roles: ['etcd', 'control-plane']})),
	});
	t.deepEqual(cuts(layout).zones, [['zone-40']]);
});

test('a million machines in three zones are assessed like three', t => {
	const zones = ['zone-a', 'zone-b', 'zone-c'];
	const layout = layoutOf({
		topology: 'stacked', kind: 'node-local', machines: Array.from({length: 1_000_000}, (_, index) => ({
			zone: zones[Math.floor(index * 3 / 1_000_000)]!,
			roles: index % 333_334 === 0 ? ['control-plane', 'etcd'] as const : ['worker'] as const,
		})),
	});
	const found = assess(layout, {machine: 0.99, zone: 0.999});
	t.deepEqual(layout.etcd.members, ['node-1', 'node-333335', 'node-666669']);
	t.deepEqual(found.controlPlane, {anyMachines: 1, anyZones: 1, zoneAndMachine: false});
	t.deepEqual(found.workloads, {machines: 999_997, anyMachines: 999_996, anyZones: 2});
	t.is(found.availability.value.toFixed(10), '0.9996403144');
	t.is(found.minimalCutSets.count, 3);
	t.deepEqual(found.minimalCutSets.zones, [['zone-a', 'zone-b'], ['zone-a', 'zone-c'], ['zone-b', 'zone-c']]);
});
