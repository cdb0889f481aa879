import type {Samples} from '../experiment/shards.js';
import type {ScenarioOptions} from './begin-scenario.js';
import {runScenario} from './run-scenario.js';
import type {Scenario} from './scenario.js';

/** One run per seed, and what each measure came to in it, in the order of the seeds. */
export function samplesOf(scenario: Scenario, seeds: readonly number[], options: Omit<ScenarioOptions, 'seed'>): Samples {
	const samples: Record<string, Array<number | null>> = Object.fromEntries(scenario.measures.map(name => [name, []]));
	for (const seed of seeds) {
		const {measures} = runScenario(scenario, {...options, seed});
		for (const name of scenario.measures) {
			samples[name]!.push(measures[name] ?? null);
		}
	}

	return samples;
}
