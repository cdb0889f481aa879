import {UserError} from '../model/user-error.js';
import {simulateWords as words} from '../present/messages/simulate.js';
import {scenarioNamed} from '../simulation/scenarios/scenarios.js';
import type {RunCommand} from './command-table.js';
import {openTui} from './open-tui.js';
import type {SimulateFlags} from './simulate-flags.js';
import {listScenarios} from './simulate-list.js';

function refuseClash(flags: SimulateFlags): void {
	if (flags.run && flags.runs !== undefined) {
		throw new UserError(words.clash('--run', '--runs'), {fix: words.clashFix});
	}

	for (const name of ['shard', 'threads'] as const) {
		if (flags[name] !== undefined && flags.runs === undefined) {
			throw new UserError(words.onlyWithRuns(`--${name}`));
		}
	}
}

/** One scenario, or the run of a share code: in the TUI, told as it happens, as a trace, or measured many times. Without a name: the list. */
export const simulate: RunCommand = async (shell, input) => {
	const {words: [id], flags: given} = input;
	const flags: SimulateFlags = given;
	refuseClash(flags);
	if (id === undefined) {
		const [flag] = Object.keys(given);
		if (flag !== undefined) {
			throw new UserError(words.noScenario(`--${flag}`), {fix: words.noScenarioFix});
		}

		return shell.interactive ? openTui(shell, [{screen: 'home'}, {screen: 'scenarios'}]) : listScenarios(shell, input);
	}

	const {handsOff, openSimulator, wantedRun} = await import('./open-simulator.js');
	const wanted = wantedRun(id, flags);
	const scenario = scenarioNamed(wanted.scenario);
	if (flags.runs !== undefined) {
		const {sweep} = await import('./simulate-sweep.js');
		return sweep(shell, scenario, {...flags, runs: flags.runs});
	}

	if (shell.interactive && !flags.run) {
		return openSimulator(shell, wanted);
	}

	const {tellRun} = await import('./simulate-run.js');
	return tellRun(shell, scenario, handsOff(wanted));
};
