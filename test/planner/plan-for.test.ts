import test from 'ava';
import {assess} from '../../source/planner/guarantees/assess.js';
import {
	brief, planned, rulesOf, zonesHolding,
} from './planning.js';

const single = {topology: 'single', voters: 1, controlPlanes: 1, balancer: 'none'} as const;
const stacked3 = {topology: 'stacked', voters: 3, controlPlanes: 3, balancer: 'keepalived'} as const;
const external33 = {topology: 'external', voters: 3, controlPlanes: 3, balancer: 'keepalived'} as const;

for (let machines = 1; machines <= 24; machines++) {
	test(`policy 2 and 4: ${machines} machines and no zones`, t => {
		const plan = planned({machines});
		if (machines <= 2) {
			t.deepEqual(brief(plan), {...single, workers: machines - 1, schedulable: true});
			t.is(plan.guarantees.availability.value, 0.99);
			t.is(plan.guarantees.controlPlane.anyMachines, 0);
			t.false(plan.target.reached);
		} else if (machines < 18) {
			t.deepEqual(brief(plan), {...stacked3, workers: machines - 3, schedulable: machines < 5});
			t.is(plan.guarantees.availability.value, 0.999_702);
			t.is(plan.guarantees.availability.minutesDownPerYear, 156.7);
			t.is(plan.guarantees.controlPlane.anyMachines, 1);
			t.true(plan.target.reached);
		} else {
			t.deepEqual(brief(plan), {...external33, workers: machines - 6, schedulable: false});
			t.is(plan.guarantees.availability.value.toFixed(10), '0.9997010003');
			t.is(plan.guarantees.availability.minutesDownPerYear, 157.3);
			t.is(plan.guarantees.minimalCutSets.count, 4);
			t.true(plan.target.reached);
		}

		t.is(plan.target.shortfall, null, 'a default that is dropped is no shortfall');
		t.is(plan.machines.length, machines);
		t.deepEqual(plan.guarantees, assess(plan, plan.requirements.assume), 'the same numbers as of the whole layout');
	});
}

test('the plan of the contract: five machines', t => {
	const plan = planned({machines: 5});
	t.deepEqual(plan.machines.map(({name, roles}) => [name, ...roles]), [
		['node-1', 'control-plane', 'etcd', 'load-balancer'],
		['node-2', 'control-plane', 'etcd', 'load-balancer'],
		['node-3', 'control-plane', 'etcd', 'load-balancer'],
		['node-4', 'worker'],
		['node-5', 'worker'],
	]);
	t.deepEqual(plan.requirements, {
		machines: 5,
		zones: null,
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
		assume: {machine: 0.99, zone: null},
		given: ['machines'],
	});
	t.deepEqual(plan.etcd, {members: ['node-1', 'node-2', 'node-3'], quorum: 2});
	t.deepEqual(plan.controlPlane, {machines: ['node-1', 'node-2', 'node-3'], endpoint: {host: null, port: 8443}, schedulable: false});
	t.deepEqual(plan.loadBalancer, {
		kind: 'keepalived', machines: ['node-1', 'node-2', 'node-3'], vip: null, virtualRouterId: 25,
	});
	t.deepEqual(plan.guarantees, {
		controlPlane: {anyMachines: 1, anyZones: 0, zoneAndMachine: false},
		workloads: {machines: 2, anyMachines: 1, anyZones: 0},
		availability: {
			value: 0.999_702, unavailability: 2.98e-4, minutesDownPerYear: 156.7, assumes: {machine: 0.99, zone: null, minutesPerYear: 525_960},
		},
		minimalCutSets: {
			smallest: 2, count: 3, examples: [['node-1', 'node-2'], ['node-1', 'node-3'], ['node-2', 'node-3']], zones: [],
		},
	});
	t.deepEqual(plan.findings, []);
});

