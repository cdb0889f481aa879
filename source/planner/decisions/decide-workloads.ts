import type {Text} from '../../model/language.js';
import {bestCandidate, workersOf} from '../candidate.js';
import {buildable} from '../choose.js';
import {countedMachines, countedWorkers, countedZones} from '../counted.js';
import type {DecisionDraft} from '../draft.js';
import type {PlanFacts} from '../facts.js';

type Survived = {readonly anyMachines: number; readonly anyZones: number; readonly zoneAndMachine?: boolean};

/** What is survived: one or the other, never both at once, so that the words must not say "and" where both are survived. */
function survivedWords({anyMachines, anyZones, zoneAndMachine = false}: Survived, hasZones: boolean): Text {
	const machines: Text = anyMachines > 0
		? {en: `any ${countedMachines(anyMachines).en}`, zh: `能承受任意 ${countedMachines(anyMachines).zh}宕机`}
		: {en: 'no machine', zh: '承受不了任何机器宕机'};
	if (!hasZones) {
		return machines;
	}

	if (anyZones > 0) {
		const atOnce: Text = zoneAndMachine ? {en: ' or a zone and a machine at once', zh: '，还能承受同时失去一个可用区和一台机器'} : {en: '', zh: ''};
		return {
			en: `${machines.en} or any ${countedZones(anyZones).en}${atOnce.en}`,
			zh: `${machines.zh}，也能承受失去任意 ${countedZones(anyZones).zh}${atOnce.zh}`,
		};
	}

	return anyMachines > 0
		? {en: `${machines.en}, but of no zone`, zh: `${machines.zh}，但承受不了失去可用区`}
		: {en: `${machines.en} and no zone`, zh: `${machines.zh}，也承受不了失去可用区`};
}

function sharedReason(facts: PlanFacts): Text {
	const {candidate} = facts;
	if (candidate.zones.machines <= 2) {
		return {en: 'With one or two machines every one of them has to work.', zh: '只有一两台机器时，每台都得用上。'};
	}

	const {topology, voters} = candidate;
	const separate = bestCandidate(buildable(facts.question), {topology, voters, schedulable: false});
	if (separate === undefined) {
		return {
			en: 'No machine would be left for them alone. Where they get machines of their own, a hungry pod can starve neither apiserver nor etcd.',
			zh: '没有多余的机器单独给它们用。有自己的机器时，耗资源的 Pod 才拖不垮 apiserver 和 etcd。',
		};
	}

	const hasZones = candidate.zones.sizes.length > 1;
	const controlPlane = survivedWords(facts.guarantees.controlPlane, hasZones);
	const controlPlaneApart = survivedWords(separate.tolerance.controlPlane, hasZones);
	if (controlPlane.en !== controlPlaneApart.en) {
		return {
			en: `Separate, the control plane would survive the loss of ${controlPlaneApart.en}; shared, of ${controlPlane.en}.`,
			zh: `分开时，控制平面${controlPlaneApart.zh}；共用时，${controlPlane.zh}。`,
		};
	}

	const apart = survivedWords(separate.tolerance.workloads, hasZones);
	const together = survivedWords(facts.guarantees.workloads, hasZones);
	return {
		en: `Separate, ${countedWorkers(workersOf(separate)).en} would survive the loss of ${apart.en}; shared, the workloads survive the loss of ${together.en}.`,
		zh: `分开时，${countedWorkers(workersOf(separate)).zh}${apart.zh}；共用时，工作负载${together.zh}。`,
	};
}

export function decideWorkloads(facts: PlanFacts): DecisionDraft[] {
	const {candidate, requirements} = facts;
	const workers = countedWorkers(workersOf(candidate));
	const asked = requirements.workloads !== 'auto';
	const hasZones = candidate.zones.sizes.length > 1;
	const survived = survivedWords(facts.guarantees.workloads, hasZones);
	const separateReason: Text = {
		en: `A hungry pod can then starve neither apiserver nor etcd, and ${workers.en} survive${workersOf(candidate) === 1 ? 's' : ''} the loss of ${survived.en}.`,
		zh: `这样耗资源的 Pod 拖不垮 apiserver 和 etcd，${workers.zh}${survived.zh}。`,
	};
	const reason = candidate.schedulable ? sharedReason(facts) : separateReason;
	return [{
		id: 'workloads',
		question: {en: 'Do workloads run on the control planes?', zh: '工作负载在控制平面节点上运行吗？'},
		answer: candidate.schedulable ? {en: 'yes, they share them', zh: '是，共用机器'} : {en: `no, they have ${workers.en}`, zh: `否，它们有 ${workers.zh}`},
		because: asked ? {en: 'It was asked for.', zh: '这是你要求的。'} : reason,
		lesson: 'components',
		source: asked || candidate.schedulable ? 'policy' : 'kubernetes.io: Creating a cluster with kubeadm, Control plane node isolation',
	}];
}
