import type {Language, Text} from '../../../model/language.js';
import {padText} from '../../../present/fit-row.js';
import {span, type Row} from '../../../present/span.js';
import {wrapText} from '../../../present/wrap.js';
import type {Scenario} from '../../../simulation/scenarios/scenario.js';

export type ScenarioGroup = {readonly title: Text; readonly scenarios: readonly Scenario[]};

/** Every scenario by group; and on which row the cursor stands. */
export function scenariosRows(groups: readonly ScenarioGroup[], cursor: number, language: Language): {readonly rows: readonly Row[]; readonly focusRow: number} {
	const idWidth = Math.max(...groups.flatMap(({scenarios}) => scenarios.map(({id}) => id.length))) + 2;
	const rows: Row[] = [];
	let focusRow = 0;
	let index = 0;
	for (const {title, scenarios} of groups) {
		rows.push(...(rows.length > 0 ? [[]] : []), [span(title[language], 'title')]);
		for (const scenario of scenarios) {
			const isChosen = index === cursor;
			focusRow = isChosen ? rows.length : focusRow;
			rows.push([
				span(isChosen ? '❯ ' : '  ', 'accent'),
				span(padText(scenario.id, idWidth), isChosen ? 'strong' : 'code'),
				span(scenario.title[language], isChosen ? 'strong' : 'plain'),
			]);
			index++;
		}
	}

	return {rows, focusRow};
}

/** What the one under the cursor is about: always as many rows, so that nothing jumps. */
export function aboutRows({about}: Scenario, language: Language, width: number): Row[] {
	const rows = wrapText(about[language], width);
	return [[], ...rows, ...Array.from({length: Math.max(0, 2 - rows.length)}, (): Row => [])];
}
