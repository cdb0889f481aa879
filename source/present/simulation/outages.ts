import {milliseconds, seconds, type Microseconds} from '../../simulation/kernel/time.js';
import type {ChainEntry, NarrationLine} from './narration-line.js';
import {outageText} from './outage-words.js';

export type ProbeKind = 'api-probe' | 'write-probe';

/** A probe that came to its end: when it was sent, when that was known, and how it failed. */
type Probe = {readonly sentUs: Microseconds; readonly atUs: Microseconds; readonly failure: string | null};

/** A time in which probes failed, as far as it is known: all of them, or some here and there. */
export type Outage = {
	readonly kind: ProbeKind;
	/** When the first was sent that failed. */
	readonly startUs: Microseconds;
	/** When the first was sent that succeeded after all those that failed; null: none yet. */
	endUs: Microseconds | null;
	/** When that one was answered. */
	backUs: Microseconds;
	failed: number;
	/** Those that were sent from the first failure to the last. */
	asked: number;
	/** How often each failure happened. */
	readonly failures: Map<string, number>;
};

/** Failures one after the other, with no success between them. */
type Run = Outage & {readonly firstPlace: number};

/** A silence of this length is told by itself; what is shorter belongs to what fails here and there, as every third write does where one of three members is dead. */
const shortestSilenceUs = milliseconds(300);

/** Failures less than this apart belong together. */
const quietUs = seconds(3);

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

function runsOf(probes: readonly Probe[], kind: ProbeKind, nowUs: Microseconds): Run[] {
	const runs: Run[] = [];
	let run: Run | undefined;
	for (const [place, {sentUs, atUs, failure}] of probes.entries()) {
		if (failure === null) {
			if (run) {
				run.endUs = sentUs;
				run.backUs = atUs;
				run = undefined;
			}

			continue;
		}

		if (run === undefined) {
			run = {kind, startUs: sentUs, endUs: null, backUs: nowUs, failed: 0, asked: 0, failures: new Map(), firstPlace: place};
			runs.push(run);
		}

		run.failed++;
		run.asked++;
		run.failures.set(failure, (run.failures.get(failure) ?? 0) + 1);
	}

	return runs;
}

/** Adds what follows to what fails here and there; `between`: how many succeeded meanwhile. */
function join(outage: Outage, run: Run, between: number): void {
	outage.endUs = run.endUs;
	outage.backUs = run.backUs;
	outage.failed += run.failed;
	outage.asked += between + run.asked;
	for (const [failure, count] of run.failures) {
		outage.failures.set(failure, (outage.failures.get(failure) ?? 0) + count);
	}
}

/** The outages that these probes saw; `nowUs` is how far the story goes. */
export function outagesOf(entries: readonly ChainEntry[], kind: ProbeKind, nowUs: Microseconds): Outage[] {
	const outages: Outage[] = [];
	let scattered: Outage | undefined;
	let before: Run | undefined;
	for (const run of runsOf(probesOf(entries, kind), kind, nowUs)) {
		const isSilence = (run.endUs ?? nowUs) - run.startUs >= shortestSilenceUs;
		if (!isSilence && scattered && before && run.startUs - before.endUs! < quietUs) {
			join(scattered, run, run.firstPlace - before.firstPlace - before.asked);
		} else {
			const {firstPlace, ...outage} = run;
			outages.push(outage);
			scattered = isSilence ? undefined : outage;
		}

		before = run;
	}

	return outages;
}

/** The lines that tell the outages of a kind: each where it ended, or where the story ends before it. */
export function outageLines(entries: readonly ChainEntry[], kind: ProbeKind, nowUs: Microseconds): NarrationLine[] {
	return outagesOf(entries, kind, nowUs).map(outage => ({atUs: outage.backUs, process: '', text: outageText(outage, nowUs), tone: 'bad'}));
}

