import type {Random} from './random.js';
import type {Microseconds} from './time.js';

/** A process's place in its world: an index that stays the same for as long as the world lives. */
export type ProcessId = number;

/**
What a step may do besides changing its own state, and all it can see of the world. A protocol's `step` is a function of its
state, its event and what it draws from `random`: the same three give the same state and the same effects.
*/
export type Effects<Message, Note> = {
	/** True time: for notes and invariants. A protocol reads `localNow`, as a program reads its machine's clock. */
	readonly now: Microseconds;
	/** The process's own clock, which may run faster or slower than true time. */
	readonly localNow: Microseconds;
	readonly self: ProcessId;
	/** The process's own stream. */
	readonly random: Random;
	/** How long one write to this machine's disk takes until it is durable (fsync). */
	readonly diskDelayUs: Microseconds;
	/** Sends on a connection: lost only by a cut or a dead machine; where nobody listens, `refused` comes back. */
	send(to: ProcessId, message: Message): void;
	/** As `send`, and `accepted` comes back as soon as the other machine has taken the connection, be the process frozen or not. */
	connect(to: ProcessId, message: Message): void;
	/** Sends once, to be lost, doubled or overtaken as the network likes; nobody hears of it. */
	sendDatagram(to: ProcessId, message: Message): void;
	/**
	Starts the timer of this name, or starts it anew; it fires once.
	@param delayUs On the process's own clock.
	*/
	startTimer(name: string, delayUs: Microseconds): void;
	/** Stops the timer of this name, if it runs. */
	stopTimer(name: string): void;
	/** Tells what happened, for the narration, the trace, the measures and the invariants. */
	note(note: Note): void;
	/** Ends the process: its last act. */
	exit(): void;
};
