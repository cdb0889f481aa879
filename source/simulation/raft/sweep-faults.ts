import {between, fraction, happens, type Random} from '../kernel/random.js';
import {perform} from './cluster.js';
import {deeds, type Mix, type Nemesis} from './sweep-deeds.js';

/** What befalls a group in a sweep. */
export type Profile = 'calm' | 'crashes' | 'partitions' | 'one-way' | 'lossy' | 'restarts-at-once';

export const profiles: readonly Profile[] = ['calm', 'crashes', 'partitions', 'one-way', 'lossy', 'restarts-at-once'];

const often = (random: Random, weight: number): number => happens(random, 0.5) ? between(random, 1, weight + 1) : 0;

/** Draws a mix: what the profile is about always, anything else now and then. */
export function drawMix(profile: Profile, random: Random): Mix {
	const others = {
		command: 20 + between(random, 0, 20),
		read: often(random, 8),
		transfer: often(random, 3),
		change: often(random, 4),
		joint: often(random, 2),
	};
	const calm = {crash: 0, bounce: 0, freeze: 0, split: 0, oneWay: 0, lossy: 0, slowDisk: 0, mend: 0};
	switch (profile) {
		case 'calm': {
			return {...others, ...calm};
		}

		case 'crashes': {
			return {...others, ...calm, crash: between(random, 1, 5), bounce: often(random, 3), freeze: often(random, 3), slowDisk: often(random, 2), mend: 2};
		}

		case 'partitions': {
			return {...others, ...calm, split: between(random, 3, 8), crash: often(random, 2), mend: between(random, 2, 6)};
		}

		case 'one-way': {
			return {...others, ...calm, oneWay: between(random, 3, 10), crash: often(random, 2), mend: between(random, 2, 6)};
		}

		case 'lossy': {
			return {...others, ...calm, lossy: between(random, 3, 8), crash: often(random, 2), split: often(random, 2), mend: 1};
		}

		case 'restarts-at-once': {
			return {...others, ...calm, bounce: between(random, 4, 14), oneWay: often(random, 3), lossy: often(random, 2), mend: 2};
		}
	}
}

const kinds = Object.keys(deeds) as Array<keyof typeof deeds>;
const peaceful = new Set<keyof Mix>(['command', 'transfer', 'mend']);

/** Does one thing of the mix. @returns True where it is time for a read, which the sweep itself asks for. */
export function strike(nemesis: Nemesis): boolean {
	const {mix, random} = nemesis;
	let total = mix.read;
	for (const kind of kinds) {
		total += mix[kind];
	}

	let drawn = fraction(random) * total;
	for (const kind of kinds) {
		drawn -= mix[kind];
		if (drawn < 0) {
			deeds[kind](nemesis);
			nemesis.faults += peaceful.has(kind) ? 0 : 1;
			return false;
		}
	}

	return true;
}

/** Undoes what is due. */
export function undoDue(nemesis: Nemesis): void {
	const {cluster} = nemesis;
	const due = nemesis.pending.filter(({at}) => at <= cluster.world.now);
	if (due.length > 0) {
		nemesis.pending = nemesis.pending.filter(({at}) => at > cluster.world.now);
		for (const {act} of due) {
			perform(cluster, act);
		}
	}
}
