import test from 'ava';
import fc from 'fast-check';
import {requirementsFor, type Asked} from '../../source/planner/requirements-for.js';
import type {Plan} from '../../source/model/plan.js';
import {zonesHolding, planned} from './planning.js';
import {
	compareNumbers, everyPlacement, rankOf, reachOf, type OraclePlacement, type OracleShape, type OracleTargets,
} from './policy-oracle.js';

type Best = OraclePlacement & {readonly shape: OracleShape; readonly reach: readonly number[]};

const zoneLists = fc.array(fc.integer({min: 1, max: 5}), {minLength: 1, maxLength: 3});
const asks = fc.record({
	zones: fc.option(zoneLists, {nil: undefined}),
	alone: fc.integer({min: 3, max: 9}),
	surviveMachines: fc.option(fc.integer({min: 0, max: 3}), {nil: undefined}),
	surviveZones: fc.option(fc.integer({min: 0, max: 2}), {nil: undefined}),
	maintenance: fc.constantFrom(undefined, true),
	workloads: fc.constantFrom('auto' as const, 'separate' as const, 'shared' as const),
}).map(({alone, zones, surviveZones, ...asked}): Asked => ({
	...asked,
	prefer: 'economy',
	machines: zones === undefined ? alone : zones.reduce((sum, size) => sum + size, 0),
	zones,
	surviveZones: zones === undefined ? undefined : surviveZones,
})).filter(({machines = 0}) => machines > 2);

function bestOf(voters: number, schedulable: boolean, plan: Plan, targets: OracleTargets): Best | undefined {
	const {requirements: {zones, machines, assume}} = plan;
	const sizes = zones ?? [machines];
	const shape = {
		external: false, voters, controlPlanes: 0, loadBalancers: 0, kind: voters > 1 ? 'keepalived' as const : 'none' as const, schedulable,
	};
	let best: Best | undefined;
	for (const placement of everyPlacement(sizes, zones !== null, shape, assume)) {
		const order = best === undefined ? 1 : compareNumbers(rankOf(placement, sizes, shape, targets), rankOf(best, sizes, shape, targets));
		if (best === undefined || order > 0
			|| (order === 0 && placement.guarantees.availability.unavailability < best.guarantees.availability.unavailability)) {
			best = {...placement, shape, reach: reachOf(placement.guarantees, targets)};
		}
	}

	return best;
}

/** Policy 1 and 4 as they are written, over everything there is. */
function policyOf(plan: Plan): Best | undefined {
	const {requirements: {survive, maintenance, workloads, given}} = plan;
	const targets = {
		machines: survive.machines + (maintenance ? 1 : 0),
		zones: survive.zones,
		zoneAndMachine: false,
		givenMachines: given.includes('survive.machines') || maintenance,
		givenZones: given.includes('survive.zones'),
	};
	const everything = [targets.zones, targets.machines, targets.zones, targets.machines].reduce((sum, wanted) => sum + wanted, 0);
	const candidates = [1, 3, 5, 7].flatMap(voters => {
		const separate = workloads === 'shared' ? undefined : bestOf(voters, false, plan, targets);
		const shared = workloads === 'separate' ? undefined : bestOf(voters, true, plan, targets);
		const isShared = shared !== undefined && (separate === undefined || compareNumbers(shared.reach, separate.reach) > 0);
		return (isShared ? shared : separate) ?? [];
	});
	const sumOf = ({reach}: Best) => reach.reduce((sum, value) => sum + value, 0);
	const reaching = candidates.find(candidate => sumOf(candidate) === everything);
	if (reaching !== undefined) {
		return reaching;
	}

	const closest = candidates.toSorted((a, b) => compareNumbers(b.reach, a.reach))[0];
	const tied = candidates.filter(candidate => compareNumbers(candidate.reach, closest?.reach ?? []) === 0);
	const missesGiven = ({guarantees: {controlPlane, workloads: pods}}: Best) =>
		(targets.givenMachines && Math.min(controlPlane.anyMachines, pods.anyMachines) < targets.machines)
		|| (targets.givenZones && Math.min(controlPlane.anyZones, pods.anyZones) < targets.zones);
	return tied.some(candidate => missesGiven(candidate))
		? tied.toSorted((a, b) => (a.guarantees.availability.unavailability - b.guarantees.availability.unavailability) || (a.shape.voters - b.shape.voters))[0]
		: tied[0];
}

test('policy 1: the fewest voters that reach the targets, or that come as close as can be, for everything one may ask', t => {
	fc.assert(fc.property(asks, asked => {
		const plan = planned(asked);
		const expected = policyOf(plan);
		t.deepEqual(
			{
				voters: plan.etcd.members.length,
				schedulable: plan.controlPlane.schedulable,
				availability: plan.guarantees.availability.value,
				controlPlane: plan.guarantees.controlPlane,
			},
			expected && {
				voters: expected.shape.voters,
				schedulable: expected.shape.schedulable,
				availability: expected.guarantees.availability.value,
				controlPlane: expected.guarantees.controlPlane,
			},
		);
	}), {numRuns: 200, seed: 7});
});

test('spare machines never buy voters', t => {
	for (const machines of [5, 9, 17, 100, 5000]) {
		t.is(planned({machines}).etcd.members.length, 3);
	}
});

