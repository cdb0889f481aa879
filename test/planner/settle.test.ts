import test from 'ava';
import fc from 'fast-check';
import {
	compareColumns, emptyColumn, machinesIn, type Column,
} from '../../source/planner/columns.js';
import {movesInto} from '../../source/planner/duties.js';
import {settle} from '../../source/planner/settle.js';
import {zonesOf} from '../../source/planner/zones.js';
import {planFor} from '../../source/planner/plan-for.js';
import {requirementsFor} from '../../source/planner/requirements-for.js';
import {planned, zonesHolding} from './planning.js';

const columns = fc.record({
	voters: fc.integer({min: 0, max: 2}), controlPlanes: fc.integer({min: 0, max: 1}), loadBalancers: fc.integer({min: 0, max: 1}),
});

/** Every way to give zones to columns; a zone without one is null. */
function * everyWay(left: readonly Column[], zones: number): Generator<Array<Column | null>, void, void> {
	if (zones === 0) {
		if (left.length === 0) {
			yield [];
		}

		return;
	}

	for (const [index, column] of [...left, null].entries()) {
		for (const rest of everyWay(column === null ? left : left.toSpliced(index, 1), zones - 1)) {
			yield [column, ...rest];
		}
	}
}

type Way = ReadonlyArray<Column | null>;

const movesOf = (way: Way, today: ReadonlyMap<number, Column>) =>
	way.reduce((sum, column, zone) => sum + movesInto(column ?? emptyColumn, today.get(zone)), 0);

/** Below 0 where `a` comes first in name order: zone by zone, the fullest first. */
const compareWays = (a: Way, b: Way) =>
	a.map((column, zone) => compareColumns(column ?? emptyColumn, b[zone] ?? emptyColumn)).find(order => order !== 0) ?? 0;

function fits(way: Way, sizes: readonly number[], mostWithoutRest: number): boolean {
	const filled = way.filter((column, zone) => column !== null && machinesIn(column) === sizes[zone]);
	return filled.length <= mostWithoutRest && way.every((column, zone) => machinesIn(column ?? emptyColumn) <= (sizes[zone] ?? 0));
}

test('policy 5: fewest moved, then natural name order, of everything that fits', t => {
	let compared = 0;
	const property = fc.property(
		fc.array(fc.integer({min: 1, max: 4}), {minLength: 1, maxLength: 5}),
		fc.array(columns.filter(column => machinesIn(column) > 0), {minLength: 1, maxLength: 3}),
		fc.array(columns, {minLength: 5, maxLength: 5}),
		fc.nat({max: 3}),
		(sizes, given, duties, mostWithoutRest) => {
			const zones = zonesOf(sizes, sizes.reduce((sum, size) => sum + size, 0));
			const today = new Map(duties.flatMap((duty, zone) => machinesIn(duty) > 0 && zone < sizes.length ? [[zone, duty] as const] : []));
			const [best] = [...everyWay(given, sizes.length)]
				.filter(way => fits(way, sizes, mostWithoutRest))
				.sort((a, b) => (movesOf(a, today) - movesOf(b, today)) || compareWays(a, b));
			fc.pre(best !== undefined);
			compared++;
			const settled = settle(given, {
				zones, wantsRest: () => true, mostWithoutRest, majority: false, today,
			});
			const way = sizes.map((_, zone) => settled.get(zone) ?? null);
			return movesOf(way, today) === movesOf(best, today) && compareWays(way, best) === 0;
		},
	);
	t.notThrows(() => {
		fc.assert(property, {numRuns: 300, seed: 2});
	});
	t.true(compared > 50);
});

test('the majority goes where more machines are, on a tie to the first zone', t => {
	const zonesOfVoters = (zones: number[]) => {
		const plan = planned({machines: zones.reduce((sum, size) => sum + size, 0), zones});
		return zonesHolding(plan, plan.etcd.members);
	};

	t.is(zonesOfVoters([3, 3]), 'zone-a 2, zone-b 1');
	t.is(zonesOfVoters([3, 4]), 'zone-a 1, zone-b 2');
	t.is(zonesOfVoters([1, 40]), 'zone-a 1, zone-b 2');
	t.is(zonesOfVoters([2, 100, 200]), 'zone-a 1, zone-b 1, zone-c 1', 'with three zones nobody must hold it');
});

test('as many as fit beside the majority: 3+2, 4+3, and 4+1 where no more fit', t => {
	const spread = (zones: number[], surviveMachines: number) => {
		const plan = planned({machines: zones.reduce((sum, size) => sum + size, 0), zones, surviveMachines});
		return zonesHolding(plan, plan.etcd.members);
	};

	t.is(spread([8, 8], 2), 'zone-a 3, zone-b 2');
	t.is(spread([8, 8], 3), 'zone-a 4, zone-b 3');
	t.is(spread([9, 1], 2), 'zone-a 4, zone-b 1');
});

test('--current: of equally good placements the one that moves the fewest machines', t => {
	const requirements = requirementsFor({machines: 8, zones: [2, 2, 2, 2]});
	const {plan: fresh} = planFor(requirements);
	t.deepEqual(fresh.etcd.members, ['node-1', 'node-3', 'node-5']);
	const running = {
		...fresh,
		etcd: {members: ['node-4', 'node-6', 'node-8'], quorum: 2},
		controlPlane: {...fresh.controlPlane, machines: ['node-4', 'node-6', 'node-8']},
	};
	const {plan: kept} = planFor(requirements, {current: running});
	t.deepEqual(kept.etcd.members, ['node-4', 'node-6', 'node-8']);
	t.deepEqual(kept.guarantees.controlPlane, fresh.guarantees.controlPlane);

	const partly = {...running, etcd: {members: ['node-7'], quorum: 1}, controlPlane: {...fresh.controlPlane, machines: ['node-7']}};
	t.deepEqual(planFor(requirements, {current: partly}).plan.etcd.members, ['node-1', 'node-3', 'node-7']);
});

test('--current: what survives more is worth moving for', t => {
	const requirements = requirementsFor({machines: 6, zones: 3});
	const {plan} = planFor(requirements);
	const crowded = {...plan, etcd: {members: ['node-1', 'node-2', 'node-3'], quorum: 2}};
	t.is(planFor(requirements, {current: crowded}).plan.guarantees.controlPlane.anyZones, 1);
});