test('external inside a zone: control planes first, then etcd, then workers', t => {
	const plan = planned({machines: 18});
	t.deepEqual(plan.controlPlane.machines, ['node-1', 'node-2', 'node-3']);
	t.deepEqual(plan.etcd.members, ['node-4', 'node-5', 'node-6']);
	t.deepEqual(plan.machines[0]?.roles, ['control-plane', 'load-balancer']);
	t.deepEqual(plan.machines[3]?.roles, ['etcd']);
	t.deepEqual(plan.machines[17]?.roles, ['worker']);
});

test('12 machines in 4,4,4: a voter in each zone, node-local, since nobody said that the zones share a subnet', t => {
	const plan = planned({machines: 12, zones: [4, 4, 4]});
	t.deepEqual(brief(plan), {
		topology: 'stacked', voters: 3, controlPlanes: 3, balancer: 'node-local', workers: 9, schedulable: false,
	});
	t.is(zonesHolding(plan, plan.etcd.members), 'zone-a 1, zone-b 1, zone-c 1');
	t.deepEqual(plan.etcd.members, ['node-1', 'node-5', 'node-9']);
	t.deepEqual(plan.loadBalancer.machines, []);
	t.is(plan.controlPlane.endpoint.port, 6443);
	t.is(plan.guarantees.availability.value.toFixed(10), '0.9996403144');
	t.is(plan.guarantees.availability.minutesDownPerYear, 189.2);
	t.deepEqual(plan.guarantees.controlPlane, {anyMachines: 1, anyZones: 1, zoneAndMachine: false});
	t.deepEqual(planned({machines: 12, zones: 3}).machines, plan.machines, 'an even split is the same');
});

test('7 machines in 5,1,1: shared, since workers would all be in one zone', t => {
	const plan = planned({machines: 7, zones: [5, 1, 1]});
	t.deepEqual(brief(plan), {
		topology: 'stacked', voters: 3, controlPlanes: 3, balancer: 'node-local', workers: 4, schedulable: true,
	});
	t.is(plan.guarantees.availability.value.toFixed(10), '0.9996403144');
	t.is(plan.guarantees.workloads.anyZones, 1);
	t.true(plan.target.reached);
});

test('6 machines in 3,3: two of three voters in the first zone, and the other zone keeps a live copy', t => {
	const plan = planned({machines: 6, zones: [3, 3]});
	t.is(zonesHolding(plan, plan.etcd.members), 'zone-a 2, zone-b 1');
	t.is(plan.guarantees.availability.value.toFixed(10), '0.9986827156');
	t.is(plan.guarantees.availability.minutesDownPerYear, 692.8);
	t.deepEqual(rulesOf(plan), ['ETCD-ZONE-2']);
	t.deepEqual(plan.findings[0]?.machines, ['node-1', 'node-2']);
	t.true(plan.target.reached, 'with two zones no zone target is the default');
	const together = plan.alternatives.find(({id}) => id === 'all-in-one-zone');
	t.is(together?.guarantees.availability.value.toFixed(10), '0.9987022980');
	t.is(together?.guarantees.availability.minutesDownPerYear, 682.5);
});

test('policy 3: external at f = 1 gives up the third control plane before separate workers', t => {
	const seven = planned({machines: 7, topology: 'external'});
	t.deepEqual(brief(seven), {
		topology: 'external', voters: 3, controlPlanes: 2, balancer: 'keepalived', workers: 2, schedulable: false,
	});
	t.is(seven.guarantees.availability.value.toFixed(10), '0.9996020298');
	t.deepEqual(rulesOf(seven), ['CP-MIN']);
	t.is(seven.findings[0]?.severity, 'warning');

	const eight = planned({machines: 8, topology: 'external'});
	t.deepEqual(brief(eight), {...external33, workers: 2, schedulable: false});
	t.is(eight.guarantees.availability.value.toFixed(10), '0.9997010003');
	t.deepEqual(rulesOf(eight), []);

	t.deepEqual(brief(planned({machines: 7, topology: 'external', workloads: 'shared'})), {...external33, workers: 1, schedulable: true});
});

