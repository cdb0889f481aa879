import type {Text} from '../../model/language.js';
import {reachesAll, wantedControlPlanes} from '../candidate.js';
import {externalShare, fewestMachinesFor, type TopologyReason} from '../choose.js';
import {
	countedMachines, countedWorkers, grouped, sentences,
} from '../counted.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';

const answers: Record<PlanFacts['candidate']['topology'], Text> = {
	single: {en: 'single: one control plane with its own etcd', zh: '单控制平面：一台机器，自带 etcd'},
	stacked: {en: 'stacked: each control plane holds an etcd member', zh: '堆叠：每台控制平面节点各有一个 etcd 成员'},
	external: {en: 'external: etcd on machines of its own', zh: '外部：etcd 有自己的机器'},
};

/** The arithmetic of this program's own rule: what external etcd takes, of how many machines, and where it flips. */
function thirdOf({candidate, question: {targets, zones}}: PlanFacts): Text {
	const controlPlanes = candidate.topology === 'external' ? candidate.controlPlanes : wantedControlPlanes(candidate.voters, targets);
	const balancers = candidate.loadBalancers;
	const taken = candidate.voters + controlPlanes + balancers;
	const sum = `${candidate.voters} + ${controlPlanes}${balancers > 0 ? ` + ${balancers}` : ''} = ${taken}`;
	const flips = externalShare * taken;
	const fits = taken * externalShare <= zones.machines;
	return {
		en: `External etcd takes ${sum} machines (etcd, control planes${balancers > 0 ? ', load balancers' : ''}), ${fits ? 'at most' : 'more than'} a third of ${grouped(zones.machines)}; that third is this program's own limit, and is kept from ${grouped(flips)} machines on.`,
		zh: `外部 etcd 要占 ${sum} 台机器（etcd、控制平面${balancers > 0 ? '、负载均衡器' : ''}），${fits ? '不超过' : '超过了'} ${grouped(zones.machines)} 台的三分之一；这个三分之一是本程序自己的界限，从 ${grouped(flips)} 台机器起满足。`,
	};
}

function costAndGain({candidate}: PlanFacts): Text {
	const cost = countedWorkers(candidate.controlPlanes);
	return {
		en: `It costs ${cost.en} and buys isolation: a starving apiserver or a noisy disk cannot take an etcd member with it, and etcd is upgraded and sized on its own. It does not buy availability.`,
		zh: `代价是少 ${cost.zh}，换来隔离：apiserver 资源耗尽或磁盘繁忙不会连累 etcd 成员，etcd 可以单独升级和选型。它换不来更高的可用度。`,
	};
}

function isolation({candidate, question: {targets}}: PlanFacts): Text {
	const isReached = reachesAll(candidate, targets);
	return {
		en: `Isolation was preferred and fits: ${isReached ? 'everything asked is still survived' : 'no less of what was asked is survived than with stacked etcd'}, and neither a starving apiserver nor the loss of its machine takes an etcd member along.`,
		zh: `你更想要隔离，而且放得下：${isReached ? '要求的故障仍能承受' : '能承受的故障不比堆叠 etcd 少'}，apiserver 资源耗尽或它所在的机器宕机都不会连累 etcd 成员。`,
	};
}

