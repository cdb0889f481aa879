import {between, fraction, happens, seededRandom, type Random} from '../kernel/random.js';
import {runUntil, schedule} from '../kernel/simulation.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import {excuse, hearLeaseNote, leadersViolation, leaseWriteViolation, newLeaseWatch} from './invariants.js';
import {controllerManagerLeaseSettings, kubeVipLeaseSettings, schedulerLeaseSettings, type LeaseSettings} from './settings.js';
import {smallWorld, type LeaseAct, type SmallWorld} from './small-world.js';

/** Which faults a sweep makes. */
export const leaseSweepProfiles = ['calm', 'crashes', 'stops', 'partitions', 'one-way', 'lossy', 'store-down', 'drift', 'pauses', 'restarts-at-once'] as const;

export type LeaseSweepProfile = typeof leaseSweepProfiles[number];

/** How one run went. `void`: too little happened in it to prove anything. */
export type SweepResult = {readonly violation: string | undefined; readonly events: number; readonly void: boolean};

const faultsUntilUs = seconds(90);

type Fault = {readonly begin: LeaseAct; readonly end: LeaseAct};

function drawCut(random: Random, electors: number, oneWay: boolean): Fault[] {
	const cut = Array.from({length: electors}, (_, index) => index + 1).filter(() => happens(random, 0.5));
	const there: Fault = {begin: {kind: 'cut', from: cut, to: [0]}, end: {kind: 'heal', from: cut, to: [0]}};
	const back: Fault = {begin: {kind: 'cut', from: [0], to: cut}, end: {kind: 'heal', from: [0], to: cut}};
	if (oneWay) {
		return happens(random, 0.5) ? [there] : [back];
	}

	return [there, back];
}

function drawFault(profile: LeaseSweepProfile, random: Random, electors: number): Fault[] {
	const elector = 1 + between(random, 0, electors);
	switch (profile) {
		case 'calm': {
			return [];
		}

		case 'crashes':
		case 'restarts-at-once':
		case 'drift': {
			return [{begin: {kind: 'kill', elector}, end: {kind: 'start', elector}}];
		}

		case 'stops': {
			return [{begin: {kind: 'stop', elector}, end: {kind: 'start', elector}}];
		}

		case 'partitions': {
			return drawCut(random, electors, false);
		}

		case 'one-way': {
			return drawCut(random, electors, true);
		}

		case 'lossy': {
			return [
				{begin: {kind: 'loss', loss: between(random, 2, 30) / 100}, end: {kind: 'loss', loss: 0}},
				{begin: {kind: happens(random, 0.5) ? 'kill' : 'stop', elector}, end: {kind: 'start', elector}},
			];
		}

		case 'store-down': {
			return [{begin: {kind: 'store', isDown: true}, end: {kind: 'store', isDown: false}}];
		}

		case 'pauses': {
			return [{begin: {kind: 'freeze', elector}, end: {kind: 'thaw', elector}}];
		}
	}
}

/** @returns How many faults there are. */
function stage(profile: LeaseSweepProfile, random: Random, {simulation, electors}: SmallWorld): number {
	const longestUs = profile === 'restarts-at-once' ? milliseconds(400) : seconds(30);
	let faults = 0;
	const untilUs = profile === 'calm' ? 0 : faultsUntilUs;
	for (let at = between(random, 0, longestUs); at < untilUs; at += between(random, 1000, longestUs)) {
		const lastsUs = between(random, 1000, longestUs);
		for (const {begin, end} of drawFault(profile, random, electors.length)) {
			schedule(simulation, at, begin);
			schedule(simulation, at + lastsUs, end);
			faults++;
		}
	}

	return faults;
}

function drawSettings(random: Random): LeaseSettings {
	return [schedulerLeaseSettings, controllerManagerLeaseSettings, kubeVipLeaseSettings][between(random, 0, 3)]!;
}

/** How fast clocks run: all alike, or up to 5 % off, which every one of the settings bears. */
function drawRates(profile: LeaseSweepProfile, random: Random): number[] {
	return Array.from({length: between(random, 2, 6)}, () => profile === 'drift' ? 0.95 + (0.1 * fraction(random)) : 1);
}

/** How long the last faults may go on, the restart of what ended by itself, and what it takes at most to give up and to take over. */
function settledUs({durationMs, renewDeadlineMs, retryPeriodMs}: LeaseSettings): Microseconds {
	return faultsUntilUs + seconds(31) + milliseconds(1.1 * (durationMs + (2 * renewDeadlineMs) + (5 * retryPeriodMs)));
}

/** One run of a few electors under the faults of a profile: the invariants after every event, and one leader some time after the last fault. */
export function sweepSeed(profile: LeaseSweepProfile, seed: number): SweepResult {
	const random = seededRandom(seed, `sweep/${profile}`);
	const settings = drawSettings(random);
	const rates = drawRates(profile, random);
	const small = smallWorld(seed, settings, {rates, cold: happens(random, 0.3)});
	const {simulation, store, electors} = small;
	const watch = newLeaseWatch(settings, rates);
	if (profile === 'pauses') {
		excuse(watch, 'pauses');
	}

	const faults = stage(profile, random, small);
	let violation: string | undefined;
	let changes = 0;
	let {writes} = store;
	watch.record = store.record;
	simulation.watch = {
		noted(note) {
			changes += note.kind === 'lease-acquired' ? 1 : 0;
			hearLeaseNote(watch, note, settings);
		},
		happened() {
			if (store.writes !== writes) {
				writes = store.writes;
				violation ??= leaseWriteViolation(watch, store.record!, simulation.world.now);
			}

			violation ??= leadersViolation(watch, electors);
		},
	};
	runUntil(simulation, settledUs(settings));
	const leaders = electors.filter(({leading}) => leading);
	if (violation === undefined && (leaders.length !== 1 || leaders[0]!.identity !== store.record!.holder)) {
		violation = `long after the last fault ${leaders.length} lead, and the record names ${store.record?.holder ?? 'nobody'}`;
	}

	return {violation, events: simulation.world.steps, void: profile !== 'calm' && (faults === 0 || changes === 0)};
}
