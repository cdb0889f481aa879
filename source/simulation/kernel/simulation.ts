import {answerConnection, boundEffects, enqueueEvent, type BoundEffects, type Watch} from './bound-effects.js';
import {dequeue} from './event-queue.js';
import type {Effects, ProcessId} from './effects.js';
import {copyNetwork} from './network.js';
import type {Microseconds} from './time.js';
import type {Behaviour, Process, World, WorldEvent} from './world.js';

/** What runs each kind of process; a process and its behaviour are matched by `kind`, and each kind has a state of its own. */
export type Behaviours<Message, Note> = ReadonlyMap<string, Behaviour<unknown, Message, Note>>;

/** A behaviour among those of other kinds: what its state is, only it knows. */
export function anyBehaviour<State, Message, Note>(behaviour: Behaviour<State, Message, Note>): Behaviour<unknown, Message, Note> {
	return behaviour as unknown as Behaviour<unknown, Message, Note>;
}

/** A world with what runs it. */
export type Simulation<Message, Note> = {
	world: World<Message>;
	readonly behaviours: Behaviours<Message, Note>;
	/** What an act from outside does. */
	readonly perform: (simulation: Simulation<Message, Note>, act: Message) => void;
	watch: Watch<Message, Note>;
	readonly effects: BoundEffects<Message, Note>;
};

/** The process of this place; there is none without one. */
export function processAt<Message>(world: World<Message>, id: ProcessId): Process<unknown> {
	return world.processes[id]!;
}

/** The process of this name; undefined where there is none. */
export function processNamed<Message>(world: World<Message>, name: string): Process<unknown> | undefined {
	return world.processes.find(process => process.name === name);
}

/** What a process's clock says at a true time. */
export function localTime(process: Process<unknown>, now: Microseconds): Microseconds {
	const {rate, trueBase, localBase} = process.clock;
	return rate === 1 ? localBase + (now - trueBase) : localBase + Math.round((now - trueBase) * rate);
}

/** Brings a world and its behaviours together. Nothing has started yet: see `start`. */
export function simulationOf<Message, Note>(parts: Pick<Simulation<Message, Note>, 'world' | 'behaviours' | 'perform'>): Simulation<Message, Note> {
	const simulation: Simulation<Message, Note> = {...parts, watch: {}, effects: boundEffects(() => simulation, id => {
		exitOf(simulation, id);
	})};
	return simulation;
}

function behaviourOf<Message, Note>(simulation: Simulation<Message, Note>, process: Process<unknown>): Behaviour<unknown, Message, Note> {
	const behaviour = simulation.behaviours.get(process.kind);
	if (!behaviour) {
		throw new Error(`No behaviour is known for ${process.kind}, seed ${simulation.world.seed}.`);
	}

	return behaviour;
}

/** Makes the effects those of this process; gives them back. */
export function effectsFor<Message, Note>(simulation: Simulation<Message, Note>, process: Process<unknown>): Effects<Message, Note> {
	const {effects, world} = simulation;
	effects.self = process.id;
	effects.now = world.now;
	effects.localNow = localTime(process, world.now);
	effects.random = process.random;
	effects.diskDelayUs = world.machines[process.machine]!.diskDelayUs;
	return effects;
}

/** Lets a process run that does not: at the beginning, or after it died. Does nothing where it runs, or its machine is down. */
export function start<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	if (process.status === 'stopped' && simulation.world.machines[process.machine]!.up) {
		process.status = 'running';
		process.wanted = true;
		behaviourOf(simulation, process).start(process.state, effectsFor(simulation, process));
	}
}

/** Lets a process run from a later moment on, unless it is ended before. */
export function startLater<Message, Note>({world}: Simulation<Message, Note>, id: ProcessId, afterUs: Microseconds): void {
	processAt(world, id).wanted = true;
	enqueueEvent(world, {at: world.now + afterUs, kind: 'start', process: id, from: id, sentAt: world.now, message: undefined, transport: 'datagram', timer: '', generation: 0});
}

/** The process is gone at once, with all that its disk does not hold. */
export function end<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	process.wanted = false;
	if (process.status !== 'stopped') {
		process.status = 'stopped';
		process.timers.clear();
		process.held = [];
		behaviourOf(simulation, process).die(process.state);
	}
}

/** It ends by itself, and is started again where its behaviour says when. */
function exitOf<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	const {wanted} = process;
	const {restartsAfterUs} = behaviourOf(simulation, process);
	end(simulation, id);
	if (wanted && restartsAfterUs !== undefined) {
		startLater(simulation, id, restartsAfterUs);
	}
}

