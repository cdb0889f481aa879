import {runUntil, schedule} from '../../../source/simulation/kernel/simulation.js';
import {between, seededRandom} from '../../../source/simulation/kernel/random.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import type {VrrpNote} from '../../../source/simulation/vrrp/notes.js';
import {smallWorld, type SmallRouter, type SmallWorld} from '../../../source/simulation/vrrp/small-world.js';
import type {VrrpAct} from '../../../source/simulation/vrrp/small-processes.js';

export type Told = {readonly note: VrrpNote; readonly router: number; readonly at: number};

/** A small world whose every note is written down. */
export type Watched = SmallWorld & {readonly told: Told[]};

export function watchedWorld(seed: number, routers: readonly SmallRouter[], options: Parameters<typeof smallWorld>[2] = {}): Watched {
	const small = smallWorld(seed, routers, options);
	const told: Told[] = [];
	small.simulation.watch = {
		noted(note, router, at) {
			told.push({note, router, at});
		},
	};
	return {...small, told};
}

export function act({simulation}: SmallWorld, at: number, ...acts: readonly VrrpAct[]): void {
	for (const each of acts) {
		schedule(simulation, at, each);
	}
}

export function run({simulation}: SmallWorld, until: number): void {
	runUntil(simulation, until);
}

/** A moment of its own for each seed, within the tenth to the twentieth second: any phase of what repeats. */
export function drawnMoment(seed: number): number {
	return seconds(10) + between(seededRandom(seed, 'fault'), 0, seconds(10));
}

/** Milliseconds from a moment to the first note after it that fits; NaN where there is none. */
export function msUntil({told}: Watched, since: number, fits: (each: Told) => boolean): number {
	const found = told.find(each => each.at >= since && fits(each));
	return found === undefined ? Number.NaN : (found.at - since) / 1000;
}

export function isTakeover({note}: Told): boolean {
	return note.kind === 'vrrp-gratuitous-arp' && note.first;
}

export function holders({instances}: SmallWorld): number[] {
	return instances.flatMap(({holdsVip}, id) => holdsVip ? [id] : []);
}

export function seeds(count: number): number[] {
	return Array.from({length: count}, (_, index) => index + 1);
}

/** The least and the greatest of what was measured. */
export function span(measured: readonly number[]): readonly [number, number] {
	return [Math.min(...measured), Math.max(...measured)];
}
