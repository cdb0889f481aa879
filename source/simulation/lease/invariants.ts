import {seconds, type Microseconds} from '../kernel/time.js';
import type {LeaseRecord} from './messages.js';
import type {LeaseNote} from './notes.js';
import {leaseMarginMs, type LeaseSettings} from './settings.js';
import {isSameRecord, type Elector} from './state.js';

/**
What is known of one Lease by what was written into it.

That at most one leads is client-go's promise only under conditions (the comment at the head of leaderelection.go): clocks that run
nearly alike, no pauses, and answers that come soon. Where one of them does not hold it is not asked for.
*/
export type LeaseWatch = {
	record: LeaseRecord | null;
	/** True time of the last write that differs from the one before for those who read it: see `isSameRecord`. */
	writtenUs: Microseconds;
	/** How fast the fastest clock runs. */
	readonly fastest: number;
	/** Why two may lead now; null: they may not. */
	excuse: string | null;
};

/** @param rates How fast each elector's clock runs; 1 is true time. */
export function newLeaseWatch(settings: LeaseSettings, rates: readonly number[]): LeaseWatch {
	const fastest = Math.max(...rates);
	return {record: null, writtenUs: 0, fastest, excuse: areClocksWithinMargin(settings, Math.min(...rates), fastest) ? null : 'the clocks differ by more than the margin'};
}

/**
Do clocks of these rates leave a leader time to give up before the first other one may take over? With the components' defaults the
fastest may run 5/4 as fast as the slowest.
*/
export function areClocksWithinMargin({durationMs, renewDeadlineMs, retryPeriodMs}: LeaseSettings, slowest: number, fastest: number): boolean {
	return (Math.floor(durationMs / 1000) * 1000) / fastest > (renewDeadlineMs + retryPeriodMs) / slowest;
}

/** Two may lead from now on: somebody was paused, say. */
export function excuse(watch: LeaseWatch, why: string): void {
	watch.excuse ??= why;
}

/**
Looks at what was told for what excuses two leaders. A leader's time counts from the answer, the others' from the first write that they
can tell from the one before. An attempt that takes longer than the margin undoes it: so does a write whose answer is lost, since the one
that follows it in the same attempt carries the same time, and looks like no renewal at all. And a leader that has lost can empty its
successor's record.
*/
export function hearLeaseNote(watch: LeaseWatch, note: LeaseNote, settings: LeaseSettings): void {
	if (note.kind === 'lease-renewed' && note.tookUs * 2 > leaseMarginMs(settings) * 1000) {
		excuse(watch, 'an attempt took longer than half the margin');
	} else if (note.kind === 'lease-released' && note.overwrote !== note.identity) {
		excuse(watch, 'a leader that had lost emptied the record of another one');
	}
}

/**
A write of the Lease, each in its turn: transitions never fall, and count every change of hands; nobody follows a holder whose time is
not over, by the fastest clock, and that has not released.
@param atUs True time.
@returns What is violated.
*/
export function leaseWriteViolation(watch: LeaseWatch, record: LeaseRecord, atUs: Microseconds): string | undefined {
	const {record: before, writtenUs} = watch;
	watch.record = record;
	if (!isSameRecord(before, record)) {
		watch.writtenUs = atUs;
	}

	if (before === null) {
		return undefined;
	}

	const isHandedOver = record.holder !== '' && record.holder !== before.holder;
	if (record.transitions !== before.transitions + (isHandedOver ? 1 : 0)) {
		return `transitions went from ${before.transitions} to ${record.transitions} as ${before.holder || 'nobody'} gave way to ${record.holder || 'nobody'}`;
	}

	if (record.holder === before.holder && record.holder !== '' && record.acquireTimeUs !== before.acquireTimeUs) {
		return `${record.holder} renewed, and acquired anew in the record`;
	}

	const expiredUs = writtenUs + Math.floor(seconds(before.durationS) / watch.fastest);
	return isHandedOver && before.holder !== '' && atUs < expiredUs
		? `${record.holder} took over from ${before.holder} ${atUs - writtenUs} µs after its last write`
		: undefined;
}

/** At most one of a Lease's electors believes that it leads. */
export function leadersViolation({excuse: why}: LeaseWatch, electors: readonly Elector[]): string | undefined {
	if (why !== null) {
		return undefined;
	}

	let leader = '';
	for (const elector of electors) {
		if (elector.leading) {
			if (leader !== '') {
				return `${leader} and ${elector.identity} both lead`;
			}

			leader = elector.identity;
		}
	}

	return undefined;
}
