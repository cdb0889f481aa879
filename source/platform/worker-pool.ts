import {Worker} from 'node:worker_threads';
import type {Text} from '../model/language.js';
import {UserError} from '../model/user-error.js';

/** What a worker thread answers to a task: its result, or what is wrong with what the person gave. */
export type WorkerAnswer<Result> = {readonly result: Result} | {readonly refused: {readonly says: Text; readonly fix?: Text | undefined}};

export type Work<Task> = {
	/** The module that each thread runs; it answers every message with a `WorkerAnswer`. */
	readonly file: URL;
	/** What every thread is given at its start. */
	readonly common: unknown;
	readonly tasks: readonly Task[];
	/** At least 1. */
	readonly threads: number;
	/** Told after each task how many are done. */
	readonly onDone?: (done: number) => void;
};

/**
Has every task done by one of the threads, each taking the next when it has done one.
@returns the results in the order of the tasks, whichever thread had which.
@throws UserError where a worker says that something given is wrong; Error where one fails.
*/
export async function workInThreads<Task, Result>({file, common, tasks, threads, onDone}: Work<Task>): Promise<Result[]> {
	const workers: Worker[] = [];
	try {
		return await new Promise((resolve, reject) => {
			const results: Result[] = [];
			let next = 0;
			let done = 0;
			const begin = () => {
				const worker = new Worker(file, {workerData: common});
				workers.push(worker);
				let current = next;
				const give = () => {
					if (next < tasks.length) {
						current = next++;
						worker.postMessage(tasks[current]);
					}
				};

				worker.on('message', (answer: WorkerAnswer<Result>) => {
					if ('refused' in answer) {
						const {says, fix} = answer.refused;
						reject(new UserError(says, fix === undefined ? {} : {fix}));
						return;
					}

					results[current] = answer.result;
					done++;
					onDone?.(done);
					if (done === tasks.length) {
						resolve(results);
					} else {
						give();
					}
				});
				worker.on('error', (error: Error) => {
					reject(new Error(error.message, {cause: error}));
				});
				give();
			};

			if (tasks.length === 0) {
				resolve(results);
			}

			for (let thread = 0; thread < Math.min(threads, tasks.length); thread++) {
				begin();
			}
		});
	} finally {
		await Promise.all(workers.map(async worker => worker.terminate()));
	}
}
