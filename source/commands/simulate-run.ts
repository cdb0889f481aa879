import {measureRows, runHeader} from '../present/simulation/run-report.js';
import {narration} from '../present/simulation/narration.js';
import {narrationRows} from '../present/simulation/narration-rows.js';
import type {Row} from '../present/span.js';
import {inMilliseconds} from '../simulation/kernel/time.js';
import type {ScenarioOptions} from '../simulation/scenarios/begin-scenario.js';
import {runScenario, type FinishedRun} from '../simulation/scenarios/run-scenario.js';
import type {Scenario} from '../simulation/scenarios/scenario.js';
import type {ExitCode, Shell} from './shell.js';

/** What was run, what happened, and what was measured of it. */
function toldRows({run, entries, measures}: FinishedRun, shell: Shell): Row[] {
	const {scenario, options, chain: {settings, places}, untilUs, isWarm, nameOf} = run;
	const names = {nameOf, serverName: (index: number) => nameOf(places.apiservers[index]!), tickMs: settings['etcd.heartbeatMs']};
	return [
		...runHeader({scenario, settings, added: options.faults, untilMs: inMilliseconds(untilUs), isWarm, seeds: [{text: String(options.seed)}]}, shell),
		[],
		...narrationRows(narration(entries, names, {nowUs: untilUs}), shell.language, shell.width),
		[],
		...measureRows(measures, shell),
	];
}

/** One run: told as it happened, with what was measured of it; with --json a trace. */
export async function tellRun(shell: Shell, scenario: Scenario, options: ScenarioOptions): Promise<ExitCode> {
	const finished = runScenario(scenario, options);
	if (shell.json) {
		const {traceOf} = await import('../simulation/scenarios/trace.js');
		shell.write(traceOf(finished, shell.version));
	} else {
		shell.print(toldRows(finished, shell));
	}

	return 0;
}
