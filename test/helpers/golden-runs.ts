import {createHash} from 'node:crypto';
import path from 'node:path';
import {narration} from '../../source/present/simulation/narration.js';
import {narrationRows} from '../../source/present/simulation/narration-rows.js';
import {toText} from '../../source/present/text.js';
import {defaultOptions} from '../../source/simulation/scenarios/begin-scenario.js';
import {runScenario} from '../../source/simulation/scenarios/run-scenario.js';
import type {Scenario} from '../../source/simulation/scenarios/scenario.js';
import {scenarios} from '../../source/simulation/scenarios/scenarios.js';
import {traceOf} from '../../source/simulation/scenarios/trace.js';

const fixtures = path.join(import.meta.dirname, '../../fixtures');

/** Where the hashes of all traces lie, by scenario. */
export const hashesPath = path.join(fixtures, 'transcripts/traces.json');

function roomOf({parts, protocols: [first]}: Scenario): string {
	return parts.includes('kubelet') || first === 'health-check' || first === undefined ? 'control-plane' : first;
}

/** What a scenario's one run is to be like. */
export type GoldenRun = {
	readonly id: string;
	readonly transcriptPath: string;
	/** What is told of it in English, in lines of 100 columns, as `simulate <scenario> --run` prints it. */
	readonly transcript: string;
	/** Of its whole trace: the same bytes on every version of Node. */
	readonly traceHash: string;
};

/** Runs a scenario with the usual seed. */
export function goldenRunOf(scenario: Scenario): GoldenRun {
	const finished = runScenario(scenario, defaultOptions);
	const {run: {nameOf, chain: {places, settings}, untilUs}, entries} = finished;
	const names = {nameOf, serverName: (index: number) => nameOf(places.apiservers[index]!), tickMs: settings['etcd.heartbeatMs']};
	return {
		id: scenario.id,
		transcriptPath: path.join(fixtures, 'transcripts', roomOf(scenario), `${scenario.id}.txt`),
		transcript: toText(narrationRows(narration(entries, names, {nowUs: untilUs}), 'en', 100), {colour: false, ascii: false}),
		traceHash: createHash('sha256').update(traceOf(finished, 'any')).digest('hex'),
	};
}

/** Every scenario's run, one after the other. */
export function * goldenRuns(): Generator<GoldenRun> {
	for (const scenario of scenarios) {
		yield goldenRunOf(scenario);
	}
}
