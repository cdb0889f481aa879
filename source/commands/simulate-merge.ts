import process from 'node:process';
import * as z from 'zod';
import {UserError} from '../model/user-error.js';
import {readTextFile} from '../platform/files.js';
import {linesOf} from '../platform/lines.js';
import {simulateWords as words} from '../present/messages/simulate.js';
import {readShard, type ShardResult} from '../simulation/experiment/shards.js';
import {measureNames} from '../simulation/scenarios/scenario.js';
import type {RunCommand} from './command-table.js';
import {printSweep} from './simulate-sweep.js';

const seed = z.int().min(0);

const shardSchema = z.strictObject({
	shard: z.string(),
	scenario: z.string(),
	seeds: z.tuple([seed, seed]),
	with: z.array(z.string()),
	samples: z.partialRecord(z.enum(measureNames), z.array(z.int().nullable())),
});

/** How many of the seeds are the shard's own. */
function countOf({shard, seeds: [from, to]}: ShardResult): number {
	const {index, of} = readShard(shard);
	return Math.max(0, Math.floor((to - from - (index - 1)) / of) + 1);
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** @throws UserError (exit 2) with file and line where it is not what a shard prints. */
function readShardLine(line: string, at: {readonly file: string; readonly line: number}): ShardResult {
	const read = shardSchema.safeParse(parsed(line));
	const result = read.success ? read.data as ShardResult : undefined;
	if (result === undefined || Object.values(result.samples).some(samples => samples.length !== countOf(result))) {
		throw new UserError(words.notShard, {at, fix: words.notShardFix});
	}

	return result;
}

async function linesIn(file: string): Promise<readonly string[]> {
	if (file !== '-') {
		return (await readTextFile(file)).split('\n');
	}

	const lines: string[] = [];
	for await (const line of linesOf(process.stdin)) {
		lines.push(line);
	}

	return lines;
}

/** From the output of all shards of a sweep, in whatever order, what one run of the sweep prints. */
export const mergeSweep: RunCommand = async (shell, {words: files}) => {
	// A Job may run a shard twice; the same line says the same.
	const known = new Map<string, ShardResult>();
	for (const file of files as readonly string[]) {
		for (const [index, line] of (await linesIn(file)).entries()) {
			if (line.trim() !== '' && !known.has(line.trim())) {
				known.set(line.trim(), readShardLine(line, {file: file === '-' ? 'stdin' : file, line: index + 1}));
			}
		}
	}

	printSweep(shell, [...known.values()]);
	return 0;
};
