import type {Language} from '../../model/language.js';
import {defaultSettings, settingKeys, type Settings} from '../../simulation/control-plane/settings.js';
import type {MeasureName, Scenario} from '../../simulation/scenarios/scenario.js';
import {padText} from '../fit-row.js';
import {labelRow, labelWidth} from '../label-row.js';
import {measureWords, simulateWords as words} from '../messages/simulate.js';
import type {Row, Span} from '../span.js';
import {wrapRow} from '../wrap.js';
import {spanOf} from './figures.js';

type Page = {readonly language: Language; readonly width: number};

/** What was run: the scenario, and what the person gave beside it. */
export type RunHeader = {
	readonly scenario: Scenario;
	/** As it was in the run; what differs from the defaults is told. */
	readonly settings: Settings;
	/** Faults that the person added. */
	readonly added: readonly string[];
	readonly untilMs: number;
	/** Whether everything was well before it began. */
	readonly isWarm?: boolean;
	/** Which seed or seeds. */
	readonly seeds: Row;
};

function valueOf(value: Settings[keyof Settings]): string {
	return Array.isArray(value) ? value.join(',') : String(value);
}

/** What of these settings is not the programs' own default, each beside what that is. */
export function differing(settings: Settings, language: Language): Span[][] {
	return settingKeys.filter(key => valueOf(settings[key]) !== valueOf(defaultSettings[key])).map(key => [
		{text: `${key}=${valueOf(settings[key])}`, tone: 'code'},
		{text: words.usual(valueOf(defaultSettings[key]))[language], tone: 'dim'},
	]);
}

/** Scenario, seed, what differs from the programs' defaults, and what is going to happen when. */
export function runHeader({scenario, settings, added, untilMs, seeds, isWarm = true}: RunHeader, {language, width}: Page): Row[] {
	const line = (label: string, says: readonly Span[]) => wrapRow(labelRow(label, says), width, labelWidth);
	const each = (label: string, all: ReadonlyArray<readonly Span[]>) => all.flatMap((says, index) => line(index === 0 ? label : '', says));
	return [
		...wrapRow([{text: scenario.id, tone: 'code'}, {text: '  '}, {text: scenario.title[language], tone: 'title'}], width),
		...wrapRow([{text: scenario.about[language]}], width),
		[],
		...line(words.seed[language], seeds),
		...line(words.until[language], [{text: spanOf(untilMs * 1000)}]),
		...each(words.differs[language], differing(settings, language)),
		...each(words.staged[language], [
			...scenario.faults.map((fault): Span[] => [{text: fault, tone: 'code'}]),
			...added.map((fault): Span[] => [{text: fault, tone: 'code'}, {text: words.addedHere[language], tone: 'dim'}]),
		]),
		...(isWarm ? [] : [[], ...wrapRow([{text: words.cold[language], tone: 'warn'}], width)]),
	];
}

/** A measure as it is told: milliseconds, a count, or that it never happened. */
export function measureText(name: MeasureName, value: number | null, language: Language): string {
	if (value === null) {
		return words.never[language];
	}

	return name.endsWith('Ms') ? `${value} ms` : String(value);
}

/** What one run gave for each measure, at the end of its narration. */
export function measureRows(measures: Readonly<Partial<Record<MeasureName, number | null>>>, {language, width}: Page): Row[] {
	const all = Object.entries(measures) as Array<[MeasureName, number | null]>;
	return all.length === 0
		? []
		: [
			[{text: words.measured[language], tone: 'title'}],
			...all.flatMap(([name, value]) => [
				...wrapRow([{text: '  '}, {text: padText(name, 24), tone: 'code'}, {text: measureText(name, value, language), tone: value === null ? 'warn' : 'strong'}], width, 4),
				...wrapRow([{text: '    '}, {text: measureWords[name][language], tone: 'dim'}], width, 4),
			]),
		];
}
