import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {placeholder} from './manifests.js';
import {spreadOver, workloadNodes} from './spread.js';

function whatParts(plan: Plan): ReadmePart[] {
	const {nodes, zones, replicas, survivesMachines, mostTogether} = spreadOver(plan, workloadNodes(plan));
	const over = {
		en: `${nodes.length} nodes${zones === undefined ? '' : ` in ${zones.size} zones`}`,
		zh: `${zones === undefined ? '' : `${zones.size} 个可用区的 `}${nodes.length} 个节点`,
	};
	return [
		{heading: {en: `Applications on ${plan.metadata.name}`, zh: `${plan.metadata.name} 上的应用`}, level: 1},
		{paragraph: {
			en: `A cluster that survives a machine helps nobody whose only Pod was on it. These files fit this plan: ${replicas} replicas over ${over.en}, so that one is left whichever ${survivesMachines === 1 ? 'machine is' : `${survivesMachines} machines are`} lost${zones === undefined ? '' : `, and ${replicas - mostTogether} when a zone is`}. The reasons stand in the files.`,
			zh: `集群扛得住一台机器故障，可唯一的 Pod 就在那台上，也没有用。这些文件按本方案写成：${replicas} 个副本分布在 ${over.zh}上，任意 ${survivesMachines} 台机器故障后至少还剩一个${zones === undefined ? '' : `，一个可用区故障后还剩 ${replicas - mostTogether} 个`}。理由写在文件里。`,
		}},
	];
}

function zoneParts(): ReadmePart[] {
	return [
		{heading: {en: 'Zones', zh: '可用区'}},
		{paragraph: {
			en: 'First: without the labels, Pods that are spread over zones stay Pending.',
			zh: '先做这一步：没有这些标签，按可用区分布的 Pod 会一直是 Pending。',
		}},
		{commands: ['sh label-zones.sh', 'kubectl get nodes -L topology.kubernetes.io/zone']},
	];
}

function deploymentParts(): ReadmePart[] {
	return [
		{heading: {en: 'Each application', zh: '每个应用'}},
		{paragraph: {
			en: `Put the name of the Deployment for ${placeholder}, in copies of their own. The label has to be one that all of its Pods have and no others: look with kubectl get deployment NAME -o jsonpath='{.spec.selector}'. In Kustomize the first file goes under patches and the second under resources.`,
			zh: `各复制一份，把 ${placeholder} 换成 Deployment 的名字。标签必须是它的全部 Pod 都有、别的 Pod 都没有的：用 kubectl get deployment NAME -o jsonpath='{.spec.selector}' 查看。用 Kustomize 时，第一个文件放在 patches 下，第二个放在 resources 下。`,
		}},
		{commands: [
			`kubectl patch deployment ${shellWord(placeholder)} --patch-file deployment-patch.yaml`,
			'kubectl apply -f pod-disruption-budget.yaml',
			'kubectl get pods -o wide',
			'kubectl get poddisruptionbudgets',
		]},
		{paragraph: {
			en: 'Every Pod is on another node, and ALLOWED DISRUPTIONS is 1. Where it is 0 while all Pods are Ready, a drain would wait forever: the selector is wrong, or there is one replica. A StatefulSet takes the same constraints with controller-revision-hash for pod-template-hash, and no strategy.',
			zh: '每个 Pod 都在不同的节点上，ALLOWED DISRUPTIONS 是 1。如果 Pod 都是 Ready 它却是 0，排空会一直等下去：选择算符写错了，或者只有一个副本。StatefulSet 用同样的约束，把 pod-template-hash 换成 controller-revision-hash，去掉 strategy。',
		}},
	];
}

function dnsParts(): ReadmePart[] {
	return [
		{heading: {en: 'CoreDNS', zh: 'CoreDNS'}},
		{paragraph: {
			en: 'On clusters made with kubeadm, and again after every kubeadm upgrade.',
			zh: '用于 kubeadm 搭建的集群，每次 kubeadm upgrade 之后再执行一次。',
		}},
		{commands: [
			'kubectl -n kube-system patch deployment coredns --patch-file coredns-patch.yaml',
			'kubectl apply -f coredns-pod-disruption-budget.yaml',
			'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide',
		]},
	];
}

const limits: readonly ReadmePart[] = [
	{heading: {en: 'What this does not do', zh: '它做不到什么'}},
	{paragraph: {
		en: 'A PodDisruptionBudget holds up drains, nothing else: not a power cut, not a rollout, not kubectl delete. The spread is looked at only when a Pod is placed: after a failure is mended, kubectl rollout restart deployment spreads anew. Requests that ended on a dead machine are lost: readiness probes and retries of the clients are for those.',
		zh: 'PDB 只拦排空，拦不住断电、滚动更新和 kubectl delete。分布只在放置 Pod 时考虑：故障修复之后，用 kubectl rollout restart deployment 重新分布。落在故障机器上的请求会丢：那要靠就绪探针和客户端重试。',
	}},
];

/** How the snippets are used, and what to see after each. */
export function workloadsReadme(plan: Plan, {hasZones, language}: {hasZones: boolean; language: Language}): string {
	return readmeText([...whatParts(plan), ...(hasZones ? zoneParts() : []), ...deploymentParts(), ...dnsParts(), ...limits], language);
}
