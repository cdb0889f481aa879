import {milliseconds} from '../kernel/time.js';
import {ask, cancelRequest} from './attempt.js';
import type {LeaseResult} from './messages.js';
import type {LeaseEffects} from './notes.js';
import {isNamed, type Elector} from './state.js';

/** Begins to give the Lease back; for as long as the renew deadline, and no longer. */
export function release(elector: Elector, effects: LeaseEffects): void {
	cancelRequest(elector, effects);
	effects.stopTimer('lease-retry');
	effects.stopTimer('lease-tick');
	elector.phase = 'releasing';
	effects.startTimer('lease-deadline', milliseconds(elector.settings.renewDeadlineMs));
	ask(elector, 'release-get', {kind: 'get'}, effects);
}

/**
It reads the record, and empties it if the last one it observed named it (tryRelease). What it has just read is not asked: a leader
that lost long ago would empty its successor's record, and the version that it read lets it.
*/
export function continueRelease(elector: Elector, result: LeaseResult, effects: LeaseEffects): void {
	const wasReading = elector.step === 'release-get';
	cancelRequest(elector, effects);
	if (!result.ok) {
		if (!wasReading && result.error === 'conflict') {
			ask(elector, 'release-get', {kind: 'get'}, effects);
		} else {
			finish(elector, 'failed', effects);
		}

		return;
	}

	elector.resourceVersion = result.resourceVersion;
	if (wasReading) {
		elector.fetched = result.record;
		if (isNamed(elector)) {
			elector.wanted = {holder: '', durationS: 1, acquireTimeUs: effects.localNow, renewTimeUs: effects.localNow, transitions: result.record.transitions};
			ask(elector, 'release-update', {kind: 'update', record: elector.wanted, resourceVersion: elector.resourceVersion}, effects);
		} else {
			finish(elector, 'not-held', effects);
		}

		return;
	}

	effects.note({kind: 'lease-released', lease: elector.lease, identity: elector.identity, overwrote: elector.fetched!.holder});
	effects.exit();
}

/** The program ends, its record as it is (OnStoppedLeading exits in the components). Nothing may follow: `exit` lets it die. */
export function finish(elector: Elector, why: 'not-asked' | 'not-held' | 'failed', effects: LeaseEffects): void {
	effects.note({kind: 'lease-not-released', lease: elector.lease, identity: elector.identity, why});
	effects.exit();
}
