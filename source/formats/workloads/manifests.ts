import type {Plan} from '../../model/plan.js';
import {counted} from '../../planner/counted.js';
import {commentLines} from '../comment-lines.js';
import {yamlText} from '../quoting.js';
import {constraintLines, replicasWhy, type PodLabel} from './constraints.js';
import {allNodes, spreadOver, workloadNodes, type Spread} from './spread.js';

/** Stands for the name of an application, in every place where it has to be put. */
export const placeholder = 'my-app';

const workloadLabel: PodLabel = {key: 'app.kubernetes.io/name', value: placeholder};

/** CoreDNS as kubeadm sets it up (kubernetes/kubernetes, cmd/kubeadm/app/phases/addons/dns/manifests.go). */
const dns = {name: 'coredns', namespace: 'kube-system', label: {key: 'k8s-app', value: 'kube-dns'} satisfies PodLabel};

function yamlFile(header: readonly string[], body: readonly string[]): string {
	return [...header.flatMap(line => commentLines(line)), '---', ...body, ''].join('\n');
}

/** What a Deployment needs to outlive what this plan outlives: a strategic merge patch. */
export function deploymentPatch(plan: Plan): string {
	const spread = spreadOver(plan, workloadNodes(plan));
	return yamlFile(
		[
			`How an application outlives what the cluster ${plan.metadata.name} does. A patch for a Deployment: put its name for ${placeholder}, and the label that all of its Pods have.`,
			`kubectl patch deployment ${placeholder} --patch-file deployment-patch.yaml`,
		],
		[
			'apiVersion: apps/v1',
			'kind: Deployment',
			'metadata:',
			`  name: ${placeholder}`,
			'spec:',
			...commentLines(`${replicasWhy(spread)} With an autoscaler this is its minReplicas, and the line goes.`, 2),
			`  replicas: ${spread.replicas}`,
			'  strategy:',
			'    type: RollingUpdate',
			'    rollingUpdate:',
			...commentLines('A rollout does not ask the PodDisruptionBudget: a new Pod first, then an old one goes.', 6),
			'      maxUnavailable: 0',
			'      maxSurge: 1',
			'  template:',
			'    spec:',
			...constraintLines(spread, workloadLabel, 6),
		],
	);
}

function budget(spread: Spread, {name, namespace}: {name: string; namespace?: string}, {key, value}: PodLabel): string[] {
	return [
		'apiVersion: policy/v1',
		'kind: PodDisruptionBudget',
		'metadata:',
		`  name: ${yamlText(name)}`,
		...(namespace === undefined ? [] : [`  namespace: ${yamlText(namespace)}`]),
		'spec:',
		...commentLines(`Of ${spread.replicas} replicas a drain may take one at a time. Not minAvailable: ${spread.replicas - 1} would say the same today, but with ${counted(spread.replicas - 1, 'replica', 'replicas')} it would stop every drain, and maxUnavailable follows whatever number there is.`, 2),
		'  maxUnavailable: 1',
		...commentLines('A Pod that is not Ready serves nobody: it must not hold up the drain that may cure it. The default keeps it while the budget is used up.', 2),
		'  unhealthyPodEvictionPolicy: AlwaysAllow',
		'  selector:',
		'    matchLabels:',
		`      ${key}: ${yamlText(value)}`,
	];
}

export function workloadBudget(plan: Plan): string {
	return yamlFile(
		[
			`How many Pods of ${placeholder} a drain may take at once: put its name and label. It counts evictions only; against a machine that dies nothing but the spread helps.`,
		],
		budget(spreadOver(plan, workloadNodes(plan)), {name: placeholder}, workloadLabel),
	);
}

/** CoreDNS tolerates the control planes' taint, so every node counts. */
export function dnsPatch(plan: Plan): string {
	const spread = spreadOver(plan, allNodes(plan));
	return yamlFile(
		[
			'kubeadm\'s CoreDNS over the nodes of this plan, control planes among them: without DNS everything else is lost too. On a new cluster its Pods usually start on the first control plane, which is alone then, and stay there; this patch starts them anew.',
			`kubectl -n ${dns.namespace} patch deploy ${dns.name} --patch-file coredns-patch.yaml`,
			'kubeadm upgrade writes the Deployment anew: apply it again afterwards. Kubespray, k0s, k3s and RKE2 look after a CoreDNS of their own: leave it to them.',
		],
		[
			'apiVersion: apps/v1',
			'kind: Deployment',
			'metadata:',
			`  name: ${dns.name}`,
			`  namespace: ${dns.namespace}`,
			'spec:',
			...commentLines(replicasWhy(spread), 2),
			`  replicas: ${spread.replicas}`,
			'  template:',
			'    spec:',
			...constraintLines(spread, dns.label, 6),
		],
	);
}

export function dnsBudget(plan: Plan): string {
	return yamlFile(
		['One Pod of CoreDNS at a time, and only by a drain.'],
		budget(spreadOver(plan, allNodes(plan)), dns, dns.label),
	);
}
