import {samplesOf} from '../../../source/simulation/scenarios/samples.js';
import {scenarioNamed} from '../../../source/simulation/scenarios/scenarios.js';
import type {MeasureName} from '../../../source/simulation/scenarios/scenario.js';
import {summaryOf, type Summary} from '../../../source/simulation/experiment/statistics.js';

/** What one measure came to in the runs of these many seeds, from 1 on, as `simulate <scenario> --runs` has it: faults at every phase. */
export function sampled(id: string, measures: readonly MeasureName[], {runs, set = [], untilMs = null}: {readonly runs: number; readonly set?: readonly string[]; readonly untilMs?: number | null}): ReadonlyArray<ReadonlyArray<number | null>> {
	const samples = samplesOf({...scenarioNamed(id), measures}, Array.from({length: runs}, (_, index) => index + 1), {set, faults: [], untilMs, spread: true});
	return measures.map(name => samples[name]!);
}

/** The same, summed up. */
export function summed(id: string, measure: MeasureName, options: Parameters<typeof sampled>[2]): Summary & {readonly samples: readonly number[]} {
	const [samples] = sampled(id, [measure], options);
	return {...summaryOf(samples!), samples: samples!.filter(sample => sample !== null)};
}
