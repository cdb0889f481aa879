import type {Microseconds} from '../kernel/time.js';
import {isEligible, type VrrpInstance, type VrrpState} from './state.js';
import {downIntervalUs} from './timers.js';

/** What the invariants remember of an instance, to see at once what its last event changed. */
type Seen = {state: VrrpState; priority: number; eligible: boolean};

/** The instances of one virtual router, as the invariants last saw them. Changed in place. */
export type VrrpWatch = {
	readonly seen: Seen[];
	/** Do all of them preempt? Then the highest priority wins. */
	readonly allPreempt: boolean;
	/** How long after the last fault everything has to be in its place. */
	readonly settleUs: Microseconds;
	/** Since when there has been no fault; infinite while one lasts. */
	calmSinceUs: Microseconds;
	actives: number;
	/** Those that run and may hold the address. */
	candidates: number;
	/** The highest effective priority of the candidates, and of those that are active. */
	highest: number;
	activePriority: number;
};

/**
A watch over the instances of one virtual router; all of them hear each other where nothing is cut. Everything is in its place
within three down intervals after the last fault, and whatever delay preemption has: one until a holder is found, one until a router
that comes back takes over, one to spare for what was on its way.
*/
export function newVrrpWatch(instances: readonly VrrpInstance[]): VrrpWatch {
	const longestUs = Math.max(...instances.map(({settings, advertUs}) => downIntervalUs(settings.version, 1, advertUs, settings.downTimerAdverts)));
	return {
		seen: instances.map(({priority}) => ({state: 'initialize', priority, eligible: false})),
		allPreempt: instances.every(({preempt}) => preempt),
		settleUs: (3 * longestUs) + Math.max(...instances.map(({preemptDelayUs}) => preemptDelayUs)),
		calmSinceUs: 0,
		actives: 0,
		candidates: 0,
		highest: 0,
		activePriority: 0,
	};
}

/** A fault begins or ends: nothing is settled until this time and the settling after it; `Infinity` for as long as it lasts. */
export function disturb(watch: VrrpWatch, untilUs: Microseconds): void {
	watch.calmSinceUs = untilUs;
}

function recount(watch: VrrpWatch): void {
	watch.actives = 0;
	watch.candidates = 0;
	watch.highest = 0;
	watch.activePriority = 0;
	for (const {state, priority} of watch.seen) {
		if (state === 'active' || state === 'backup') {
			watch.candidates++;
			watch.highest = Math.max(watch.highest, priority);
		}

		if (state === 'active') {
			watch.actives++;
			watch.activePriority = priority;
		}
	}
}

/** What an instance shows by itself: only an active one has the address, and none that may not have it is one. */
function ownViolation(instance: VrrpInstance): string | undefined {
	const {state, holdsVip, priority, self} = instance;
	if (state === 'initialize') {
		return undefined;
	}

	if (holdsVip !== (state === 'active')) {
		return holdsVip ? `router ${self} has the address though it is ${state}` : `router ${self} is active without the address`;
	}

	if (isEligible(instance) === (state === 'fault')) {
		return `router ${self} is ${state}, link ${instance.linkUp ? 'up' : 'down'}, script ${instance.script}`;
	}

	return priority < 1 || priority > 255 ? `router ${self} has priority ${priority}` : undefined;
}

/**
What the state of the instance that just stepped violates; undefined where nothing is amiss. Once settled, exactly one router is
active where any may be, and with preemption one of the highest priority (RFC 9568 §6.4; an equal one stays).
@param place Its place among the instances that the watch was made with. Constant time unless its state changed.
*/
export function vrrpViolation(watch: VrrpWatch, place: number, instance: VrrpInstance, now: Microseconds): string | undefined {
	const seen = watch.seen[place]!;
	const eligible = isEligible(instance);
	if (seen.state !== instance.state || seen.priority !== instance.priority || seen.eligible !== eligible) {
		const isSetBack = seen.state === 'initialize' || instance.state === 'initialize' || seen.priority !== instance.priority || seen.eligible !== eligible;
		if (isSetBack && watch.calmSinceUs < now) {
			watch.calmSinceUs = now;
		}

		seen.state = instance.state;
		seen.priority = instance.priority;
		seen.eligible = eligible;
		recount(watch);
	}

	return ownViolation(instance) ?? settledViolation(watch, now);
}

/** What the whole virtual router violates, now that it should be settled. */
export function settledViolation(watch: VrrpWatch, now: Microseconds): string | undefined {
	if (now <= watch.calmSinceUs + watch.settleUs) {
		return undefined;
	}

	if (watch.actives !== Math.min(1, watch.candidates)) {
		return `${watch.actives} active of ${watch.candidates} that may be, though nothing has happened for ${now - watch.calmSinceUs} us`;
	}

	return watch.allPreempt && watch.activePriority < watch.highest
		? `priority ${watch.activePriority} is active, though ${watch.highest} is there and preempts`
		: undefined;
}
