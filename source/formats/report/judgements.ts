import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import type {Severity} from '../../model/vocabulary.js';
import {percent, minutesText, assumptionsText} from '../../present/availability-words.js';
import {guaranteeWords, planWords} from '../../present/messages/plan-view.js';
import {reportPageWords as words} from '../../present/messages/report.js';
import {nameList} from '../../present/name-list.js';
import {guaranteesOf} from '../runbook/guarantee-phrases.js';
import {join, tag, type Html} from './html.js';

type Translate = (text: string) => string;

function card(label: string, ...says: ReadonlyArray<Html | string>): Html {
	return tag('div', {class: 'card'}, tag('dt', {}, label), tag('dd', {}, ...says));
}

/** What the plan survives and what kills it, and the availability never without its assumptions. */
export function guarantees(plan: Plan, language: Language): Html {
	const {availability} = plan.guarantees;
	return tag(
		'dl',
		{class: 'cards'},
		...guaranteesOf(plan).map(({label, says}) => card(label[language], says[language])),
		card(words.quorum[language], tag('span', {class: 'number'}, words.quorumOf(plan.etcd.quorum, plan.etcd.members.length)[language]), tag('br'), words.mustAgree[language]),
		card(
			guaranteeWords.label.availability[language],
			tag('span', {class: 'number'}, `${percent(availability.value)} %`),
			tag('br'),
			words.minutes(minutesText(availability.minutesDownPerYear, language))[language],
		),
		card(guaranteeWords.label.assumes[language], assumptionsText(availability.assumes, language)),
	);
}

const callout: Readonly<Record<Severity, string>> = {error: 'error', warning: 'otherwise', info: 'info'};

function sourceText(source: string, language: Language): string {
	return words.source(source === 'policy' ? words.policy[language] : source)[language];
}

/** What the rules found, the worst first, each with its source. */
export function findings(plan: Plan, language: Language, translate: Translate): Html {
	if (plan.findings.length === 0) {
		return tag('p', {}, words.nothingToMind[language]);
	}

	return join(...plan.findings.map(({severity, rule, message, machines, source}) => tag(
		'div',
		{class: `callout ${callout[severity]}`},
		tag('strong', {}, `${planWords.severity[severity][language]} ${rule}`),
		tag('p', {}, translate(message)),
		tag('p', {class: 'small'}, [...(machines.length === 0 ? [] : [words.about(nameList(machines, language))[language]]), sourceText(source, language)].join(language === 'en' ? '. ' : '。')),
	)));
}

/** Every decision: the question, the answer, the reason, and where that is from. */
export function decisions(plan: Plan, language: Language, translate: Translate): Html {
	return join(...plan.decisions.map(({question, answer, because, source}) => tag(
		'div',
		{class: 'decision'},
		tag('h3', {}, translate(question)),
		tag('p', {}, tag('strong', {}, translate(answer))),
		tag('p', {}, translate(because)),
		tag('p', {class: 'small'}, sourceText(source, language)),
	)));
}
