import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {workloadsTarget} from '../../source/formats/workloads.js';
import type {Plan} from '../../source/model/plan.js';
import type {Asked} from '../../source/planner/requirements-for.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';
import {
	budgetSchema, deploymentPatchSchema, type DeploymentPatch, type SpreadConstraint,
} from '../helpers/workload-schema.js';

function filesOf(plan: Plan): ReadonlyMap<string, string> {
	const input = exportInput(plan);
	if (workloadsTarget.refuses(input) !== undefined) {
		throw new Error('refused');
	}

	return workloadsTarget.write(input);
}

function patchOf(plan: Plan, file: 'deployment' | 'coredns' = 'deployment'): DeploymentPatch {
	return deploymentPatchSchema.parse(parse(filesOf(plan).get(`workloads/${file}-patch.yaml`)!));
}

function constraintsOf(plan: Plan): SpreadConstraint[] {
	return patchOf(plan).spec.template.spec.topologySpreadConstraints;
}

type Node = {readonly name: string; readonly zone: string | null};

function nodesOf({machines, controlPlane}: Plan): Node[] {
	return machines.filter(({roles}) => roles.includes('worker') || (controlPlane.schedulable && roles.includes('control-plane')));
}

function domainOf({name, zone}: Node, {topologyKey}: SpreadConstraint): string | null {
	return topologyKey === 'kubernetes.io/hostname' ? name : zone;
}

/** Whether the scheduler may put one more Pod on this node (kubernetes.io, Pod Topology Spread Constraints). */
function isAllowed(node: Node, nodes: readonly Node[], placed: readonly Node[], constraint: SpreadConstraint): boolean {
	const count = (domain: string | null) => placed.filter(each => domainOf(each, constraint) === domain).length;
	const domains = [...new Set(nodes.map(each => domainOf(each, constraint)))];
	const least = domains.length < (constraint.minDomains ?? 1) ? 0 : Math.min(...domains.map(domain => count(domain)));
	return count(domainOf(node, constraint)) + 1 - least <= constraint.maxSkew;
}

/** The replicas as the unkindest scheduler places them that keeps to the constraints: always where most are already. */
function placedOn(nodes: readonly Node[], {spec: {replicas, template}}: DeploymentPatch, already: readonly Node[] = []): Node[] {
	const must = template.spec.topologySpreadConstraints.filter(({whenUnsatisfiable}) => whenUnsatisfiable === 'DoNotSchedule');
	const placed = [...already];
	while (placed.length < replicas) {
		const allowed = nodes.filter(node => must.every(constraint => isAllowed(node, nodes, placed, constraint)));
		const [fullest] = allowed.sort((a, b) => placed.filter(each => each === b).length - placed.filter(each => each === a).length);
		if (!fullest) {
			break;
		}

		placed.push(fullest);
	}

	return placed;
}

/** How many replicas are left at worst when `count` of the groups are lost. */
function leftAfter(placed: readonly Node[], group: (node: Node) => string | null, count: number): number {
	const groups = placed.map(node => group(node));
	const sizes = [...new Set(groups)].map(each => groups.filter(other => other === each).length).sort((a, b) => b - a);
	return placed.length - sizes.slice(0, count).reduce((sum, size) => sum + size, 0);
}

const asked: Asked[] = [
	{machines: 2}, {machines: 6}, {machines: 9, maintenance: true}, {machines: 12, zones: 2}, {machines: 7, zones: [5, 1, 1]}, {machines: 15, zones: 5}, {machines: 30, zones: 3, surviveMachines: 2},
];
const plans = [...exportPlans.map(({title, plan}) => ({title, plan})), ...asked.map(each => exportPlan(each))]
	.filter(({plan}) => workloadsTarget.refuses(exportInput(plan)) === undefined);

test('every plan of the contract is written, but one with a single node for workloads', t => {
	t.deepEqual(exportPlans.filter(({input}) => workloadsTarget.refuses(input) !== undefined).map(({title}) => title), ['1', '1, with values']);
	t.regex(workloadsTarget.refuses(exportPlan({machines: 1}).input)?.en ?? '', /Only node-1 runs workloads/v);
	t.deepEqual(exportPlans.flatMap(({input}) => workloadsTarget.needs(input)), []);
});

