import type {Effects, ProcessId} from './effects.js';
import {enqueue} from './event-queue.js';
import {datagramArrival, linkOf, streamArrival} from './network.js';
import {happens, type Random} from './random.js';
import type {Microseconds} from './time.js';
import type {Process, World, WorldEvent} from './world.js';

/** Who looks on. Neither changes anything, so that a run with and without onlookers is the same run. */
export type Watch<Message, Note> = {
	/** A process, or the world itself (-1), told what happened. */
	noted?: (note: Note, process: ProcessId, at: Microseconds) => void;
	/** After every event: where invariants are checked. */
	happened?: (event: WorldEvent<Message>, world: World<Message>) => void;
};

/** The effects of whichever process is stepping: one object for the whole run, since a run makes millions of steps. */
export type BoundEffects<Message, Note> = Effects<Message, Note> & {now: Microseconds; localNow: Microseconds; self: ProcessId; random: Random; diskDelayUs: Microseconds};

/** What effects happen in, and who looks on. */
type Running<Message, Note> = {readonly world: World<Message>; readonly watch: Watch<Message, Note>};

/** Puts an event in its place, with the next number. */
export function enqueueEvent<Message>(world: World<Message>, event: Omit<WorldEvent<Message>, 'sequence'>): void {
	const {at, kind, process, from, sentAt, message, transport, timer, generation} = event;
	enqueue(world.queue, {at, sequence: world.sequence++, kind, process, from, sentAt, message, transport, timer, generation});
}

/** The machine's own answer to a connection: the process has no part in it. */
export function answerConnection<Message>(kind: 'accepted' | 'refused', world: World<Message>, event: WorldEvent<Message>, by: Process<unknown>): void {
	const link = linkOf(world.network, by.machine, world.processes[event.from]!.machine);
	const at = streamArrival(link, world.now, world.networkRandom);
	if (at >= 0) {
		enqueueEvent(world, {...event, at, kind, process: event.from, from: by.id, sentAt: world.now, transport: 'datagram'});
	}
}

/**
Effects on whatever world there is at the moment of the deed.
@param runningOf The run: a rewind puts another world into it.
@param exit Ends a process by its own will.
*/
export function boundEffects<Message, Note>(runningOf: () => Running<Message, Note>, exit: (id: ProcessId) => void): BoundEffects<Message, Note> {
	const sendOn = (transport: 'stream' | 'handshake', to: ProcessId, message: Message) => {
		const {world} = runningOf();
		const link = linkOf(world.network, world.processes[effects.self]!.machine, world.processes[to]!.machine);
		const at = streamArrival(link, world.now, world.networkRandom);
		if (at >= 0) {
			enqueueEvent(world, {at, kind: 'deliver', process: to, from: effects.self, sentAt: world.now, message, transport, timer: '', generation: 0});
		}
	};

	const effects: BoundEffects<Message, Note> = {
		now: 0,
		localNow: 0,
		self: -1,
		random: {a: 0, b: 0, c: 0, counter: 0},
		diskDelayUs: 0,
		send(to, message) {
			sendOn('stream', to, message);
		},
		connect(to, message) {
			sendOn('handshake', to, message);
		},
		sendDatagram(to, message) {
			const {world} = runningOf();
			const link = linkOf(world.network, world.processes[effects.self]!.machine, world.processes[to]!.machine);
			const copies = happens(world.networkRandom, link.duplicate) ? 2 : 1;
			for (let copy = 0; copy < copies; copy++) {
				const at = datagramArrival(link, world.now, world.networkRandom);
				if (at >= 0) {
					enqueueEvent(world, {at, kind: 'deliver', process: to, from: effects.self, sentAt: world.now, message, transport: 'datagram', timer: '', generation: 0});
				}
			}
		},
		startTimer(name, delayUs) {
			const {world} = runningOf();
			const process = world.processes[effects.self]!;
			const {rate} = process.clock;
			const delay = rate === 1 ? delayUs : Math.round(delayUs / rate);
			process.timers.set(name, world.sequence);
			enqueueEvent(world, {at: world.now + delay, kind: 'timer', process: effects.self, from: effects.self, sentAt: world.now, message: undefined, transport: 'datagram', timer: name, generation: world.sequence});
		},
		stopTimer(name) {
			runningOf().world.processes[effects.self]!.timers.delete(name);
		},
		note(note) {
			const {watch, world} = runningOf();
			watch.noted?.(note, effects.self, world.now);
		},
		exit() {
			exit(effects.self);
		},
	};
	return effects;
}
