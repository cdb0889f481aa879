import {scenarioList} from '../present/simulation/scenario-list.js';
import {scenarios} from '../simulation/scenarios/scenarios.js';
import type {RunCommand} from './command-table.js';

/** The scenarios there are. */
export const listScenarios: RunCommand = async shell => {
	if (shell.json) {
		const list = scenarios.map(({id, title, protocols, measures, untilMs}) => ({id, title: title.en, protocols, measures, untilMs}));
		shell.write(`${JSON.stringify({scenarios: list}, undefined, 2)}\n`);
	} else {
		shell.print(scenarioList(scenarios, shell));
	}

	return 0;
};
