import * as z from 'zod';
import {UserError} from '../../model/user-error.js';
import type {ScenarioOptions} from './begin-scenario.js';
import {runScenario, type FinishedRun} from './run-scenario.js';
import {scenarioNamed} from './scenarios.js';

/** What a trace begins with: all that is needed to run it again. */
const headerSchema = z.strictObject({
	kind: z.literal('header'),
	schema: z.literal('k8s-ha-tutor/trace/v1'),
	/** The program's, as it wrote the trace. */
	version: z.string(),
	scenario: z.string(),
	seed: z.int().min(0),
	set: z.array(z.string()),
	faults: z.array(z.string()),
	untilMs: z.number().min(0).nullable(),
	spread: z.boolean(),
});

/**
A run as NDJSON: a header, one line for everything that was noted (`t`: microseconds since the scenario's beginning; `process`: whose
note it is, empty for the world's own; then the note), and a summary with the measures.
*/
export function traceOf({run, entries, measures, events}: FinishedRun, version: string): string {
	const {scenario, options: {seed, set, faults, untilMs, spread}, nameOf, untilUs} = run;
	const header = {kind: 'header', schema: 'k8s-ha-tutor/trace/v1', version, scenario: scenario.id, seed, set, faults, untilMs, spread};
	const told = entries.map(({atUs, process, note: {kind, ...rest}}) => ({kind, t: atUs, process: nameOf(process), ...rest}));
	const summary = {kind: 'summary', scenario: scenario.id, seed, t: untilUs, events, measures};
	return [header, ...told, summary].map(line => `${JSON.stringify(line)}\n`).join('');
}

/** What a trace was run with. @throws UserError (exit 2) where its first line is no header. */
export function headerOf(text: string): {readonly scenario: string; readonly version: string; readonly options: ScenarioOptions} {
	const first = text.slice(0, Math.max(0, text.indexOf('\n')));
	let value: unknown;
	try {
		value = JSON.parse(first);
	} catch {
		value = undefined;
	}

	const header = headerSchema.safeParse(value);
	if (!header.success) {
		throw new UserError({en: 'This is no trace of the simulator: its first line is no header.', zh: '这不是模拟器的轨迹：第一行不是头部。'}, {at: {file: 'trace', line: 1}});
	}

	const {scenario, version, seed, set, faults, untilMs, spread} = header.data;
	return {scenario, version, options: {seed, set, faults, untilMs, spread}};
}

/** Runs a trace again from what its header says: the same program writes the same bytes. */
export function retrace(text: string): string {
	const {scenario, version, options} = headerOf(text);
	return traceOf(runScenario(scenarioNamed(scenario), options), version);
}
