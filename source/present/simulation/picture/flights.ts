import type {ProcessId} from '../../../simulation/kernel/effects.js';
import type {Microseconds} from '../../../simulation/kernel/time.js';
import type {World, WorldEvent} from '../../../simulation/kernel/world.js';

/** A message between two programs, on its way at a moment. */
export type Flight = {
	readonly from: ProcessId;
	readonly to: ProcessId;
	/** The message's own word, e.g. `raft-append`; `refused` for the network's answer that nobody listens. */
	readonly kind: string;
	/** How much of its way lies behind it, 0 to 1. */
	readonly progress: number;
};

type Kinded = {readonly kind: string};

/** A message in a message: what goes through a proxy is what matters. */
function kindOf({kind, message}: WorldEvent<unknown>): string {
	if (kind === 'refused') {
		return 'refused';
	}

	const sent = message as (Kinded & {readonly inner?: Kinded}) | undefined;
	return sent?.inner?.kind ?? sent?.kind ?? '';
}

/** Messages that are on their way now, as the world's queue holds them. */
export function flightsIn<Message>({queue, now}: World<Message>): Flight[] {
	const flights: Flight[] = [];
	for (const event of queue) {
		if ((event.kind === 'deliver' || event.kind === 'refused') && event.at > now) {
			flights.push({from: event.from, to: event.process, kind: kindOf(event), progress: (now - event.sentAt) / (event.at - event.sentAt)});
		}
	}

	return flights;
}

/**
The last message between any two programs: a message takes a millisecond, and no eye would see it at full speed. Drawn as if it had
taken `leastUs` at least.
*/
export type Trails = Map<number, WorldEvent<unknown>>;

/** More processes than this are never in one world. */
const processes = 4096;

/** Remembers what just arrived. */
export function leaveTrail(trails: Trails, event: WorldEvent<unknown>): void {
	if (event.kind === 'deliver' || event.kind === 'refused') {
		trails.set((event.from * processes) + event.process, event);
	}
}

/** What is on its way, and what has arrived so lately that the eye is still following it. */
export function slowedFlights<Message>(world: World<Message>, trails: Trails, leastUs: Microseconds): Flight[] {
	const flights = flightsIn(world);
	const {now} = world;
	for (const event of trails.values()) {
		const progress = (now - event.sentAt) / Math.max(event.at - event.sentAt, leastUs);
		if (progress >= 0 && progress < 1) {
			flights.push({from: event.from, to: event.process, kind: kindOf(event), progress});
		}
	}

	return flights;
}
