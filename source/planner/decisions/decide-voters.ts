import type {Text} from '../../model/language.js';
import {
	countedMachines, countedVoters, countedZones, sentences,
} from '../counted.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';
import {missedTargets, type Targets} from '../targets.js';

/** The targets in words: "any 1 machine or any 1 zone"; undefined where nothing has to be survived. */
function targetWords({machines, zones, zoneAndMachine}: Targets): Text | undefined {
	const parts: Text[] = [
		...(machines > 0 ? [{en: `any ${countedMachines(machines).en}`, zh: `失去任意 ${countedMachines(machines).zh}`}] : []),
		...(zones > 0 ? [{en: `any ${countedZones(zones).en}`, zh: `失去任意 ${countedZones(zones).zh}`}] : []),
		...(zoneAndMachine ? [{en: 'a zone and a machine at once', zh: '同时失去一个可用区和一台机器'}] : []),
	];
	return parts.length === 0 ? undefined : {en: parts.map(({en}) => en).join(' or '), zh: parts.map(({zh}) => zh).join('、')};
}

function reason({candidate, question: {targets}}: PlanFacts): Text {
	const wanted = targetWords(targets);
	const voters = countedVoters(candidate.voters);
	if (candidate.zones.machines <= 2) {
		return {
			en: 'Below three machines one voter is the best there is: of two, both would have to be up, so a second one only adds a way to fail.',
			zh: '不到 3 台机器时，1 个投票成员就是最好的：2 个就必须都正常，第二个只会多一种出故障的可能。',
		};
	}

	if (wanted === undefined && candidate.voters > 1) {
		return {
			en: `Nothing has to be survived, but what was asked for takes at least ${voters.en}.`,
			zh: `不要求承受任何故障，但所要求的至少需要 ${voters.zh}。`,
		};
	}

	if (wanted === undefined) {
		return {
			en: `Nothing has to be survived, so ${voters.en} is enough; each further one would make every write wait for more disks.`,
			zh: `不要求承受任何故障，${voters.zh}就够了；再多一个，每次写入要等的磁盘就更多。`,
		};
	}

	const reached = missedTargets(candidate.reach, targets).length === 0;
	return sentences(
		reached
			? {
				en: `${candidate.voters} is the fewest odd number that survives the loss of ${wanted.en}.`,
				zh: `要承受${wanted.zh}，最少需要 ${voters.zh}（奇数）。`,
			}
			: {
				en: `With no number of voters do both the control plane and the workloads survive all that is wanted here: the loss of ${wanted.en}; none comes closer than ${candidate.voters}.`,
				zh: `控制平面和工作负载都要承受${wanted.zh}，这些机器上没有哪个投票成员数能全部做到；没有比 ${voters.zh}更接近的。`,
			},
		{
			en: 'Never an even number: one more would raise the quorum, not the tolerance. Spare machines never buy voters, since every write waits for more than half of them.',
			zh: '从不用偶数：多一个会提高法定人数，却不提高容错数。多出来的机器从不用来增加投票成员，因为每次写入都要等过半成员。',
		},
	);
}

export function decideVoters(facts: PlanFacts): DecisionDraft[] {
	const {etcd: {members, quorum}} = facts.layout;
	return [{
		id: 'voters',
		question: {en: 'How many etcd members vote?', zh: 'etcd 有几个投票成员？'},
		answer: members.length === 1
			? {en: '1: its word is the quorum', zh: '1 个：它自己就是法定人数'}
			: {en: `${members.length}, of which ${quorum} must agree`, zh: `${members.length} 个，其中 ${quorum} 个同意才算数`},
		because: reason(facts),
		lesson: 'etcd-quorum',
		source: 'etcd FAQ: What is failure tolerance?',
	}];
}
