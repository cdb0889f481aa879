import test from 'ava';
import {between, seededRandom} from '../../../source/simulation/kernel/random.js';
import {runUntil, schedule} from '../../../source/simulation/kernel/simulation.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {leadersViolation, newLeaseWatch} from '../../../source/simulation/lease/invariants.js';
import type {LeaseNote} from '../../../source/simulation/lease/notes.js';
import {controllerManagerLeaseSettings, schedulerLeaseSettings, type LeaseSettings} from '../../../source/simulation/lease/settings.js';
import {smallWorld, type LeaseAct} from '../../../source/simulation/lease/small-world.js';

type Told = {readonly note: LeaseNote; readonly at: number};

function told(seed: number, {acts, untilS, settings = schedulerLeaseSettings, rates, actEveryMs = null}: {readonly acts: ReadonlyArray<{readonly atUs: number; readonly act: LeaseAct}>; readonly untilS: number; readonly settings?: LeaseSettings; readonly rates?: readonly number[]; readonly actEveryMs?: number | null}): Told[] {
	const {simulation} = smallWorld(seed, settings, {actEveryMs, ...(rates === undefined ? {} : {rates})});
	const all: Told[] = [];
	simulation.watch = {
		noted(note, _process, at) {
			all.push({note, at});
		},
	};
	for (const {atUs, act} of acts) {
		schedule(simulation, atUs, act);
	}

	runUntil(simulation, seconds(untilS));
	return all;
}

/** How long after this deed to the leader another identity holds the Lease, for some seeds, in seconds and sorted. */
function takeovers(kind: 'kill' | 'stop', settings: LeaseSettings): number[] {
	const spans: number[] = [];
	for (let seed = 1; seed <= 400; seed++) {
		const atUs = seconds(10) + between(seededRandom(seed, 'fault'), 0, seconds(10));
		const taken = told(seed, {acts: [{atUs, act: {kind, elector: 1}}], untilS: 60, settings}).find(({note}) => note.kind === 'lease-acquired');
		spans.push((taken!.at - atUs) / 1_000_000);
	}

	return spans.sort((left, right) => left - right);
}

test('after a crash of the leader another one takes over in 13 to 24 seconds', t => {
	const spans = takeovers('kill', schedulerLeaseSettings);
	t.true(spans[0]! >= 13 && spans[0]! < 14.5, `${spans[0]}`);
	t.true(spans.at(-1)! <= 24 && spans.at(-1)! > 18, `${spans.at(-1)}`);
	t.true(spans[200]! > 15 && spans[200]! < 18.5, `${spans[200]}`);
});

test('after a clean stop that releases, with the next poll: within 4.4 seconds', t => {
	const spans = takeovers('stop', schedulerLeaseSettings);
	t.true(spans[0]! >= 0 && spans[0]! < 0.2, `${spans[0]}`);
	t.true(spans.at(-1)! <= 4.4, `${spans.at(-1)}`);
});

test('after a clean stop that does not release, as after a crash', t => {
	const spans = takeovers('stop', controllerManagerLeaseSettings);
	t.true(spans[0]! >= 13 && spans.at(-1)! <= 24, `${spans[0]} to ${spans.at(-1)}`);
});

test('a leader that is cut off gives up before the first other one may take over', t => {
	for (let seed = 1; seed <= 100; seed++) {
		const notes = told(seed, {acts: [{atUs: seconds(10), act: {kind: 'cut', from: [1], to: [0]}}, {atUs: seconds(10), act: {kind: 'cut', from: [0], to: [1]}}], untilS: 60});
		const lost = notes.find(({note}) => note.kind === 'lease-lost')!;
		const taken = notes.find(({note}) => note.kind === 'lease-acquired')!;
		t.true(lost.at - seconds(10) <= seconds(12) && lost.at - seconds(10) >= seconds(10), `${lost.at}`);
		t.true(taken.at - lost.at >= seconds(3) - 10_000, `seed ${seed}: ${taken.at - lost.at}`);
	}
});

test('a leader that was frozen acts on after another one has taken over, for another ten seconds: nothing fences it', t => {
	const notes = told(3, {acts: [{atUs: seconds(10), act: {kind: 'freeze', elector: 1}}, {atUs: seconds(40), act: {kind: 'thaw', elector: 1}}], untilS: 80, actEveryMs: 500});
	const taken = notes.find(({note}) => note.kind === 'lease-acquired')!;
	const late = notes.filter(({note, at}) => note.kind === 'lease-acted' && note.identity === 'node-1_1' && at > taken.at);
	t.true(taken.at < seconds(40));
	t.true(late.length >= 19 && late.length <= 22, `${late.length}`);
	t.like(late[0], {at: seconds(40), note: {leads: true, validUs: 0}});
	t.true(late.at(-1)!.at <= seconds(50.01));
});

test('a clock that runs two and a half times as fast takes over from a leader that still believes it leads', t => {
	const {simulation, electors} = smallWorld(5, {...schedulerLeaseSettings, releaseOnCancel: false}, {rates: [0.4, 1]});
	const watch = newLeaseWatch(schedulerLeaseSettings, [1, 1]);
	let violation: string | undefined;
	simulation.watch = {
		happened() {
			violation ??= leadersViolation(watch, electors);
		},
	};
	schedule(simulation, seconds(10), {kind: 'cut', from: [1], to: [0]});
	runUntil(simulation, seconds(60));
	t.is(violation, 'node-1_1 and node-2_1 both lead');
});

test('a renewal that was written though its answer was lost is repeated with the same time: others do not see that it was renewed', t => {
	let overlaps = 0;
	for (let seed = 1; seed <= 300; seed++) {
		const {simulation, electors} = smallWorld(seed, schedulerLeaseSettings, {rates: [1, 1, 1, 1, 1]});
		const watch = newLeaseWatch(schedulerLeaseSettings, [1]);
		let violation: string | undefined;
		simulation.watch = {
			happened() {
				violation ??= leadersViolation(watch, electors);
			},
		};
		schedule(simulation, seconds(20), {kind: 'cut', from: [0], to: [1]});
		schedule(simulation, seconds(22.1), {kind: 'heal', from: [0], to: [1]});
		schedule(simulation, seconds(27.5), {kind: 'cut', from: [1], to: [0]});
		runUntil(simulation, seconds(60));
		overlaps += violation === undefined ? 0 : 1;
	}

	t.true(overlaps > 10, `${overlaps} of 300`);
});

test('the same seed tells the same', t => {
	const acts = [{atUs: seconds(10), act: {kind: 'kill', elector: 1}}] as const;
	t.deepEqual(told(42, {acts, untilS: 40}), told(42, {acts, untilS: 40}));
	t.notDeepEqual(told(42, {acts, untilS: 40}), told(43, {acts, untilS: 40}));
});
