import test, {type ExecutionContext} from 'ava';
import * as fc from 'fast-check';
import type {Assumptions} from '../../source/model/requirements.js';
import type {Layout} from '../../source/model/plan.js';
import {loadBalancerKinds, roles, topologies} from '../../source/model/vocabulary.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import {unavailabilityOf} from '../../source/planner/guarantees/availability.js';
import {countsOf} from '../../source/planner/guarantees/zone-counts.js';
import {standing} from '../../source/planner/standing.js';
import {bruteForce, bruteForceStanding} from '../helpers/brute-force.js';
import {
	external, layoutOf, stacked, type Spread,
} from '../helpers/layouts.js';

/** Everything that differs between the planner and the oracle, as text; empty where they agree. */
function differences(layout: Layout, assume: Assumptions): string[] {
	const found = assess(layout, assume);
	const {unavailability, ...expected} = bruteForce(layout, assume);
	const exact = unavailabilityOf(countsOf(layout), assume);
	const compared = (['controlPlane', 'workloads', 'minimalCutSets'] as const)
		.filter(key => JSON.stringify(found[key]) !== JSON.stringify(expected[key]))
		.map(key => `${key}: found ${JSON.stringify(found[key])}, expected ${JSON.stringify(expected[key])}`);
	if (Math.abs(exact - unavailability) > unavailability * 1e-12) {
		compared.push(`unavailability: found ${exact}, expected ${unavailability}`);
	}

	if (Math.abs(found.availability.unavailability - unavailability) > unavailability * 5.1e-6) {
		compared.push(`rounded unavailability: found ${found.availability.unavailability}, expected ${unavailability}`);
	}

	if (Math.abs(found.availability.value - (1 - unavailability)) > 5.1e-13) {
		compared.push(`value: found ${found.availability.value}, expected ${1 - unavailability}`);
	}

	return compared;
}

function agrees(t: ExecutionContext, layout: Layout, assume: Assumptions): void {
	t.deepEqual(differences(layout, assume), [], `${JSON.stringify(layout)} with ${JSON.stringify(assume)}`);
}

const noZones: Assumptions = {machine: 0.99, zone: null};
const withZones: Assumptions = {machine: 0.97, zone: 0.995};

test('stacked layouts of 1 to 7 voters with every kind of load balancer agree with the oracle', t => {
	for (const kind of loadBalancerKinds) {
		for (const voters of [1, 2, 3, 4, 5, 6, 7]) {
			for (const loadBalancers of kind === 'dedicated' ? [0, 1, 2, 3] : [0]) {
				agrees(t, stacked({
					kind, voters, loadBalancers, workers: voters % 2, schedulable: voters % 3 === 0,
				}), noZones);
			}
		}
	}
});

test('external layouts agree with the oracle', t => {
	for (const kind of ['keepalived', 'dedicated', 'cloud'] as const) {
		for (const controlPlanes of [1, 2, 3, 4]) {
			for (const voters of [1, 2, 3, 5]) {
				agrees(t, external({
					kind, controlPlanes, voters, loadBalancers: kind === 'dedicated' ? 2 : 0, schedulable: voters === 3,
				}), noZones);
			}
		}
	}
});

test('layouts over one to five zones agree with the oracle', t => {
	const spreads: Spread[] = [[1], [3], [1, 1], [2, 1], [3, 0], [1, 1, 1], [2, 2, 1], [3, 1, 1], [2, 1, 1, 1], [1, 1, 1, 1, 1], [5, 1, 1], [3, 2, 2]];
	for (const voters of spreads) {
		agrees(t, stacked({voters, workers: [1, 1]}), withZones);
		agrees(t, stacked({voters, schedulable: true}), withZones);
	}

	for (const voters of [[1, 1, 1], [2, 1], [2, 2, 1]]) {
		agrees(t, external({voters, controlPlanes: [1, 1, 1]}), withZones);
		agrees(t, stacked({
			kind: 'dedicated', voters, loadBalancers: [0, 1, 1], workers: 1,
		}), withZones);
	}
});

