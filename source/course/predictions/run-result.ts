import {UserError} from '../../model/user-error.js';
import {runScenario, type FinishedRun} from '../../simulation/scenarios/run-scenario.js';
import {samplesOf} from '../../simulation/scenarios/samples.js';
import {scenarioNamed} from '../../simulation/scenarios/scenarios.js';
import type {Samples} from '../../simulation/experiment/shards.js';
import {optionsFor, seedsOf, type LessonRun} from './run-options.js';

/** What came of a run that a lesson names, or of one for each of its seeds. */
export type RunResult
	= | {readonly kind: 'one'; readonly finished: FinishedRun}
		| {readonly kind: 'many'; readonly samples: Samples}
	/** It cannot be run at all: a setting, a fault or a target is wrong. */
		| {readonly kind: 'refused'; readonly error: UserError};

function simulated(run: LessonRun): RunResult {
	try {
		const scenario = scenarioNamed(run.scenario);
		const options = optionsFor(run);
		const seeds = seedsOf(run);
		if (seeds === undefined) {
			return {kind: 'one', finished: runScenario(scenario, options)};
		}

		const [from, to] = seeds;
		return {kind: 'many', samples: samplesOf(scenario, Array.from({length: Math.max(0, to - from + 1)}, (_, index) => from + index), options)};
	} catch (error) {
		if (error instanceof UserError) {
			return {kind: 'refused', error};
		}

		throw error;
	}
}

/** Several rules ask about the same run, and a run always gives the same. */
const results = new Map<string, RunResult>();

/** Runs it, once. */
export function resultOf(run: LessonRun): RunResult {
	const key = JSON.stringify([run.scenario, optionsFor(run), seedsOf(run)]);
	const known = results.get(key) ?? simulated(run);
	results.set(key, known);
	return known;
}
