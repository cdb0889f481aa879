import type {Text} from '../../model/language.js';
import {voterChoices} from '../candidate.js';
import {bestVoters, buildable} from '../choose.js';
import {
	countedMachines, countedVoters, grouped, sentences,
} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {targetsFor} from '../targets.js';
import {
	minutesOf, numbersOf, withReason,
} from './alternative-of.js';
import {findKept} from './find-kept.js';
import {floorsOf} from './floors-of.js';

/** Only to show what the step after seven would be: etcd's FAQ advises against it. */
const beyondSeven = 9;

function productionAdvice(voters: number): Text | undefined {
	if (voters === 3) {
		return {
			en: 'With three, every upgrade reboot runs at tolerance 0; Kubernetes\' docs recommend five in production.',
			zh: '3 个成员时，每次升级重启期间容错数都是 0；Kubernetes 官方文档建议生产环境用 5 个成员。',
		};
	}

	return voters === 7
		? {en: 'etcd\'s FAQ advises against more than seven members: every write waits for more of them.', zh: 'etcd 的 FAQ 不建议超过 7 个成员：每次写入要等的成员更多。'}
		: undefined;
}

/** What it takes to survive one machine more than the plan does. */
export function nextTolerance(facts: PlanFacts): AlternativeDraft {
	const {candidate, requirements: {assume}} = facts;
	const {question} = facts;
	const survived = candidate.tolerance.controlPlane.anyMachines + 1;
	const floors = floorsOf(candidate, question.targets);
	const targets = targetsFor(
		{machines: survived, zones: floors.zones, zoneAndMachine: floors.zoneAndMachine > 0},
		{machines: true, zones: true, zoneAndMachine: true},
	);
	// What was asked for and did not fit is asked for again where there are more machines.
	const topology = candidate.topology === 'external' || question.topology === 'external' ? 'external' : 'stacked';
	const voters = [...voterChoices.filter(choice => choice > 1), beyondSeven];
	const next = findKept(
		{...question, targets},
		{topology, voters, floors: {...floors, machines: survived, workloadMachines: survived}},
		situation => bestVoters(buildable(situation), topology, voters),
	);
	const numbers = numbersOf({
		id: 'next-tolerance', candidate: next, placedBy: targets, targets: question.targets, assume,
	});
	const what = countedMachines(survived);
	const atHand = candidate.zones.machines;
	const more = numbers.machinesUsed - atHand;
	const extra: Text = {
		en: (next.schedulable && !candidate.schedulable ? ' and shared workloads' : '')
			+ (more > 0 ? ` on ${countedMachines(numbers.machinesUsed).en}, ${grouped(more)} more than there are` : ''),
		zh: (more > 0 ? `和 ${countedMachines(numbers.machinesUsed).zh}，比现有的多 ${grouped(more)} 台` : '')
			+ (next.schedulable && !candidate.schedulable ? '，工作负载要与控制平面共用机器' : ''),
	};
	const condition: Text = more > 0
		? (topology === 'external' ? {en: ' with external etcd, workloads included,', zh: '用外部 etcd 让控制平面和工作负载都承受'} : {en: ', workloads included,', zh: '要让控制平面和工作负载都承受'})
		: {en: '', zh: '要承受'};
	return withReason(numbers, sentences(
		{
			en: `Surviving any ${what.en}${condition.en} takes ${countedVoters(next.voters).en}${extra.en} (down ${minutesOf(numbers)} min/year, here ${minutesOf(facts)}).`,
			zh: `${condition.zh}任意 ${what.zh}宕机，需要 ${countedVoters(next.voters).zh}${extra.zh}（每年中断 ${minutesOf(numbers)} 分钟，本方案 ${minutesOf(facts)} 分钟）。`,
		},
		productionAdvice(candidate.voters),
	));
}
