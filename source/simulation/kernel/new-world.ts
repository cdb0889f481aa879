import type {Network} from './network.js';
import {seededRandom} from './random.js';
import type {Microseconds} from './time.js';
import type {Machine, Process, World} from './world.js';

/** A machine that is up, with room on its disk. @param options.diskDelayUs What one write takes until it is durable. */
export function newMachine(name: string, {zone = null, diskDelayUs = 0}: {readonly zone?: string | null; readonly diskDelayUs?: Microseconds} = {}): Machine {
	return {name, zone, up: true, diskDelayUs, diskFull: false};
}

/** A program as it is laid out: its id is its place in the list. */
export type Program = {
	/** No two programs of a world have the same: their streams come from it. */
	readonly name: string;
	readonly kind: string;
	readonly machine: number;
	readonly state: unknown;
	/** How fast its clock runs. @default 1 */
	readonly rate?: number;
};

/** A world at time 0, in which no program runs yet. */
export function newWorld<Message>({seed, machines, programs, network}: {readonly seed: number; readonly machines: readonly Machine[]; readonly programs: readonly Program[]; readonly network: Network}): World<Message> {
	return {
		seed,
		now: 0,
		sequence: 0,
		steps: 0,
		queue: [],
		machines: [...machines],
		processes: programs.map(({name, kind, machine, state, rate = 1}, id): Process<unknown> => ({
			id,
			name,
			kind,
			machine,
			state,
			status: 'stopped',
			wanted: false,
			timers: new Map(),
			held: [],
			clock: {rate, trueBase: 0, localBase: 0},
			random: seededRandom(seed, `process/${name}`),
		})),
		network,
		networkRandom: seededRandom(seed, 'network'),
	};
}
