/*
The simulator's screen: frames a second and the share of a core while a simulation runs, and how long a seek takes from the key to
its frame, anywhere in a run of more than ten simulated minutes.
*/
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {setTimeout as sleep} from 'node:timers/promises';
import {keyTimesMs, open} from './terminal.js';

/** Every frame is one synchronised update. */
const frameStart = '\u001B[?2026h';

const scenario = 'machine-crash';

/** A run of 700 s of the whole chain. */
const longScenario = 'load-balancer-lost';

/** How long the screen plays before it is measured, so that all it runs through is compiled and what comes is computed. */
const settleMs = 6000;

/** Frames a second, and the share of one core that they take, at real time. */
export async function playing(node, program, {environment, directory, columns, rows, forMs}) {
	const file = path.join(directory, `usage-${columns}x${rows}.json`);
	const recorder = new URL('usage-recorder.js', import.meta.url).href;
	const child = open(node, ['--import', recorder, program, 'simulate', scenario], {...environment, BENCH_USAGE: file}, {columns, rows});
	let frames = 0;
	child.onData(data => {
		frames += data.split(frameStart).length - 1;
	});
	await sleep(settleMs);
	child.write(' ');
	await sleep(2000);
	const read = () => ({...JSON.parse(readFileSync(file, 'utf8')), frames, seenMs: performance.now()});
	const before = read();
	await sleep(forMs);
	const after = read();
	child.kill('SIGKILL');
	return {
		framesPerSecond: (after.frames - before.frames) / (after.seenMs - before.seenMs) * 1000,
		share: (after.cpuMs - before.cpuMs) / (after.atMs - before.atMs),
	};
}

/** From a digit to the last byte of the frame it seeks to, in milliseconds. */
export async function seekTimesMs(node, program, {environment, presses}) {
	// Far apart, forth and back, and each time from a place far away.
	const keys = Array.from({length: presses}, (_, press) => '1728394650'[press % 10]);
	return keyTimesMs(node, [program, 'simulate', longScenario], {environment, keys, settleMs});
}
