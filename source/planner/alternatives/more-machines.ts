import type {Text} from '../../model/language.js';
import {largestMachineCount} from '../../model/vocabulary.js';
import {reachesAll, workersOf, wantedControlPlanes} from '../candidate.js';
import {choose, externalShare, type Choice} from '../choose.js';
import {
	countedMachines, countedZones, grouped, sentences,
} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {questionOf, requirementsWith} from '../question-of.js';
import {
	compareReach, reachOf, targetsFor,
} from '../targets.js';
import {zoneName, zonesOf, type Zones} from '../zones.js';
import {numbersOf, withReason, type Numbers} from './alternative-of.js';

type Step = {readonly zones: Zones; readonly newZone: number | null};

/** One machine more in the zone with the fewest, or in a new zone. */
function stepsUp({sizes, named, machines}: Zones): Step[] {
	if (!named) {
		return [{zones: zonesOf(null, machines + 1), newZone: null}];
	}

	let smallest = 0;
	for (const [index, size] of sizes.entries()) {
		if (size < (sizes[smallest] ?? 0)) {
			smallest = index;
		}
	}

	return [
		{zones: zonesOf(sizes.with(smallest, (sizes[smallest] ?? 0) + 1), machines + 1), newZone: null},
		{zones: zonesOf([...sizes, 1], machines + 1), newZone: sizes.length},
	];
}

/** Whether something that was asked for does not fit. */
function isUnbuildable({unbuildable}: Choice): boolean {
	return unbuildable.topology || unbuildable.loadBalancer;
}

/** Whether something that was asked for fits only afterwards. */
function fitsMore({unbuildable: before}: Choice, {unbuildable: after}: Choice): boolean {
	return (before.topology && !after.topology) || (before.loadBalancer && !after.loadBalancer);
}

/** What a choice survives, of everything there is to survive: to see what one machine more buys, targets or not. */
function worthOf({candidate}: Choice): readonly number[] {
	const everything = targetsFor({machines: 3, zones: 3, zoneAndMachine: true}, {machines: true, zones: true, zoneAndMachine: true});
	return reachOf(candidate.tolerance, everything);
}

/** How many more zones may be lost, in words. */
function moreZones(now: number, then: number): Text {
	return now < 1 && then === 1
		? {en: 'a zone', zh: '就能承受失去一个可用区'}
		: {en: `any ${countedZones(then).en} instead of ${Math.max(0, now)}`, zh: `能承受失去的可用区从任意 ${Math.max(0, now)} 个增加到 ${then} 个`};
}

function whatItBuys(before: PlanFacts, after: Choice, {guarantees}: Numbers): Text | undefined {
	const {controlPlane: now, workloads: workloadsNow} = before.guarantees;
	const {controlPlane: then, workloads: workloadsThen} = guarantees;
	if (then.anyZones > now.anyZones) {
		const zones = moreZones(now.anyZones, then.anyZones);
		const price: Text = then.anyMachines < now.anyMachines
			? {en: `, but of ${then.anyMachines === 0 ? 'no machine' : `any ${countedMachines(then.anyMachines).en} only`} instead of any ${now.anyMachines}`, zh: `，但能承受的宕机台数从任意 ${now.anyMachines} 台降到 ${then.anyMachines} 台`}
			: {en: '', zh: ''};
		return {en: `the control plane survives the loss of ${zones.en}${price.en}`, zh: `控制平面${zones.zh}${price.zh}`};
	}

	if (then.anyMachines > now.anyMachines) {
		return now.anyMachines === 0
			? {en: `the control plane survives the loss of any ${countedMachines(then.anyMachines).en}`, zh: `控制平面就能承受任意 ${countedMachines(then.anyMachines).zh}宕机`}
			: {
				en: `the control plane survives the loss of any ${countedMachines(then.anyMachines).en} instead of ${now.anyMachines}`,
				zh: `控制平面能承受的宕机台数从任意 ${now.anyMachines} 台增加到 ${then.anyMachines} 台`,
			};
	}

	if (then.zoneAndMachine && !now.zoneAndMachine) {
		return {en: 'the control plane survives the loss of a zone and a machine at once', zh: '控制平面就能承受同时失去一个可用区和一台机器'};
	}

	if (workloadsThen.anyZones > workloadsNow.anyZones) {
		const zones = moreZones(workloadsNow.anyZones, workloadsThen.anyZones);
		return {en: `the workloads survive the loss of ${zones.en}`, zh: `工作负载${zones.zh}`};
	}

	if (before.candidate.schedulable && !after.candidate.schedulable) {
		return {en: 'workloads get machines of their own', zh: '工作负载就能有自己的机器'};
	}

	if (before.candidate.topology !== 'external' && after.reason === 'at-most-a-third') {
		return {en: 'etcd gets machines of its own, within a third of all', zh: 'etcd 就能有自己的机器，且不超过总数的三分之一'};
	}

	if (before.candidate.topology !== 'external' && after.reason === 'isolation-fits') {
		return {en: 'etcd gets machines of its own', zh: 'etcd 就能有自己的机器'};
	}

	return undefined;
}

