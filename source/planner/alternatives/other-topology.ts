import type {Text} from '../../model/language.js';
import {candidateFor, workersOf, type Candidate} from '../candidate.js';
import {buildable} from '../choose.js';
import {
	countedMachines, countedWorkers, grouped, sentences,
} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {roleMachinesOf} from '../shape.js';
import {
	minutesOf, neededSentence, numbersOf, withReason, type Numbers,
} from './alternative-of.js';
import {findKept} from './find-kept.js';
import {floorsOf} from './floors-of.js';

/** The computed minutes of both, for a sentence in brackets. */
function minutesOfBoth(other: Numbers, facts: PlanFacts): Text {
	return {
		en: `(down ${minutesOf(other)} min/year, here ${minutesOf(facts)})`,
		zh: `（每年中断 ${minutesOf(other)} 分钟，本方案 ${minutesOf(facts)} 分钟）`,
	};
}

/** What it takes of the machines, in a few words. */
function priceOf(facts: PlanFacts, candidate: Candidate): Text {
	const atHand = facts.candidate.zones.machines;
	const all = candidate.zones.machines;
	if (all > atHand) {
		return {
			en: `would take ${countedMachines(all).en}, ${grouped(all - atHand)} more than there are,`,
			zh: `需要 ${countedMachines(all).zh}，比现有的多 ${grouped(all - atHand)} 台`,
		};
	}

	const machines = countedMachines(roleMachinesOf(candidate));
	return candidate.schedulable
		? {
			en: `takes ${machines.en} with the control planes, which workloads then share,`,
			zh: `连同控制平面占用 ${machines.zh}，工作负载与控制平面共用机器`,
		}
		: {
			en: `takes ${machines.en} with the control planes (${countedWorkers(workersOf(candidate)).en} instead of ${grouped(workersOf(facts.candidate))})`,
			zh: `连同控制平面占用 ${machines.zh}（剩 ${countedWorkers(workersOf(candidate)).zh}，本方案有 ${grouped(workersOf(facts.candidate))} 台）`,
		};
}

/** Under whole-machine failures external etcd is not the more available: where the numbers say so too, so does the sentence. */
function externalReason(facts: PlanFacts, candidate: Candidate, numbers: Numbers): Text {
	const price = priceOf(facts, candidate);
	const minutes = minutesOfBoth(numbers, facts);
	const isNoBetter = numbers.guarantees.availability.unavailability >= facts.guarantees.availability.unavailability;
	return sentences(
		{
			en: `External etcd ${price.en} and buys isolation${isNoBetter ? ', not availability' : ''} ${minutes.en}.`,
			zh: `外部 etcd ${price.zh}，换来的是隔离${isNoBetter ? '，不是可用度' : ''}${minutes.zh}。`,
		},
		{
			en: 'A starving apiserver or a noisy disk then cannot take an etcd member with it.',
			zh: '这样 apiserver 资源耗尽或磁盘繁忙时不会连累 etcd 成员。',
		},
	);
}

function stackedReason(facts: PlanFacts, candidate: Candidate, numbers: Numbers): Text {
	const freed = workersOf(candidate) - workersOf(facts.candidate);
	const minutes = minutesOfBoth(numbers, facts);
	const gain: Text = freed > 0
		? {en: `gives back ${countedMachines(freed).en} for workloads ${minutes.en}`, zh: `给工作负载腾出 ${countedMachines(freed).zh}${minutes.zh}`}
		: {en: `needs no machines of its own ${minutes.en}`, zh: `不需要单独的机器${minutes.zh}`};
	return sentences(
		{
			en: `Stacked etcd ${gain.en}, but an apiserver and an etcd member then share each machine's disk and memory and fail together.`,
			zh: `堆叠 etcd ${gain.zh}，但 apiserver 和 etcd 成员会共用每台机器的磁盘和内存，一起出故障。`,
		},
		neededSentence(numbers.machinesUsed, facts.candidate.zones.machines),
	);
}

/** The topology that was not chosen, with its numbers. */
export function otherTopology(facts: PlanFacts): AlternativeDraft {
	const {candidate, requirements: {assume}} = facts;
	const {question} = facts;
	const topology = candidate.topology === 'external' ? 'stacked' : 'external';
	const voters = Math.max(3, candidate.voters);
	const floors = floorsOf(candidate, question.targets);
	const wish = {topology, voters: [voters], floors: {...floors, machines: Math.max(1, floors.machines)}} as const;
	const other = findKept(question, wish, situation => candidateFor(buildable(situation), {topology, voters}));
	const numbers = numbersOf({
		id: 'topology', candidate: other, placedBy: question.targets, targets: question.targets, assume,
	});
	return withReason(numbers, topology === 'external' ? externalReason(facts, other, numbers) : stackedReason(facts, other, numbers));
}
