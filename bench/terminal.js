import {performance} from 'node:perf_hooks';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';

/** Starts a program in a terminal of its own. */
export function open(command, words, environment, {columns = 80, rows = 24} = {}) {
	const {CI, CONTINUOUS_INTEGRATION, NO_COLOR, ...rest} = environment;
	return spawn(command, words, {cols: columns, rows, name: 'xterm-256color', env: {...rest, TERM: 'xterm-256color'}});
}

/** From the start of the process to the first output that shows the wanted text, in milliseconds. */
export async function firstFrameMs(command, words, {environment, wanted}) {
	const start = performance.now();
	const child = open(command, words, environment);
	let seen = '';
	const took = await new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`no frame with "${wanted}":\n${seen}`)), 20_000);
		child.onData(data => {
			seen += data;
			if (seen.includes(wanted)) {
				clearTimeout(timer);
				resolve(performance.now() - start);
			}
		});
	});
	child.kill('SIGKILL');
	return took;
}

/** From writing a key to the last byte of the frame that it causes, in milliseconds, one by one. @param keys By default arrows down and up, `presses` of them. */
export async function keyTimesMs(command, words, {environment, presses, keys = Array.from({length: presses}, (_, press) => press % 2 === 0 ? '\u001B[B' : '\u001B[A'), settleMs = 0}) {
	const child = open(command, words, environment);
	let lastData = 0;
	let bytes = 0;
	child.onData(data => {
		lastData = performance.now();
		bytes += data.length;
	});
	while (bytes === 0 || performance.now() - lastData < 300) {
		await sleep(20);
	}

	await sleep(settleMs);
	const times = [];
	for (const key of keys) {
		const before = bytes;
		const start = performance.now();
		child.write(key);
		while (bytes === before && performance.now() - start < 2000) {
			await sleep(1);
		}

		// The frame may come in several reads; nothing more for this long is its end.
		while (performance.now() - lastData < 25) {
			await sleep(5);
		}

		times.push(lastData - start);
	}

	child.kill('SIGKILL');
	return times;
}
