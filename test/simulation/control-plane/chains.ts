import {buildChain, startChain} from '../../../source/simulation/control-plane/build-chain.js';
import type {Chain} from '../../../source/simulation/control-plane/chain.js';
import type {ChainParts} from '../../../source/simulation/control-plane/chain-parts.js';
import {inflict} from '../../../source/simulation/control-plane/inflict.js';
import type {ChainNote} from '../../../source/simulation/control-plane/notes.js';
import {readFault} from '../../../source/simulation/control-plane/read-fault.js';
import {readSettings} from '../../../source/simulation/control-plane/read-settings.js';
import {defaultSettings} from '../../../source/simulation/control-plane/settings.js';
import {usualTopology, type ChainRole, type ChainTopology, type EndpointKind} from '../../../source/simulation/control-plane/topology.js';
import {processAt, processNamed, runUntil} from '../../../source/simulation/kernel/simulation.js';
import {milliseconds} from '../../../source/simulation/kernel/time.js';

/** What somebody noted, and when. */
export type Told = {readonly atUs: number; readonly process: string; readonly note: ChainNote};

/** A chain that has run for a while, and what it has told since. */
export type Running = {readonly chain: Chain; readonly told: Told[]};

export type RunningOptions = Partial<Omit<ChainParts, 'settings' | 'topology'>> & {
	readonly set?: readonly string[];
	readonly parts?: readonly ChainRole[];
	readonly endpoint?: EndpointKind;
	readonly topology?: ChainTopology;
	/** How long it has run before anybody looks. */
	readonly warmMs?: number;
};

/** Builds a chain and lets it run until it is warm. */
export function runningChain({set = [], parts = ['etcd', 'apiserver', 'load-balancer'], endpoint = 'keepalived', topology, warmMs = 15_000, ...rest}: RunningOptions = {}): Running {
	const settings = readSettings(defaultSettings, set);
	const built = buildChain({
		seed: 1, settings, topology: topology ?? usualTopology(settings, {parts, endpoint}), probes: ['api'], spareEtcd: 0, strangers: 0, hasScript: true, behindRouter: false, pods: [300], ...rest,
	});
	const told: Told[] = [];
	startChain(built);
	runUntil(built.simulation, milliseconds(warmMs));
	built.simulation.watch.noted = (note, process, atUs) => {
		told.push({atUs, process: process < 0 ? '' : processAt(built.simulation.world, process).name, note});
	};

	return {chain: built, told};
}

/** Does what these faults say, in the middle of what runs. */
export function hit({chain}: Running, ...texts: readonly string[]): void {
	for (const text of texts) {
		inflict(chain, readFault(`0s ${text}`));
	}
}

/** Lets it run on. */
export function run({chain: {simulation}}: Running, forMs: number): void {
	runUntil(simulation, simulation.world.now + milliseconds(forMs));
}

/** A process by its name. */
export function named({chain: {simulation: {world}}}: Running, name: string) {
	return processNamed(world, name)!;
}

/** The probes that were sent in a span from now on: how many, and how those that failed did. */
export function probed(running: Running, forMs: number): {readonly count: number; readonly failures: readonly string[]} {
	const fromUs = running.chain.simulation.world.now;
	const before = running.told.length;
	// The last of them have a second to come back.
	run(running, forMs + 1100);
	const probes = running.told.slice(before).flatMap(({note}) => note.kind === 'api-probe' && note.sentUs >= fromUs && note.sentUs < fromUs + milliseconds(forMs) ? [note] : []);
	return {count: probes.length, failures: probes.flatMap(({ok, failure}) => ok ? [] : [failure ?? 'none'])};
}
