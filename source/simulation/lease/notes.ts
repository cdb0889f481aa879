import type {Effects} from '../kernel/effects.js';
import type {Microseconds} from '../kernel/time.js';
import type {LeaseError, LeaseMessage} from './messages.js';

/** How it came to lead: there was no Lease; it had run out; it had been released; it was written as ours though we never heard so. */
export type LeaseTaking = 'created' | 'expired' | 'released' | 'already-ours';

/** What an elector tells of itself. Spans are measured on its own clock. */
export type LeaseNote
	= | {readonly kind: 'lease-started'; readonly lease: string; readonly identity: string}
	/** It sees a holder that it did not see before; an empty one: nobody. */
		| {readonly kind: 'lease-observed'; readonly lease: string; readonly identity: string; readonly holder: string; readonly transitions: number}
	/** `from`: who held it before, as the record said. `waitedUs`: since it began to try. */
		| {readonly kind: 'lease-acquired'; readonly lease: string; readonly identity: string; readonly how: LeaseTaking; readonly from: string; readonly transitions: number; readonly waitedUs: Microseconds}
	/** `tookUs`: since the attempt began, whose time is in the record. `tryingUs`: since the first attempt of this renewal. */
		| {readonly kind: 'lease-renewed'; readonly lease: string; readonly identity: string; readonly tookUs: Microseconds; readonly tryingUs: Microseconds}
	/** One try to renew came to nothing: an error, or (`held`) the record says that another one holds it. `leftUs`: until it gives up. */
		| {readonly kind: 'lease-renewal-failed'; readonly lease: string; readonly identity: string; readonly why: LeaseError | 'held'; readonly leftUs: Microseconds}
	/** The renew deadline is over. `holder`: whom the record names, as far as it knows. `sinceUs`: since its last renewal. */
		| {readonly kind: 'lease-lost'; readonly lease: string; readonly identity: string; readonly holder: string; readonly sinceUs: Microseconds}
	/** It emptied the record, which named `overwrote` when it read it. */
		| {readonly kind: 'lease-released'; readonly lease: string; readonly identity: string; readonly overwrote: string}
	/** It ends, and the record is as it is: others have to wait until it runs out. */
		| {readonly kind: 'lease-not-released'; readonly lease: string; readonly identity: string; readonly why: 'not-asked' | 'not-held' | 'failed'}
	/**
	It did its work once more. Nothing checks its right to: `leads` is what it believes, `validUs` how long its record is good for by
	its own clock (0: no longer).
	*/
		| {readonly kind: 'lease-acted'; readonly lease: string; readonly identity: string; readonly leads: boolean; readonly validUs: Microseconds};

export type LeaseEffects = Effects<LeaseMessage, LeaseNote>;
