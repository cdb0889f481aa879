import {quoted} from '../../model/quoted.js';
import {UserError} from '../../model/user-error.js';
import {summaryOf, type Summary} from './statistics.js';

/** One sample per seed and measure; null where it never happened. */
export type Samples = Readonly<Record<string, ReadonlyArray<number | null>>>;

/** A part of a sweep: every `of`th seed, beginning with the `index`th. */
export type Shard = {readonly index: number; readonly of: number};

/** What a shard's run leaves behind: enough to be merged with the others into what one run prints. */
export type ShardResult = {
	/** Such as `2/4`. */
	readonly shard: string;
	readonly scenario: string;
	/** The first and the last seed of the whole sweep. */
	readonly seeds: readonly [number, number];
	/** What was set and staged besides the scenario's own. */
	readonly with: readonly string[];
	readonly samples: Samples;
};

/** What many runs print. */
export type SweepSummary = {readonly scenario: string; readonly seeds: readonly [number, number]; readonly measures: Readonly<Record<string, Summary>>};

/** @throws UserError (exit 2) where it is no `k/n` with 1 <= k <= n <= 10000. */
export function readShard(text: string): Shard {
	const {groups} = /^(?<index>\d{1,5})\/(?<of>\d{1,5})$/v.exec(text) ?? {};
	const index = Number(groups?.index);
	const of = Number(groups?.of);
	if (!(index >= 1 && index <= of && of <= 10_000)) {
		throw new UserError({
			en: `--shard wants k/n with k from 1 to n, n at most 10000; got ${quoted(text)}.`,
			zh: `--shard 需要 k/n 的形式，k 从 1 到 n，n 不超过 10000；得到的是 ${quoted(text)}。`,
		});
	}

	return {index, of};
}

/** The seeds of a shard, ascending; a shard of 1/1 has them all. */
export function seedsOf([from, to]: readonly [number, number], {index, of}: Shard): readonly number[] {
	const seeds: number[] = [];
	for (let seed = from + index - 1; seed <= to; seed += of) {
		seeds.push(seed);
	}

	return seeds;
}

/** What the samples of a whole sweep say. */
export function summariesOf(scenario: string, seeds: readonly [number, number], samples: Samples): SweepSummary {
	return {scenario, seeds, measures: Object.fromEntries(Object.entries(samples).map(([measure, each]) => [measure, summaryOf(each)]))};
}

function sameSweep(left: ShardResult, right: ShardResult): boolean {
	return left.scenario === right.scenario && left.seeds.join('-') === right.seeds.join('-') && left.with.join('\n') === right.with.join('\n') && Object.keys(left.samples).join(',') === Object.keys(right.samples).join(',');
}

/**
What one run of all the seeds would have printed.
@throws UserError (exit 2) where the parts are not all parts of one sweep, each once.
*/
export function mergeShards(results: readonly ShardResult[]): SweepSummary {
	const [first] = results;
	if (first === undefined) {
		throw new UserError({en: 'There is nothing to merge.', zh: '没有可以合并的内容。'});
	}

	const {of} = readShard(first.shard);
	const other = results.find(result => readShard(result.shard).of !== of || !sameSweep(result, first));
	if (other) {
		throw new UserError({
			en: `Shards ${first.shard} and ${other.shard} are not of one sweep: scenario, seeds, settings and faults must be the same.`,
			zh: `分片 ${first.shard} 和 ${other.shard} 不属于同一次批量运行：场景、种子、设置和故障都必须相同。`,
		});
	}

	const present = results.map(({shard}) => readShard(shard).index);
	const twice = present.find((index, at) => present.indexOf(index) !== at);
	const absent = Array.from({length: of}, (_, index) => index + 1).filter(index => !present.includes(index));
	if (twice !== undefined || absent.length > 0) {
		const shards = (twice === undefined ? absent : [twice]).map(index => `${index}/${of}`);
		throw new UserError(twice === undefined
			? {en: `Of the ${of} shards these are missing: ${shards.join(', ')}.`, zh: `${of} 个分片中缺少：${shards.join('、')}。`}
			: {en: `Shard ${shards[0]} is there twice.`, zh: `分片 ${shards[0]} 出现了两次。`});
	}

	const measures = Object.keys(first.samples).map(measure => [measure, results.flatMap(({samples}) => samples[measure]!)] as const);
	return summariesOf(first.scenario, first.seeds, Object.fromEntries(measures));
}
