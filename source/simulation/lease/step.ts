import type {ProcessId} from '../kernel/effects.js';
import {fraction} from '../kernel/random.js';
import {milliseconds} from '../kernel/time.js';
import {beginAttempt, cancelRequest, continueAttempt, type Outcome} from './attempt.js';
import type {LeaseAnswer, LeaseError, LeaseMessage, LeaseRecord, LeaseResult} from './messages.js';
import type {LeaseEffects, LeaseTaking} from './notes.js';
import {continueRelease, finish, release} from './release.js';
import {isNamed, validForUs, type Elector} from './state.js';

/** The program starts: it is a candidate, and asks at once. */
export function startElector(elector: Elector, effects: LeaseEffects): void {
	elector.phase = 'acquiring';
	elector.candidateAtUs = effects.localNow;
	effects.note({kind: 'lease-started', lease: elector.lease, identity: elector.identity});
	beginAttempt(elector, effects);
}

/**
Starts in the middle of a quiet life: the record has been there for long, and everybody is somewhere in its period.
@param held The record and its version: whoever it names leads.
*/
export function startWarmElector(elector: Elector, held: {readonly record: LeaseRecord; readonly resourceVersion: number}, effects: LeaseEffects): void {
	const {retryPeriodMs, jitterFactor} = elector.settings;
	const retryUs = milliseconds(retryPeriodMs);
	const isOurs = held.record.holder === elector.identity;
	const periodUs = isOurs ? retryUs : retryUs * (1 + (jitterFactor * fraction(effects.random)));
	const restUs = Math.round(fraction(effects.random) * periodUs);
	elector.observed = held.record;
	elector.observedHolder = held.record.holder;
	elector.reportedHolder = held.record.holder;
	elector.observedAtUs = isOurs ? effects.localNow - (retryUs - restUs) : effects.localNow;
	elector.observedRaw = held.record;
	elector.resourceVersion = held.resourceVersion;
	elector.candidateAtUs = effects.localNow;
	elector.phase = isOurs ? 'leading' : 'acquiring';
	elector.leading = isOurs;
	elector.working = isOurs;
	effects.startTimer('lease-retry', restUs);
	startWork(elector, effects);
}

/** Messages that are no answer to its present request are nothing to it. */
export function receiveLease(elector: Elector, _from: ProcessId, answer: LeaseAnswer, effects: LeaseEffects): void {
	if (answer.requestId === elector.requestId) {
		settleRequest(elector, answer.result, effects);
	}
}

/** Nobody listens where the request went. */
export function refusedLease(elector: Elector, _by: ProcessId, message: LeaseMessage, effects: LeaseEffects): void {
	if (message.requestId === elector.requestId) {
		failRequest(elector, 'unavailable', effects);
	}
}

/** @returns false where the timer is none of an elector's. */
export function fireElector(elector: Elector, timer: string, effects: LeaseEffects): boolean {
	switch (timer) {
		case 'lease-retry': {
			if (elector.phase === 'leading') {
				beginRenewal(elector, effects);
			} else {
				beginAttempt(elector, effects);
			}

			return true;
		}

		case 'lease-tick': {
			elector.tick++;
			beginAttempt(elector, effects);
			return true;
		}

		case 'lease-request': {
			failRequest(elector, 'timeout', effects);
			return true;
		}

		case 'lease-deadline': {
			if (elector.phase === 'leading') {
				lose(elector, effects);
			} else {
				finish(elector, 'failed', effects);
			}

			return true;
		}

		case 'lease-act': {
			effects.note({kind: 'lease-acted', lease: elector.lease, identity: elector.identity, leads: elector.leading, validUs: isNamed(elector) ? Math.max(0, validForUs(elector, effects.localNow)) : 0});
			startWork(elector, effects);
			return true;
		}

		default: {
			return false;
		}
	}
}

/** SIGTERM. It ends by itself: at once, or (a leader that releases) once its record is empty, or cannot be emptied in time. */
export function stopElector(elector: Elector, effects: LeaseEffects): void {
	// What it guards is told to stop together with it, in whichever phase it is.
	elector.working = false;
	effects.stopTimer('lease-act');
	if (elector.phase === 'leading') {
		elector.leading = false;
		if (elector.settings.releaseOnCancel) {
			release(elector, effects);
		} else {
			finish(elector, 'not-asked', effects);
		}
	} else if (elector.phase === 'acquiring') {
		finish(elector, 'not-held', effects);
	}
}

function settleRequest(elector: Elector, result: LeaseResult, effects: LeaseEffects): void {
	if (elector.step === 'release-get' || elector.step === 'release-update') {
		continueRelease(elector, result, effects);
	} else if (elector.step !== 'idle') {
		settle(elector, continueAttempt(elector, result, effects), effects);
	}
}

