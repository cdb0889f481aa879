import test from 'ava';
import fc from 'fast-check';
import type {LoadBalancerKind} from '../../source/model/vocabulary.js';
import {bestPlacement} from '../../source/planner/placement.js';
import type {Shape} from '../../source/planner/shape.js';
import {targetsFor} from '../../source/planner/targets.js';
import {zonesOf} from '../../source/planner/zones.js';
import {
	compareNumbers, everyPlacement, rankOf, reachOf, type OraclePlacement, type OracleShape,
} from './policy-oracle.js';

const zoneSizes = fc.array(fc.integer({min: 1, max: 4}), {minLength: 1, maxLength: 4});
const targets = fc.record({
	machines: fc.integer({min: 0, max: 3}),
	zones: fc.integer({min: 0, max: 2}),
	zoneAndMachine: fc.boolean(),
	givenMachines: fc.boolean(),
	givenZones: fc.boolean(),
});
const shapes = fc.record({
	external: fc.boolean(),
	voters: fc.constantFrom(1, 3, 5),
	controlPlanes: fc.integer({min: 1, max: 3}),
	loadBalancers: fc.integer({min: 0, max: 2}),
	schedulable: fc.boolean(),
}).map(({external, controlPlanes, loadBalancers, ...shape}): OracleShape => ({
	...shape,
	external,
	controlPlanes: external ? controlPlanes : 0,
	loadBalancers,
	kind: (loadBalancers > 0 ? 'dedicated' : 'keepalived') satisfies LoadBalancerKind,
}));

test('policy 5: of all placements there are, the one chosen comes first, for every shape, zones and targets', t => {
	let compared = 0;
	fc.assert(fc.property(zoneSizes, shapes, targets, (sizes, shape, wanted) => {
		const zones = zonesOf(sizes, sizes.reduce((sum, size) => sum + size, 0));
		const assume = {machine: 0.99, zone: sizes.length > 1 ? 0.999 : null};
		const searched: Shape = {...shape, topology: shape.external ? 'external' : 'stacked'};
		const placed = bestPlacement(searched, zones, targetsFor(wanted, {
			machines: wanted.givenMachines, zones: wanted.givenZones, zoneAndMachine: wanted.zoneAndMachine,
		}), assume);
		let best: OraclePlacement | undefined;
		let bestRank: number[] = [];
		for (const placement of everyPlacement(sizes, true, shape, assume)) {
			const rank = rankOf(placement, sizes, shape, wanted);
			const order = best === undefined ? 1 : compareNumbers(rank, bestRank);
			if (best === undefined || order > 0
				|| (order === 0 && placement.guarantees.availability.unavailability < best.guarantees.availability.unavailability)) {
				best = placement;
				bestRank = rank;
			}
		}

		t.is(placed === undefined, best === undefined);
		if (placed === undefined || best === undefined) {
			return;
		}

		compared++;
		const asPlaced = sizes.map((_, zone) => placed.columns[zone] ?? {voters: 0, controlPlanes: 0, loadBalancers: 0});
		const survived = {...best.guarantees, controlPlane: placed.tolerance.controlPlane, workloads: placed.tolerance.workloads};
		t.deepEqual(rankOf({zones: asPlaced, guarantees: survived}, sizes, shape, wanted), bestRank);
		t.deepEqual([...placed.reach].filter((_, index) => index < 5).toSorted((a, b) => a - b), reachOf(survived, wanted).toSorted((a, b) => a - b));
		t.is(Number(placed.unavailability.toPrecision(6)), best.guarantees.availability.unavailability);
	}), {numRuns: 250, seed: 20_261_121});
	t.true(compared > 100);
});
