import type {Alternative, Layout, Plan} from '../../source/model/plan.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import {external, stacked} from './layouts.js';

const because = {
	topology: 'External etcd keeps a starving apiserver away from etcd, and takes three of the four workers for it.',
	'next-tolerance': 'Five voters survive two machines; two workers less is what they cost.',
	workloads: 'Sharing the control planes would give the workloads seven machines, and let a hungry pod slow etcd down.',
	rule: 'No worker machine is left over when one fails during an upgrade.',
	question: 'How many etcd voters?',
	answer: 'Three.',
	decision: 'Three are the fewest that survive the loss of one machine.',
	step: 'The first control plane creates the cluster that the others join.',
	shortfall: 'Two voters survive no loss; one machine more reaches the target.',
} as const;

/** Chinese for every sentence of the fixture but the rule's, which therefore stays English. */
export const fixtureChinese: ReadonlyMap<string, string> = new Map([
	[because.topology, '外部 etcd 让 apiserver 的资源争抢影响不到 etcd，代价是四台工作节点中的三台。'],
	[because['next-tolerance'], '五个投票成员能扛住两台机器故障，代价是少两台工作节点。'],
	[because.workloads, '共用控制平面后可运行工作负载的机器有七台，但吃资源的 Pod 会拖慢 etcd。'],
	[because.question, '需要几个 etcd 投票成员？'],
	[because.answer, '三个。'],
	[because.decision, '能扛住一台机器故障的最少数量是三个。'],
	[because.step, '第一个控制平面创建集群，其余的再加入。'],
	[because.shortfall, '两个投票成员一台都不能坏；再加一台机器就能达到目标。'],
]);

function alternative(id: Alternative['id'] & keyof typeof because, layout: Layout): Alternative {
	return {
		id,
		topology: layout.topology,
		voters: layout.etcd.members.length,
		controlPlanes: layout.controlPlane.machines.length,
		loadBalancer: layout.loadBalancer.kind,
		workers: layout.machines.filter(({roles}) => roles.includes('worker')).length,
		machinesUsed: layout.machines.length,
		guarantees: assess(layout, {machine: 0.99, zone: null}),
		targetReached: true,
		clusters: 1,
		machinesEach: layout.machines.length,
		because: because[id],
	};
}

/** A plan around any layout, with one of each thing that is said about a plan: the planner's own words may change freely. */
export function fixturePlan(layout: Layout, changes: Partial<Plan> = {}): Plan {
	const zones = [...new Set(layout.machines.map(({zone}) => zone))];
	const zone = zones.length > 1 ? 0.999 : null;
	return {
		apiVersion: 'k8s-ha-tutor/v1',
		kind: 'Plan',
		metadata: {name: 'demo'},
		requirements: {
			machines: layout.machines.length,
			zones: zone === null ? null : zones.map(each => layout.machines.filter(machine => machine.zone === each).length),
			survive: {machines: 1, zones: 0, zoneAndMachine: false},
			maintenance: false,
			workloads: 'auto',
			topology: 'auto',
			prefer: 'auto',
			loadBalancer: 'auto',
			sameSubnet: null,
			vip: null,
			endpoint: null,
			interface: null,
			nodesPlanned: null,
			kubernetesVersion: null,
			assume: {machine: 0.99, zone},
			given: ['machines'],
		},
		target: {reached: true, shortfall: null},
		...layout,
		guarantees: assess(layout, {machine: 0.99, zone}),
		alternatives: [
			alternative('topology', external({controlPlanes: 3, voters: 3, workers: 1})),
			alternative('next-tolerance', stacked({voters: 5, workers: 2})),
			alternative('workloads', stacked({voters: 3, workers: 4, schedulable: true})),
		],
		findings: [{
			rule: 'WRK-N1', severity: 'warning', machines: ['node-1'], message: because.rule, lesson: 'components', source: 'policy',
		}],
		missing: [{field: 'controlPlane.endpoint.host', neededBy: ['kubeadm'], flag: '--endpoint'}],
		decisions: [{
			id: 'voters', question: because.question, answer: because.answer, because: because.decision, lesson: 'etcd-quorum', source: 'etcd FAQ',
		}],
		steps: [{
			id: 'init', machine: 'node-1', machines: null, action: 'init-control-plane', because: because.step, votersAfter: 1, quorumAfter: 1,
		}],
		...changes,
	};
}

/** Two machines of which one must be survived: out of reach. */
export function fixtureShortPlan(): Plan {
	return fixturePlan(stacked({voters: 1, kind: 'none', schedulable: true, workers: 1}), {
		target: {
			reached: false,
			shortfall: {
				machines: 1, zones: 0, zoneAndMachine: false, workloadMachines: 0, workloadZones: 0, toAdd: {machines: 1, zones: 0}, says: because.shortfall,
			},
		},
	});
}
