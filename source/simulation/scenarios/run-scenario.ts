import type {ChainNote} from '../control-plane/notes.js';
import {vipHolder} from '../control-plane/resolve-target.js';
import {advanceTo, scenarioNow} from '../experiment/driver.js';
import type {Entry} from '../experiment/timeline.js';
import {processAt} from '../kernel/simulation.js';
import {beginScenario, type ScenarioOptions, type ScenarioRun} from './begin-scenario.js';
import {measureOf, type MeasureContext} from './measures.js';
import type {MeasureName, Scenario} from './scenario.js';

/** What each measure of a scenario came to; null where it never happened. */
export type Measured = Readonly<Partial<Record<MeasureName, number | null>>>;

/** A scenario that has run to its end. */
export type FinishedRun = {readonly run: ScenarioRun; readonly entries: ReadonlyArray<Entry<ChainNote>>; readonly measures: Measured; readonly events: number};

const returning = new Set(['restart', 'resume', 'heal']);

/** What the measures of a run have to know; to be asked at its beginning. */
export function measureContext({scenario, chain, ownFaults, untilUs}: ScenarioRun): MeasureContext {
	const faultUs = ownFaults[scenario.measuredFault ?? 0]?.atUs ?? null;
	return {
		faultUs,
		returnUs: ownFaults.find(({atUs, deed: {verb}}) => returning.has(verb) && faultUs !== null && atUs >= faultUs)?.atUs ?? null,
		untilUs,
		firstHolder: vipHolder(chain) ?? -1,
		machineOf: process => processAt(chain.simulation.world, process).machine,
		lease: scenario.lease ?? 'kube-scheduler',
	};
}

/** Every measure of a scenario, from what was noted. */
export function measuresOf({scenario}: ScenarioRun, entries: ReadonlyArray<Entry<ChainNote>>, context: MeasureContext): Measured {
	return Object.fromEntries(scenario.measures.map(name => [name, measureOf(name, entries, context)]));
}

/** Runs a scenario from its warm beginning to its end, and measures it. */
export function runScenario(scenario: Scenario, options: ScenarioOptions): FinishedRun {
	const run = beginScenario(scenario, options);
	const {staged, untilUs} = run;
	const context = measureContext(run);
	const entries: Array<Entry<ChainNote>> = [];
	const before = staged.simulation.world.steps;
	staged.simulation.watch.noted = (note, process) => {
		entries.push({atUs: scenarioNow(staged), process, note});
	};

	advanceTo(staged, untilUs);
	return {run, entries, measures: measuresOf(run, entries, context), events: staged.simulation.world.steps - before};
}