const reasons: Record<TopologyReason, (facts: PlanFacts) => Text> = {
	'few-machines': () => ({
		en: 'One or two machines cannot hold a majority that survives a loss, so there is one control plane, whatever was asked.',
		zh: '一两台机器凑不出能承受故障的多数派，所以无论要求什么，都只有一台控制平面节点。',
	}),
	'one-control-plane': () => ({
		en: 'There is one voter, so one control plane is enough beside it: a second could serve nothing without that voter.',
		zh: '只有一个投票成员，旁边一台控制平面节点就够了：没有它，再多一台也提供不了服务。',
	}),
	asked: () => ({en: 'It was asked for.', zh: '这是你要求的。'}),
	economy: () => ({
		en: 'Economy was preferred: stacked etcd needs no machines of its own.',
		zh: '你更想要节省：堆叠 etcd 不需要单独的机器。',
	}),
	'isolation-fits': isolation,
	'isolation-does-not-fit': () => ({
		en: 'Isolation was preferred, but with etcd on machines of its own less of what was asked would be survived.',
		zh: '你更想要隔离，但让 etcd 独占机器，能承受的故障会比要求的少。',
	}),
	'tolerates-nothing': () => ({
		en: 'No loss of a machine has to be survived, and only where one has does this program give etcd machines of its own unasked.',
		zh: '不要求承受机器宕机；只有要求承受时，本程序才会主动给 etcd 单独的机器。',
	}),
	'external-reaches-less': facts => sentences(thirdOf(facts), {
		en: 'Yet the zones have no room for it: with etcd on machines of its own less would be survived.',
		zh: '但可用区里放不下：让 etcd 独占机器，能承受的故障会更少。',
	}),
	'more-than-a-third': facts => sentences(thirdOf(facts), {
		en: 'Stacked, these machines stay with the workloads, and no fewer failures are survived.',
		zh: '用堆叠方案，这些机器留给工作负载，能承受的故障不会更少。',
	}),
	'at-most-a-third': facts => sentences(thirdOf(facts), costAndGain(facts)),
};

/** What was asked for takes more machines than there are. */
function doesNotFit({question}: PlanFacts): Text {
	const needed = fewestMachinesFor({...question, loadBalancer: 'auto'});
	return {
		en: `${question.topology === 'external' ? 'External' : 'Stacked'} etcd was asked for, but with three voters it takes at least ${countedMachines(needed).en}; the plan is made as if it had not been asked for.`,
		zh: `你要求${question.topology === 'external' ? '外部' : '堆叠'} etcd，但有 3 个投票成员时它至少要 ${countedMachines(needed).zh}；方案按没有提出这个要求来制定。`,
	};
}

/** Reasons that are this program's own policy, and nobody's documentation. */
const ownPolicy: ReadonlySet<TopologyReason> = new Set([
	'at-most-a-third', 'more-than-a-third', 'external-reaches-less', 'isolation-fits', 'isolation-does-not-fit', 'economy', 'tolerates-nothing', 'asked',
]);

export function decideTopology(facts: PlanFacts): DecisionDraft[] {
	const {reason} = facts.choice;
	const {topology, controlPlanes} = facts.candidate;
	const decision: DecisionDraft = {
		id: 'topology',
		question: {en: 'Does etcd share the control planes\' machines?', zh: 'etcd 与控制平面共用机器吗？'},
		answer: answers[topology],
		because: facts.choice.unbuildable.topology && reason !== 'few-machines' ? doesNotFit(facts) : reasons[reason](facts),
		lesson: 'components',
		source: ownPolicy.has(reason) ? 'policy' : 'kubernetes.io: Options for Highly Available Topology',
	};
	return topology === 'external'
		? [decision, {
			id: 'control-planes',
			question: {en: 'How many control planes?', zh: '几台控制平面节点？'},
			answer: {en: String(controlPlanes), zh: `${controlPlanes} 台`},
			because: controlPlanes < wantedControlPlanes(facts.candidate.voters, facts.question.targets)
				? {
					en: `Apiservers need no quorum, so ${controlPlanes === 1 ? '1 survives nothing' : `${controlPlanes} survive the loss of ${controlPlanes - 1}`}; there is no machine to spare for ${controlPlanes < 3 ? 'the third that the docs ask for' : 'one more'}.`,
					zh: `apiserver 不需要法定人数，所以 ${controlPlanes} 台${controlPlanes === 1 ? '承受不了故障' : `能承受 ${controlPlanes - 1} 台宕机`}；没有多余的机器来做${controlPlanes < 3 ? '文档要求的第三台' : '更多'}。`,
				}
				: {
					en: 'Apiservers need no quorum, one that is up is enough; three leave a spare while one of them is being upgraded.',
					zh: 'apiserver 不需要法定人数，有一台正常就够；三台能在其中一台升级时仍有备用。',
				},
			lesson: 'components',
			source: 'kubernetes.io: Options for Highly Available Topology',
		}]
		: [decision];
}
