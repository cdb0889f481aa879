import type {Microseconds} from '../../kernel/time.js';
import {never, type EtcdEffects, type EtcdServer} from './state.js';

export const deadlineTimer = 'etcd-deadline';

/** Sees to it that this deadline is looked at. A timer that runs out sooner is left alone. */
export function armDeadline(server: EtcdServer, atUs: Microseconds, effects: EtcdEffects): void {
	if (atUs !== never && (server.deadlineTimerUs < 0 || server.deadlineTimerUs > atUs)) {
		server.deadlineTimerUs = atUs;
		effects.startTimer(deadlineTimer, Math.max(0, atUs - effects.localNow));
	}
}

/** Whether a time has come. A timer on a clock that drifts may run out by a rounding too early. */
export function hasCome(atUs: Microseconds, effects: {readonly localNow: Microseconds}): boolean {
	return effects.localNow + roundingUs >= atUs;
}

const roundingUs = 100;