const assumeArbitrary = fc.record({
	machine: fc.constantFrom(0.5, 0.9, 0.99, 0.999),
	zone: fc.constantFrom(null, 0.6, 0.99, 0.9999),
});

/** Any layout, as odd as a hand can edit it: any machine may hold any roles, in any zone or in none. */
const layoutArbitrary = fc.record({
	topology: fc.constantFrom(...topologies),
	kind: fc.constantFrom(...loadBalancerKinds),
	schedulable: fc.boolean(),
	machines: fc.array(fc.record({
		zone: fc.constantFrom(null, 'zone-a', 'zone-b', 'zone-c', 'zone-d'),
		roles: fc.subarray([...roles], {minLength: 1}),
	}), {minLength: 1, maxLength: 8}),
}).map(wanted => layoutOf(wanted)).filter(({etcd, controlPlane}) => etcd.members.length > 0 && controlPlane.machines.length > 0);

/** The same with many voters, so that groups lie within the sets of voters. */
const crowdedArbitrary = fc.record({
	topology: fc.constantFrom(...topologies),
	kind: fc.constantFrom(...loadBalancerKinds),
	machines: fc.array(fc.record({
		zone: fc.constantFrom('zone-a', 'zone-b', 'zone-c', 'zone-d', 'zone-e'),
		roles: fc.subarray(['control-plane', 'load-balancer'] as const).map(others => ['etcd' as const, ...others]),
	}), {minLength: 3, maxLength: 9}),
}).map(wanted => layoutOf(wanted)).filter(({controlPlane}) => controlPlane.machines.length > 0);

test('any layout, whatever a hand made of it, agrees with the oracle', t => {
	fc.assert(fc.property(fc.oneof(layoutArbitrary, crowdedArbitrary), assumeArbitrary, (layout, assume) => {
		agrees(t, layout, assume);
	}), {numRuns: 400});
});

test('the order in which a plan lists its machines changes nothing', t => {
	fc.assert(fc.property(layoutArbitrary, layout => {
		const reversed = {
			...layout,
			machines: layout.machines.toReversed(),
			etcd: {...layout.etcd, members: layout.etcd.members.toReversed()},
			controlPlane: {...layout.controlPlane, machines: layout.controlPlane.machines.toReversed()},
			loadBalancer: {...layout.loadBalancer, machines: layout.loadBalancer.machines.toReversed()},
		};
		t.deepEqual(assess(reversed, noZones), assess(layout, noZones));
		t.deepEqual(standing(reversed, new Set(['node-1'])), standing(layout, new Set(['node-1'])));
	}), {numRuns: 60});
});

test('what stands with any machines down, and what kills it next, agrees with the oracle', t => {
	const downArbitrary = fc.array(fc.integer({min: 1, max: 9}), {maxLength: 4}).map(places => new Set(places.map(place => `node-${place}`)));
	fc.assert(fc.property(fc.oneof(layoutArbitrary, crowdedArbitrary), downArbitrary, (layout, down) => {
		const {controlPlane, nextFatal} = standing(layout, down);
		t.deepEqual({controlPlane, nextFatal}, bruteForceStanding(layout, down), `${JSON.stringify(layout)} without ${[...down].join(',')}`);
	}), {numRuns: 500});
});

test('every further loss from a planned layout agrees with the oracle', t => {
	const layouts = [
		stacked({voters: 3}),
		stacked({voters: [2, 2, 1]}),
		stacked({voters: [1, 1, 1], kind: 'dedicated', loadBalancers: [1, 1]}),
		external({voters: 3, controlPlanes: 3}),
		external({voters: [1, 1, 1], controlPlanes: [1, 1]}),
	];
	for (const layout of layouts) {
		const names = layout.machines.map(({name}) => name);
		for (let set = 0; set < 1 << names.length; set++) {
			const down = new Set(names.filter((_, index) => (set & (1 << index)) !== 0));
			const {controlPlane, nextFatal} = standing(layout, down);
			t.deepEqual({controlPlane, nextFatal}, bruteForceStanding(layout, down), `without ${[...down].join(',')}`);
		}
	}
});