/** Whether the workloads survive less of what they should. */
function costsWorkloads({guarantees, question: {targets}}: PlanFacts, {guarantees: {workloads}}: Numbers): boolean {
	const {anyMachines, anyZones} = guarantees.workloads;
	return workloads.anyMachines < Math.min(anyMachines, targets.machines) || workloads.anyZones < Math.min(anyZones, targets.zones);
}

/**
From how many machines on etcd moves to machines of its own, where policy leaves that to their number. Where a target is
missed, more machines also mean more voters, and there is no such number to name.
*/
function externalFrom({question, candidate, choice}: PlanFacts): number | undefined {
	return choice.reason === 'more-than-a-third' && !isUnbuildable(choice) && reachesAll(candidate, question.targets)
		? externalShare * (candidate.voters + wantedControlPlanes(candidate.voters, question.targets) + candidate.loadBalancers)
		: undefined;
}

function reasonFor(facts: PlanFacts, after: Choice, {newZone}: Step, numbers: Numbers): Text {
	const buys = whatItBuys(facts, after, numbers);
	const where: Text = newZone === null ? {en: '', zh: ''} : {en: ` in a new zone (${zoneName(newZone)})`, zh: `放在新的可用区（${zoneName(newZone)}）`};
	if (buys !== undefined) {
		const price: Text = costsWorkloads(facts, numbers)
			? {en: '; the workloads survive less than before', zh: '；工作负载能承受的故障比原来少'}
			: {en: '', zh: ''};
		return {en: `With one machine more${where.en} ${buys.en}${price.en}.`, zh: `再加 1 台机器${where.zh}，${buys.zh}${price.zh}。`};
	}

	if (facts.candidate.voters === 1 && facts.question.targets.machines > 0 && facts.candidate.zones.machines === 1) {
		return sentences(
			{
				en: 'One machine more would only run workloads, since two survive no more than one.',
				zh: '再加 1 台机器只会多运行一些工作负载，因为两台并不比一台更能承受故障。',
			},
			isUnbuildable(facts.choice)
				? undefined
				: {en: 'From three machines on any one may be lost.', zh: '从 3 台机器起，任意一台都可以宕机。'},
		);
	}

	if (fitsMore(facts.choice, after)) {
		const survived = after.candidate.tolerance.controlPlane.anyMachines;
		return {
			en: `With one machine more${where.en}${isUnbuildable(after) ? ', more of' : ''} what was asked for fits, and the control plane survives the loss of ${survived === 0 ? 'no machine' : `any ${countedMachines(survived).en}`}.`,
			zh: `再加 1 台机器${where.zh}，所要求的就能${isUnbuildable(after) ? '多放下一些' : '放下'}，控制平面${survived === 0 ? '承受不了任何机器宕机' : `能承受任意 ${countedMachines(survived).zh}宕机`}。`,
		};
	}

	const flips = externalFrom(facts);
	const hasZones = facts.candidate.zones.sizes.length > 1;
	const workersMore = workersOf(after.candidate) - workersOf(facts.candidate);
	if (workersMore < 0) {
		return {
			en: 'One machine more brings no target closer, and there are fewer workers.',
			zh: '再加 1 台机器不会让任何目标更接近，工作节点反而更少。',
		};
	}

	return sentences(
		workersMore > 0
			? {
				en: 'One machine more is one more worker, and the control plane survives no more than before.',
				zh: '再加 1 台机器只会多 1 台工作节点，控制平面的容错不变。',
			}
			: {
				en: 'One machine more changes nothing that is survived.',
				zh: '再加 1 台机器不会改变能承受的故障。',
			},
		flips === undefined || flips <= facts.candidate.zones.machines + 1
			? undefined
			: {
				en: `From ${grouped(flips)} machines on${hasZones ? ', with room in every zone,' : ''} etcd gets machines of its own.`,
				zh: `从 ${grouped(flips)} 台机器起，${hasZones ? '只要各可用区放得下，' : ''}etcd 有自己的机器。`,
			},
	);
}

/** What one machine more would buy, where it buys the most. */
export function moreMachines(facts: PlanFacts): AlternativeDraft | undefined {
	const {requirements, candidate} = facts;
	if (candidate.zones.machines >= largestMachineCount) {
		return undefined;
	}

	let best: {step: Step; choice: Choice; worth: readonly number[]; asked: typeof requirements} | undefined;
	for (const step of stepsUp(candidate.zones)) {
		const asked = requirementsWith(requirements, step.zones);
		const choice = choose(questionOf(asked));
		const worth = worthOf(choice);
		if (best === undefined || compareReach(worth, best.worth) > 0) {
			best = {
				step, choice, worth, asked,
			};
		}
	}

	if (best === undefined) {
		return undefined;
	}

	const {targets} = questionOf(best.asked);
	const numbers = numbersOf({
		id: 'more-machines', candidate: best.choice.candidate, placedBy: targets, targets: facts.question.targets, assume: best.asked.assume,
	});
	return withReason(numbers, reasonFor(facts, best.choice, best.step, numbers));
}

