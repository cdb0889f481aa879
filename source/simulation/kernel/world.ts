import type {EventQueue} from './event-queue.js';
import type {Effects, ProcessId} from './effects.js';
import type {Network} from './network.js';
import type {Random} from './random.js';
import type {Microseconds} from './time.js';

/** Running; frozen (SIGSTOP: nothing of it runs, and what arrives waits); stopped (nothing of it is left but what its disk holds). */
export type ProcessStatus = 'running' | 'frozen' | 'stopped';

/** A process on its machine. */
export type Process<State> = {
	readonly id: ProcessId;
	/** As people name it: `etcd-1`. */
	readonly name: string;
	/** Which behaviour runs it. */
	readonly kind: string;
	readonly machine: number;
	state: State;
	status: ProcessStatus;
	/** Whether it is meant to run: what ends by itself is then started again, where its behaviour says when. */
	wanted: boolean;
	/** Each timer that runs, with the number it was started under. */
	readonly timers: Map<string, number>;
	/** What came while it was frozen, in order. */
	held: Array<WorldEvent<unknown>>;
	/** Its clock: local time was `localBase` at true time `trueBase`, and passes at `rate` since. */
	readonly clock: {rate: number; trueBase: Microseconds; localBase: Microseconds};
	readonly random: Random;
};

/** A machine: what runs on it dies with it, and nobody is told. */
export type Machine = {readonly name: string; readonly zone: string | null; up: boolean; diskDelayUs: Microseconds; diskFull: boolean};

/** What can happen next. One shape for all kinds, which the engine runs fastest. */
export type WorldEvent<Message> = {
	readonly at: Microseconds;
	readonly sequence: number;
	/**
	`terminate`: a SIGTERM that waits for a frozen process to run again. `start`: what ended by itself is started again. `act`: something from outside, a fault or a learner's
	hand; its payload is the message.
	*/
	readonly kind: 'deliver' | 'accepted' | 'refused' | 'timer' | 'terminate' | 'start' | 'act';
	/** Whom it happens to; -1 for an act. */
	readonly process: ProcessId;
	/** Who sent it; for `accepted` and `refused`, who did. */
	readonly from: ProcessId;
	/** When it was sent, for drawing it on its way. */
	readonly sentAt: Microseconds;
	readonly message: Message | undefined;
	/** A datagram; or on a connection (refused where nobody listens); or the first on it (accepted where somebody does). */
	readonly transport: 'datagram' | 'stream' | 'handshake';
	readonly timer: string;
	/** The number the timer was started under: an older one has been stopped since. */
	readonly generation: number;
};

/** Everything there is at one moment: plain data, so that a copy is a checkpoint. */
export type World<Message> = {
	readonly seed: number;
	now: Microseconds;
	/** The next event's number. */
	sequence: number;
	/** How many events have happened. */
	steps: number;
	queue: EventQueue<WorldEvent<Message>>;
	readonly machines: Machine[];
	readonly processes: Array<Process<unknown>>;
	readonly network: Network;
	readonly networkRandom: Random;
};

/** How one kind of process behaves. `state` is changed in place; nothing else is touched but through the effects. */
export type Behaviour<State, Message, Note> = {
	/** The process begins to run: at first, or again with what its disk kept (see `die`). */
	readonly start: (state: State, effects: Effects<Message, Note>) => void;
	readonly receive: (state: State, from: ProcessId, message: Message, effects: Effects<Message, Note>) => void;
	readonly fire: (state: State, timer: string, effects: Effects<Message, Note>) => void;
	/**
	Whether a message gets as far as this process's machine: false where it is sent to an address that the machine does not have. Nobody
	is told then; without this everything arrives.
	*/
	readonly reaches?: (state: State, message: Message) => boolean;
	/** A message on a connection found nobody listening. */
	readonly refused?: (state: State, by: ProcessId, message: Message, effects: Effects<Message, Note>) => void;
	/** A connection was taken by the other machine. */
	readonly accepted?: (state: State, by: ProcessId, message: Message, effects: Effects<Message, Note>) => void;
	/** SIGTERM: it winds up and calls `exit`; without this it ends at once. */
	readonly stop?: (state: State, effects: Effects<Message, Note>) => void;
	/** When a process that ended by itself is started again, by whoever looks after it; without this it is not. */
	readonly restartsAfterUs?: Microseconds;
	/** What is lost when it dies: leaves in `state` only what a restart finds on the disk. No effects: the dead say nothing. */
	readonly die: (state: State) => void;
	/** A copy that shares only what never changes (messages, log entries). */
	readonly copy: (state: State) => State;
};
