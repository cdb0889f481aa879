import type {Claimed, Figure, NotedEvent} from '../../model/lesson-run.js';
import {summaryOf} from '../../simulation/experiment/statistics.js';
import {inMilliseconds} from '../../simulation/kernel/time.js';
import type {FinishedRun} from '../../simulation/scenarios/run-scenario.js';
import type {MeasureName} from '../../simulation/scenarios/scenario.js';
import type {RunResult} from './run-result.js';

type Window = {readonly fromMs?: number | undefined; readonly toMs?: number | undefined};

/** A figure of a measure; null where it never happened, in one of many runs too: half of those in which it did would be no half. */
export function figureOf(result: RunResult, measure: string, of: Figure): number | null {
	if (result.kind === 'one') {
		return of === 'value' ? result.finished.measures[measure as MeasureName] ?? null : null;
	}

	const samples = result.kind === 'many' ? result.samples[measure] : undefined;
	return samples === undefined || of === 'value' || samples.includes(null) ? null : summaryOf(samples)[of];
}

function asWords(value: unknown): string {
	return Array.isArray(value) ? value.join(' ') : String(value);
}

/** Where in the run it was first noted; undefined where it was not. */
function firstNoted({entries, run}: FinishedRun, {note: kind, by, where}: NotedEvent, {fromMs = 0, toMs = Number.POSITIVE_INFINITY}: Window = {}): number | undefined {
	const place = entries.findIndex(({note, process, atUs}) => {
		const fields: Readonly<Record<string, unknown>> = note;
		const atMs = inMilliseconds(atUs);
		return note.kind === kind
			&& atMs >= fromMs && atMs <= toMs
			&& (by === undefined || run.nameOf(process) === by)
			&& Object.entries(where).every(([key, wanted]) => Object.hasOwn(fields, key) && asWords(fields[key]) === asWords(wanted));
	});
	return place === -1 ? undefined : place;
}

/** Whether what an option says is true of the run. */
export function holds(claim: Claimed, result: RunResult): boolean {
	switch (claim.kind) {
		case 'measure': {
			const figure = figureOf(result, claim.measure, claim.of);
			return figure !== null && figure >= (claim.atLeast ?? Number.NEGATIVE_INFINITY) && figure < (claim.below ?? Number.POSITIVE_INFINITY);
		}

		case 'never': {
			const samples = result.kind === 'one' ? [result.finished.measures[claim.measure as MeasureName]] : (result.kind === 'many' ? result.samples[claim.measure] : undefined);
			return samples?.every(sample => sample === null) ?? false;
		}

		case 'note': {
			return result.kind === 'one' && (firstNoted(result.finished, claim, claim) !== undefined) === claim.happens;
		}

		case 'order': {
			if (result.kind !== 'one') {
				return false;
			}

			const first = firstNoted(result.finished, claim.first);
			const later = firstNoted(result.finished, claim.later);
			return first !== undefined && later !== undefined && first < later;
		}
	}
}