test('20 machines in 5,5,5,5 and a zone and a machine at once: seven voters, 2+2+2+1', t => {
	const plan = planned({machines: 20, zones: [5, 5, 5, 5], zoneAndMachine: true});
	t.is(plan.topology, 'stacked');
	t.is(zonesHolding(plan, plan.etcd.members), 'zone-a 2, zone-b 2, zone-c 2, zone-d 1');
	t.deepEqual(plan.guarantees.controlPlane, {anyMachines: 3, anyZones: 1, zoneAndMachine: true});
	t.true(plan.target.reached);
	t.deepEqual(brief(planned({machines: 20, zones: [5, 5, 5, 5]})), {
		topology: 'external', voters: 3, controlPlanes: 3, balancer: 'node-local', workers: 14, schedulable: false,
	});
});

test('a given target comes before a defaulted one, and spare machines never buy voters: 7 in 5,1,1 and two to survive', t => {
	const plan = planned({machines: 7, zones: [5, 1, 1], surviveMachines: 2});
	t.is(zonesHolding(plan, plan.etcd.members), 'zone-a 3, zone-b 1, zone-c 1');
	t.true(plan.controlPlane.schedulable);
	t.is(plan.guarantees.controlPlane.anyMachines, 2);
	t.is(plan.guarantees.availability.value.toFixed(10), '0.9989889676');
	t.false(plan.target.reached);
	t.is(plan.target.shortfall, null);
	t.deepEqual(rulesOf(plan), ['ETCD-ZONE-MAJ', 'CP-SCHED', 'ETCD-ZONE-BAL']);
	t.is(plan.findings[0]?.severity, 'warning');
});

test('18 machines in 16,1,1: enough for external, but the small zones have no room for it', t => {
	const plan = planned({machines: 18, zones: [16, 1, 1]});
	t.deepEqual(brief(plan), {
		topology: 'stacked', voters: 3, controlPlanes: 3, balancer: 'node-local', workers: 15, schedulable: true,
	});
	t.is(plan.guarantees.controlPlane.anyZones, 1);
	t.is(plan.guarantees.availability.value.toFixed(10), '0.9996403144');
});

test('two machines that should survive one: the best plan, and one machine more', t => {
	const plan = planned({machines: 2, surviveMachines: 1});
	t.deepEqual(brief(plan), {...single, workers: 1, schedulable: true});
	t.deepEqual(plan.target, {
		reached: false,
		shortfall: {
			machines: 1, zones: 0, zoneAndMachine: false, workloadMachines: 1, workloadZones: 0, toAdd: {machines: 1, zones: 0}, says: 'It takes one machine more.',
		},
	});
	t.deepEqual(rulesOf(plan), ['ETCD-MIN3', 'CP-SCHED']);
	t.is(plan.findings[0]?.severity, 'error');
});

test('maintenance is the machine target plus one', t => {
	const plan = planned({machines: 12, maintenance: true});
	t.is(plan.etcd.members.length, 5);
	t.is(plan.guarantees.controlPlane.anyMachines, 2);
	t.is(planned({machines: 4, maintenance: true}).target.shortfall?.toAdd.machines, 1, 'and said by whoever asks for it');
});

test('a million machines are planned at once', t => {
	const plan = planned({machines: 1_000_000, zones: 3});
	t.is(plan.machines.length, 1_000_000);
	t.is(plan.machines.at(-1)?.name, 'node-1000000');
	t.is(plan.machines.at(-1)?.zone, 'zone-c');
	t.is(zonesHolding(plan, plan.etcd.members), 'zone-a 1, zone-b 1, zone-c 1');
	t.true(rulesOf(plan).includes('SCALE-5000'));
	t.is(plan.alternatives.find(({id}) => id === 'many-clusters')?.clusters, 200);
});

test('many zones of many sizes cost no more', t => {
	const sizes = Array.from({length: 50}, (_, index) => index + 1);
	const plan = planned({
		machines: 1275, zones: sizes, surviveMachines: 3, surviveZones: 3,
	});
	t.is(plan.etcd.members.length, 7);
	t.deepEqual(plan.guarantees.controlPlane, {anyMachines: 3, anyZones: 3, zoneAndMachine: true});
	t.true(plan.target.reached);
	t.is(planned({machines: 100_000, zones: 1000}).etcd.members.length, 3);
});
