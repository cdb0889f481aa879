import type {Language, Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {guaranteeLines} from '../../present/guarantee-lines.js';
import {guaranteeWords} from '../../present/messages/plan-view.js';
import {assumptionsText, minutesText, percent} from '../../present/availability-words.js';

/** One statement about what a plan survives. */
export type Guarantee = {readonly label: Text; readonly says: Text};

function both(says: (language: Language) => string): Text {
	return {en: says('en'), zh: says('zh')};
}

/** What follows the label in the lines that the plan's own report shows. */
function said(plan: Plan, line: number): Text {
	return both(language => (guaranteeLines(plan.guarantees, language, plan)[line] ?? []).slice(1).map(({text}) => text).join(''));
}

/** What the control plane and the workloads survive, and what kills the control plane: the words of the plan's own report. */
export function guaranteesOf(plan: Plan): Guarantee[] {
	const {controlPlane, workloads, kills} = guaranteeWords.label;
	return [controlPlane, workloads, kills].map((label, line) => ({label, says: said(plan, line)}));
}

/** The availability with the assumptions it stands on, in one sentence. */
export function availabilityOf({guarantees: {availability: {value, minutesDownPerYear, assumes}}}: Plan): Text {
	return both(language => {
		const number = guaranteeWords.availability(percent(value), minutesText(minutesDownPerYear, language))[language];
		const label = guaranteeWords.label.assumes[language];
		return language === 'en'
			? `${number}. ${label}: ${assumptionsText(assumes, language)}`
			: `${number}。${label}：${assumptionsText(assumes, language)}`;
	});
}
