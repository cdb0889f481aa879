import type {Language} from '../../model/language.js';
import type {Alternative, Plan} from '../../model/plan.js';
import {assumptionsText, minutesText, percent} from '../../present/availability-words.js';
import {alternativeWords as words, guaranteeWords, planWords} from '../../present/messages/plan-view.js';
import {reportPageWords} from '../../present/messages/report.js';
import {join, tag, type Html} from './html.js';
import {scrollable} from './scrollable.js';

/** A plan's numbers without its machines: what one column says. */
type Option = Omit<Alternative, 'id' | 'because'> & {readonly title: string};

type Line = {readonly label: string; readonly says: (option: Option) => string; readonly kind?: (option: Option) => string};

function optionOf(plan: Plan, language: Language): Option {
	return {
		title: words.thisPlan[language],
		topology: plan.topology,
		voters: plan.etcd.members.length,
		controlPlanes: plan.controlPlane.machines.length,
		loadBalancer: plan.loadBalancer.kind,
		workers: plan.machines.filter(({roles}) => roles.includes('worker')).length,
		machinesUsed: plan.machines.length,
		guarantees: plan.guarantees,
		targetReached: plan.target.reached,
		clusters: 1,
		machinesEach: plan.machines.length,
	};
}

/** What is compared; zones and clusters only where some option has any. */
function linesOf(options: readonly Option[], language: Language): Line[] {
	const hasZones = options.some(({guarantees}) => guarantees.availability.assumes.zone !== null);
	const hasClusters = options.some(({clusters}) => clusters > 1);
	return [
		{label: words.topology[language], says: ({topology}) => words.shape[topology][language]},
		{label: words.voters[language], says: ({voters}) => String(voters)},
		{label: words.controlPlanes[language], says: ({controlPlanes}) => String(controlPlanes)},
		{label: words.loadBalancer[language], says: ({loadBalancer}) => planWords.loadBalancer[loadBalancer][language]},
		{label: words.workers[language], says: ({workers}) => String(workers)},
		{label: words.workloads[language], says: ({guarantees}) => String(guarantees.workloads.machines)},
		{label: words.machines[language], says: ({machinesUsed}) => String(machinesUsed)},
		...(hasClusters ? [{label: words.clusters[language], says: ({clusters, machinesEach}: Option) => clusters === 1 ? '1' : words.clustersEach(clusters, machinesEach)[language]}] : []),
		{label: words.survives[language], says: ({guarantees}) => words.survivesMachines(guarantees.controlPlane.anyMachines)[language]},
		...(hasZones ? [{label: words.zones[language], says: ({guarantees}: Option) => words.survivesZones(guarantees.controlPlane.anyZones)[language]}] : []),
		{label: words.workloadsSurvive[language], says: ({guarantees: {workloads}}) => workloads.anyMachines < 0 ? '-' : words.survivesMachines(workloads.anyMachines)[language]},
		{label: words.fatal[language], says: ({guarantees}) => words.fatalSize(guarantees.minimalCutSets.smallest)[language]},
		{label: words.availability[language], says: ({guarantees}) => percent(guarantees.availability.value)},
		{label: words.minutes[language], says: ({guarantees}) => minutesText(guarantees.availability.minutesDownPerYear, language)},
		{
			label: words.target[language],
			says: ({targetReached}) => words[targetReached ? 'reached' : 'missed'][language],
			kind: ({targetReached}) => targetReached ? 'good' : 'bad',
		},
	];
}

/** The plan beside everything else that was weighed, then why one would or would not choose each. */
export function alternatives(plan: Plan, language: Language, translate: (text: string) => string): Html {
	if (plan.alternatives.length === 0) {
		return tag('p', {}, words.none[language]);
	}

	const options: Option[] = [
		optionOf(plan, language),
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
		tag('tbody', {}, ...linesOf(options, language).map(({label, says, kind}) => tag(
			'tr',
			{},
			tag('th', {scope: 'row'}, label),
			...options.map((option, index) => tag('td', {class: [index === 0 ? 'own' : '', kind?.(option) ?? ''].filter(Boolean).join(' ') || undefined}, says(option))),
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
