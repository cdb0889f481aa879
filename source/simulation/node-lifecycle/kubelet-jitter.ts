import {fraction} from '../kernel/random.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {Kubelet} from './kubelet-state.js';
import type {NodeEffects} from './notes.js';

/** A loop's wait, drawn anew each time: the period, and up to the jitter's share more. */
export function jitteredUs({settings}: Kubelet, periodMs: number, {random}: NodeEffects): Microseconds {
	return Math.round(milliseconds(periodMs) * (1 + (settings.jitterFactor * fraction(random))));
}
