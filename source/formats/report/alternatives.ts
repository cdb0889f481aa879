import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {assumptionsText} from '../../present/availability-words.js';
import {comparisonLines, optionOfPlan, type ComparedOption} from '../../present/comparison.js';
import {alternativeWords as words, guaranteeWords, planWords} from '../../present/messages/plan-view.js';
import {reportPageWords} from '../../present/messages/report.js';
import {join, tag, type Html} from './html.js';
import {scrollable} from './scrollable.js';

/** The plan beside everything else that was weighed, then why one would or would not choose each. */
export function alternatives(plan: Plan, language: Language, translate: (text: string) => string): Html {
	if (plan.alternatives.length === 0) {
		return tag('p', {}, words.none[language]);
	}

	const options: ComparedOption[] = [
		optionOfPlan(plan, language),
		...plan.alternatives.map(each => ({...each, title: planWords.alternative[each.id][language]})),
	];
	const table = tag(
		'table',
		{class: 'many'},
		tag('caption', {id: 'alternatives-caption'}, reportPageWords.comparison[language]),
		tag('thead', {}, tag(
			'tr',
			{},
			tag('th', {scope: 'col'}, reportPageWords.criterion[language]),
			...options.map(({title}, index) => tag('th', {scope: 'col', class: index === 0 ? 'own' : undefined}, title)),
		)),
		tag('tbody', {}, ...comparisonLines(options, language).map(({label, says, judges}) => tag(
			'tr',
			{},
			tag('th', {scope: 'row'}, label),
			...options.map((option, index) => tag('td', {class: [index === 0 ? 'own' : '', judges?.(option) ?? ''].filter(Boolean).join(' ') || undefined}, says(option))),
		))),
	);
	return join(
		scrollable('alternatives-caption', table),
		tag('p', {class: 'small'}, `${guaranteeWords.label.assumes[language]}${language === 'zh' ? '：' : ': '}${assumptionsText(plan.guarantees.availability.assumes, language)}`),
		tag('h3', {}, reportPageWords.reasons[language]),
		tag('dl', {class: 'cards'}, ...plan.alternatives.map(({id, because}) => tag(
			'div',
			{class: 'card'},
			tag('dt', {}, planWords.alternative[id][language]),
			tag('dd', {}, translate(because)),
		))),
	);
}