function failRequest(elector: Elector, error: LeaseError, effects: LeaseEffects): void {
	settleRequest(elector, {ok: false, error}, effects);
}

function startWork(elector: Elector, effects: LeaseEffects): void {
	if (elector.working && elector.actEveryUs !== null) {
		effects.startTimer('lease-act', elector.actEveryUs);
	}
}

/** Who is seen to hold the record is told once an attempt is over (maybeReportTransition). */
function report(elector: Elector, effects: LeaseEffects): void {
	if (elector.observed !== null && elector.observedHolder !== elector.reportedHolder) {
		elector.reportedHolder = elector.observedHolder;
		effects.note({kind: 'lease-observed', lease: elector.lease, identity: elector.identity, holder: elector.observedHolder, transitions: elector.observed.transitions});
	}
}

function settle(elector: Elector, outcome: Outcome, effects: LeaseEffects): void {
	if (outcome === 'pending') {
		return;
	}

	if (elector.phase === 'acquiring') {
		settleCandidate(elector, outcome === 'succeeded', effects);
	} else {
		settleRenewal(elector, outcome === 'succeeded', effects);
	}
}

function takingOf({fetched, identity}: Elector): LeaseTaking {
	if (fetched === null) {
		return 'created';
	}

	if (fetched.holder === '') {
		return 'released';
	}

	return fetched.holder === identity ? 'already-ours' : 'expired';
}

function settleCandidate(elector: Elector, hasSucceeded: boolean, effects: LeaseEffects): void {
	report(elector, effects);
	const {retryPeriodMs, jitterFactor} = elector.settings;
	if (!hasSucceeded) {
		// Drawn from the answer on, 1 to 2.2 periods long, so that candidates do not come all at once (wait.JitterUntil, sliding).
		effects.startTimer('lease-retry', Math.round(milliseconds(retryPeriodMs) * (1 + (jitterFactor * fraction(effects.random)))));
		return;
	}

	elector.phase = 'leading';
	elector.leading = true;
	elector.working = true;
	const {fetched, identity, lease} = elector;
	effects.note({kind: 'lease-acquired', lease, identity, how: takingOf(elector), from: fetched === null ? '' : fetched.holder, transitions: elector.observed!.transitions, waitedUs: effects.localNow - elector.candidateAtUs});
	startWork(elector, effects);
	beginRenewal(elector, effects);
}

/** One renewal: tries on a grid of periods from now on, until one succeeds or the deadline is over (wait.PollUntilContextTimeout). */
function beginRenewal(elector: Elector, effects: LeaseEffects): void {
	elector.renewalAtUs = effects.localNow;
	elector.tick = 0;
	effects.startTimer('lease-deadline', milliseconds(elector.settings.renewDeadlineMs));
	beginAttempt(elector, effects);
}

function settleRenewal(elector: Elector, hasSucceeded: boolean, effects: LeaseEffects): void {
	const {lease, identity, renewalAtUs} = elector;
	const periodUs = milliseconds(elector.settings.retryPeriodMs);
	if (hasSucceeded) {
		effects.stopTimer('lease-deadline');
		effects.note({kind: 'lease-renewed', lease, identity, tookUs: effects.localNow - elector.attemptAtUs, tryingUs: effects.localNow - renewalAtUs});
		report(elector, effects);
		effects.startTimer('lease-retry', periodUs);
		return;
	}

	const spentUs = effects.localNow - renewalAtUs;
	effects.note({kind: 'lease-renewal-failed', lease, identity, why: elector.lastFailure!, leftUs: Math.max(0, milliseconds(elector.settings.renewDeadlineMs) - spentUs)});
	// A tick that came while the try was under way has been kept, one of them: it is taken at once.
	const ticks = Math.floor(spentUs / periodUs);
	if (ticks > elector.tick) {
		elector.tick = ticks;
		beginAttempt(elector, effects);
	} else {
		effects.startTimer('lease-tick', ((elector.tick + 1) * periodUs) - spentUs);
	}
}

function lose(elector: Elector, effects: LeaseEffects): void {
	cancelRequest(elector, effects);
	effects.stopTimer('lease-tick');
	report(elector, effects);
	elector.leading = false;
	effects.note({kind: 'lease-lost', lease: elector.lease, identity: elector.identity, holder: elector.observedHolder, sinceUs: effects.localNow - elector.observedAtUs});
	if (elector.settings.releaseOnCancel) {
		release(elector, effects);
	} else {
		finish(elector, 'not-asked', effects);
	}
}
