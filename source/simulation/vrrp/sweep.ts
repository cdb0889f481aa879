import {between, happens, seededRandom, type Random} from '../kernel/random.js';
import {schedule, step} from '../kernel/simulation.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import {disturb, newVrrpWatch, settledViolation, vrrpViolation} from './invariants.js';
import {smallWorld, type SmallRouter, type SmallWorld} from './small-world.js';
import type {VrrpAct} from './small-processes.js';

/** Which faults a sweep makes. */
export const vrrpSweepProfiles = ['calm', 'crashes', 'partitions', 'one-way', 'lossy', 'restarts-at-once'] as const;

export type VrrpSweepProfile = typeof vrrpSweepProfiles[number];

/** How one run went. `void`: too little happened in it to prove anything. */
export type SweepResult = {readonly violation: string | undefined; readonly events: number; readonly void: boolean};

const faultsFromUs = seconds(10);
const faultsUntilUs = seconds(60);

/** Far more than any run has: routers that answer each other without end are wrong too. */
const mostEvents = 50_000;

/** How many routers, and what each is set to: drawn anew for each seed, so that no combination is left out for long. */
function drawRouters(random: Random): SmallRouter[] {
	const version = happens(random, 0.25) ? 2 : 3;
	const preempt = happens(random, 0.8);
	const hasScript = happens(random, 0.5);
	const common = {
		version,
		advertMs: version === 3 && happens(random, 0.5) ? 200 : 1000,
		downTimerAdverts: between(random, 2, 5),
		preempt,
		preemptDelayMs: preempt && happens(random, 0.3) ? between(random, 500, 6000) : 0,
		garpMasterRefreshMs: happens(random, 0.5) ? 2000 : 0,
		hasScript,
		weight: hasScript ? [0, -2, -50, 40][between(random, 0, 4)]! : 0,
		scriptRise: between(random, 1, 4),
		scriptFall: between(random, 1, 4),
		startsAs: preempt && happens(random, 0.3) ? 'master' : 'backup',
	} as const;
	return Array.from({length: between(random, 2, 6)}, () => ({...common, priority: happens(random, 0.3) ? 100 : between(random, 1, 255)}));
}

/** A fault with what ends it. */
type Fault = {readonly begin: VrrpAct; readonly end: VrrpAct};

function drawCut(random: Random, routers: number, oneWay: boolean): Fault[] {
	const sides = Array.from({length: routers + 1}, () => between(random, 0, 2));
	const left = sides.flatMap((side, index) => side === 0 ? [index] : []);
	const right = sides.flatMap((side, index) => side === 1 ? [index] : []);
	const there: Fault = {begin: {kind: 'cut', from: left, to: right}, end: {kind: 'heal', from: left, to: right}};
	return oneWay ? [there] : [there, {begin: {kind: 'cut', from: right, to: left}, end: {kind: 'heal', from: right, to: left}}];
}

function drawFault(profile: VrrpSweepProfile, random: Random, routers: number): Fault[] {
	const router = between(random, 0, routers);
	switch (profile) {
		case 'calm': {
			return [];
		}

		case 'crashes': {
			const begins = ['kill', 'stop', 'freeze', 'script-fails', 'link-down'] as const;
			const ends = ['start', 'start', 'thaw', 'script-succeeds', 'link-up'] as const;
			const which = between(random, 0, begins.length);
			return [{begin: {kind: begins[which]!, router}, end: {kind: ends[which]!, router}}];
		}

		case 'partitions': {
			return drawCut(random, routers, false);
		}

		case 'one-way': {
			return drawCut(random, routers, true);
		}

		case 'lossy': {
			const begin: VrrpAct = {kind: 'network', loss: between(random, 2, 30) / 100, duplicate: 0.05, reorder: 0.05};
			return [{begin, end: {kind: 'network', loss: 0, duplicate: 0, reorder: 0}}];
		}

		case 'restarts-at-once': {
			return [{begin: {kind: happens(random, 0.5) ? 'kill' : 'stop', router}, end: {kind: 'start', router}}];
		}
	}
}

/** Puts the faults of a run into its queue; gives their number and when the last of them ends. */
function stage(profile: VrrpSweepProfile, random: Random, {simulation, instances}: SmallWorld): {readonly faults: number; readonly healedUs: Microseconds} {
	const longestUs = profile === 'restarts-at-once' ? milliseconds(400) : seconds(12);
	let faults = 0;
	let healedUs = 0;
	const untilUs = profile === 'calm' ? faultsFromUs : faultsUntilUs;
	for (let at = faultsFromUs; at < untilUs; at += between(random, milliseconds(5), longestUs)) {
		const lastsUs = between(random, milliseconds(5), longestUs);
		for (const {begin, end} of drawFault(profile, random, instances.length)) {
			schedule(simulation, at, begin);
			schedule(simulation, at + lastsUs, end);
			healedUs = Math.max(healedUs, at + lastsUs);
			faults++;
		}
	}

	return {faults, healedUs};
}

/**
One run of a small world under the faults of a profile: the invariants after every event, and after the last fault exactly one
holder, which the client knows where gratuitous ARPs are repeated.
*/
export function sweepSeed(profile: VrrpSweepProfile, seed: number): SweepResult {
	const random = seededRandom(seed, `sweep/${profile}`);
	const small = smallWorld(seed, drawRouters(random), {cold: happens(random, 0.5), askMs: 1000});
	const {simulation, instances, client} = small;
	const {world} = simulation;
	const watch = newVrrpWatch(instances);
	const {faults, healedUs} = stage(profile, random, small);
	let violation: string | undefined;
	let takeovers = 0;
	simulation.watch = {
		noted(note) {
			takeovers += note.kind === 'vrrp-became-active' ? 1 : 0;
		},
		happened(event) {
			if (event.process >= instances.length) {
				return;
			}

			if (event.process >= 0) {
				violation = vrrpViolation(watch, event.process, instances[event.process]!, world.now);
				return;
			}

			// An act changes a router without an event of its own, and a fault lasts until the last of them is over.
			disturb(watch, world.now < healedUs ? Infinity : world.now);
			for (const [place, instance] of instances.entries()) {
				violation ??= vrrpViolation(watch, place, instance, world.now);
			}
		},
	};
	const refreshUs = instances[0]!.settings.garpMasterRefreshMs * 1000;
	const untilUs = Math.max(faultsFromUs, healedUs) + watch.settleUs + seconds(12);
	while (violation === undefined && world.queue.length > 0 && world.queue[0]!.at <= untilUs) {
		violation = world.steps < mostEvents ? undefined : `${mostEvents} events`;
		step(simulation);
	}

	violation ??= settledViolation(watch, untilUs);
	const holder = instances.findIndex(({state}) => state === 'active');
	const entry = client.cache.entries[0];
	if (violation === undefined && refreshUs > 0 && holder !== -1 && entry !== undefined && entry.holder !== holder) {
		violation = `the client sends to ${entry.holder}, though ${holder} has the address and says so every ${refreshUs} us`;
	}

	const isVoid = profile !== 'calm' && (faults < 4 || (profile !== 'lossy' && takeovers === 0));
	return {violation: violation === undefined ? undefined : `vrrp, profile ${profile}, seed ${seed}, ${world.now} us: ${violation}`, events: world.steps, void: isVoid};
}
