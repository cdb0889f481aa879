/*
What a worker thread of a sweep runs: for each list of seeds that comes in, their samples go out.
*/
import {parentPort, workerData} from 'node:worker_threads';
import {UserError} from '../model/user-error.js';
import type {WorkerAnswer} from '../platform/worker-pool.js';
import type {Samples} from '../simulation/experiment/shards.js';
import {samplesOf} from '../simulation/scenarios/samples.js';
import {scenarioNamed} from '../simulation/scenarios/scenarios.js';
import type {SweepWork} from './sweep-threads.js';

const {scenario: id, options} = workerData as SweepWork;
const scenario = scenarioNamed(id);

function answerTo(seeds: readonly number[]): WorkerAnswer<Samples> {
	try {
		return {result: samplesOf(scenario, seeds, options)};
	} catch (error) {
		if (error instanceof UserError) {
			return {refused: {says: error.says, fix: error.fix}};
		}

		throw error;
	}
}

parentPort!.on('message', (seeds: readonly number[]) => {
	parentPort!.postMessage(answerTo(seeds));
});
