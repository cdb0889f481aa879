import {spawnSync} from 'node:child_process';
import {performance} from 'node:perf_hooks';

/** The value below which `share` of the values lie, by nearest rank. */
export function quantile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = values => quantile(values, 0.5);

/** Wall time of one whole process, in milliseconds. */
export function timeProcess(command, words, environment) {
	const start = performance.now();
	const {status, stderr} = spawnSync(command, words, {stdio: ['ignore', 'ignore', 'pipe'], env: environment});
	const tookMs = performance.now() - start;
	if (status !== 0) {
		throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr}`);
	}

	return tookMs;
}

/** Runs every subject in turn, again and again, so that all of them meet the same disturbances. */
export function interleave(subjects, runs, measure) {
	const times = new Map(subjects.map(subject => [subject.title, []]));
	for (let run = 0; run < runs; run++) {
		for (const subject of subjects) {
			times.get(subject.title).push(measure(subject));
		}
	}

	return times;
}
