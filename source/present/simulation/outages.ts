import {seconds, type Microseconds} from '../../simulation/kernel/time.js';
import type {ChainEntry, NarrationLine} from './narration-line.js';
import {outageText} from './outage-words.js';

export type ProbeKind = 'api-probe' | 'write-probe';

/** A probe that came to its end: when it was sent, when that was known, and how it failed. */
type Probe = {readonly sentUs: Microseconds; readonly atUs: Microseconds; readonly failure: string | null};

/** A time in which probes failed, as far as it is known. */
export type Outage = {
	readonly kind: ProbeKind;
	/** When the first was sent that failed. */
	readonly startUs: Microseconds;
	lastFailureUs: Microseconds;
	/** When the first was sent that succeeded after all those that failed; null: none yet. */
	endUs: Microseconds | null;
	/** When that one was answered. */
	backUs: Microseconds;
	failed: number;
	/** Those that were sent from the first failure to the last. */
	asked: number;
	/** The longest time without a success. */
	longestUs: Microseconds;
	/** How often each failure happened. */
	readonly failures: Map<string, number>;
};

/** Failures less than this apart are one outage: every third write fails where one of three members is dead. */
const quietUs = seconds(1);

/** The probes of a kind in the order in which they were sent: those that time out are known long after those that came later. */
function probesOf(entries: readonly ChainEntry[], kind: ProbeKind): Probe[] {
	const probes: Probe[] = [];
	for (const {atUs, note} of entries) {
		if (note.kind === 'api-probe' && kind === 'api-probe') {
			probes.push({sentUs: atUs - note.tookUs, atUs, failure: note.ok ? null : (note.failure === 'status' ? `status ${note.status}` : note.failure ?? 'timeout')});
		} else if (note.kind === 'write-probe' && kind === 'write-probe') {
			probes.push({sentUs: atUs - note.tookUs, atUs, failure: note.ok ? null : note.error ?? 'context deadline exceeded'});
		}
	}

	return probes.sort((left, right) => left.sentUs - right.sentUs);
}

/** The outages that these probes saw; `nowUs` is how far the story goes. */
export function outagesOf(entries: readonly ChainEntry[], kind: ProbeKind, nowUs: Microseconds): Outage[] {
	const outages: Outage[] = [];
	let current: Outage | undefined;
	let silentSinceUs: Microseconds | null = null;
	let between = 0;
	for (const {sentUs, atUs, failure} of probesOf(entries, kind)) {
		if (failure === null) {
			between++;
			if (current && silentSinceUs !== null) {
				current.longestUs = Math.max(current.longestUs, sentUs - silentSinceUs);
				current.endUs = sentUs;
				current.backUs = atUs;
				silentSinceUs = null;
			}

			continue;
		}

		if (current === undefined || sentUs - current.lastFailureUs > quietUs) {
			current = {kind, startUs: sentUs, lastFailureUs: sentUs, endUs: null, backUs: nowUs, failed: 0, asked: 0, longestUs: 0, failures: new Map()};
			outages.push(current);
			between = 0;
		}

		silentSinceUs ??= sentUs;
		current.asked += between + 1;
		between = 0;
		current.failed++;
		current.lastFailureUs = sentUs;
		current.endUs = null;
		current.backUs = nowUs;
		current.failures.set(failure, (current.failures.get(failure) ?? 0) + 1);
	}

	if (current?.endUs === null) {
		current.longestUs = Math.max(current.longestUs, nowUs - (silentSinceUs ?? nowUs));
	}

	return outages;
}

/** The lines that tell the outages of a kind: each where it ended, or where the story ends before it. */
export function outageLines(entries: readonly ChainEntry[], kind: ProbeKind, nowUs: Microseconds): NarrationLine[] {
	return outagesOf(entries, kind, nowUs).map(outage => ({atUs: outage.backUs, process: '', text: outageText(outage, nowUs), tone: 'bad'}));
}

