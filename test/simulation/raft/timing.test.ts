import test from 'ava';
import {runUntil} from '../../../source/simulation/kernel/simulation.js';
import {inMilliseconds, seconds} from '../../../source/simulation/kernel/time.js';
import {leaderOf, memberAt, newCluster} from '../../../source/simulation/raft/cluster.js';
import {defaultRaftSettings} from '../../../source/simulation/raft/settings.js';
import {kill, startAll} from '../../helpers/raft-group.js';

/** How long a group of three on links of 1 ms ± 50 % is without a leader when its leader is killed, and whether one round was enough. */
function leaderGap(seed: number, preVote: boolean): {readonly gapMs: number; readonly rounds: number} {
	const group = newCluster({seed, founders: 3, settings: {...defaultRaftSettings, preVote}});
	startAll(group);
	while (leaderOf(group) === undefined) {
		runUntil(group, group.world.now + seconds(3));
	}

	// The moment of the fault is spread over a heartbeat and more.
	runUntil(group, group.world.now + seconds(2) + ((seed * 104_729) % seconds(1)));
	const old = leaderOf(group)!;
	const {term} = memberAt(group, old);
	const fault = group.world.now;
	const elected: Array<{readonly gapMs: number; readonly rounds: number}> = [];
	group.watch.noted = (note, _process, at) => {
		if (note.kind === 'raft-became-leader') {
			elected.push({gapMs: inMilliseconds(at - fault), rounds: note.term - term});
		}
	};

	kill(group, old);
	while (elected.length === 0) {
		runUntil(group, group.world.now + seconds(1));
	}

	return elected[0]!;
}

function leaderGaps(seeds: number, preVote: boolean): {readonly gaps: number[]; readonly secondRounds: number} {
	const elections = Array.from({length: seeds}, (_, seed) => leaderGap(seed, preVote));
	return {gaps: elections.map(({gapMs}) => gapMs).sort((a, b) => a - b), secondRounds: elections.filter(({rounds}) => rounds > 1).length / seeds};
}

const nearestRank = (sorted: readonly number[], percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1]!;

test('with pre-vote three members are without a leader for as long as etcd is, and hardly ever need a second round', t => {
	const {gaps, secondRounds} = leaderGaps(600, true);
	t.true(gaps[0]! >= 800, `min ${gaps[0]}`);
	t.true(nearestRank(gaps, 50) >= 1050 && nearestRank(gaps, 50) <= 1350, `p50 ${nearestRank(gaps, 50)}`);
	t.true(nearestRank(gaps, 99) <= 2100, `p99 ${nearestRank(gaps, 99)}`);
	t.true(secondRounds < 0.01, `${secondRounds}`);
});

test('without pre-vote the lease makes one in ten elections fail: the first candidate is ignored and has spent its vote', t => {
	const {secondRounds} = leaderGaps(600, false);
	t.true(secondRounds >= 0.05 && secondRounds <= 0.15, `${secondRounds}`);
});
