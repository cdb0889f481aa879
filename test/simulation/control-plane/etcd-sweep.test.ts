import test from 'ava';
import {between, seededRandom, type Random} from '../../../source/simulation/kernel/random.js';
import {copyWorld, processAt, runUntil, simulationOf} from '../../../source/simulation/kernel/simulation.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import type {EtcdServer} from '../../../source/simulation/control-plane/etcd/state.js';
import {errorOf, etcdLab, get, okOf, put, type Asked, type Lab} from './etcd-lab.js';

/*
Accidents by lot, with every member checked after every step (the lab does), and what clients saw checked at the end: what was
acknowledged is there, and a linearizable read never shows less than what was acknowledged before it was asked.
*/

type Write = {readonly asked: Asked; readonly value: number};

/** Something bad, or everything mended, by lot. */
function accident(lab: Lab, members: number, random: Random): void {
	const member = between(random, 0, members);
	switch (between(random, 0, 7)) {
		case 0: {
			lab.kill(member);
			break;
		}

		case 1: {
			lab.stop(member);
			break;
		}

		case 2: {
			lab.freeze(member);
			break;
		}

		case 3: {
			lab.isolate(member, true);
			break;
		}

		default: {
			mend(lab, members);
		}
	}
}

function mend(lab: Lab, members: number): void {
	for (let member = 0; member < members; member++) {
		lab.thaw(member);
		lab.isolate(member, false);
		lab.restart(member);
	}
}

const lastAcknowledged = (writes: readonly Write[]): number => writes.findLast(({asked}) => asked.result?.ok)?.value ?? 0;

function sweep(seed: number): {readonly writes: number; readonly reads: number; readonly elections: number} {
	const members = 3 + (2 * (seed % 2));
	const lab = etcdLab({seed, members, settings: {snapshotEntries: 60, snapshotCatchUpEntries: 10, preVote: seed % 3 > 0}});
	const random = seededRandom(seed, 'accidents');
	const writes: Write[] = [];
	const reads: Array<{readonly asked: Asked; readonly atLeast: number}> = [];
	for (let step = 0; step < 500; step++) {
		if (step % 10 === 0) {
			accident(lab, members, random);
		}

		// One writer counts up, one write at a time, so that what a read shows can be compared.
		const last = writes.at(-1);
		if (last === undefined || last.asked.result !== undefined) {
			writes.push({asked: lab.ask(between(random, 0, members), put('count', writes.length + 1)), value: writes.length + 1});
		}

		reads.push({asked: lab.ask(between(random, 0, members), get('count')), atLeast: lastAcknowledged(writes)});
		lab.run(20 + between(random, 0, 60));
	}

	mend(lab, members);
	lab.run(15_000);
	const shown = okOf(lab.answerOf(0, get('count'))).value as number;
	if (shown < lastAcknowledged(writes)) {
		throw new Error(`Write ${lastAcknowledged(writes)} was acknowledged and is lost: ${shown} is there, seed ${seed}.`);
	}

	for (const {asked, atLeast} of reads) {
		const value = asked.result?.ok ? (asked.result.value as number | undefined) ?? 0 : atLeast;
		if (value < atLeast) {
			throw new Error(`A read at ${asked.at} ms showed ${value} after ${atLeast} was acknowledged, seed ${seed}.`);
		}
	}

	return {
		writes: writes.filter(({asked}) => asked.result?.ok).length,
		reads: reads.filter(({asked}) => asked.result?.ok).length,
		elections: lab.notes.filter(({note}) => note.kind === 'raft-became-leader').length,
	};
}

test('by lot: members never differ, no acknowledged write is lost, no linearizable read is stale, and in the end all is well', t => {
	const sums = {writes: 0, reads: 0, elections: 0};
	for (let seed = 1; seed <= 24; seed++) {
		const did = sweep(seed);
		sums.writes += did.writes;
		sums.reads += did.reads;
		sums.elections += did.elections;
	}

	// A sweep in which nothing happened would prove nothing.
	t.true(sums.writes > 1000 && sums.reads > 5000 && sums.elections > 60, JSON.stringify(sums));
});

test('a checkpoint is a world of its own: from it the same run follows, and the first one is not touched', t => {
	const lab = etcdLab({settings: {snapshotEntries: 40, snapshotCatchUpEntries: 5}});
	const {simulation} = lab;
	const load = () => {
		for (let count = 0; count < 10; count++) {
			lab.ask(count % 3, put(`key-${count}`, lab.now()));
			lab.run(3);
		}
	};

	load();
	lab.run(50);
	const checkpoint = copyWorld(simulation);
	const storeOf = () => (processAt(checkpoint, 1).state as EtcdServer).store;
	const kept = JSON.stringify([...storeOf().keys]);
	load();
	lab.kill(lab.leader());
	lab.run(5000);
	load();
	t.is(JSON.stringify([...storeOf().keys]), kept);
	t.is(storeOf().keys.size, 10);

	const digests = [checkpoint, copyWorld({world: checkpoint, behaviours: simulation.behaviours})].map(world => {
		const other = simulationOf({world, behaviours: simulation.behaviours, perform: simulation.perform});
		runUntil(other, world.now + seconds(3));
		return [0, 1, 2].map(id => (processAt(world, id).state as EtcdServer).store.digest);
	});
	t.deepEqual(digests[0], digests[1]);
	t.is(errorOf(lab.answerOf(lab.leader(), get('key-1'))), undefined);
});

test('two runs of one seed do the same, and another seed something else', t => {
	const run = (seed: number) => {
		const lab = etcdLab({seed});
		lab.ask(0, put('a'));
		lab.kill(lab.leader());
		lab.run(3000);
		return JSON.stringify(lab.notes);
	};

	t.is(run(1), run(1));
	t.not(run(1), run(2));
});
