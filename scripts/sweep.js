/*
Runs the simulator's Raft under random faults, many seeds on all cores: `npm run sweep -- [--profile p] [--seeds FROM..TO]`. Whatever
goes wrong is printed with the one command that shows it again. The simulator is bundled first, and each worker loads the bundle.
*/
import {rmSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';

const chunk = 250;

/** Bundles what the sweep runs. @returns The bundle's address. */
async function bundle(directory) {
	const {build} = await import('esbuild');
	const outfile = path.join(directory, 'sweep.mjs');
	await build({
		stdin: {
			contents: 'export {sweepSeed} from \'./sweep.ts\'; export {profiles} from \'./sweep-faults.ts\';',
			resolveDir: path.join(import.meta.dirname, '../source/simulation/raft'),
		},
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		outfile,
		logLevel: 'warning',
	});
	return pathToFileURL(outfile).href;
}

/** What a worker makes of one chunk of seeds. */
function sweep(sweepSeed, {profile, from, to}) {
	const total = {profile, from, to, runs: 0, voids: 0, events: 0, elections: 0, commits: 0, simulatedUs: 0, failures: []};
	for (let seed = from; seed <= to; seed++) {
		const result = sweepSeed(profile, seed);
		total.runs++;
		total.voids += result.isVoid ? 1 : 0;
		total.events += result.events;
		total.elections += result.elections;
		total.commits += result.commits;
		total.simulatedUs += result.simulatedUs;
		if (result.violation !== undefined) {
			total.failures.push({seed, violation: result.violation});
		}
	}

	return total;
}

function usage(problem, profiles) {
	console.error(`${problem}\nUsage: npm run sweep -- [--profile ${profiles.join('|')}] [--seeds FROM..TO]`);
	process.exit(2);
}

function readArguments(profiles) {
	let values;
	try {
		({values} = parseArgs({options: {profile: {type: 'string'}, seeds: {type: 'string', default: '0..99999'}}}));
	} catch (error) {
		usage(error.message, profiles);
	}

	const range = /^(?<from>\d+)\.\.(?<to>\d+)$/v.exec(values.seeds)?.groups;
	if (!range || Number(range.from) > Number(range.to)) {
		usage(`--seeds ${values.seeds}: two whole numbers FROM..TO, FROM not above TO, are wanted.`, profiles);
	}

	if (values.profile !== undefined && !profiles.includes(values.profile)) {
		usage(`--profile ${values.profile}: there is no such profile.`, profiles);
	}

	return {chosen: values.profile === undefined ? profiles : [values.profile], from: Number(range.from), to: Number(range.to)};
}

/** Gives each worker one chunk after the other. */
async function runAll(address, jobs, done) {
	const worker = () => new Promise((resolve, reject) => {
		const next = () => {
			const job = jobs.shift();
			if (job === undefined) {
				thread.terminate().then(resolve, reject);
			} else {
				thread.postMessage(job);
			}
		};

		const thread = new Worker(new URL(import.meta.url), {workerData: address});
		thread.on('message', total => {
			done(total);
			next();
		});
		thread.on('error', reject);
		next();
	});
	await Promise.all(Array.from({length: Math.min(jobs.length, availableParallelism())}, worker));
}

async function main(address) {
	const {profiles} = await import(address);
	const {chosen, from, to} = readArguments(profiles);
	let failed = 0;
	for (const profile of chosen) {
		const jobs = [];
		for (let start = from; start <= to; start += chunk) {
			jobs.push({profile, from: start, to: Math.min(to, start + chunk - 1)});
		}

		const sum = {runs: 0, voids: 0, events: 0, elections: 0, commits: 0, simulatedUs: 0};
		const began = performance.now();
		await runAll(address, jobs, total => {
			for (const key of Object.keys(sum)) {
				sum[key] += total[key];
			}

			for (const {seed, violation} of total.failures) {
				failed++;
				console.error(`${violation}\n  npm run sweep -- --profile ${profile} --seeds ${seed}..${seed}`);
			}
		});
		const wallS = (performance.now() - began) / 1000;
		const perSecond = Math.round(sum.events / wallS / 1000);
		console.log(`${profile}: ${sum.runs} runs, ${sum.voids} void, ${sum.elections} elections, ${sum.commits} commits, ${(sum.simulatedUs / 3.6e9).toFixed(1)} simulated hours, ${sum.events} events in ${wallS.toFixed(1)} s (${perSecond}k events/s)`);
	}

	if (failed > 0) {
		console.error(`${failed} runs failed.`);
		process.exitCode = 1;
	}
}

if (isMainThread) {
	const directory = await mkdtemp(path.join(tmpdir(), 'sweep-'));
	process.on('exit', () => {
		rmSync(directory, {recursive: true, force: true});
	});
	await main(await bundle(directory));
} else {
	const {sweepSeed} = await import(workerData);
	parentPort.on('message', job => {
		parentPort.postMessage(sweep(sweepSeed, job));
	});
}
