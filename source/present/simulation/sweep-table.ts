import type {Language} from '../../model/language.js';
import {defaultSettings} from '../../simulation/control-plane/settings.js';
import type {SweepSummary} from '../../simulation/experiment/shards.js';
import type {Summary} from '../../simulation/experiment/statistics.js';
import {measureNames, type Scenario} from '../../simulation/scenarios/scenario.js';
import {padText, padTextStart} from '../fit-row.js';
import {labelRow, labelWidth} from '../label-row.js';
import {measureWords, simulateWords as words} from '../messages/simulate.js';
import type {Row, Span} from '../span.js';
import {wrapRow} from '../wrap.js';
import {differing} from './run-report.js';

type Page = {readonly language: Language; readonly width: number};

const columns = ['n', 'missing', 'min', 'p50', 'p90', 'p99', 'max'] as const satisfies ReadonlyArray<keyof Summary>;
const nameWidth = 24;
const columnWidth = 8;

function cells(texts: readonly string[]): string {
	return texts.map(text => padTextStart(text, columnWidth)).join('');
}

/**
What was run many times.
@param given What was set and staged besides the scenario's own.
*/
export function sweepHeader(scenario: Scenario, {seeds: [from, to]}: SweepSummary, given: readonly string[], {language, width}: Page): Row[] {
	const line = (label: string, says: readonly Span[]) => wrapRow(labelRow(label, says), width, labelWidth);
	const each = (label: string, all: ReadonlyArray<readonly Span[]>) => all.flatMap((says, index) => line(index === 0 ? label : '', says));
	return [
		...wrapRow([{text: scenario.id, tone: 'code'}, {text: '  '}, {text: scenario.title[language], tone: 'title'}], width),
		...line(words.runs[language], [{text: words.runsOf(to - from + 1, [from, to])[language]}]),
		...each(words.differs[language], differing({...defaultSettings, ...scenario.settings}, language)),
		...each(words.added[language], given.map((text): Span[] => [{text, tone: 'code'}])),
		[],
	];
}

/** What many runs say, as a table of 80 columns with a line below each measure that says what it is. */
export function sweepTable({measures}: SweepSummary, {language, width}: Page): Row[] {
	return [
		[{text: padText('', nameWidth)}, {text: cells(columns), tone: 'strong'}],
		...Object.entries(measures).flatMap(([name, summary]): Row[] => {
			const known = measureNames.find(each => each === name);
			return [
				[{text: padText(name, nameWidth), tone: 'code'}, {text: cells(columns.map(column => String(summary[column] ?? '-')))}],
				...(known === undefined ? [] : wrapRow([{text: '  '}, {text: measureWords[known][language], tone: 'dim'}], width, 2)),
			];
		}),
		[],
		...wrapRow([{text: words.tableEnd[language], tone: 'dim'}], width),
	];
}
