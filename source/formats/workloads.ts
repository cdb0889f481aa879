import type {Text} from '../model/language.js';
import {quoted} from '../model/quoted.js';
import {releaseOf} from './kubeadm/release.js';
import type {ExportInput, Target} from './target.js';
import {
	workloadBudget, deploymentPatch, dnsBudget, dnsPatch,
} from './workloads/manifests.js';
import {workloadsReadme} from './workloads/readme.js';
import {workloadNodes} from './workloads/spread.js';
import {zoneLabelScript} from './workloads/zone-labels.js';
import {isLabelValue} from './zone-label.js';

/** The first minor release in which every field that is written here is on by default, minDomains the last of them. */
const firstWithFields = 28;

function refuses({plan}: ExportInput): Text | undefined {
	const nodes = workloadNodes(plan);
	if (nodes.length < 2) {
		return {
			en: `Only ${nodes.join(', ')} runs workloads: there is nothing to spread them over, and a PodDisruptionBudget for a single replica either stops every drain or protects nothing. A second worker changes that.`,
			zh: `只有 ${nodes.join('、')} 运行工作负载：没有别的节点可以分布，而单副本的 PDB 要么拦住每一次排空，要么什么也保护不了。再加一台工作节点就可以。`,
		};
	}

	const zone = plan.machines.map(machine => machine.zone).find(each => each !== null && !isLabelValue(each));
	if (zone !== undefined && zone !== null) {
		return {
			en: `The zone ${quoted(zone)} cannot be the value of a label, which the scheduler knows zones by: at most 63 letters, digits and - _ . with a letter or digit at both ends. Rename it in the plan.`,
			zh: `可用区 ${quoted(zone)} 不能作为标签的值，而调度器靠标签认可用区：最多 63 个字母、数字和 - _ . ，首尾是字母或数字。请在方案里改名。`,
		};
	}

	const {kubernetesVersion} = plan.requirements;
	const release = releaseOf(kubernetesVersion);
	return release && release.minor < firstWithFields
		? {
			en: `The fields used here are all on from Kubernetes 1.${firstWithFields} on, and the plan wants ${kubernetesVersion ?? ''}.`,
			zh: `这里用到的字段从 Kubernetes 1.${firstWithFields} 起才全部默认启用，而方案要的是 ${kubernetesVersion ?? ''}。`,
		}
		: undefined;
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	const labels = zoneLabelScript(plan);
	return new Map([
		['workloads/README.md', workloadsReadme(plan, {hasZones: labels !== undefined, language})],
		...(labels === undefined ? [] : [['workloads/label-zones.sh', labels] satisfies [string, string]]),
		['workloads/deployment-patch.yaml', deploymentPatch(plan)],
		['workloads/pod-disruption-budget.yaml', workloadBudget(plan)],
		['workloads/coredns-patch.yaml', dnsPatch(plan)],
		['workloads/coredns-pod-disruption-budget.yaml', dnsBudget(plan)],
	]);
}

/** What applications need to outlive what the plan outlives: PodDisruptionBudgets and topology spread constraints to start from. */
export const workloadsTarget: Target = {
	name: 'workloads',
	about: {en: 'applications: PodDisruptionBudgets and topology spread, to start from', zh: '应用：PDB 和拓扑分布约束的起点'},
	refuses,
	needs: () => [],
	write,
	next: ({plan}) => [
		...(zoneLabelScript(plan) === undefined
			? []
			: [{
				en: 'sh workloads/label-zones.sh, then kubectl get nodes -L topology.kubernetes.io/zone: every node has its zone.',
				zh: '运行 sh workloads/label-zones.sh，再用 kubectl get nodes -L topology.kubernetes.io/zone 查看：每个节点都有可用区。',
			}]),
		{
			en: 'For each application a copy of deployment-patch.yaml and pod-disruption-budget.yaml with its name: workloads/README.md has the commands.',
			zh: '给每个应用复制一份 deployment-patch.yaml 和 pod-disruption-budget.yaml，换上它的名字：命令见 workloads/README.md。',
		},
		{
			en: 'With kubeadm: kubectl -n kube-system patch deployment coredns --patch-file workloads/coredns-patch.yaml, and again after each kubeadm upgrade.',
			zh: '用 kubeadm 时：kubectl -n kube-system patch deployment coredns --patch-file workloads/coredns-patch.yaml，每次 kubeadm upgrade 之后再执行一次。',
		},
	],
};
