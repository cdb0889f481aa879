import type {ProcessId} from '../kernel/effects.js';
import {calmNetwork, type Network} from '../kernel/network.js';
import {newWorld} from '../kernel/new-world.js';
import {between, seededRandom} from '../kernel/random.js';
import {simulationOf, start, startLater} from '../kernel/simulation.js';
import {milliseconds} from '../kernel/time.js';
import {chainBehaviours} from './behaviours.js';
import type {Chain} from './chain.js';
import type {ChainParts} from './chain-parts.js';
import {firstStateOf} from './first-states.js';
import {layOut} from './lay-out.js';
import type {ChainMessage} from './messages.js';
import type {ChainNote} from './notes.js';
import type {Settings} from './settings.js';

/** A link's own delay strays by half of it. */
const linkJitter = 0.5;

function networkOf(machines: number, settings: Settings): Network {
	const network = calmNetwork(machines, {delayUs: milliseconds(settings['network.delayMs']), jitter: linkJitter});
	for (const [index, link] of network.links.entries()) {
		const isItself = Math.floor(index / machines) === index % machines;
		link.loss = isItself ? 0 : settings['network.lossPercent'] / 100;
	}

	return network;
}

/** Builds a control plane, in which nothing runs yet. */
export function buildChain(parts: ChainParts): Chain & {readonly firstIds: readonly ProcessId[]} {
	const {seed, topology, settings} = parts;
	const ground = layOut(parts);
	const {processes, places} = ground;
	const world = newWorld<ChainMessage>({
		seed,
		machines: ground.machines,
		programs: processes.map((program, id) => ({...program, state: firstStateOf(id, parts, ground)})),
		network: networkOf(ground.machines.length, settings),
	});
	const simulation: Chain['simulation'] = simulationOf<ChainMessage, ChainNote>({
		world,
		behaviours: chainBehaviours(places, () => simulation.world),
		perform() {
			throw new Error(`Nothing acts by itself here, seed ${seed}.`);
		},
	});
	const resting = new Set([...places.spareEtcd, ...places.strangers]);
	return {topology, settings, places, simulation, firstIds: processes.flatMap((_, id) => resting.has(id) ? [] : [id])};
}

/** Machines that boot together do not start their programs at the same moment: this is where every period gets its phase. */
const bootSpreadUs = milliseconds(2000);

/** Boots a control plane that has just been built: every program but the members that stand ready and the strangers. */
export function startChain({simulation, firstIds}: ReturnType<typeof buildChain>, {atOnce = false}: {readonly atOnce?: boolean} = {}): void {
	const random = seededRandom(simulation.world.seed, 'boot');
	for (const id of firstIds) {
		// The wire and the machines' own network stacks are there first.
		const isHost = simulation.world.processes[id]!.kind === 'host';
		if (atOnce || isHost) {
			start(simulation, id);
		} else {
			startLater(simulation, id, between(random, 0, bootSpreadUs));
		}
	}
}
