import test from 'ava';
import {between, seededRandom} from '../../../source/simulation/kernel/random.js';
import {runUntil, schedule} from '../../../source/simulation/kernel/simulation.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import type {NodeNote} from '../../../source/simulation/node-lifecycle/notes.js';
import {defaultNodeSettings} from '../../../source/simulation/node-lifecycle/settings.js';
import {smallWorld, type SmallNode} from '../../../source/simulation/node-lifecycle/small-world.js';

type Told = {readonly note: NodeNote; readonly atS: number};

type Outage = {
	readonly nodes: readonly SmallNode[];
	/** Which nodes are silent, by place. */
	readonly silent: readonly number[];
	readonly fromUs?: number;
	readonly untilS?: number;
	readonly endS: number;
	readonly settings?: typeof defaultNodeSettings;
};

/** Cuts nodes off, and tells all that happened from then on; times count from the cut. */
function outage(seed: number, {nodes, silent, fromUs = seconds(30) + between(seededRandom(seed, 'fault'), 0, seconds(10)), untilS, endS, settings = defaultNodeSettings}: Outage): {told: Told[]; small: ReturnType<typeof smallWorld>} {
	const small = smallWorld(seed, settings, nodes);
	const told: Told[] = [];
	small.simulation.watch = {
		noted(note, _process, at) {
			told.push({note, atS: (at - fromUs) / 1_000_000});
		},
	};
	schedule(small.simulation, fromUs, {kind: 'cut', from: silent, to: [0]});
	schedule(small.simulation, fromUs, {kind: 'cut', from: [0], to: silent});
	if (untilS !== undefined) {
		schedule(small.simulation, fromUs + seconds(untilS), {kind: 'heal', from: silent, to: [0]});
		schedule(small.simulation, fromUs + seconds(untilS), {kind: 'heal', from: [0], to: silent});
	}

	runUntil(small.simulation, fromUs + seconds(endS));
	return {told, small};
}

function timesOf(told: readonly Told[], kind: NodeNote['kind']): number[] {
	return told.filter(({note}) => note.kind === kind).map(({atS}) => atS);
}

function several(count: number, node: SmallNode = {}): SmallNode[] {
	return Array.from({length: count}, () => node);
}

function places(first: number, count: number): number[] {
	return Array.from({length: count}, (_, index) => first + index);
}

for (const {graceMs, low, high} of [{graceMs: 50_000, low: 39.7, high: 55.1}, {graceMs: 40_000, low: 29.7, high: 45.1}]) {
	test(`a node that dies is Unknown ${low} to ${high} seconds later, with a grace period of ${graceMs / 1000} s`, t => {
		const spans: number[] = [];
		for (let seed = 1; seed <= 500; seed++) {
			const {told} = outage(seed, {nodes: several(3), silent: [2], endS: 70, settings: {...defaultNodeSettings, graceMs}});
			const times = timesOf(told, 'node-unknown');
			t.is(times.length, 1);
			spans.push(times[0]!);
		}

		spans.sort((left, right) => left - right);
		t.true(spans[0]! >= low && spans[0]! < low + 3, `${spans[0]}`);
		t.true(spans.at(-1)! <= high && spans.at(-1)! > high - 3, `${spans.at(-1)}`);
		t.true(Math.abs(spans[250]! - ((low + high) / 2)) < 1.5, `${spans[250]}`);
	});
}

test('its pods are deleted their toleration after the NoExecute taint, which the pass after the next one brings', t => {
	for (let seed = 1; seed <= 30; seed++) {
		const {told} = outage(seed, {nodes: several(3), silent: [2], endS: 400});
		const [unknownS] = timesOf(told, 'node-unknown');
		const tainted = told.filter(({note}) => note.kind === 'node-tainted');
		t.deepEqual(tainted.map(({note, atS}) => note.kind === 'node-tainted' && [note.effect, atS === unknownS]), [['no-schedule', true], ['no-execute', false]]);
		const taintedS = tainted[1]!.atS;
		t.true(taintedS - unknownS! > 5 && taintedS - unknownS! <= 5.121, `${taintedS - unknownS!}`);
		t.deepEqual(timesOf(told, 'pod-deletion-requested').map(atS => Math.round((atS - taintedS) * 1000)), [300_000]);
	}
});

for (const workers of [2, 3]) {
	test(`with 3 + ${workers} nodes the workers' silence deletes pods, one node every ten seconds`, t => {
		for (let seed = 1; seed <= 60; seed++) {
			const {told} = outage(seed, {nodes: several(3 + workers), silent: places(4, workers), endS: 420});
			const times = timesOf(told, 'pod-deletion-requested');
			t.is(times.length, workers, `seed ${seed}`);
			t.true(times[0]! >= 344.7 && times[0]! <= 360.3, `${times[0]}`);
			for (let index = 1; index < times.length; index++) {
				t.true(times[index]! - times[index - 1]! >= 9.999 && times[index]! - times[index - 1]! < 15.2, `seed ${seed}: ${times.join(' ')}`);
			}
		}
	});
}

test('with 3 + 4 nodes the zone is disrupted in part, and small: nobody is tainted from then on', t => {
	let untouched = 0;
	for (let seed = 1; seed <= 200; seed++) {
		const {told} = outage(seed, {nodes: several(7), silent: places(4, 4), endS: 700});
		const partialS = told.find(({note}) => note.kind === 'node-zone' && note.state === 'partial' && note.ratePerS === 0)!.atS;
		const taints = told.filter(({note}) => note.kind === 'node-tainted' && note.effect === 'no-execute');
		t.true(taints.every(({atS}) => atS < partialS), `seed ${seed}`);
		t.true(taints.length <= 1);
		t.is(timesOf(told, 'pod-deletion-requested').length, taints.length);
		untouched += taints.length === 0 ? 1 : 0;
	}

	// One node is caught where it fell silent two passes before the last of the four: its taint comes when three are Unknown.
	t.true(untouched > 120 && untouched < 165, `${untouched} of 200`);
});

