import type {Language} from '../../model/language.js';
import type {Scenario} from '../../simulation/scenarios/scenario.js';
import {padText} from '../fit-row.js';
import {simulateWords as words} from '../messages/simulate.js';
import type {Row} from '../span.js';
import {wrapRow} from '../wrap.js';

const idWidth = 30;

/** The scenarios as text: id, title, and what happens. */
export function scenarioList(scenarios: readonly Scenario[], {language, width}: {readonly language: Language; readonly width: number}): Row[] {
	const [first] = scenarios;
	return [
		...scenarios.flatMap(({id, title, about}): Row[] => [
			...wrapRow([{text: padText(id, idWidth), tone: 'code'}, {text: title[language], tone: 'strong'}], width, idWidth),
			...wrapRow([{text: '  '}, {text: about[language]}], width, 2),
		]),
		...(first === undefined ? [] : [[], ...wrapRow([{text: words.listNext(first.id)[language]}], width)]),
	];
}
