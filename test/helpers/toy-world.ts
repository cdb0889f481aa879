import {calmNetwork} from '../../source/simulation/kernel/network.js';
import {newMachine, newWorld, type Program} from '../../source/simulation/kernel/new-world.js';
import {between, seededRandom} from '../../source/simulation/kernel/random.js';
import {anyBehaviour, end, freeze, simulationOf, start, thaw, type Simulation} from '../../source/simulation/kernel/simulation.js';
import {milliseconds} from '../../source/simulation/kernel/time.js';
import type {Behaviour, Process, World} from '../../source/simulation/kernel/world.js';
import type {Staged} from '../../source/simulation/experiment/driver.js';
import type {Fault} from '../../source/simulation/control-plane/fault.js';

/** Two programs that count each other's calls: the smallest world in which everything of the kernel can be seen. */
export type ToyMessage = {readonly kind: 'call' | 'answer'; readonly count: number};
export type ToyNote = {readonly kind: 'called' | 'answered' | 'refused' | 'accepted' | 'started' | 'stopping'; readonly count: number};
export type ToyState = {calls: number; readonly seen: number[]; readonly peer: number; onDisk: number};

const toyBehaviour: Behaviour<ToyState, ToyMessage, ToyNote> = {
	start(state, effects) {
		effects.note({kind: 'started', count: state.onDisk});
		effects.startTimer('call', between(effects.random, 0, milliseconds(100)));
	},
	fire(state, _timer, effects) {
		state.calls++;
		effects.connect(state.peer, {kind: 'call', count: state.calls});
		effects.startTimer('call', milliseconds(100));
	},
	receive(state, from, {kind, count}, effects) {
		state.seen.push(count);
		effects.note({kind: kind === 'call' ? 'called' : 'answered', count});
		if (kind === 'call') {
			state.onDisk++;
			effects.send(from, {kind: 'answer', count});
		}
	},
	refused(_state, _by, {count}, effects) {
		effects.note({kind: 'refused', count});
	},
	accepted(_state, _by, {count}, effects) {
		effects.note({kind: 'accepted', count});
	},
	stop(state, effects) {
		effects.note({kind: 'stopping', count: state.calls});
		effects.exit();
	},
	die(state) {
		state.calls = 0;
		state.seen.length = 0;
	},
	copy: state => ({...state, seen: [...state.seen]}),
};

function programOf(id: number): Program {
	return {name: `toy-${id + 1}`, kind: 'toy', machine: id, state: {calls: 0, seen: [], peer: 1 - id, onDisk: 0} satisfies ToyState};
}

/** Two machines with one program each, both started. */
export function toySimulation(seed: number): Simulation<ToyMessage, ToyNote> {
	const world = newWorld<ToyMessage>({
		seed,
		machines: ['a', 'b'].map(name => newMachine(name, {diskDelayUs: 2000})),
		programs: [programOf(0), programOf(1)],
		network: calmNetwork(2, {delayUs: milliseconds(1), jitter: 0.5}),
	});
	const simulation = simulationOf<ToyMessage, ToyNote>({world, behaviours: new Map([['toy', anyBehaviour(toyBehaviour)]]), perform() {
		throw new Error('Nothing acts in the toy world.');
	}});
	start(simulation, 0);
	start(simulation, 1);
	return simulation;
}

/** A fault of the toy world: kill, restart, freeze or resume toy-1 or toy-2. */
export function toyFault(atMs: number, verb: 'kill' | 'restart' | 'freeze' | 'resume', target: 'toy-1' | 'toy-2'): Fault {
	return {atUs: milliseconds(atMs), deed: {verb, target}, text: `${atMs}ms ${verb} ${target}`};
}

const deeds = {kill: end, restart: start, freeze, resume: thaw};

/** The toy world with faults staged. */
export function stagedToys(seed: number, faults: readonly Fault[]): Staged<ToyMessage, ToyNote> {
	return {
		simulation: toySimulation(seed),
		startUs: 0,
		faults,
		faultsDone: 0,
		inflict(simulation, {deed}) {
			const {verb, target} = deed as {verb: keyof typeof deeds; target: string};
			deeds[verb](simulation, target === 'toy-1' ? 0 : 1);
		},
	};
}
