import type {Text} from '../../model/language.js';
import {candidateFor, workersOf, type Candidate} from '../candidate.js';
import {buildable} from '../choose.js';
import {
	counted, countedWorkers, grouped, sentences,
} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {roleMachinesOf} from '../shape.js';
import {
	minutesOf, neededSentence, numbersOf, withReason, type Numbers,
} from './alternative-of.js';
import {findKept} from './find-kept.js';
import {floorsOf} from './floors-of.js';

/** How the control plane's availability compares: under whole-machine failures external etcd is never the more available. */
function comparison(other: Numbers, {guarantees}: PlanFacts): Text {
	const own = minutesOf({guarantees});
	const others = minutesOf(other);
	const external = other.topology === 'external';
	const isNoBetter = external && other.guarantees.availability.unavailability >= guarantees.availability.unavailability;
	return isNoBetter
		? {
			en: `Not more available: ${others} computed minutes down a year, here ${own}.`,
			zh: `可用度并不更高：计算得出每年中断 ${others} 分钟，本方案 ${own} 分钟。`,
		}
		: {
			en: `Computed: ${others} minutes down a year, here ${own}.`,
			zh: `计算得出：每年中断 ${others} 分钟，本方案 ${own} 分钟。`,
		};
}

function externalReason(facts: PlanFacts, candidate: Candidate, needed: Text | undefined): Text {
	const machines = roleMachinesOf(candidate);
	const workers = workersOf(candidate);
	const ownWorkers = workersOf(facts.candidate);
	return sentences(
		candidate.schedulable
			? {
				en: `External etcd takes ${counted(machines, 'machine', 'machines')} with the control planes, which workloads then share; it buys isolation: a starving apiserver cannot take an etcd member with it.`,
				zh: `外部 etcd 连同控制平面占用 ${machines} 台机器，工作负载与控制平面共用机器；换来的是隔离：apiserver 资源耗尽时不会连累 etcd 成员。`,
			}
			: {
				en: `External etcd takes ${counted(machines, 'machine', 'machines')} with the control planes (${countedWorkers(workers).en} instead of ${grouped(ownWorkers)}); it buys isolation: a starving apiserver cannot take an etcd member with it.`,
				zh: `外部 etcd 连同控制平面占用 ${machines} 台机器（剩 ${countedWorkers(workers).zh}，本方案有 ${grouped(ownWorkers)} 台）；换来的是隔离：apiserver 资源耗尽时不会连累 etcd 成员。`,
			},
		needed,
	);
}

function stackedReason(facts: PlanFacts, candidate: Candidate, needed: Text | undefined): Text {
	const freed = workersOf(candidate) - workersOf(facts.candidate);
	return sentences(
		freed > 0
			? {
				en: `Stacked etcd gives back ${counted(freed, 'machine', 'machines')} for workloads; the price is that an apiserver and an etcd member share each machine's disk and memory and fail together.`,
				zh: `堆叠 etcd 给工作负载腾出 ${freed} 台机器；代价是 apiserver 和 etcd 成员共用每台机器的磁盘和内存，一起出故障。`,
			}
			: {
				en: 'In stacked etcd an apiserver and an etcd member share each machine\'s disk and memory and fail together.',
				zh: '堆叠 etcd 里，apiserver 和 etcd 成员共用每台机器的磁盘和内存，一起出故障。',
			},
		needed,
	);
}

/** The topology that was not chosen, with its numbers. */
export function otherTopology(facts: PlanFacts): AlternativeDraft {
	const {candidate, requirements: {assume}} = facts;
	const question = buildable(facts.question);
	const topology = candidate.topology === 'external' ? 'stacked' : 'external';
	const voters = Math.max(3, candidate.voters);
	const floors = floorsOf(candidate, question.targets);
	const wish = {topology, voters: [voters], floors: {...floors, machines: Math.max(1, floors.machines)}} as const;
	const other = findKept(question, wish, situation => candidateFor(situation, {topology, voters}));
	const numbers = numbersOf({
		id: 'topology', candidate: other, placedBy: question.targets, targets: question.targets, assume,
	});
	const needed = neededSentence(numbers.machinesUsed, candidate.zones.machines);
	const reason = topology === 'external' ? externalReason(facts, other, needed) : stackedReason(facts, other, needed);
	return withReason(numbers, sentences(reason, comparison(numbers, facts)));
}
