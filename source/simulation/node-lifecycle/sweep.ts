import {between, happens, seededRandom, type Random} from '../kernel/random.js';
import {runUntil, schedule} from '../kernel/simulation.js';
import {milliseconds, seconds, type Microseconds} from '../kernel/time.js';
import {actionViolation, hearNodeNote, newNodeWatch, seeConditions} from './invariants.js';
import {defaultNodeSettings, type NodeSettings} from './settings.js';
import {smallWorld, type NodeAct, type SmallNode, type SmallWorld} from './small-world.js';

/** Which faults a sweep makes. */
export const nodeSweepProfiles = ['calm', 'crashes', 'partitions', 'one-way', 'lossy', 'silence', 'pauses', 'new-leaders'] as const;

export type NodeSweepProfile = typeof nodeSweepProfiles[number];

/** How one run went. `void`: too little happened in it to prove anything. */
export type SweepResult = {readonly violation: string | undefined; readonly events: number; readonly void: boolean};

const faultsUntilUs = seconds(100);

/** Everything several times as fast as by default, and each time something else, so that a short run sees much. */
function drawSettings(random: Random): NodeSettings {
	return {
		...defaultNodeSettings,
		graceMs: between(random, 8000, 20_000),
		monitorMs: between(random, 1000, 3000),
		renewMs: 2500,
		statusMs: 2500,
		reportMs: between(random, 10_000, 60_000),
		requestTimeoutMs: 2500,
		evictionRatePerS: [0.1, 0.25, 1][between(random, 0, 3)]!,
		largeCluster: happens(random, 0.2) ? 3 : 50,
	};
}

function drawNodes(random: Random): SmallNode[] {
	const zones = between(random, 1, 4);
	return Array.from({length: between(random, 1, 9)}, () => ({
		zone: `zone-${between(random, 0, zones)}`,
		tolerations: Array.from({length: between(random, 0, 3)}, () => [0, 3, 20, null][between(random, 0, 4)]!),
	}));
}

type Fault = {readonly begin: NodeAct; readonly end: NodeAct};

function drawCut(random: Random, places: readonly number[], oneWay: boolean): Fault[] {
	const there: Fault = {begin: {kind: 'cut', from: places, to: [0]}, end: {kind: 'heal', from: places, to: [0]}};
	const back: Fault = {begin: {kind: 'cut', from: [0], to: places}, end: {kind: 'heal', from: [0], to: places}};
	if (oneWay) {
		return happens(random, 0.5) ? [there] : [back];
	}

	return [there, back];
}

function drawFault(profile: NodeSweepProfile, random: Random, nodes: number): Fault[] {
	const places = Array.from({length: nodes}, (_, index) => index + 1);
	const some = places.filter(() => happens(random, 0.5));
	const place = 1 + between(random, 0, nodes);
	switch (profile) {
		case 'calm': {
			return [];
		}

		case 'crashes': {
			return [{begin: {kind: 'kill', place}, end: {kind: 'start', place}}];
		}

		case 'partitions': {
			return drawCut(random, some, false);
		}

		case 'one-way': {
			return drawCut(random, some, true);
		}

		case 'lossy': {
			return [{begin: {kind: 'loss', loss: between(random, 2, 25) / 100}, end: {kind: 'loss', loss: 0}}, ...drawCut(random, [place], false)];
		}

		case 'silence': {
			return drawCut(random, happens(random, 0.7) ? places : some, false);
		}

		case 'pauses': {
			const who = happens(random, 0.3) ? nodes + 1 : place;
			return [{begin: {kind: 'freeze', place: who}, end: {kind: 'thaw', place: who}}];
		}

		case 'new-leaders': {
			return happens(random, 0.4) ? [{begin: {kind: 'kill', place: nodes + 1}, end: {kind: 'start', place: nodes + 1}}] : drawCut(random, some, false);
		}
	}
}

/** @returns When the last fault ends. */
function stage(profile: NodeSweepProfile, random: Random, {simulation, kubelets}: SmallWorld): Microseconds {
	const untilUs = profile === 'calm' ? 0 : faultsUntilUs;
	let healedUs = 0;
	for (let at = between(random, 0, seconds(20)); at < untilUs; at += between(random, 1000, seconds(30))) {
		const lastsUs = between(random, 1000, seconds(60));
		for (const {begin, end} of drawFault(profile, random, kubelets.length)) {
			schedule(simulation, at, begin);
			schedule(simulation, at + lastsUs, end);
			healedUs = Math.max(healedUs, at + lastsUs);
		}
	}

	return healedUs;
}

/** What a kubelet may need at most to be heard again, and two passes of the controller. */
function recoveryUs({requestTimeoutMs, statusMs, monitorMs}: NodeSettings): Microseconds {
	return milliseconds((6 * requestTimeoutMs) + (2 * statusMs) + (3 * monitorMs)) + seconds(8);
}

/** One run of a few nodes under the faults of a profile: every write of the controller is checked, and in the end every node is Ready. */
export function sweepSeed(profile: NodeSweepProfile, seed: number): SweepResult {
	const random = seededRandom(seed, `sweep/${profile}`);
	const settings = drawSettings(random);
	const small = smallWorld(seed, settings, drawNodes(random));
	const {simulation, store, onlooker} = small;
	const {world} = simulation;
	const watch = newNodeWatch(settings);
	const healedUs = stage(profile, random, small);
	let violation: string | undefined;
	let silent = 0;
	onlooker.writes = (action, node) => {
		violation ??= actionViolation(watch, action, node, world.now);
	};

	onlooker.conditions = () => {
		seeConditions(watch, store.nodes, world.now);
	};

	simulation.watch = {
		noted(note) {
			silent += note.kind === 'node-unknown' ? 1 : 0;
			hearNodeNote(watch, note);
		},
	};
	runUntil(simulation, Math.max(healedUs, seconds(30)) + recoveryUs(settings));
	const ill = store.nodes.find(({ready, noSchedule, noExecute}) => ready !== 'true' || noSchedule !== null || noExecute !== null);
	if (violation === undefined && ill !== undefined) {
		violation = `long after the last fault ${ill.name} is Ready=${ill.ready}, with the taints ${ill.noSchedule} and ${ill.noExecute}`;
	}

	if (violation === undefined && profile === 'calm' && silent > 0) {
		violation = 'a node became Unknown though nothing happened';
	}

	return {violation, events: world.steps, void: profile !== 'calm' && silent === 0};
}
