import type {Language} from '../model/language.js';
import type {Finding, Plan} from '../model/plan.js';
import type {Severity} from '../model/vocabulary.js';
import {labelRow, labelWidth} from './label-row.js';
import {reportWords as words} from './messages/plan-report.js';
import {planWords} from './messages/plan-view.js';
import type {Row, Tone} from './span.js';
import {wrapRow} from './wrap.js';

export type JudgementOptions = {
	readonly language: Language;
	readonly width: number;
	/** Rows that it must not exceed. */
	readonly height: number;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

const severityTone: Readonly<Record<Severity, Tone>> = {error: 'bad', warning: 'warn', info: 'dim'};

/** A text up to the end of its first sentence. */
function firstSentence(text: string): string {
	return /^.*?(?:[.:;](?=\s)|[。；：]|$)/v.exec(text)?.[0].replace(/[:;]$/v, '.').replace(/[；：]$/v, '。') ?? text;
}

type Said = {readonly label: string; readonly text: string};

/** How much is said: the reasons from the last on shortened to a sentence, then left out; the findings likewise. */
type Amount = {readonly shortReasons: number; readonly findings: 'all' | 'severe' | 'short' | 'count'; readonly oneMore: boolean};

/** From everything to the least; warnings and errors stay longer than the reasons stay whole. */
const amounts: readonly Amount[] = [
	...(['all', 'severe', 'short', 'count'] as const).flatMap(findings => [0, 1, 2, 3].map(shortReasons => ({shortReasons, findings, oneMore: true}))),
	{shortReasons: 3, findings: 'count', oneMore: false},
];

function reasonsOf(plan: Plan, language: Language, translate: (text: string) => string): Said[] {
	return ([['topology', 'whyNot'], ['more-machines', 'oneMore'], ['next-tolerance', 'nextStep']] as const).flatMap(([id, label]) => {
		const alternative = plan.alternatives.find(each => each.id === id);
		return alternative ? [{label: words.label[label][language], text: translate(alternative.because)}] : [];
	});
}

/** What is worth minding, and why not otherwise, in as many words as fit into `height` rows. */
export function judgementRows(plan: Plan, {language, width, height, chinese}: JudgementOptions): Row[] {
	const translate = (text: string) => language === 'zh' ? chinese.get(text) ?? text : text;
	const wrap = (row: Row) => wrapRow(row, width, labelWidth);
	const reasons = reasonsOf(plan, language, translate);
	const severe = plan.findings.filter(({severity}) => severity !== 'info');

	const findingRow = ({severity, rule, message}: Finding, isFirst: boolean, isShort: boolean) => wrap(labelRow(isFirst ? words.label.findings[language] : '', [
		{text: `${planWords.severity[severity][language]} ${rule}`, tone: severityTone[severity]},
		{text: language === 'en' ? ': ' : '：'},
		{text: isShort ? firstSentence(translate(message)) : translate(message)},
	]));
	const findingRows = (how: Amount['findings']): Row[] => {
		const said = how === 'all' ? plan.findings : (how === 'count' ? [] : severe);
		const unsaid = plan.findings.length - said.length;
		return [
			...said.flatMap((finding, index) => findingRow(finding, index === 0, how === 'short')),
			...(unsaid > 0 ? wrap(labelRow(said.length === 0 ? words.label.findings[language] : '', [{text: words.moreFindings(unsaid, said.length > 0)[language], tone: 'dim'}])) : []),
		];
	};

	const rowsOf = ({shortReasons, findings, oneMore}: Amount): Row[] => [
		...reasons.flatMap(({label, text}, index) => index === 1 && !oneMore && reasons.length > 2
			? []
			: wrap(labelRow(label, [{text: index >= reasons.length - shortReasons ? firstSentence(text) : text}]))),
		...findingRows(findings),
	];
	for (const amount of amounts) {
		const rows = rowsOf(amount);
		if (rows.length <= height) {
			return rows;
		}
	}

	return rowsOf(amounts.at(-1)!);
}
