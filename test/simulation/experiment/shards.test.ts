import test from 'ava';
import {mergeShards, readShard, seedsOf, summariesOf, type ShardResult} from '../../../source/simulation/experiment/shards.js';
import {nearestRank, summaryOf} from '../../../source/simulation/experiment/statistics.js';
import {UserError} from '../../../source/model/user-error.js';

test('nearest rank takes a value that was measured, never one between two', t => {
	const sorted = [15, 20, 35, 40, 50];
	t.deepEqual([5, 30, 40, 50, 100].map(percent => nearestRank(sorted, percent)), [15, 20, 20, 35, 50]);
	t.is(nearestRank([], 50), null);
});

test('a run in which it never happened counts as missing, and not as a value', t => {
	t.deepEqual(summaryOf([3, null, 1, 2, null]), {n: 3, missing: 2, min: 1, p50: 2, p90: 3, p99: 3, max: 3});
	t.deepEqual(summaryOf([null]), {n: 0, missing: 1, min: null, p50: null, p90: null, p99: null, max: null});
});

test('the shards of a sweep hold every seed once', t => {
	const seeds = [1, 2, 3, 4].flatMap(index => seedsOf([10, 20], {index, of: 4}));
	t.deepEqual(seeds.sort((left, right) => left - right), Array.from({length: 11}, (_, index) => index + 10));
});

const valueOf = (seed: number) => seed % 5 === 0 ? null : (seed * 37) % 101;

function resultOf(index: number, of: number): ShardResult {
	return {shard: `${index}/${of}`, scenario: 'vip-holder-crash', seeds: [1, 97], with: [], samples: {vipFailoverMs: seedsOf([1, 97], {index, of}).map(seed => valueOf(seed))}};
}

test('shards merged, in any order, say what one run says', t => {
	const whole = summariesOf('vip-holder-crash', [1, 97], {vipFailoverMs: seedsOf([1, 97], {index: 1, of: 1}).map(seed => valueOf(seed))});
	t.deepEqual(mergeShards([3, 1, 4, 2].map(index => resultOf(index, 4))), whole);
});

test('what is no whole sweep is refused', t => {
	const refused = (results: readonly ShardResult[]) => t.throws(() => mergeShards(results), {instanceOf: UserError}).message;
	t.regex(refused([resultOf(1, 4), resultOf(2, 4), resultOf(4, 4)]), /missing: 3\/4/v);
	t.regex(refused([resultOf(1, 2), resultOf(1, 2)]), /1\/2 is there twice/v);
	t.regex(refused([resultOf(1, 2), {...resultOf(2, 2), scenario: 'node-crash'}]), /not of one sweep/v);
	t.regex(refused([]), /nothing to merge/v);
});

for (const text of ['0/4', '5/4', '1/0', '4', '1/20000', 'a/b', '1/2/3']) {
	test(`${text} is no shard`, t => {
		t.throws(() => readShard(text), {instanceOf: UserError, message: /k\/n/v});
	});
}
