/*
Runs the simulator's protocols under random faults, many seeds on all cores: `npm run sweep -- [--room r] [--profile p] [--seeds
FROM..TO]`. Whatever goes wrong is printed with the one command that shows it again. The simulator is bundled first, and each worker
loads the bundle.
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

/** Each room with the names of its profiles in the bundle. */
const rooms = {
	raft: 'profiles',
	vrrp: 'vrrpSweepProfiles',
	'health-check': 'healthCheckSweepProfiles',
	lease: 'leaseSweepProfiles',
	'node-lifecycle': 'nodeSweepProfiles',
};

/** Bundles what the sweep runs. @returns The bundle's address. */
async function bundle(directory) {
	const {build} = await import('esbuild');
	const outfile = path.join(directory, 'sweep.mjs');
	const contents = Object.entries(rooms).map(([room, profiles], index) => [
		`import {sweepSeed as sweep${index}} from './${room}/sweep.ts';`,
		`import {${profiles} as profiles${index}} from './${room}/${room === 'raft' ? 'sweep-faults' : 'sweep'}.ts';`,
		`export const room${index} = {name: '${room}', sweepSeed: sweep${index}, profiles: profiles${index}};`,
	].join('\n')).join('\n');
	await build({
		stdin: {contents, resolveDir: path.join(import.meta.dirname, '../source/simulation')},
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
	const total = {runs: 0, voids: 0, events: 0, failures: []};
	for (let seed = from; seed <= to; seed++) {
		const result = sweepSeed(profile, seed);
		total.runs++;
		total.voids += (result.isVoid ?? result.void) ? 1 : 0;
		total.events += result.events;
		if (result.violation !== undefined) {
			total.failures.push({seed, violation: result.violation});
		}
	}

	return total;
}

function usage(problem, names) {
	console.error(`${problem}\nUsage: npm run sweep -- [--room ${Object.keys(rooms).join('|')}] [--profile ${names.join('|')}] [--seeds FROM..TO]`);
	process.exit(2);
}

function readArguments(all) {
	const names = [...new Set(all.flatMap(({profiles}) => profiles))];
	let values;
	try {
		({values} = parseArgs({options: {room: {type: 'string'}, profile: {type: 'string'}, seeds: {type: 'string', default: '0..99999'}}}));
	} catch (error) {
		usage(error.message, names);
	}

	const range = /^(?<from>\d+)\.\.(?<to>\d+)$/v.exec(values.seeds)?.groups;
	if (!range || Number(range.from) > Number(range.to)) {
		usage(`--seeds ${values.seeds}: two whole numbers FROM..TO, FROM not above TO, are wanted.`, names);
	}

	const chosen = all.filter(({name}) => values.room === undefined || name === values.room)
		.flatMap(({name, profiles}) => profiles.filter(profile => values.profile === undefined || profile === values.profile).map(profile => ({room: name, profile})));
	if (chosen.length === 0) {
		usage(`--room ${values.room ?? '(all)'}, --profile ${values.profile ?? '(all)'}: there is no such sweep.`, names);
	}

	return {chosen, from: Number(range.from), to: Number(range.to)};
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
	const {chosen, from, to} = readArguments(Object.values(await import(address)));
	let failed = 0;
	for (const {room, profile} of chosen) {
		const jobs = [];
		for (let start = from; start <= to; start += chunk) {
			jobs.push({room, profile, from: start, to: Math.min(to, start + chunk - 1)});
		}

		const sum = {runs: 0, voids: 0, events: 0};
		const began = performance.now();
		await runAll(address, jobs, total => {
			for (const key of Object.keys(sum)) {
				sum[key] += total[key];
			}

			for (const {seed, violation} of total.failures) {
				failed++;
				console.error(`${violation}\n  npm run sweep -- --room ${room} --profile ${profile} --seeds ${seed}..${seed}`);
			}
		});
		const wallS = (performance.now() - began) / 1000;
		console.log(`${`${room} ${profile}`.padEnd(32)} ${sum.runs} runs, ${sum.voids} void, ${sum.events} events in ${wallS.toFixed(1)} s (${Math.round(sum.events / wallS / 1000)}k events/s)`);
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
	const all = Object.values(await import(workerData));
	parentPort.on('message', job => {
		parentPort.postMessage(sweep(all.find(({name}) => name === job.room).sweepSeed, job));
	});
}
