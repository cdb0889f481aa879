/*
Start-up, first frame and keys of the built program, as ratios to an empty `node` start of the same run: absolute times say
little on a shared machine. `npm run bench`; with `-- --peers` np and create-ink-app are installed into a temporary folder and
run side by side. Last, the simulator's screen: frames, processor time, seeks.
*/
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {interleave, median, quantile, timeProcess} from './measure.js';
import {playing, seekTimesMs} from './simulator.js';
import {firstFrameMs, keyTimesMs} from './terminal.js';

const runs = Number(process.env.RUNS ?? 21);
const directory = mkdtempSync(path.join(tmpdir(), 'k8s-ha-tutor-bench-'));
process.on('exit', () => rmSync(directory, {recursive: true, force: true}));
const empty = path.join(directory, 'empty.mjs');
writeFileSync(empty, '');
const program = new URL('../dist/cli.js', import.meta.url).pathname;
const environment = {...process.env, LANG: 'en_US.UTF-8', XDG_DATA_HOME: directory};
const node = process.execPath;

const subjects = [
	{title: 'empty node start', words: [empty]},
	{title: '--version', words: [program, '--version'], budget: 1.3},
	{title: '--help', words: [program, '--help'], budget: 1.3},
	{title: 'plan --machines 5 --json', words: [program, 'plan', '--machines', '5', '--json'], budget: 1.8},
	{title: 'plan --machines 5', words: [program, 'plan', '--machines', '5']},
];

if (process.argv.includes('--peers')) {
	spawnSync('npm', ['install', '--prefix', directory, '--no-audit', '--no-fund', '--ignore-scripts', 'np', 'create-ink-app'], {stdio: 'ignore'});
	subjects.push(
		{title: 'np --version', words: [path.join(directory, 'node_modules/np/source/cli.js'), '--version']},
		{title: 'create-ink-app --help', words: [path.join(directory, 'node_modules/create-ink-app/cli.js'), '--help']},
	);
}

const times = interleave(subjects, runs, ({words}) => timeProcess(node, words, environment));
const floor = median(times.get('empty node start'));
console.log(`node ${process.version}, ${runs} runs each, medians`);
for (const {title, budget} of subjects) {
	const values = times.get(title);
	const ratio = median(values) / floor;
	console.log(`${title.padEnd(28)} ${median(values).toFixed(0).padStart(5)} ms  ${ratio.toFixed(2)}x${budget ? `  (budget ${budget}x${ratio <= budget ? '' : ', EXCEEDED'})` : ''}`);
}

const emptyInTerminal = [];
const frames = [];
for (let run = 0; run < runs; run++) {
	emptyInTerminal.push(timeProcess(node, [empty], environment));
	frames.push(await firstFrameMs(node, [program], {environment, wanted: 'k8s-ha-tutor'}));
}

const frameRatio = median(frames) / median(emptyInTerminal);
console.log(`${'first frame of the TUI'.padEnd(28)} ${median(frames).toFixed(0).padStart(5)} ms  ${frameRatio.toFixed(2)}x  (budget 3x${frameRatio <= 3 ? '' : ', EXCEEDED'})`);

const keys = await keyTimesMs(node, [program], {environment, presses: 300});
console.log(`${'a key to its frame'.padEnd(28)} p50 ${median(keys).toFixed(1)} ms, p99 ${quantile(keys, 0.99).toFixed(1)} ms of ${keys.length} at 80x24  (budget 16 ms at p99${quantile(keys, 0.99) <= 16 ? '' : ', EXCEEDED'})`);

for (const {columns, rows} of [{columns: 80, rows: 24}, {columns: 200, rows: 60}]) {
	const {framesPerSecond, share} = await playing(node, program, {environment, directory, columns, rows, forMs: 10_000});
	const isWithin = Math.round(framesPerSecond) >= 30 && share <= 0.25;
	console.log(`${`the simulator at ${columns}x${rows}`.padEnd(28)} ${framesPerSecond.toFixed(1)} frames/s, ${(100 * share).toFixed(1)} % of a core  (budget 30 frames/s, 25 %${isWithin ? '' : ', EXCEEDED'})`);
}

const seeks = await seekTimesMs(node, program, {environment, presses: 100});
console.log(`${'a seek in 700 s to its frame'.padEnd(28)} p50 ${median(seeks).toFixed(1)} ms, p99 ${quantile(seeks, 0.99).toFixed(1)} ms of ${seeks.length} at 80x24  (budget 50 ms at p99${quantile(seeks, 0.99) <= 50 ? '' : ', EXCEEDED'})`);
