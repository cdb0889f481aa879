import {availableParallelism} from 'node:os';
import {workInThreads} from '../platform/worker-pool.js';
import type {Samples} from '../simulation/experiment/shards.js';
import type {ScenarioOptions} from '../simulation/scenarios/begin-scenario.js';
import type {Scenario} from '../simulation/scenarios/scenario.js';

/** What all threads of a sweep have in common. */
export type SweepWork = {readonly scenario: string; readonly options: Omit<ScenarioOptions, 'seed'>};

/** Below this much simulated time for a thread, its start takes longer than what it saves. */
const worthOneThreadMs = 600_000;

/** As many threads as there are cores, unless there is too little to do for them. */
export function usualThreads(runs: number, eachMs: number): number {
	return Math.max(1, Math.min(availableParallelism(), Math.floor(runs * eachMs / worthOneThreadMs)));
}

/** Few enough that all threads end at about the same time, enough that messages take no time. */
function chunkSize(seeds: number, threads: number): number {
	return Math.max(1, Math.min(20, Math.ceil(seeds / (threads * 8))));
}

export type SweepOptions = {
	readonly options: Omit<ScenarioOptions, 'seed'>;
	readonly threads: number;
	/** Told again and again how many runs are done. */
	readonly onDone: (runs: number) => void;
};

/**
The samples of these seeds, in their order, whatever the number of threads. The thread that waits for them does nothing else,
so that it hears Ctrl-C at once.
*/
export async function samplesInThreads(scenario: Scenario, seeds: readonly number[], {options, threads, onDone}: SweepOptions): Promise<Samples> {
	if (import.meta.url.endsWith('.ts')) {
		// The sources run as they are (npm run dev): a thread of its own could not read them.
		const {samplesOf} = await import('../simulation/scenarios/samples.js');
		return samplesOf(scenario, seeds, options);
	}

	const size = chunkSize(seeds.length, threads);
	const tasks = Array.from({length: Math.ceil(seeds.length / size)}, (_, index) => seeds.slice(index * size, (index + 1) * size));
	const common: SweepWork = {scenario: scenario.id, options};
	const parts = await workInThreads<readonly number[], Samples>({
		file: new URL('sweep-worker.js', import.meta.url),
		common,
		tasks,
		threads,
		onDone(done) {
			onDone(Math.min(done * size, seeds.length));
		},
	});
	return Object.fromEntries(scenario.measures.map(measure => [measure, parts.flatMap(part => part[measure]!)]));
}