test('every file holds only fields that Kubernetes knows, and says the same thing everywhere', t => {
	for (const {title, plan} of plans) {
		const files = filesOf(plan);
		for (const [file, label, name, namespace] of [['', {'app.kubernetes.io/name': 'my-app'}, 'my-app', undefined], ['coredns-', {'k8s-app': 'kube-dns'}, 'coredns', 'kube-system']] as const) {
			const budget = budgetSchema.parse(parse(files.get(`workloads/${file}pod-disruption-budget.yaml`)!));
			t.deepEqual(budget.spec, {maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: {matchLabels: label}}, title);
			t.deepEqual(budget.metadata, namespace === undefined ? {name} : {name, namespace}, title);
			const patch = patchOf(plan, file === '' ? 'deployment' : 'coredns');
			t.deepEqual(patch.metadata, budget.metadata, title);
			t.true(patch.spec.template.spec.topologySpreadConstraints.every(({labelSelector, nodeTaintsPolicy}) => nodeTaintsPolicy === 'Honor' && JSON.stringify(labelSelector.matchLabels) === JSON.stringify(label)), title);
		}
	}
});

test('however unkindly they are placed, the replicas outlive what the comments say', t => {
	for (const {title, plan} of plans) {
		const nodes = nodesOf(plan);
		const patch = patchOf(plan);
		const placed = placedOn(nodes, patch);
		const text = filesOf(plan).get('workloads/deployment-patch.yaml')!.replaceAll(/\n +# /gv, ' ');
		t.is(placed.length, patch.spec.replicas, `${title}: all are placed`);
		const machines = Number(/Whichever (?:(?<count>\d+) machines are|machine is) lost, a replica is left/v.exec(text)?.groups?.count ?? 1);
		t.true(leftAfter(placed, ({name}) => name, machines) >= 1, `${title}: ${machines} machines`);
		const left = Number(/Size each so that (?<left>\d+) can carry/v.exec(text)?.groups?.left);
		t.true(leftAfter(placed, ({name}) => name, 1) >= left, `${title}: one machine`);
		const said = /a lost zone leaves (?<left>\d+)/v.exec(text)?.groups?.left;
		t.is(said, constraintsOf(plan).length === 2 ? String(left) : undefined, title);
		t.true(said === undefined || leftAfter(placed, ({zone}) => zone, 1) >= left, `${title}: one zone`);
	}
});

test('what is lost is replaced at once: on the nodes that are left after a machine, and after a zone that the plan survives', t => {
	for (const {title, plan} of plans) {
		const nodes = nodesOf(plan);
		const patch = patchOf(plan);
		const placed = placedOn(nodes, patch);
		const withoutNode = (lost: Node) => ({left: nodes.filter(node => node !== lost), still: placed.filter(node => node !== lost)});
		t.is(Math.min(...nodes.map(node => placedOn(withoutNode(node).left, patch, withoutNode(node).still).length)), patch.spec.replicas, `${title}: a machine`);
		for (const zone of new Set(constraintsOf(plan)[0]!.topologyKey.endsWith('zone') ? nodes.map(node => node.zone) : [])) {
			t.is(placedOn(nodes.filter(node => node.zone !== zone), patch, placed.filter(node => node.zone !== zone)).length, patch.spec.replicas, `${title}: ${zone ?? ''}`);
		}
	}
});

test('replicas and constraints follow the plan', t => {
	const seen = (each: Asked) => {
		const {plan} = exportPlan(each);
		return [patchOf(plan).spec.replicas, ...constraintsOf(plan).map(({topologyKey, whenUnsatisfiable, minDomains}) => [topologyKey.split('/')[1], whenUnsatisfiable, minDomains ?? 1].join(' '))];
	};

	t.deepEqual(seen({machines: 2}), [2, 'hostname DoNotSchedule 1']);
	t.deepEqual(seen({machines: 3}), [3, 'hostname DoNotSchedule 2']);
	t.deepEqual(seen({machines: 9, maintenance: true}), [4, 'hostname DoNotSchedule 2']);
	t.deepEqual(seen({machines: 12, zones: 3}), [3, 'zone DoNotSchedule 2', 'hostname ScheduleAnyway 1']);
	t.deepEqual(seen({machines: 12, zones: 2}), [4, 'zone DoNotSchedule 1', 'hostname ScheduleAnyway 1']);
	t.deepEqual(seen({machines: 30, zones: 3, surviveMachines: 2}), [6, 'zone DoNotSchedule 2', 'hostname ScheduleAnyway 1']);
});

test('zones that differ in size are said; a plan with nodes outside of zones is spread over nodes', t => {
	t.regex(filesOf(exportPlan({machines: 7, zones: [5, 1, 1]}).plan).get('workloads/deployment-patch.yaml')!.replaceAll(/\n +# /gv, ' '), /zone-a 5, zone-b 1, zone-c 1\. .* The zones differ in size/v);
	const {plan} = exportPlan({machines: 12, zones: 3});
	const [last] = nodesOf(plan).slice(-1);
	const partly = {...plan, machines: plan.machines.map(machine => machine.name === last!.name ? {...machine, zone: null} : machine)};
	t.deepEqual(constraintsOf(partly).map(({topologyKey}) => topologyKey), ['kubernetes.io/hostname']);
});

test('every node gets its zone, machines that are none get nothing', t => {
	t.deepEqual(filesOf(exportPlan({machines: 12, zones: 3}).plan).get('workloads/label-zones.sh')!.split('\n').filter(line => line.startsWith('kubectl')), [
		'kubectl label --overwrite node node-1 node-2 node-3 node-4 topology.kubernetes.io/zone=zone-a',
		'kubectl label --overwrite node node-5 node-6 node-7 node-8 topology.kubernetes.io/zone=zone-b',
		'kubectl label --overwrite node node-9 node-10 node-11 node-12 topology.kubernetes.io/zone=zone-c',
	]);
	const {plan} = exportPlan({machines: 24, zones: 3, topology: 'external'});
	const named = filesOf(plan).get('workloads/label-zones.sh')!.match(/\bnode-\d+/gv) ?? [];
	t.deepEqual(named, plan.machines.filter(({roles}) => roles.includes('worker') || roles.includes('control-plane')).map(({name}) => name));
	t.false(filesOf(exportPlan({machines: 5}).plan).has('workloads/label-zones.sh'));
});

test('refused: a zone that is no label, and a release without the fields', t => {
	const {plan} = exportPlan({machines: 12, zones: 3});
	const says = (changed: Plan) => workloadsTarget.refuses(exportInput(changed))?.en ?? '';
	t.regex(says({...plan, machines: plan.machines.map(machine => ({...machine, zone: 'Rack 1'}))}), /"Rack 1" cannot be the value of a label/v);
	t.regex(says({...plan, requirements: {...plan.requirements, kubernetesVersion: '1.27'}}), /from Kubernetes 1\.28 on/v);
});

test('the README is written in both languages, with this plan\'s numbers', t => {
	const {plan} = exportPlan({machines: 12, zones: 3});
	const readme = (language: 'en' | 'zh') => workloadsTarget.write(exportInput(plan, {language})).get('workloads/README.md')!;
	t.regex(readme('en'), /3 replicas over 9 nodes in 3 zones, so that one is left whichever 2 machines are lost, and 2 when a zone is\./v);
	t.regex(readme('zh'), /3 个副本分布在 3 个可用区的 9 个节点上/v);
	t.notRegex(readme('zh'), /\p{Script=Han}[,.;:?!]/v);
});

test('whatever the zones and names: refused beforehand, or read back from their own field', t => {
	const {plan} = exportPlan({machines: 6, zones: 3}, {valued: true});
	fc.assert(fc.property(hostileText, hostileText, (name, zone) => {
		const machines = plan.machines.map((machine, index) => index === 0 ? {...machine, zone} : machine);
		for (const variant of [{...plan, metadata: {name}}, {...plan, machines}].filter(each => checkedPlan(each) === undefined && workloadsTarget.refuses(exportInput(each)) === undefined)) {
			const lines = filesOf(variant).get('workloads/label-zones.sh')!.split('\n').filter(line => line !== '' && !line.startsWith('#') && line !== 'set -eu');
			t.true(lines.every(line => /^kubectl label --overwrite node(?: node-\d)+ topology\.kubernetes\.io\/zone=[\w.\-]+$/v.test(line)));
			t.true(lines.some(line => line.includes(' node-1 ') && line.endsWith(`=${variant.machines[0]!.zone!}`)));
			t.notThrows(() => [patchOf(variant), patchOf(variant, 'coredns')]);
		}
	}));
});
