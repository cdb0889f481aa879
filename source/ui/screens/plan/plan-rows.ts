import type {Language} from '../../../model/language.js';
import type {Plan} from '../../../model/plan.js';
import {alternativesTable} from '../../../present/alternatives-table.js';
import {decisionRows, findingRows, stepRows} from '../../../present/explain-report.js';
import {rowWidth} from '../../../present/fit-row.js';
import {guaranteeLines} from '../../../present/guarantee-lines.js';
import {labelWidth} from '../../../present/label-row.js';
import {planSummary} from '../../../present/plan-summary.js';
import {planView} from '../../../present/messages/plan-view.js';
import type {Row, Span} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import {planTabs, type PlanTab} from './plan-reducer.js';

export type PlanPageOptions = {
	readonly language: Language;
	readonly width: number;
	/** Chinese for the plan's English sentences. */
	readonly chinese: ReadonlyMap<string, string>;
};

/** The pages and which is open, in brackets; where that is too wide, only the open one by name. */
export function tabsRow(open: PlanTab, language: Language, width: number): Row {
	const tab = (each: PlanTab, index: number, isNamed: boolean): Span => {
		const text = isNamed || each === open ? `${index + 1} ${planView.tab[each][language]}` : String(index + 1);
		return each === open ? {text: `[${text}]`, tone: 'title'} : {text: ` ${text} `, tone: 'dim'};
	};

	const named = planTabs.map((each, index) => tab(each, index, true));
	return rowWidth(named) <= width ? named : planTabs.map((each, index) => tab(each, index, false));
}

function targetRows({target}: Plan, {language, width, chinese}: PlanPageOptions): Row[] {
	const {shortfall} = target;
	if (shortfall === null) {
		return target.reached ? [[{text: planView.targetReached[language], tone: 'good'}]] : [];
	}

	const says = language === 'zh' ? chinese.get(shortfall.says) ?? shortfall.says : shortfall.says;
	return wrapRow([{text: `${planView.targetMissed[language]} `, tone: 'bad'}, {text: says}], width, 2);
}

function guaranteesPage(plan: Plan, options: PlanPageOptions): Row[] {
	const {language, width} = options;
	return [
		...wrapText(planSummary(plan, language), width, 'strong'),
		...targetRows(plan, options),
		[],
		...guaranteeLines(plan.guarantees, language, plan).flatMap(row => wrapRow(row, width, labelWidth)),
	];
}

function missingRows({missing}: Plan, {language, width}: PlanPageOptions): Row[] {
	if (missing.length === 0) {
		return [];
	}

	return [
		[],
		...wrapText(planView.missing[language], width, 'strong'),
		...missing.flatMap(({flag, neededBy}) => wrapRow([
			{text: `  ${flag} `, tone: 'code'},
			{text: planView.neededBy(neededBy.join(language === 'en' ? ', ' : '、'))[language], tone: 'dim'},
		], width, 4)),
	];
}

/** One of the pages that only tell; the machines are drawn by the screen itself. */
export function tellingPage(tab: Exclude<PlanTab, 'machines'>, plan: Plan, options: PlanPageOptions): Row[] {
	switch (tab) {
		case 'guarantees': {
			return guaranteesPage(plan, options);
		}

		case 'alternatives': {
			return alternativesTable(plan.alternatives, plan, options);
		}

		case 'findings': {
			return [...findingRows(plan, options), ...missingRows(plan, options)];
		}

		case 'decisions': {
			return decisionRows(plan, options);
		}

		case 'steps': {
			return stepRows(plan, options);
		}
	}
}
