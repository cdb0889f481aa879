import {milliseconds, type Microseconds} from '../kernel/time.js';
import type {LeaseOperation, LeaseRecord, LeaseResult} from './messages.js';
import type {LeaseEffects} from './notes.js';
import {requestTimeoutMs} from './settings.js';
import {isNamed, isSameRecord, validForUs, type Elector, type ElectorStep} from './state.js';

/** What has become of one attempt: `pending` while it waits for an answer. */
export type Outcome = 'pending' | 'succeeded' | 'failed';

/** Asks, and waits for the answer as this step. */
export function ask(elector: Elector, step: ElectorStep, operation: LeaseOperation, effects: LeaseEffects): 'pending' {
	elector.step = step;
	elector.requestId++;
	effects.send(elector.server, {kind: 'lease-request', requestId: elector.requestId, lease: elector.lease, operation});
	effects.startTimer('lease-request', milliseconds(requestTimeoutMs(elector.settings)));
	return 'pending';
}

/** What it waits for no longer counts, even if it was done. */
export function cancelRequest(elector: Elector, effects: LeaseEffects): void {
	elector.step = 'idle';
	effects.stopTimer('lease-request');
}

function newTerm(elector: Elector, transitions: number): LeaseRecord {
	return {holder: elector.identity, durationS: Math.floor(elector.settings.durationMs / 1000), acquireTimeUs: elector.attemptAtUs, renewTimeUs: elector.attemptAtUs, transitions};
}

/** Its own record once more: when it was acquired and how often it changed hands stay as they are. */
function renewed(elector: Elector, {acquireTimeUs, transitions}: LeaseRecord): LeaseRecord {
	return {...newTerm(elector, transitions), acquireTimeUs};
}

function observe(elector: Elector, record: LeaseRecord, localNow: Microseconds): void {
	elector.observed = record;
	elector.observedHolder = record.holder;
	elector.observedAtUs = localNow;
}

function get(elector: Elector, effects: LeaseEffects): 'pending' {
	return ask(elector, 'get', {kind: 'get'}, effects);
}

/**
Tries to acquire or to renew (tryAcquireOrRenew): whoever is named and still within its time writes without reading; everybody else
reads first. The clock is read before the first request, and that reading counts to the end.
*/
export function beginAttempt(elector: Elector, effects: LeaseEffects): void {
	elector.attemptAtUs = effects.localNow;
	elector.lastFailure = null;
	if (isNamed(elector) && validForUs(elector, elector.attemptAtUs) > 0) {
		elector.wanted = renewed(elector, elector.observed!);
		ask(elector, 'renew', {kind: 'update', record: elector.wanted, resourceVersion: elector.resourceVersion}, effects);
	} else {
		get(elector, effects);
	}
}

function compare(elector: Elector, fetched: LeaseRecord, effects: LeaseEffects): Outcome {
	if (!isSameRecord(elector.observedRaw, fetched)) {
		observe(elector, fetched, effects.localNow);
		elector.observedRaw = fetched;
	}

	const isOurs = isNamed(elector);
	if (fetched.holder !== '' && !isOurs && validForUs(elector, elector.attemptAtUs) > 0) {
		elector.lastFailure = 'held';
		return 'failed';
	}

	elector.wanted = isOurs ? renewed(elector, fetched) : newTerm(elector, fetched.transitions + 1);
	return ask(elector, 'update', {kind: 'update', record: elector.wanted, resourceVersion: elector.resourceVersion}, effects);
}

/** An answer to one of an attempt's requests. */
export function continueAttempt(elector: Elector, result: LeaseResult, effects: LeaseEffects): Outcome {
	const {step} = elector;
	cancelRequest(elector, effects);
	if (!result.ok) {
		elector.lastFailure = result.error;
		if (step === 'renew') {
			return get(elector, effects);
		}

		if (step === 'get' && result.error === 'not-found') {
			elector.fetched = null;
			elector.wanted = newTerm(elector, 0);
			return ask(elector, 'create', {kind: 'create', record: elector.wanted}, effects);
		}

		return 'failed';
	}

	elector.resourceVersion = result.resourceVersion;
	if (step === 'get') {
		elector.fetched = result.record;
		return compare(elector, result.record, effects);
	}

	observe(elector, elector.wanted!, effects.localNow);
	return 'succeeded';
}
