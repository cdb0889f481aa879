import {choose} from '../choose.js';
import {counted, grouped} from '../counted.js';
import type {AlternativeDraft} from '../draft.js';
import {nodesOf, nodesToExpect, type PlanFacts} from '../facts.js';
import {questionOf, requirementsWith} from '../question-of.js';
import {zonesOf, type Zones} from '../zones.js';
import {numbersOf, withReason} from './alternative-of.js';

/** Nodes that one cluster is tested with (kubernetes.io: Considerations for large clusters). */
export const mostNodes = 5000;

/** The zones of the first cluster where machines are dealt to clusters in turn, zone after zone. */
function dealtZones({sizes, named}: Zones, machines: number, clusters: number): Zones {
	const total = sizes.reduce((sum, size) => sum + size, 0);
	const dealt: number[] = [];
	let before = 0;
	for (const size of sizes) {
		// Scaled where more machines are planned for than there are.
		const first = Math.ceil((before * machines) / total / clusters);
		before += size;
		const end = Math.ceil((before * machines) / total / clusters);
		if (end > first) {
			dealt.push(end - first);
		}
	}

	return zonesOf(named ? dealt : null, dealt.reduce((sum, size) => sum + size, 0));
}

/** Several clusters of the same kind, where one would be larger than Kubernetes is tested with. */
export function manyClusters(facts: PlanFacts): AlternativeDraft | undefined {
	const {requirements, candidate} = facts;
	if (nodesToExpect(facts) <= mostNodes) {
		return undefined;
	}

	const machines = Math.max(candidate.zones.machines, requirements.nodesPlanned ?? 0);
	for (let clusters = Math.max(2, Math.ceil(machines / (mostNodes + 50))); ; clusters++) {
		const zones = dealtZones(candidate.zones, machines, clusters);
		const asked = requirementsWith(requirements, zones);
		const question = questionOf(asked);
		const each = choose(question);
		if (nodesOf(each.candidate) <= mostNodes) {
			const numbers = numbersOf({
				id: 'many-clusters', candidate: each.candidate, placedBy: question.targets, targets: facts.question.targets, assume: asked.assume,
			});
			return withReason({
				...numbers, machinesUsed: machines, clusters, machinesEach: zones.machines,
			}, {
				en: `${counted(clusters, 'cluster', 'clusters')} of up to ${grouped(zones.machines)} machines each stay within the ${grouped(mostNodes)} nodes that Kubernetes is tested with, and a fault reaches one of them only; the numbers are one cluster's.`,
				zh: `${grouped(clusters)} 个集群，每个最多 ${grouped(zones.machines)} 台机器，都在 Kubernetes 测试过的 ${grouped(mostNodes)} 个节点以内，一次故障只影响其中一个；数字是单个集群的。`,
			});
		}
	}
}