/** SIGTERM: the process winds up by itself. A frozen one hears of it when it runs again. */
export function stop<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	const behaviour = behaviourOf(simulation, process);
	if (process.status === 'frozen') {
		process.held.push({at: simulation.world.now, sequence: -1, kind: 'terminate', process: id, from: -1, sentAt: simulation.world.now, message: undefined, transport: 'datagram', timer: '', generation: 0});
	} else if (process.status === 'running' && behaviour.stop) {
		process.wanted = false;
		behaviour.stop(process.state, effectsFor(simulation, process));
	} else {
		end(simulation, id);
	}
}

/** SIGSTOP. */
export function freeze<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const process = processAt(simulation.world, id);
	if (process.status === 'running') {
		process.status = 'frozen';
	}
}

/** SIGCONT: what came meanwhile happens now, in its order. */
export function thaw<Message, Note>(simulation: Simulation<Message, Note>, id: ProcessId): void {
	const {world} = simulation;
	const process = processAt(world, id);
	if (process.status === 'frozen') {
		process.status = 'running';
		const {held} = process;
		process.held = [];
		for (const event of held as Array<WorldEvent<Message>>) {
			enqueueEvent(world, {...event, at: world.now});
		}
	}
}

/** Puts something from outside into the queue. */
export function schedule<Message, Note>(simulation: Simulation<Message, Note>, at: Microseconds, act: Message): void {
	enqueueEvent(simulation.world, {at, kind: 'act', process: -1, from: -1, sentAt: simulation.world.now, message: act, transport: 'datagram', timer: '', generation: 0});
}

/** Whether it was sent to an address that the machine does not have. */
function isAstray<Message, Note>({reaches}: Behaviour<unknown, Message, Note>, {state}: Process<unknown>, {kind, message}: WorldEvent<Message>): boolean {
	return reaches !== undefined && kind === 'deliver' && !reaches(state, message!);
}

function happen<Message, Note>(simulation: Simulation<Message, Note>, event: WorldEvent<Message>): void {
	const {world} = simulation;
	if (event.kind === 'act') {
		simulation.perform(simulation, event.message!);
		return;
	}

	const process = processAt(world, event.process);
	if (event.kind === 'timer' && process.timers.get(event.timer) !== event.generation) {
		return;
	}

	if (event.kind === 'start') {
		if (process.wanted) {
			start(simulation, process.id);
		}

		return;
	}

	const behaviour = behaviourOf(simulation, process);
	if (isAstray(behaviour, process, event)) {
		return;
	}

	if (process.status === 'stopped') {
		if (event.transport !== 'datagram' && world.machines[process.machine]!.up) {
			answerConnection('refused', world, event, process);
		}

		return;
	}

	if (event.transport === 'handshake') {
		answerConnection('accepted', world, event, process);
	}

	if (process.status === 'frozen') {
		// A held connection has been accepted once: when the process runs again it is only read.
		process.held.push(event.transport === 'handshake' ? {...event, transport: 'stream'} : event);
		return;
	}

	if (event.kind === 'terminate') {
		stop(simulation, process.id);
		return;
	}

	const effects = effectsFor(simulation, process);
	switch (event.kind) {
		case 'timer': {
			process.timers.delete(event.timer);
			behaviour.fire(process.state, event.timer, effects);
			break;
		}

		case 'deliver': {
			behaviour.receive(process.state, event.from, event.message!, effects);
			break;
		}

		case 'accepted': {
			behaviour.accepted?.(process.state, event.from, event.message!, effects);
			break;
		}

		case 'refused': {
			behaviour.refused?.(process.state, event.from, event.message!, effects);
		}
	}
}

/** One event; false where nothing is left to happen. */
export function step<Message, Note>(simulation: Simulation<Message, Note>): boolean {
	const {world} = simulation;
	const event = dequeue(world.queue);
	if (event === undefined) {
		return false;
	}

	world.now = event.at;
	world.steps++;
	happen(simulation, event);
	simulation.watch.happened?.(event, world);
	return true;
}

/** Every event up to and including this time; the clock stands at it afterwards. */
export function runUntil<Message, Note>(simulation: Simulation<Message, Note>, until: Microseconds): void {
	const {world} = simulation;
	while (world.queue.length > 0 && world.queue[0]!.at <= until) {
		step(simulation);
	}

	world.now = Math.max(world.now, until);
}

/** A checkpoint: a world that shares nothing with this one that either would change. */
export function copyWorld<Message, Note>({world, behaviours}: Pick<Simulation<Message, Note>, 'world' | 'behaviours'>): World<Message> {
	return {
		...world,
		queue: [...world.queue],
		machines: world.machines.map(machine => ({...machine})),
		network: copyNetwork(world.network),
		networkRandom: {...world.networkRandom},
		processes: world.processes.map(process => ({
			...process,
			state: behaviours.get(process.kind)!.copy(process.state),
			timers: new Map(process.timers),
			held: [...process.held],
			clock: {...process.clock},
			random: {...process.random},
		})),
	};
}
