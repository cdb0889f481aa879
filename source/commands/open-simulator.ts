import {UserError} from '../model/user-error.js';
import {simulateWords as words} from '../present/messages/simulate.js';
import {looksLikeShareCode, readShareCode, type SharedRun} from '../simulation/experiment/share-code.js';
import {beginScenario, type ScenarioOptions} from '../simulation/scenarios/begin-scenario.js';
import {scenarioNamed} from '../simulation/scenarios/scenarios.js';
import {openTui} from './open-tui.js';
import type {ExitCode, Shell} from './shell.js';
import {optionsOf, usualSeed, type SimulateFlags} from './simulate-flags.js';

/** One run: a scenario, what it differs in, and what was done by hand in it. */
export type WantedRun = {readonly scenario: string; readonly options: ScenarioOptions; readonly made: readonly string[]};

/** What a code already says. */
const codeHolds = ['seed', 'set', 'fault', 'until', 'runs'] as const;

/**
Which run is meant, by a scenario and flags, or by a share code in its place.
@throws UserError (exit 2) for a bad code, and for flags beside it that it already holds.
*/
export function wantedRun(named: string, flags: SimulateFlags): WantedRun {
	if (!looksLikeShareCode(named)) {
		return {scenario: named, options: {...optionsOf(flags, {spread: false}), seed: flags.seed ?? usualSeed}, made: []};
	}

	const clash = codeHolds.find(flag => flags[flag] !== undefined);
	if (clash !== undefined) {
		throw new UserError(words.codeHolds(`--${clash}`), {fix: words.codeHoldsFix});
	}

	const {scenario, seed, set, faults, untilMs, made}: SharedRun = readShareCode(named);
	return {scenario, options: {seed, set, faults, untilMs, spread: false}, made};
}

/** The same run told without hands: what was done by hand is staged. */
export function handsOff({options, made}: WantedRun): ScenarioOptions {
	return {...options, faults: [...options.faults, ...made]};
}

/** The full-screen simulator at the beginning of this run. What is wrong with it is said before the screen opens. */
export async function openSimulator(shell: Shell, run: WantedRun): Promise<ExitCode> {
	beginScenario(scenarioNamed(run.scenario), handsOff(run));
	return openTui(shell, [{screen: 'home'}, {screen: 'scenarios'}, {screen: 'simulate', ...run}]);
}
