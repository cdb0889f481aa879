/*
The plan beside its alternatives, before it is a table in the terminal or in a page: what each column stands for and what
each line says of it.
*/
import type {Language} from '../model/language.js';
import type {Alternative, Plan} from '../model/plan.js';
import {minutesText, percent} from './availability-words.js';
import {alternativeWords as words, planWords} from './messages/plan-view.js';

/** What one column says: a plan's numbers without its machines. */
export type ComparedOption = Omit<Alternative, 'id' | 'because'> & {readonly title: string};

/** One line across all columns. */
export type ComparisonLine = {
	readonly label: string;
	readonly says: (option: ComparedOption) => string;
	/** Whether what it says is good or bad to have; without it, neither. */
	readonly judges?: (option: ComparedOption) => 'good' | 'bad';
};

type LabelKey = 'topology' | 'voters' | 'controlPlanes' | 'loadBalancer' | 'workers' | 'workloads' | 'machines' | 'clusters' | 'survives' | 'zones' | 'workloadsSurvive' | 'fatal' | 'availability' | 'minutes' | 'target';

/** The plan itself as a column. */
export function optionOfPlan(plan: Plan, language: Language): ComparedOption {
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

/** The lines of the comparison; those about zones or clusters only where some option has any. */
export function comparisonLines(options: readonly ComparedOption[], language: Language): ComparisonLine[] {
	const hasZones = options.some(({guarantees}) => guarantees.availability.assumes.zone !== null);
	const hasClusters = options.some(({clusters}) => clusters > 1);
	const line = (key: LabelKey, says: ComparisonLine['says']): ComparisonLine => ({label: words[key][language], says});
	return [
		line('topology', ({topology}) => words.shape[topology][language]),
		line('voters', ({voters}) => String(voters)),
		line('controlPlanes', ({controlPlanes}) => String(controlPlanes)),
		line('loadBalancer', ({loadBalancer}) => planWords.loadBalancer[loadBalancer][language]),
		line('workers', ({workers}) => String(workers)),
		line('workloads', ({guarantees}) => String(guarantees.workloads.machines)),
		line('machines', ({machinesUsed}) => String(machinesUsed)),
		...(hasClusters ? [line('clusters', ({clusters, machinesEach}) => clusters === 1 ? '1' : words.clustersEach(clusters, machinesEach)[language])] : []),
		line('survives', ({guarantees}) => words.survivesMachines(guarantees.controlPlane.anyMachines)[language]),
		...(hasZones ? [line('zones', ({guarantees}) => words.survivesZones(guarantees.controlPlane.anyZones)[language])] : []),
		line('workloadsSurvive', ({guarantees: {workloads}}) => workloads.anyMachines < 0 ? '-' : words.survivesMachines(workloads.anyMachines)[language]),
		line('fatal', ({guarantees}) => words.fatalSize(guarantees.minimalCutSets.smallest)[language]),
		line('availability', ({guarantees}) => percent(guarantees.availability.value)),
		line('minutes', ({guarantees}) => minutesText(guarantees.availability.minutesDownPerYear, language)),
		{
			...line('target', ({targetReached}) => words[targetReached ? 'reached' : 'missed'][language]),
			judges: ({targetReached}) => targetReached ? 'good' : 'bad',
		},
	];
}
