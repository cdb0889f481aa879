/*
How fast the simulator runs: five etcd members under faults with every invariant checked after every event and no trace, beside
raftscope's model (by Diego Ongaro) run headless in the same process, if RAFTSCOPE names a folder with its raft.js and util.js; and
what the scenarios of the whole chain take. `npm run bench:simulation`; SECONDS sets how long each part runs (5).
*/
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import vm from 'node:vm';
import {build} from 'esbuild';

const secondsEach = Number(process.env.SECONDS ?? 5);
const directory = mkdtempSync(path.join(tmpdir(), 'k8s-ha-tutor-bench-'));
process.on('exit', () => rmSync(directory, {recursive: true, force: true}));

async function load() {
	const outfile = path.join(directory, 'simulation.mjs');
	const contents = [
		'export {sweepSeed} from \'./raft/sweep.ts\';',
		'export {profiles} from \'./raft/sweep-faults.ts\';',
		'export {scenarios} from \'./scenarios/scenarios.ts\';',
		'export {runScenario} from \'./scenarios/run-scenario.ts\';',
		'export {defaultOptions} from \'./scenarios/begin-scenario.ts\';',
	].join('\n');
	await build({
		stdin: {contents, resolveDir: path.join(import.meta.dirname, '../source/simulation')},
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		outfile,
		logLevel: 'warning',
	});
	return import(pathToFileURL(outfile).href);
}

/** Calls until the time is over. @returns What the calls add up to, and the seconds they took. */
function during(seconds, call) {
	const begin = process.hrtime.bigint();
	const end = begin + BigInt(Math.round(seconds * 1e9));
	const total = {};
	let round = 0;
	let now = begin;
	while (now < end) {
		for (const [key, value] of Object.entries(call(round++))) {
			total[key] = (total[key] ?? 0) + value;
		}

		now = process.hrtime.bigint();
	}

	return {...total, seconds: Number(now - begin) / 1e9};
}

const silent = {
	log() {
		// Its notes on timers are for its page.
	},
};

/** What raftscope's page does with five servers, one write now and then, and time moved to whatever is due next. */
const raftscopeDriver = `(() => {
	const model = {servers: [], messages: [], time: 0};
	for (let id = 1; id <= 5; id++) {
		model.servers.push(raft.server(id, [1, 2, 3, 4, 5].filter(peer => peer !== id)));
	}
	let updates = 0;
	const nextDue = () => {
		let due = util.Inf;
		for (const message of model.messages) {
			due = Math.min(due, message.recvTime);
		}
		for (const server of model.servers) {
			due = Math.min(due, server.state === 'leader' ? util.Inf : server.electionAlarm);
			for (const peer of server.peers) {
				if (server.state === 'leader') {
					due = Math.min(due, server.heartbeatDue[peer]);
				}
				if (server.state === 'candidate' || (server.state === 'leader' && server.nextIndex[peer] <= server.log.length)) {
					due = Math.min(due, server.rpcDue[peer]);
				}
			}
		}
		return due;
	};
	return count => {
		for (let index = 0; index < count; index++) {
			model.time = Math.max(model.time + 1, nextDue());
			raft.update(model);
			updates++;
			if (updates % 500 === 0) {
				for (const server of model.servers) {
					raft.clientRequest(model, server);
				}
			}
		}
		return {updates: count};
	};
})()`;

function raftscope(folder) {
	const context = vm.createContext({
		$: {map: (object, value) => Object.values(object).map(each => value(each))},
		console: silent,
	});
	for (const file of ['util.js', 'raft.js']) {
		vm.runInContext(readFileSync(path.join(folder, file), 'utf8'), context, {filename: file});
	}

	return vm.runInContext(raftscopeDriver, context);
}

const {sweepSeed, profiles, scenarios, runScenario, defaultOptions} = await load();
console.log(`node ${process.version}, ${secondsEach} s each, one core`);

let best = 0;
for (const profile of profiles) {
	const members = {founders: 5, defaultTimers: true};
	sweepSeed(profile, 0, {...members, timeouts: 60});
	const {events, simulatedUs, seconds} = during(secondsEach, seed => {
		const result = sweepSeed(profile, seed, {...members, timeouts: 600});
		if (result.violation) {
			throw new Error(`${profile}, seed ${seed}: ${result.violation}`);
		}

		return {events: result.events, simulatedUs: result.simulatedUs};
	});
	const rate = events / seconds;
	best = Math.max(best, rate);
	const hours = simulatedUs / 3.6e9 / seconds;
	console.log(`etcd, five members, ${profile.padEnd(16)} ${(rate / 1e6).toFixed(2).padStart(6)} million events/s  ${hours.toFixed(1).padStart(5)} simulated hours/s  (budget 1${hours >= 1 ? '' : ', MISSED'})`);
}

const folder = process.env.RAFTSCOPE;
if (folder && existsSync(path.join(folder, 'raft.js'))) {
	const update = raftscope(folder);
	update(20_000);
	const {updates, seconds} = during(secondsEach, () => update(2000));
	const ratio = best / (updates / seconds);
	console.log(`raftscope's model                    ${(updates / seconds / 1e6).toFixed(3).padStart(6)} million updates/s; the best profile above is ${ratio.toFixed(1)} times as fast (budget 10${ratio >= 10 ? '' : ', MISSED'})`);
} else {
	console.log('raftscope: RAFTSCOPE names no folder with its raft.js; not compared');
}

for (const scenario of scenarios) {
	runScenario(scenario, defaultOptions);
	const {events, simulated, runs, seconds} = during(secondsEach / 10, seed => {
		const {run, events} = runScenario(scenario, {...defaultOptions, seed});
		return {events, simulated: run.untilUs / 1e6, runs: 1};
	});
	console.log(`${scenario.id.padEnd(32)} ${(1000 * seconds / runs).toFixed(1).padStart(7)} ms a run  ${(simulated / seconds / 60).toFixed(1).padStart(7)} simulated minutes/s  ${(events / seconds / 1e6).toFixed(2).padStart(5)} million events/s`);
}
