import type {Text} from '../model/language.js';
import type {StepAction} from '../model/vocabulary.js';
import {countedVoters} from './counted.js';
import type {StepDraft} from './draft.js';
import type {PlanFacts} from './facts.js';
import {quorumOf} from './quorum.js';

type Who = {readonly one: string} | {readonly several: readonly string[]} | 'nobody';

/** Several machines at once: how many, and the first and last in plan order. */
function groupOf(names: readonly string[]): StepDraft['machines'] {
	return {count: names.length, first: names[0] ?? '', last: names.at(-1) ?? ''};
}

function stepOf(action: StepAction, who: Who, votersAfter: number, because: Text): StepDraft {
	const one = typeof who === 'object' && 'one' in who ? who.one : null;
	const several = typeof who === 'object' && 'several' in who ? groupOf(who.several) : null;
	const suffix = one ?? several?.first;
	return {
		id: suffix === undefined ? action : `${action}-${suffix}`,
		machine: one,
		machines: several,
		action,
		because,
		votersAfter,
		quorumAfter: votersAfter === 0 ? 0 : quorumOf(votersAfter),
	};
}

const vipBeforeInit: Text = {
	en: 'HAProxy and keepalived are up and the VIP answers (refused is fine) before kubeadm init, which talks to the endpoint.',
	zh: '先让 HAProxy 和 keepalived 运行起来、VIP 有应答（连接被拒绝也行），再执行 kubeadm init，因为它要访问端点。',
};

/** What has to be in front of the first control plane before it starts. */
function balancerSteps({layout: {loadBalancer: {kind, machines}, controlPlane}}: PlanFacts, voters: number): StepDraft[] {
	if (kind === 'keepalived' || kind === 'dedicated') {
		return [stepOf('install-load-balancer', {several: machines}, voters, vipBeforeInit)];
	}

	if (kind === 'kube-vip') {
		return [stepOf('install-load-balancer', {one: controlPlane.machines[0] ?? ''}, voters, {
			en: 'kube-vip is a static Pod here: its manifest lies ready before kubeadm init, which starts it and then talks to the VIP.',
			zh: 'kube-vip 在这里是静态 Pod：清单要在 kubeadm init 之前放好，由它启动，随后它就要访问 VIP。',
		})];
	}

	return kind === 'cloud'
		? [stepOf('install-load-balancer', 'nobody', voters, {
			en: 'The cloud\'s load balancer exists before kubeadm init, which talks to the endpoint; its health check asks /readyz.',
			zh: '云厂商的负载均衡器要在 kubeadm init 之前建好，因为它要访问端点；健康检查访问 /readyz。',
		})]
		: [];
}

function controlPlaneSteps({layout: {topology, etcd, controlPlane: {machines}}}: PlanFacts): StepDraft[] {
	const external = topology === 'external';
	return machines.map((machine, index) => {
		const voters = external ? etcd.members.length : index + 1;
		if (index === 0) {
			return stepOf('init-control-plane', {one: machine}, voters, external
				? {en: 'The first apiserver is pointed at the etcd members that run already.', zh: '第一个 apiserver 指向已经运行的 etcd 成员。'}
				: {en: 'kubeadm init starts the first apiserver and, beside it, an etcd of one member.', zh: 'kubeadm init 启动第一个 apiserver，以及旁边只有一个成员的 etcd。'});
		}

		return stepOf('join-control-plane', {one: machine}, voters, external
			? {en: 'One more apiserver; etcd stays as it is.', zh: '再多一个 apiserver；etcd 保持不变。'}
			: {
				en: `One at a time: kubeadm adds the member as a learner and promotes it once it has caught up, which makes ${countedVoters(voters).en}.`,
				zh: `一次一台：kubeadm 先把成员加为 learner，追上数据后再提升，于是有 ${countedVoters(voters).zh}。`,
			});
	});
}

/** What follows the control planes: the rest of what balances load, and the workers. */
function workerSteps({layout: {machines, loadBalancer: {kind}, controlPlane, etcd}}: PlanFacts): StepDraft[] {
	const voters = etcd.members.length;
	const workers = machines.filter(({roles}) => roles.includes('worker')).map(({name}) => name);
	const steps: StepDraft[] = [];
	if (kind === 'kube-vip' && controlPlane.machines.length > 1) {
		steps.push(stepOf('install-load-balancer', {several: controlPlane.machines.slice(1)}, voters, {
			en: 'Now that the other control planes have joined, they get the same kube-vip manifest, so that the VIP can move to them.',
			zh: '其他控制平面节点加入之后，放上同样的 kube-vip 清单，VIP 才能漂移到它们上面。',
		}));
	}

	if (workers.length === 0) {
		return steps;
	}

	if (kind === 'node-local') {
		steps.push(stepOf('install-load-balancer', {several: workers}, voters, {
			en: 'Each node without an apiserver gets a proxy on its own loopback before it joins, since its kubelet will talk to no other address.',
			zh: '没有 apiserver 的节点在加入之前，先在自己的回环地址上放好代理，因为它的 kubelet 只访问这个地址。',
		}));
	}

	steps.push(stepOf('join-workers', {several: workers}, voters, {
		en: 'Workers change nothing about quorum, so they may join in any order, and all at once.',
		zh: '工作节点不影响法定人数，可以按任意顺序一起加入。',
	}));
	return steps;
}

/** What to do first, and what next: how many voters there are and how many must agree after every step. */
export function stepsFor(facts: PlanFacts): StepDraft[] {
	const {layout: {topology, etcd}, guarantees} = facts;
	const voters = etcd.members.length;
	const external = topology === 'external';
	return [
		...(external
			? [stepOf('create-etcd', {several: etcd.members}, voters, {
				en: `All ${voters} members start together as a new cluster; the apiservers need it from their first second on.`,
				zh: `${voters} 个成员作为新集群一起启动；apiserver 一启动就需要它。`,
			})]
			: []),
		...balancerSteps(facts, external ? voters : 0),
		...controlPlaneSteps(facts),
		...workerSteps(facts),
		stepOf('verify', 'nobody', voters, guarantees.controlPlane.anyMachines > 0
			? {
				en: 'Ask every etcd member and every apiserver for its health, then switch one machine off and see that the cluster goes on.',
				zh: '检查每个 etcd 成员和每个 apiserver 的健康状态，然后关掉一台机器，确认集群继续工作。',
			}
			: {
				en: 'Ask every etcd member and every apiserver for its health; this plan survives no loss, so take a backup of etcd now.',
				zh: '检查每个 etcd 成员和每个 apiserver 的健康状态；这个方案承受不了任何故障，所以现在就给 etcd 做备份。',
			}),
	];
}