test('a given target that is missed: the most available comes first, then the fewest voters', t => {
	const plan = planned({machines: 9, zones: [7, 1, 1], surviveZones: 2});
	t.is(plan.guarantees.controlPlane.anyZones, 1);
	t.is(plan.etcd.members.length, 3, 'more voters in the large zone would make its loss fatal');
	const two = planned({machines: 20, zones: [10, 10], surviveZones: 1});
	t.is(two.target.shortfall?.zones, 1);
	t.is(two.etcd.members.length, 5, 'nothing survives a zone here, so availability decides: 3+2 is down 546.7 minutes a year, 4+3 546.8, 2+1 692.8');
	t.is(two.guarantees.availability.minutesDownPerYear, 546.7);
});

test('policy 2: the preference decides where it fits, the topology where it is asked for', t => {
	t.is(planned({machines: 30, prefer: 'economy'}).topology, 'stacked');
	t.is(planned({machines: 30, topology: 'stacked'}).topology, 'stacked');
	for (const [machines, topology] of [[4, 'stacked'], [5, 'external'], [6, 'external'], [12, 'external']] as const) {
		const plan = planned({machines, prefer: 'isolation'});
		t.is(plan.topology, topology, `${machines} machines`);
		t.is(plan.findings.some(({rule}) => rule === 'EXT-NOFIT'), topology === 'stacked');
		t.is(plan.guarantees.controlPlane.anyMachines, 1, 'every asked target is still reached');
	}

	t.is(planned({machines: 6, prefer: 'isolation', workloads: 'separate'}).topology, 'stacked', 'sharing is allowed unless separate was asked for');
	t.is(planned({machines: 30, surviveMachines: 0}).topology, 'single', 'one control plane is single whatever the number');
	t.is(planned({machines: 5, surviveMachines: 0, topology: 'stacked'}).topology, 'stacked');
});

test('policy 2: external from 18 machines at f = 1, 24 at f = 2 and 33 at f = 3', t => {
	for (const [surviveMachines, from] of [[1, 18], [2, 24], [3, 33]] as const) {
		t.is(planned({machines: from - 1, surviveMachines}).topology, 'stacked');
		t.is(planned({machines: from, surviveMachines}).topology, 'external');
		const decision = planned({machines: from - 1, surviveMachines}).decisions.find(({id}) => id === 'topology');
		t.is(decision?.source, 'policy');
		t.regex(decision?.because ?? '', new RegExp(`from ${from} machines on`, 'v'));
	}

	t.is(planned({machines: 23, loadBalancer: 'dedicated'}).topology, 'stacked', 'dedicated load balancers count in the third');
	t.is(planned({machines: 24, loadBalancer: 'dedicated'}).topology, 'external');
});

test('policy 3: what was asked and cannot be built is planned as auto, and is out of reach', t => {
	const three = planned({machines: 3, topology: 'external'});
	t.is(three.topology, 'stacked');
	t.false(three.target.reached);
	t.deepEqual(three.target.shortfall?.toAdd, {machines: 1, zones: 0});
	t.deepEqual(planned({machines: 3, topology: 'external', surviveMachines: 1}).target.shortfall?.toAdd, {machines: 2, zones: 0});
	const four = planned({machines: 4, topology: 'external'});
	t.is(four.topology, 'external', 'three voters and one control plane are enough to build it');
	t.is(four.target.shortfall, null);
	t.deepEqual(planned({machines: 2, topology: 'stacked'}).target.shortfall?.toAdd, {machines: 1, zones: 0});
	const balancer = planned({machines: 3, loadBalancer: 'dedicated'});
	t.is(balancer.loadBalancer.kind, 'keepalived');
	t.is(balancer.target.shortfall?.toAdd.machines, 1);
});

test('policy 3: load balancers', t => {
	const kinds = (asked: Asked) => {
		const {loadBalancer: {kind}, controlPlane: {endpoint: {port}}} = planned(asked);
		return [kind, port];
	};

	t.deepEqual(kinds({machines: 6}), ['keepalived', 8443]);
	t.deepEqual(kinds({machines: 6, zones: 1}), ['keepalived', 8443]);
	t.deepEqual(kinds({machines: 6, zones: 3}), ['node-local', 6443]);
	t.deepEqual(kinds({machines: 6, zones: 3, sameSubnet: true}), ['keepalived', 8443]);
	t.deepEqual(kinds({machines: 6, zones: 3, vip: '10.0.0.100'}), ['keepalived', 8443]);
	t.deepEqual(kinds({machines: 6, sameSubnet: false}), ['node-local', 6443]);
	t.deepEqual(kinds({machines: 6, loadBalancer: 'kube-vip'}), ['kube-vip', 6443]);
	t.deepEqual(kinds({machines: 6, loadBalancer: 'cloud'}), ['cloud', 6443]);
	t.deepEqual(kinds({machines: 9, loadBalancer: 'dedicated'}), ['dedicated', 6443]);
	t.deepEqual(kinds({machines: 2}), ['none', 6443]);

	const dedicated = planned({machines: 12, zones: [4, 4, 4], loadBalancer: 'dedicated'});
	t.is(zonesHolding(dedicated, dedicated.loadBalancer.machines), 'zone-a 1, zone-b 1', 's + 1 of them, in different zones first');
	t.is(planned({machines: 9, loadBalancer: 'dedicated'}).guarantees.availability.minutesDownPerYear, 209.3);
});

test('requirements are what the plan says they are', t => {
	const requirements = requirementsFor({machines: 5, zones: [2, 2, 1], surviveMachines: 1});
	t.deepEqual(planned({machines: 5, zones: [2, 2, 1], surviveMachines: 1}).requirements, requirements);
});
