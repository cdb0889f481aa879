import type {Text} from '../../model/language.js';
import {candidateFor, workersOf} from '../candidate.js';
import {buildable} from '../choose.js';
import {countedMachines, grouped, sentences} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {neededSentence, numbersOf, withReason} from './alternative-of.js';
import {findKept} from './find-kept.js';
import {floorsOf} from './floors-of.js';

function sharedReason(facts: PlanFacts, workloadMachines: number): Text {
	const workers = workersOf(facts.candidate);
	const all = facts.candidate.zones.machines;
	const idle = Math.round((100 * (all - workers)) / all);
	return {
		en: `Shared, workloads could run on ${countedMachines(workloadMachines).en} instead of ${grouped(workers)}${idle > 0 ? ` (now ${idle} % of the machines carry none)` : ''}; the price is that a hungry pod can starve an apiserver${facts.candidate.topology === 'external' ? '' : ' or etcd'}.`,
		zh: `共用时，工作负载可以在 ${countedMachines(workloadMachines).zh}上运行，而不是 ${grouped(workers)} 台${idle > 0 ? `（现在 ${idle} % 的机器不运行工作负载）` : ''}；代价是一个耗资源的 Pod 可能拖垮 apiserver${facts.candidate.topology === 'external' ? '' : ' 或 etcd'}。`,
	};
}

function separateReason(workers: number): Text {
	return {
		en: `Separate, pods cannot take memory or disk from the control plane; workloads then have ${countedMachines(workers).en} of their own.`,
		zh: `分开时，Pod 抢不走控制平面的内存和磁盘；工作负载有自己的 ${countedMachines(workers).zh}。`,
	};
}

/** Workloads on the control planes' machines where the plan keeps them apart, and apart where it does not. */
export function otherWorkloads(facts: PlanFacts): AlternativeDraft {
	const {candidate, requirements: {assume}} = facts;
	const {voters, topology} = candidate;
	const question = {...facts.question, workloads: candidate.schedulable ? 'separate' as const : 'shared' as const};
	const other = findKept(
		question,
		{topology: topology === 'external' ? 'external' : 'stacked', voters: [voters], floors: floorsOf(candidate, question.targets)},
		situation => candidateFor(buildable(situation), {topology, voters}),
	);
	const numbers = numbersOf({
		id: 'workloads', candidate: other, placedBy: question.targets, targets: question.targets, assume,
	});
	return withReason(numbers, sentences(
		other.schedulable ? sharedReason(facts, numbers.guarantees.workloads.machines) : separateReason(numbers.workers),
		neededSentence(numbers.machinesUsed, candidate.zones.machines),
	));
}
