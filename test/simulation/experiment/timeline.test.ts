import {createHash} from 'node:crypto';
import test from 'ava';
import {discardsFuture, intervene, lookAhead, newTimeline, seek, stepBack, stepForward, undo, type Timeline} from '../../../source/simulation/experiment/timeline.js';
import {scenarioNow} from '../../../source/simulation/experiment/driver.js';
import {milliseconds, seconds} from '../../../source/simulation/kernel/time.js';
import {stagedToys, toyFault, type ToyMessage, type ToyNote} from '../../helpers/toy-world.js';

const staged = [toyFault(1500, 'kill', 'toy-2'), toyFault(2500, 'restart', 'toy-2'), toyFault(40_000, 'freeze', 'toy-1'), toyFault(41_000, 'resume', 'toy-1')];

const until = seconds(120);

function fresh(faults = staged): Timeline<ToyMessage, ToyNote> {
	return newTimeline(stagedToys(11, faults), until);
}

const stateOf = ({staged: {simulation: {world}}, entries, told}: Timeline<ToyMessage, ToyNote>) => createHash('sha256').update(JSON.stringify([world, world.processes.map(({timers}) => [...timers]), entries.slice(0, told)])).digest('hex');

test('rewound to t equals a fresh run to t, wherever t is', t => {
	const timeline = fresh();
	seek(timeline, until);
	t.true(timeline.checkpoints.length > 2);
	for (const at of [119_999, 40_500, 40_000, 2500, 1500, 1499, 700, 0, 60_000, 60_001]) {
		seek(timeline, milliseconds(at));
		const straight = fresh();
		seek(straight, milliseconds(at));
		t.is(stateOf(timeline), stateOf(straight), `${at} ms`);
	}
});

test('stepping goes from one thing told to the next, and back', t => {
	const timeline = fresh();
	const times: number[] = [];
	for (let step = 0; step < 20; step++) {
		stepForward(timeline);
		times.push(scenarioNow(timeline.staged));
	}

	t.deepEqual(times, [...new Set(times)].sort((left, right) => left - right));
	for (const at of times.slice(0, -1).toReversed()) {
		stepBack(timeline);
		t.is(scenarioNow(timeline.staged), at);
	}

	stepBack(timeline);
	stepBack(timeline);
	t.is(scenarioNow(timeline.staged), 0);
});

test('what is done by hand is what would have been staged', t => {
	const timeline = fresh();
	seek(timeline, seconds(5));
	intervene(timeline, toyFault(0, 'kill', 'toy-1'));
	seek(timeline, seconds(8));
	const straight = fresh([...staged.slice(0, 2), toyFault(5000, 'kill', 'toy-1'), ...staged.slice(2)]);
	seek(straight, seconds(8));
	t.is(stateOf(timeline), stateOf(straight));
});

test('a deed in the past discards the future, and says so before', t => {
	const timeline = fresh();
	seek(timeline, seconds(60));
	intervene(timeline, toyFault(0, 'kill', 'toy-2'));
	t.false(discardsFuture(timeline));
	seek(timeline, seconds(20));
	t.true(discardsFuture(timeline));
	intervene(timeline, toyFault(0, 'kill', 'toy-1'));
	t.deepEqual(timeline.made.map(({atUs}) => atUs), [seconds(20)]);
	t.is(timeline.farthestUs, seconds(20));
	const straight = fresh([...staged.slice(0, 2), toyFault(20_000, 'kill', 'toy-1'), ...staged.slice(2)]);
	seek(timeline, until);
	seek(straight, until);
	t.is(stateOf(timeline), stateOf(straight));
});

test('undo takes the last deed back, until none is left', t => {
	const timeline = fresh();
	seek(timeline, seconds(3));
	intervene(timeline, toyFault(0, 'freeze', 'toy-2'));
	seek(timeline, seconds(4));
	intervene(timeline, toyFault(0, 'resume', 'toy-2'));
	t.true(undo(timeline));
	t.is(scenarioNow(timeline.staged), seconds(4));
	t.true(undo(timeline));
	t.is(scenarioNow(timeline.staged), seconds(3));
	t.false(undo(timeline));
	const straight = fresh();
	seek(timeline, seconds(9));
	seek(straight, seconds(9));
	t.is(stateOf(timeline), stateOf(straight));
});

test('looking ahead moves nothing, and a seek there finds the same as without', t => {
	const timeline = fresh();
	seek(timeline, seconds(5));
	const before = stateOf(timeline);
	while (lookAhead(timeline, 500)) {
		t.is(stateOf(timeline), before);
	}

	t.is(timeline.farthestUs, seconds(5));
	t.false(discardsFuture(timeline));
	t.true(timeline.checkpoints.length > 2);
	t.true(timeline.entries.length > timeline.told);
	for (const at of [119_999, 40_000, 60_000, 6000]) {
		seek(timeline, milliseconds(at));
		const straight = fresh();
		seek(straight, milliseconds(at));
		t.is(stateOf(timeline), stateOf(straight), `${at} ms`);
	}
});

test('what was seen ahead is forgotten when somebody intervenes, and the present may overtake it', t => {
	const timeline = fresh();
	lookAhead(timeline, 3000);
	seek(timeline, seconds(5));
	intervene(timeline, toyFault(0, 'kill', 'toy-1'));
	lookAhead(timeline, 100);
	seek(timeline, seconds(100));
	lookAhead(timeline, 100);
	seek(timeline, until);
	const straight = fresh([...staged.slice(0, 2), toyFault(5000, 'kill', 'toy-1'), ...staged.slice(2)]);
	seek(straight, until);
	t.is(stateOf(timeline), stateOf(straight));
});

test('a run that is told again has what a person did in it, to be taken back', t => {
	const timeline = newTimeline(stagedToys(11, staged), until, [toyFault(5000, 'kill', 'toy-1')]);
	const byHand = fresh();
	seek(byHand, seconds(5));
	intervene(byHand, toyFault(0, 'kill', 'toy-1'));
	seek(timeline, seconds(8));
	seek(byHand, seconds(8));
	t.is(stateOf(timeline), stateOf(byHand));
	t.true(undo(timeline));
	t.is(scenarioNow(timeline.staged), seconds(5));
	t.deepEqual(timeline.made, []);
});

test('stepping can pass over what nobody wants to see, be it known ahead or not', t => {
	const isRefusal = ({kind}: ToyNote) => kind === 'refused';
	for (const ahead of [0, 100_000]) {
		const timeline = fresh();
		lookAhead(timeline, ahead);
		const seen: number[] = [];
		for (let step = 0; step < 4; step++) {
			stepForward(timeline, isRefusal);
			seen.push(scenarioNow(timeline.staged));
		}

		const straight = fresh();
		seek(straight, until);
		t.deepEqual(seen, [...new Set(straight.entries.filter(({note}) => isRefusal(note)).map(({atUs}) => atUs))].slice(0, 4));
		stepBack(timeline, isRefusal);
		t.is(scenarioNow(timeline.staged), seen[2]!);
		const never = () => false;
		stepForward(timeline, never);
		t.is(scenarioNow(timeline.staged), until);
		stepBack(timeline, never);
		t.is(scenarioNow(timeline.staged), 0);
	}
});
