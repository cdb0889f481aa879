import {displayWidth} from '../model/display-width.js';
import type {Language} from '../model/language.js';
import type {Alternative, Plan} from '../model/plan.js';
import {assumptionsText} from './availability-words.js';
import {comparisonLines, optionOfPlan, type ComparedOption} from './comparison.js';
import {padText} from './fit-row.js';
import {alternativeWords as words, guaranteeWords, planWords} from './messages/plan-view.js';
import type {Row, Span} from './span.js';
import {wrapRow} from './wrap.js';

/** Cells side by side, each wrapped within its column: as many rows as the tallest needs. */
function tableRows(cells: readonly Span[], widths: readonly number[]): Row[] {
	const wrapped = cells.map((cell, index) => wrapRow([cell], widths[index]! - 1));
	const height = Math.max(...wrapped.map(rows => rows.length));
	return Array.from({length: height}, (_, line): Row => wrapped.map((rows, index) => {
		const {text = '', tone} = rows[line]?.[0] ?? {};
		const padded = padText(text, widths[index]!);
		return tone === undefined ? {text: padded} : {text: padded, tone};
	}));
}

/** The narrowest column that is still read well. */
const narrowestColumn = 11;

function tableOf(options: readonly ComparedOption[], width: number, language: Language): Row[] {
	const all = comparisonLines(options, language);
	const labels = Math.max(...all.map(({label}) => displayWidth(label))) + 2;
	const column = Math.min(24, Math.floor((width - labels) / options.length));
	const widths = [labels, ...options.map(() => column)];
	return [
		...tableRows([{text: ''}, ...options.map(({title}) => ({text: title, tone: 'title' as const}))], widths),
		...all.flatMap(({label, says, judges}) => tableRows([
			{text: label, tone: 'dim'},
			...options.map((option): Span => judges ? {text: says(option), tone: judges(option)} : {text: says(option)}),
		], widths)),
	];
}

/** Each alternative's name and its reason, numbered as in the table. */
function reasons(alternatives: readonly Alternative[], language: Language, width: number, chinese: ReadonlyMap<string, string>): Row[] {
	return alternatives.flatMap(({id, because}, index) => {
		const says = language === 'zh' ? chinese.get(because) ?? because : because;
		return wrapRow([
			{text: `${index + 1} ${planWords.alternative[id][language]}`, tone: 'strong'},
			{text: language === 'zh' ? '：' : ': '},
			{text: says},
		], width, 2);
	});
}

type TableOptions = {
	readonly language: Language;
	/** Columns, at least 40. */
	readonly width: number;
	/** Chinese for the plan's English sentences; what is missing stays English. */
	readonly chinese: ReadonlyMap<string, string>;
};

/**
The plan beside its alternatives, one column each and as many side by side as the width takes, the plan first in every
group; then why one would or would not choose each.
*/
export function alternativesTable(alternatives: readonly Alternative[], plan: Plan, {language, width, chinese}: TableOptions): Row[] {
	if (alternatives.length === 0) {
		return [[{text: words.none[language]}]];
	}

	const own = optionOfPlan(plan, language);
	const others = alternatives.map((alternative, index): ComparedOption => ({
		...alternative,
		title: `${index + 1} ${planWords.alternative[alternative.id][language]}`,
	}));
	const labels = Math.max(...comparisonLines([own, ...others], language).map(({label}) => displayWidth(label))) + 2;
	const atOnce = Math.max(1, Math.floor((width - labels) / narrowestColumn) - 1);
	const groups = Array.from({length: Math.ceil(others.length / atOnce)}, (_, index) => others.slice(index * atOnce, (index + 1) * atOnce));
	const {assumes} = plan.guarantees.availability;
	return [
		...groups.flatMap(group => [...tableOf([own, ...group], width, language), []]),
		...reasons(alternatives, language, width, chinese),
		[],
		...wrapRow([{text: `${guaranteeWords.label.assumes[language]}${language === 'zh' ? '：' : ': '}${assumptionsText(assumes, language)}`, tone: 'dim'}], width),
	];
}
