import {between, happens, seededRandom, type Random} from '../kernel/random.js';
import {schedule, step} from '../kernel/simulation.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import {isUp} from './checker.js';
import {checkViolation, newCheckWatch} from './invariants.js';
import type {HealthCheckSettings} from './settings.js';
import {smallWorld, type CheckAct, type SmallWorld} from './small-world.js';

/** Which faults a sweep makes. One-way cuts are no profile: a connection needs both ways. */
export const healthCheckSweepProfiles = ['calm', 'crashes', 'partitions', 'lossy', 'restarts-at-once'] as const;

export type HealthCheckSweepProfile = typeof healthCheckSweepProfiles[number];

/** How one run went. `void`: too little happened in it to prove anything. */
export type SweepResult = {readonly violation: string | undefined; readonly events: number; readonly void: boolean};

const faultsUntilUs = seconds(120);

function orNull(random: Random, low: number, high: number): number | null {
	return happens(random, 0.5) ? null : between(random, low, high);
}

function drawSettings(random: Random): HealthCheckSettings {
	return {
		interMs: between(random, 200, 3000),
		fastinterMs: orNull(random, 100, 1000),
		downinterMs: orNull(random, 100, 3000),
		rise: between(random, 1, 5),
		fall: between(random, 1, 5),
		timeoutConnectMs: between(random, 100, 5000),
		timeoutCheckMs: orNull(random, 100, 3000),
		shutdownSessions: happens(random, 0.5),
	};
}

function drawFault(profile: HealthCheckSweepProfile, random: Random): readonly [begin: CheckAct['kind'], end: CheckAct['kind']] {
	switch (profile) {
		case 'crashes': {
			return ([['kill', 'start'], ['freeze', 'thaw'], ['hang', 'answer-200'], ['answer-500', 'answer-200']] as const)[between(random, 0, 4)]!;
		}

		case 'partitions': {
			return ['cut', 'heal'];
		}

		case 'calm':
		case 'lossy':
		case 'restarts-at-once': {
			return ['kill', 'start'];
		}
	}
}

/** Puts the faults of a run into its queue; gives their number. */
function stage(profile: HealthCheckSweepProfile, random: Random, {simulation, checkers}: SmallWorld): number {
	if (profile === 'calm') {
		return 0;
	}

	if (profile === 'lossy') {
		const loss = between(random, 2, 40) / 100;
		for (const link of simulation.world.network.links) {
			link.loss = loss;
		}

		return checkers.length;
	}

	const longestUs = profile === 'restarts-at-once' ? milliseconds(400) : seconds(20);
	let faults = 0;
	for (let at: Microseconds = 0; at < faultsUntilUs; at += between(random, milliseconds(5), longestUs)) {
		const [begin, finish] = drawFault(profile, random);
		const server = between(random, 0, checkers.length);
		schedule(simulation, at, {kind: begin, server});
		schedule(simulation, Math.min(faultsUntilUs, at + between(random, milliseconds(5), longestUs)), {kind: finish, server});
		faults++;
	}

	return faults;
}

/**
One run of a HAProxy and three servers under the faults of a profile: the invariants after every event, and after the last fault
every server is UP again.
*/
export function sweepSeed(profile: HealthCheckSweepProfile, seed: number): SweepResult {
	const random = seededRandom(seed, `sweep/${profile}`);
	const cold = happens(random, 0.5);
	const settings = drawSettings(random);
	const small = smallWorld(seed, settings, {cold});
	const {simulation, checkers} = small;
	const {world} = simulation;
	const watches = checkers.map(checker => newCheckWatch(checker, !cold));
	const faults = stage(profile, random, small);
	let violation: string | undefined;
	let falls = 0;
	simulation.watch = {
		noted(note) {
			falls += note.kind === 'health-check-server-down' ? 1 : 0;
		},
		happened() {
			for (let index = 0; index < checkers.length && violation === undefined; index++) {
				violation = checkViolation(watches[index]!, checkers[index]!, world.now);
			}
		},
	};
	const slowestMs = Math.max(settings.interMs, settings.downinterMs ?? 0, settings.fastinterMs ?? 0);
	const longestCheckMs = settings.interMs + (settings.timeoutCheckMs ?? 0);
	const untilUs = faultsUntilUs + milliseconds((settings.rise + 1) * (slowestMs + longestCheckMs));
	while (world.queue.length > 0 && world.queue[0]!.at <= untilUs) {
		step(simulation);
		if (violation !== undefined) {
			break;
		}
	}

	const down = profile === 'lossy' ? -1 : checkers.findIndex(checker => !isUp(checker));
	if (violation === undefined && down !== -1) {
		violation = `server ${down} is DOWN, though nothing has ailed it for ${untilUs - faultsUntilUs} us`;
	}

	const isVoid = checkers.some(({results}) => results < 10) || (profile !== 'calm' && profile !== 'lossy' && (faults < 4 || (profile !== 'restarts-at-once' && falls === 0)));
	return {violation: violation === undefined ? undefined : `health-check, profile ${profile}, seed ${seed}, ${world.now} us: ${violation}`, events: world.steps, void: isVoid};
}
