import test from 'ava';
import type {Finding, Plan} from '../../source/model/plan.js';
import {planFor, type PlanOptions} from '../../source/planner/plan-for.js';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';

function findings(asked: Asked, options?: PlanOptions): Plan['findings'] {
	return planFor(requirementsFor(asked), options).plan.findings;
}

function found(rule: string, asked: Asked, options?: PlanOptions): Finding | undefined {
	return findings(asked, options).find(finding => finding.rule === rule);
}

type Case = readonly [rule: string, severity: Finding['severity'], asked: Asked, not: Asked, options?: PlanOptions];

const addresses = ['10.0.0.1', '10.0.0.2', '10.0.0.3'];

/** Where each rule speaks, how loud, and a plan beside it where it is silent. */
const cases: readonly Case[] = [
	['ETCD-MIN3', 'warning', {machines: 2}, {machines: 3}],
	['ETCD-MIN3', 'error', {machines: 2, surviveMachines: 1}, {machines: 2, surviveMachines: 0}],
	['ETCD-MAX7', 'info', {machines: 9, surviveMachines: 3}, {machines: 9, surviveMachines: 2}],
	['ETCD-ZONE-MAJ', 'warning', {machines: 7, zones: [5, 1, 1], surviveMachines: 2}, {machines: 7, zones: [5, 1, 1]}],
	['ETCD-ZONE-MAJ', 'error', {machines: 6, zones: [3, 3], surviveZones: 1}, {machines: 6, zones: [2, 2, 2], surviveZones: 1}],
	['ETCD-ZONE-2', 'warning', {machines: 6, zones: [3, 3]}, {machines: 6, zones: [2, 2, 2]}],
	['ETCD-ZONE-BAL', 'info', {machines: 10, zones: [9, 1], surviveMachines: 2}, {machines: 10, zones: [5, 5], surviveMachines: 2}],
	['ETCD-EVENTS', 'info', {machines: 1004}, {machines: 1003}],
	['ETCD-EVENTS', 'info', {machines: 5, nodesPlanned: 1001}, {machines: 5, nodesPlanned: 1000}],
	['SCALE-5000', 'warning', {machines: 5004}, {machines: 5003}],
	['SCALE-5000', 'warning', {machines: 5, nodesPlanned: 5001}, {machines: 5, nodesPlanned: 5000}],
	['CP-MIN', 'warning', {machines: 7, topology: 'external'}, {machines: 8, topology: 'external'}],
	['CP-MIN', 'error', {machines: 4, topology: 'external'}, {machines: 4}],
	['CP-SCHED', 'warning', {machines: 4}, {machines: 5}],
	['CP-ZONE', 'warning', {machines: 6, zones: [5, 1], topology: 'external'}, {machines: 6, zones: [4, 2], topology: 'external'}],
	['LB-SPOF', 'error', {machines: 4, loadBalancer: 'dedicated'}, {machines: 7, loadBalancer: 'dedicated'}],
	['LB-ZONE', 'warning', {machines: 6, zones: 3, loadBalancer: 'keepalived'}, {machines: 6, zones: 3, loadBalancer: 'keepalived', sameSubnet: true}],
	['LB-ZONE', 'warning', {machines: 6, zones: 3, loadBalancer: 'kube-vip'}, {machines: 6, zones: 3, loadBalancer: 'cloud'}],
	['VIP-USED', 'error', {machines: 3, vip: '10.0.0.2'}, {machines: 3, vip: '10.0.0.100'}, {addresses}],
	['NET-FAMILY', 'error', {machines: 3, vip: 'fd00::100'}, {machines: 3, vip: '10.0.0.100'}, {addresses}],
	['EXT-NOFIT', 'warning', {machines: 4, prefer: 'isolation'}, {machines: 5, prefer: 'isolation'}],
	['EXT-NOFIT', 'warning', {machines: 7, zones: [5, 1, 1], prefer: 'isolation'}, {machines: 7, zones: [5, 1, 1]}],
	['KV-QUORUM', 'info', {machines: 5, loadBalancer: 'kube-vip'}, {machines: 5}],
	['KV-INIT', 'info', {machines: 5, loadBalancer: 'kube-vip'}, {machines: 5, loadBalancer: 'kube-vip', kubernetesVersion: '1.28.5'}],
	['KV-ENV', 'info', {machines: 5, loadBalancer: 'kube-vip'}, {machines: 5, loadBalancer: 'cloud'}],
	['TARGET-DEFAULT', 'warning', {machines: 4, workloads: 'separate'}, {machines: 5, workloads: 'separate'}],
	['TARGET-DEFAULT', 'warning', {machines: 7, zones: [5, 1, 1], workloads: 'separate'}, {machines: 7, zones: [3, 2, 2], workloads: 'separate'}],
];

for (const [rule, severity, asked, not, options] of cases) {
	test(`${rule} is ${severity} for ${JSON.stringify(asked)}`, t => {
		t.is(found(rule, asked, options)?.severity, severity);
		t.is(found(rule, not, options), undefined, 'and silent beside it');
	});
}

test('HOST-UNIQ: one address for two machines, however it is written', t => {
	const finding = found('HOST-UNIQ', {machines: 3}, {addresses: ['fd00::1', 'fd00::2', 'fd00:0::1']});
	t.deepEqual(finding?.machines, ['node-1', 'node-3']);
	t.is(found('HOST-UNIQ', {machines: 3}, {addresses}), undefined);
});

test('what nobody gave is not a finding: five machines and nothing else', t => {
	t.deepEqual(findings({machines: 5}), []);
	t.deepEqual(findings({machines: 12, zones: 3}), []);
	t.deepEqual(findings({machines: 30}), []);
});

test('errors come first, then warnings, then notes; every one has a lesson there is and a source', t => {
	const plan = findings({
		machines: 4, zones: [2, 2], loadBalancer: 'dedicated', surviveMachines: 2, nodesPlanned: 6000,
	});
	t.true(plan.length > 4);
	const order = ['error', 'warning', 'info'];
	t.deepEqual(plan.map(({severity}) => order.indexOf(severity)), plan.map(({severity}) => order.indexOf(severity)).toSorted((a, b) => a - b));
	for (const {lesson, source} of plan) {
		t.true(['components', 'etcd-quorum', 'vrrp', 'leader-election'].includes(lesson));
		t.not(source, '');
	}
});

test('a dropped default is told once', t => {
	t.deepEqual(findings({machines: 1}).map(({rule}) => rule), ['ETCD-MIN3', 'CP-SCHED']);
	t.is(findings({machines: 7, zones: [5, 1, 1], surviveMachines: 2}).filter(({message}) => message.includes('default target')).length, 1);
});
