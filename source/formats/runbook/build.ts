import {runbookSections as sections} from '../../present/messages/runbook.js';
import type {Text} from '../../model/language.js';
import type {Step} from '../../model/plan.js';
import {planWords} from '../../present/messages/plan-view.js';
import {
	heading, note, paragraph, type Block,
} from './document.js';
import type {Facts} from './facts.js';
import {balancerStep} from './step-balancer.js';
import {firstControlPlaneStep, joinControlPlaneStep} from './step-control-plane.js';
import {createEtcdStep} from './step-etcd.js';
import {joinWorkersStep} from './step-workers.js';
import {verifyStep} from './verify.js';

function blocksOf(step: Step, facts: Facts): Block[] {
	switch (step.action) {
		case 'create-etcd': {
			return createEtcdStep(facts);
		}

		case 'install-load-balancer': {
			return balancerStep(step, facts);
		}

		case 'init-control-plane': {
			return firstControlPlaneStep(facts);
		}

		case 'join-control-plane': {
			return joinControlPlaneStep(step, facts);
		}

		case 'join-workers': {
			return joinWorkersStep(facts);
		}

		case 'verify': {
			return verifyStep(facts);
		}
	}
}

/** Whom a step is about, as its heading names them; undefined where it is about no machine. */
function who({machine, machines}: Step): Text | undefined {
	const one = machine ?? (machines?.count === 1 ? machines.first : undefined);
	if (one !== undefined) {
		return {en: one, zh: one};
	}

	return machines === null
		? undefined
		: {en: `${machines.first} .. ${machines.last} (${machines.count})`, zh: `${machines.first} .. ${machines.last}（${machines.count} 台）`};
}

/** The plan's own steps, in its order: what to type, what to see, what to do where it looks otherwise. */
export function build(facts: Facts): Block[] {
	const {plan} = facts;
	const voters = plan.etcd.members.length;
	return [
		heading(2, sections.build),
		...(plan.topology === 'stacked'
			? [note('OPS-ONE', {
				en: 'One control plane at a time, and the next only when all etcd members are healthy: every join changes who has a vote.',
				zh: '一次只加入一台控制平面节点，所有 etcd 成员都健康之后再加下一台：每次加入都会改变投票成员。',
			})]
			: []),
		...(voters === 1
			? []
			: [note('ROLE-FIRST', {
				en: '{first} comes first, since something has to. Once the others have joined, it is no more than they are: any of them can be lost, it included.',
				zh: '总要有一台先来，这里是 {first}。其他节点加入之后，它与它们没有区别：其中任何一台都可以失去，包括它。',
			}, {first: facts.first.name})]),
		...plan.steps.flatMap((step, index): Block[] => {
			const {en, zh} = planWords.action[step.action];
			const machines = who(step);
			return [
				heading(3, machines === undefined
					? {en: `Step {number}: ${en}`, zh: `第 {number} 步：${zh}`}
					: {en: `Step {number}: ${en}: {machines}`, zh: `第 {number} 步：${zh}：{machinesZh}`}, {number: String(index + 1), machines: machines?.en ?? '', machinesZh: machines?.zh ?? ''}),
				paragraph(step.votersAfter === 0
					? {en: '{because}', zh: '{becauseZh}'}
					: {
						en: step.votersAfter === 1 ? '{because} After it: one etcd member.' : '{because} After it: {voters} etcd members, of which {quorum} must agree.',
						zh: step.votersAfter === 1 ? '{becauseZh}完成之后：1 个 etcd 成员。' : '{becauseZh}完成之后：{voters} 个 etcd 成员，其中 {quorum} 个必须一致。',
					}, {
					because: facts.translated(step.because).en,
					becauseZh: facts.translated(step.because).zh,
					voters: String(step.votersAfter),
					quorum: String(step.quorumAfter),
				}),
				...blocksOf(step, facts),
			];
		}),
	];
}
