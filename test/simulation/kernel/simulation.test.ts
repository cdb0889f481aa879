import test from 'ava';
import {dequeue, enqueue, type Queued} from '../../../source/simulation/kernel/event-queue.js';
import {linkOf} from '../../../source/simulation/kernel/network.js';
import {between, seededRandom} from '../../../source/simulation/kernel/random.js';
import {copyWorld, end, freeze, localTime, processAt, runUntil, start, stop, thaw, type Simulation} from '../../../source/simulation/kernel/simulation.js';
import {milliseconds, seconds} from '../../../source/simulation/kernel/time.js';
import {toySimulation, type ToyMessage, type ToyNote, type ToyState} from '../../helpers/toy-world.js';

function told(simulation: Simulation<ToyMessage, ToyNote>): string[] {
	const lines: string[] = [];
	simulation.watch.noted = ({kind, count}, process, at) => {
		lines.push(`${at} ${process} ${kind} ${count}`);
	};

	return lines;
}

test('the queue gives events by their time, and equal times in the order they came', t => {
	const random = seededRandom(1, 'queue');
	const queue: Queued[] = [];
	const events = Array.from({length: 500}, (_, sequence) => ({at: between(random, 0, 40), sequence}));
	for (const event of events) {
		enqueue(queue, event);
	}

	const taken = events.map(() => dequeue(queue));
	t.deepEqual(taken, [...events].sort((left, right) => left.at - right.at || left.sequence - right.sequence));
	t.is(dequeue(queue), undefined);
});

test('a seed gives the same run again, and another seed another one', t => {
	const run = (seed: number) => {
		const simulation = toySimulation(seed);
		const lines = told(simulation);
		runUntil(simulation, seconds(5));
		return lines.join('\n');
	};

	t.is(run(42), run(42));
	t.not(run(42), run(43));
});

test('a copy goes on as the original does, and neither changes the other', t => {
	const simulation = toySimulation(7);
	runUntil(simulation, seconds(1));
	const copy = {...simulation, world: copyWorld(simulation)};
	const before = JSON.stringify(copy.world);
	const lines = told(simulation);
	runUntil(simulation, seconds(3));
	t.is(JSON.stringify(copy.world), before);

	const again = toySimulation(7);
	again.world = copy.world;
	const sameLines = told(again);
	runUntil(again, seconds(3));
	t.deepEqual(sameLines, lines);
});

test('a dead program refuses, a dead machine and a cut link say nothing', t => {
	const kinds = (hurt: (simulation: Simulation<ToyMessage, ToyNote>) => void) => {
		const simulation = toySimulation(3);
		runUntil(simulation, milliseconds(205));
		hurt(simulation);
		// What is on its way when it happens has arrived by then.
		runUntil(simulation, milliseconds(210));
		const lines = told(simulation);
		runUntil(simulation, milliseconds(410));
		return [...new Set(lines.filter(line => line.split(' ')[1] === '0').map(line => line.split(' ')[2]))];
	};

	t.deepEqual(new Set(kinds(() => undefined)), new Set(['accepted', 'answered', 'called']));
	t.deepEqual(kinds(simulation => {
		end(simulation, 1);
	}), ['refused']);
	t.deepEqual(kinds(simulation => {
		end(simulation, 1);
		simulation.world.machines[1]!.up = false;
	}), []);
	t.deepEqual(kinds(simulation => {
		linkOf(simulation.world.network, 0, 1).cut = true;
		linkOf(simulation.world.network, 1, 0).cut = true;
	}), []);
});

test('a frozen program is connected to and does not answer; when it runs again, what waited happens in order', t => {
	const simulation = toySimulation(3);
	runUntil(simulation, milliseconds(205));
	freeze(simulation, 1);
	const lines = told(simulation);
	runUntil(simulation, milliseconds(505));
	t.true(lines.some(line => line.includes(' 0 accepted ')));
	// What was on its way when it froze may still arrive, once.
	t.true(lines.filter(line => line.includes(' 0 answered ')).length <= 1);
	lines.length = 0;
	thaw(simulation, 1);
	runUntil(simulation, milliseconds(520));
	const called = lines.filter(line => line.includes(' 1 called ')).map(line => Number(line.split(' ').at(-1)));
	t.true(called.length >= 3);
	t.deepEqual(called, [...called].sort((left, right) => left - right));
});

test('SIGTERM reaches a frozen program when it runs again', t => {
	const simulation = toySimulation(3);
	freeze(simulation, 0);
	stop(simulation, 0);
	runUntil(simulation, milliseconds(50));
	t.is(processAt(simulation.world, 0).status, 'frozen');
	thaw(simulation, 0);
	runUntil(simulation, milliseconds(51));
	t.is(processAt(simulation.world, 0).status, 'stopped');
});

test('what dies keeps what its disk holds, and none of its timers', t => {
	const simulation = toySimulation(5);
	runUntil(simulation, seconds(1));
	const state = processAt(simulation.world, 1).state as ToyState;
	const {onDisk} = state;
	t.true(onDisk > 5 && state.calls > 5);
	end(simulation, 1);
	t.is(processAt(simulation.world, 1).timers.size, 0);
	t.deepEqual([state.calls, state.onDisk], [0, onDisk]);
	const lines = told(simulation);
	start(simulation, 1);
	t.deepEqual(lines, [`1000000 1 started ${onDisk}`]);
	start(simulation, 1);
	t.is(lines.length, 1, 'what runs is not started twice');
});

test('a fast clock makes timers short', t => {
	const simulation = toySimulation(5);
	Object.assign(processAt(simulation.world, 0).clock, {rate: 2});
	runUntil(simulation, seconds(10));
	const calls = simulation.world.processes.map(process => (process.state as ToyState).calls);
	t.true(Math.abs(calls[0]! - 200) <= 2 && Math.abs(calls[1]! - 100) <= 2, calls.join(' '));
	t.is(localTime(processAt(simulation.world, 0), seconds(10)), seconds(20));
});

test('what is lost on a connection comes late and in order; a datagram that is lost is lost', t => {
	const simulation = toySimulation(9);
	linkOf(simulation.world.network, 0, 1).loss = 0.3;
	runUntil(simulation, seconds(60));
	const {seen} = processAt(simulation.world, 1).state as ToyState;
	t.true(seen.length > 1100, 'every call but the last arrives, and so does every answer');
});