test('with all nodes silent the controller suspects itself: no pod with the default toleration is deleted, not even when they come back', t => {
	for (let seed = 1; seed <= 150; seed++) {
		const {told, small} = outage(seed, {nodes: several(6), silent: places(1, 6), untilS: 600, endS: 1100});
		t.is(timesOf(told, 'node-unknown').length, 6);
		t.is(timesOf(told, 'node-full-disruption').length, 1);
		t.is(timesOf(told, 'node-full-disruption-over').length, 1);
		t.deepEqual(timesOf(told, 'pod-deletion-requested'), [], `seed ${seed}`);
		t.true(small.store.nodes.every(({ready, noExecute, noSchedule}) => ready === 'true' && noExecute === null && noSchedule === null));
	}
});

for (const {zones, low, high} of [{zones: 1, low: 15, high: 55}, {zones: 3, low: 100, high: 170}]) {
	test(`a pod that tolerates nothing can be deleted before the last node has become Unknown, in ${zones} zones`, t => {
		let runs = 0;
		for (let seed = 1; seed <= 300; seed++) {
			const nodes = Array.from({length: 6}, (_, index) => ({zone: `zone-${index % zones}`, tolerations: [0]}));
			const {told} = outage(seed, {nodes, silent: places(1, 6), endS: 200});
			const deleted = timesOf(told, 'pod-deletion-requested');
			const [fullS] = timesOf(told, 'node-full-disruption');
			t.true(deleted.every(atS => atS < fullS!));
			t.true(deleted.length <= zones, 'a second taint of a zone would come ten seconds after the first');
			runs += deleted.length > 0 ? 1 : 0;
		}

		// The last heartbeats, up to 10.4 s old, fall between three passes: a node of the earliest is tainted as those of the latest are
		// still Ready, unless four of the six are Unknown by then and their one zone is disrupted in part.
		t.true(runs > low && runs < high, `${runs} of 300`);
	});
}

test('containers run on until their kubelet hears of the deletion, and end then', t => {
	const {told, small} = outage(7, {nodes: several(3, {tolerations: [20, null]}), silent: [3], untilS: 200, endS: 240});
	const [deletedS] = timesOf(told, 'pod-deletion-requested');
	const [stopsS] = timesOf(told, 'kubelet-stops-pod');
	const [stoppedS] = timesOf(told, 'kubelet-stopped-pod');
	t.true(deletedS! < 90 && stopsS! >= 200 && stopsS! < 225, `${deletedS} ${stopsS}`);
	t.true(Math.abs(stoppedS! - stopsS! - 2) < 0.001);
	t.deepEqual(small.store.nodes[2]!.pods.map(({name}) => name), ['pod-3-2']);
	t.deepEqual([...small.kubelets[2]!.pods.keys()], ['pod-3-2']);
});

test('a node that comes back in time keeps its pods', t => {
	const {told, small} = outage(11, {nodes: several(3), silent: [2], untilS: 200, endS: 700});
	t.deepEqual(timesOf(told, 'pod-deletion-requested'), []);
	t.is(timesOf(told, 'pod-eviction-cancelled').length, 1);
	t.deepEqual(small.store.nodes[1]!.pods, [{name: 'pod-2-1', tolerationS: 300, terminating: false}]);
});

test('a new leader begins anew: it takes the taint off, sets it again, and the pod has its whole toleration once more', t => {
	const fromUs = seconds(35);
	const small = smallWorld(5, defaultNodeSettings, several(3));
	const told: Told[] = [];
	small.simulation.watch = {
		noted(note, _process, at) {
			told.push({note, atS: (at - fromUs) / 1_000_000});
		},
	};
	schedule(small.simulation, fromUs, {kind: 'cut', from: [1], to: [0]});
	schedule(small.simulation, fromUs + seconds(200), {kind: 'kill', place: 4});
	schedule(small.simulation, fromUs + seconds(220), {kind: 'start', place: 4});
	runUntil(small.simulation, fromUs + seconds(700));
	const untainted = told.find(({note}) => note.kind === 'node-untainted' && note.why === 'new-to-controller')!;
	const taints = told.filter(({note}) => note.kind === 'node-tainted' && note.effect === 'no-execute');
	t.true(untainted.atS >= 220 && untainted.atS < 220.2);
	t.is(taints.length, 2);
	t.true(taints[1]!.atS - untainted.atS <= 0.1);
	t.deepEqual(timesOf(told, 'pod-deletion-requested').map(atS => Math.round((atS - taints[1]!.atS) * 1000)), [300_000]);
});

test('a new leader gives a node that fell silent before it the whole grace period', t => {
	const fromUs = seconds(35);
	const small = smallWorld(9, defaultNodeSettings, several(3));
	const told: Told[] = [];
	small.simulation.watch = {
		noted(note, _process, at) {
			told.push({note, atS: (at - fromUs) / 1_000_000});
		},
	};
	schedule(small.simulation, fromUs, {kind: 'cut', from: [1], to: [0]});
	schedule(small.simulation, fromUs + seconds(30), {kind: 'kill', place: 4});
	schedule(small.simulation, fromUs + seconds(32), {kind: 'start', place: 4});
	runUntil(small.simulation, fromUs + seconds(120));
	const [unknownS] = timesOf(told, 'node-unknown');
	t.true(unknownS! > 82 && unknownS! < 82.5, `${unknownS}`);
});
