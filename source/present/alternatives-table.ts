import {displayWidth} from '../model/display-width.js';
import type {Language} from '../model/language.js';
import type {Alternative, Guarantees, Plan} from '../model/plan.js';
import {assumptionsText, minutesText, percent} from './availability-words.js';
import {padText} from './fit-row.js';
import {alternativeWords as words, guaranteeWords, planWords} from './messages/plan-view.js';
import type {Row, Span, Tone} from './span.js';
import {wrapRow} from './wrap.js';

/** What one column of the comparison says: a plan's numbers without its machines. */
type Option = Pick<Alternative, 'topology' | 'voters' | 'controlPlanes' | 'loadBalancer' | 'workers' | 'machinesUsed' | 'guarantees' | 'targetReached' | 'clusters' | 'machinesEach'> & {
	readonly title: string;
};

type Line = {
	readonly label: string;
	readonly says: (option: Option) => string;
	readonly tone?: (option: Option) => Tone;
};

function optionOfPlan(plan: Plan, language: Language): Option {
	const workers = plan.machines.filter(({roles}) => roles.includes('worker')).length;
	return {
		title: words.thisPlan[language],
		topology: plan.topology,
		voters: plan.etcd.members.length,
		controlPlanes: plan.controlPlane.machines.length,
		loadBalancer: plan.loadBalancer.kind,
		workers,
		machinesUsed: plan.machines.length,
		guarantees: plan.guarantees,
		targetReached: plan.target.reached,
		clusters: 1,
		machinesEach: plan.machines.length,
	};
}

function survivesWorkloads({anyMachines}: Guarantees['workloads'], language: Language): string {
	return anyMachines < 0 ? '-' : words.survivesMachines(anyMachines)[language];
}

/** The lines of the comparison; those about zones or clusters only where some option has any. */
function lines(options: readonly Option[], language: Language): Line[] {
	const label = (key: 'topology' | 'voters' | 'controlPlanes' | 'loadBalancer' | 'workers' | 'workloads' | 'machines' | 'clusters' | 'survives' | 'zones' | 'workloadsSurvive' | 'fatal' | 'availability' | 'minutes' | 'target') => words[key][language];
	const hasZones = options.some(({guarantees}) => guarantees.availability.assumes.zone !== null);
	const hasClusters = options.some(({clusters}) => clusters > 1);
	const clusters: Line = {
		label: label('clusters'),
		says: ({clusters, machinesEach}) => clusters === 1 ? '1' : words.clustersEach(clusters, machinesEach)[language],
	};
	const zones: Line = {
		label: label('zones'),
		says: ({guarantees}) => words.survivesZones(guarantees.controlPlane.anyZones)[language],
	};
	return [
		{label: label('topology'), says: ({topology}) => words.shape[topology][language]},
		{label: label('voters'), says: ({voters}) => String(voters)},
		{label: label('controlPlanes'), says: ({controlPlanes}) => String(controlPlanes)},
		{label: label('loadBalancer'), says: ({loadBalancer}) => planWords.loadBalancer[loadBalancer][language]},
		{label: label('workers'), says: ({workers}) => String(workers)},
		{label: label('workloads'), says: ({guarantees}) => String(guarantees.workloads.machines)},
		{label: label('machines'), says: ({machinesUsed}) => String(machinesUsed)},
		...(hasClusters ? [clusters] : []),
		{label: label('survives'), says: ({guarantees}) => words.survivesMachines(guarantees.controlPlane.anyMachines)[language]},
		...(hasZones ? [zones] : []),
		{label: label('workloadsSurvive'), says: ({guarantees}) => survivesWorkloads(guarantees.workloads, language)},
		{label: label('fatal'), says: ({guarantees}) => words.fatalSize(guarantees.minimalCutSets.smallest)[language]},
		{label: label('availability'), says: ({guarantees}) => percent(guarantees.availability.value)},
		{label: label('minutes'), says: ({guarantees}) => minutesText(guarantees.availability.minutesDownPerYear, language)},
		{
			label: label('target'),
			says: ({targetReached}) => words[targetReached ? 'reached' : 'missed'][language],
			tone: ({targetReached}) => targetReached ? 'good' : 'bad',
		},
	];
}

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

function tableOf(options: readonly Option[], width: number, language: Language): Row[] {
	const all = lines(options, language);
	const labels = Math.max(...all.map(({label}) => displayWidth(label))) + 2;
	const column = Math.min(24, Math.floor((width - labels) / options.length));
	const widths = [labels, ...options.map(() => column)];
	return [
		...tableRows([{text: ''}, ...options.map(({title}) => ({text: title, tone: 'title' as const}))], widths),
		...all.flatMap(({label, says, tone}) => tableRows([
			{text: label, tone: 'dim'},
			...options.map((option): Span => tone ? {text: says(option), tone: tone(option)} : {text: says(option)}),
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
	const others = alternatives.map((alternative, index): Option => ({
		...alternative,
		title: `${index + 1} ${planWords.alternative[alternative.id][language]}`,
	}));
	const labels = Math.max(...lines([own, ...others], language).map(({label}) => displayWidth(label))) + 2;
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
