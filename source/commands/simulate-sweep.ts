import process from 'node:process';
import {UserError} from '../model/user-error.js';
import {simulateWords as words} from '../present/messages/simulate.js';
import {sweepHeader, sweepTable} from '../present/simulation/sweep-table.js';
import {
	mergeShards, readShard, seedsOf, type ShardResult,
} from '../simulation/experiment/shards.js';
import type {Scenario} from '../simulation/scenarios/scenario.js';
import {scenarioNamed} from '../simulation/scenarios/scenarios.js';
import type {ExitCode, Shell} from './shell.js';
import {firstSeed, givenTexts, optionsOf, type SimulateFlags} from './simulate-flags.js';
import {samplesInThreads, usualThreads} from './sweep-threads.js';

type SweepFlags = SimulateFlags & {readonly runs: number};

/** Worker threads would keep the process until they have done their part; nobody who interrupts wants to wait for that. */
function endWhenInterrupted(): void {
	for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		process.once(signal, () => {
			process.exit(exitCode);
		});
	}
}

/** On one line of the terminal that goes away at the end; a file or a pipe has no use for it. */
function tellProgress(shell: Shell, runs: number, all: number): void {
	if (process.stderr.isTTY) {
		process.stderr.write(`\r\u001B[K${runs < all ? shell.tell(words.progress(runs, all)) : ''}`);
	}
}

/** What a whole sweep says, for a person or for a program, whether it was run at once or merged. */
export function printSweep(shell: Shell, shards: readonly ShardResult[]): void {
	const summary = mergeShards(shards);
	if (shell.json) {
		shell.write(`${JSON.stringify(summary, undefined, 2)}\n`);
	} else {
		shell.print([...sweepHeader(scenarioNamed(summary.scenario), summary, shards[0]!.with, shell), ...sweepTable(summary, shell)]);
	}
}

/** @throws UserError (exit 2) where the last seed would be beyond the whole numbers that are told apart. */
export function seedRange(runs: number, from = firstSeed): readonly [number, number] {
	if (from > Number.MAX_SAFE_INTEGER - (runs - 1)) {
		throw new UserError(words.seedsEnd(Number.MAX_SAFE_INTEGER), {fix: words.seedsEndFix});
	}

	return [from, from + runs - 1];
}

/** Runs a scenario once for every seed, or a shard of them, and prints what was measured. */
export async function sweep(shell: Shell, scenario: Scenario, flags: SweepFlags): Promise<ExitCode> {
	const seeds = seedRange(flags.runs, flags.seed);
	const shard = flags.shard === undefined ? {index: 1, of: 1} : readShard(flags.shard);
	const options = optionsOf(flags, {spread: true});
	const own = seedsOf(seeds, shard);
	endWhenInterrupted();
	const samples = await samplesInThreads(scenario, own, {
		options,
		threads: flags.threads ?? usualThreads(own.length, options.untilMs ?? scenario.untilMs),
		onDone(runs) {
			tellProgress(shell, runs, own.length);
		},
	});
	const result: ShardResult = {shard: `${shard.index}/${shard.of}`, scenario: scenario.id, seeds, with: givenTexts(flags), samples};
	if (flags.shard === undefined) {
		printSweep(shell, [result]);
	} else {
		shell.write(`${JSON.stringify(result)}\n`);
	}

	return 0;
}
