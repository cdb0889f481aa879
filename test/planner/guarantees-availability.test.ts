import test from 'ava';
import type {Layout} from '../../source/model/plan.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import {assessCounts} from '../../source/planner/guarantees/assess-counts.js';
import {availabilityFrom, complement, unavailabilityOf} from '../../source/planner/guarantees/availability.js';
import {countsOf, countsOfPlacement} from '../../source/planner/guarantees/zone-counts.js';
import {external, stacked, type Spread} from '../helpers/layouts.js';

const available = (layout: Layout, machine: number, zone: number | null = null) => assess(layout, {machine, zone}).availability;
const tenDigits = (layout: Layout, machine: number, zone: number | null = null) => available(layout, machine, zone).value.toFixed(10);
const dedicated = {kind: 'dedicated', loadBalancers: 2} as const;

/*
Closed forms: stacked Q(n), the chance that most of n machines are up; external Q(e) × (1 - (1 - p)^c); two dedicated
load balancers × (1 - (1 - p)²). Each figure was also found by adding up every state of every machine.
*/
const withoutZones: ReadonlyArray<[string, Layout, atTwoNines: string, atThreeNines: string]> = [
	['stacked 1', stacked({kind: 'none', voters: 1}), '0.9900000000', '0.9990000000'],
	['stacked 2', stacked({voters: 2}), '0.9801000000', '0.9980010000'],
	['stacked 3', stacked({voters: 3}), '0.9997020000', '0.9999970020'],
	['stacked 4', stacked({voters: 4}), '0.9994079700', '0.9999940080'],
	['stacked 5', stacked({voters: 5}), '0.9999901494', '0.9999999900'],
	['stacked 6', stacked({voters: 6}), '0.9999804464', '0.9999999800'],
	['stacked 7', stacked({voters: 7}), '0.9999996583', '1.0000000000'],
	['stacked 1 + 2 dedicated', stacked({...dedicated, voters: 1}), '0.9899010000', '0.9989990010'],
	['stacked 3 + 2 dedicated', stacked({...dedicated, voters: 3}), '0.9996020298', '0.9999960020'],
	['stacked 5 + 2 dedicated', stacked({...dedicated, voters: 5}), '0.9998901504', '0.9999989900'],
	['stacked 7 + 2 dedicated', stacked({...dedicated, voters: 7}), '0.9998996584', '0.9999990000'],
	['external 3 + 3', external({controlPlanes: 3, voters: 3}), '0.9997010003', '0.9999970010'],
	['external 2 + 3', external({controlPlanes: 2, voters: 3}), '0.9996020298', '0.9999960020'],
	['external 5 + 3', external({controlPlanes: 5, voters: 3}), '0.9997019999', '0.9999970020'],
	['external 3 + 5', external({controlPlanes: 3, voters: 5}), '0.9999891494', '0.9999999890'],
	['external 3 + 3 + 2 dedicated', external({...dedicated, controlPlanes: 3, voters: 3}), '0.9996010302', '0.9999960010'],
	['external 2 + 3 + 2 dedicated', external({...dedicated, controlPlanes: 2, voters: 3}), '0.9995020696', '0.9999950020'],
	['external 5 + 3 + 2 dedicated', external({...dedicated, controlPlanes: 5, voters: 3}), '0.9996020297', '0.9999960020'],
	['external 3 + 5 + 2 dedicated', external({...dedicated, controlPlanes: 3, voters: 5}), '0.9998891505', '0.9999989890'],
];

for (const [name, layout, atTwoNines, atThreeNines] of withoutZones) {
	test(`availability, machines at 0.99 and 0.999: ${name}`, t => {
		t.is(tenDigits(layout, 0.99), atTwoNines);
		t.is(tenDigits(layout, 0.999), atThreeNines);
	});
}

const overZones: ReadonlyArray<[readonly number[], string]> = [
	[[1, 1, 1], '0.9996403144'],
	[[2, 1], '0.9986827156'],
	[[3, 0], '0.9987022980'],
	[[2, 2, 1], '0.9999273068'],
	[[3, 2], '0.9989604978'],
	[[5, 0], '0.9989901593'],
	[[3, 1, 1], '0.9989889676'],
	[[1, 1, 1, 1, 1], '0.9999869441'],
	[[3, 2, 2], '0.9999553798'],
	[[5, 1, 1], '0.9989996193'],
];

for (const [voters, value] of overZones) {
	test(`availability, machines at 0.99 in zones at 0.999: voters ${voters.join(' + ')}`, t => {
		t.is(tenDigits(stacked({voters, workers: [1, 1]}), 0.99, 0.999), value);
	});
}

const minutes: ReadonlyArray<[Spread, number]> = [
	[[1], 5780.3],
	[[1, 1], 11_497.1],
	[[3], 682.5],
	[[2, 1], 692.8],
	[[1, 1, 1], 189.2],
	[[2, 2], 1362.2],
	[[2, 1, 1], 868.1],
	[[3, 2], 546.7],
	[[2, 2, 1], 38.2],
	[[1, 1, 1, 1, 1], 6.9],
	[[4, 3], 546.8],
	[[3, 3, 1], 43.1],
	[[3, 2, 2], 23.5],
];

test('minutes down in a year of 525,960, machines at 0.99 in zones at 0.999', t => {
	for (const [voters, expected] of minutes) {
		t.is(available(stacked({voters}), 0.99, 0.999).minutesDownPerYear, expected, `voters ${JSON.stringify(voters)}`);
	}
});

test('minutes down in a year, machines at 0.99: what load balancers of their own cost', t => {
	t.is(available(stacked({voters: 3}), 0.99).minutesDownPerYear, 156.7);
	t.is(available(stacked({...dedicated, voters: 3}), 0.99).minutesDownPerYear, 209.3);
	t.is(available(stacked({kind: 'dedicated', voters: 3, loadBalancers: 1}), 0.99).minutesDownPerYear, 5414.8);
	t.is(available(external({controlPlanes: 3, voters: 3}), 0.99).minutesDownPerYear, 157.3);
	t.is(available(external({...dedicated, controlPlanes: 3, voters: 3}), 0.99).minutesDownPerYear, 209.8);
});

test('a small unavailability is right to its sixth digit, where 1 minus the availability would not be', t => {
	t.is(available(stacked({voters: 5}), 0.999).unavailability, 9.985_01e-9);
	t.is(available(stacked({voters: 7}), 0.999).unavailability, 3.491_61e-11);
	// Only C(7,4) (1 - p)^4 counts beside such a p: 35e-48.
	t.is(available(stacked({voters: 7}), 0.999_999_999_999).unavailability, 3.5e-47);
	t.is(available(stacked({voters: 7}), 0.999_999_999_999).value, 1);
});

test('what is left to one keeps every digit of the probability as written', t => {
	t.is(complement(0.999), 0.001);
	t.is(complement(0.999_999_999_999), 1e-12);
	t.is(complement(0.25), 0.75);
	t.is(complement(1e-9), 0.999_999_999);
});

test('the availability is written with its assumptions: 12 decimals, 6 significant digits, minutes to one', t => {
	t.deepEqual(available(stacked({voters: 3}), 0.99), {
		value: 0.999_702,
		unavailability: 2.98e-4,
		minutesDownPerYear: 156.7,
		assumes: {machine: 0.99, zone: null, minutesPerYear: 525_960},
	});
	t.is(availabilityFrom(1 / 3, {machine: 0.99, zone: null}).value, 0.666_666_666_667);
	t.is(availabilityFrom(1 / 3, {machine: 0.99, zone: null}).unavailability, 0.333_333);
});

test('with the zone assumption null zones never fail', t => {
	t.is(tenDigits(stacked({voters: [1, 1, 1]}), 0.99, null), tenDigits(stacked({voters: 3}), 0.99, null));
});

test('machines in no zone are not taken by any zone', t => {
	t.is(tenDigits(stacked({voters: 3}), 0.99, 0.5), '0.9997020000');
});

test('an even voter more always costs availability: Q(2k-1) - Q(2k) = C(2k-1,k) p^k (1-p)^k', t => {
	const binomials = [1, 3, 10, 35];
	for (const [index, binomial] of binomials.entries()) {
		const half = index + 1;
		for (const machine of [0.6, 0.9, 0.99]) {
			const down = (voters: number) => unavailabilityOf(countsOf(stacked({kind: 'cloud', voters})), {machine, zone: null});
			const expected = binomial * (machine ** half) * ((1 - machine) ** half);
			t.true(Math.abs(down(2 * half) - down((2 * half) - 1) - expected) < 1e-15);
		}
	}
});

test('stretching over two zones is worse than staying in one', t => {
	for (const [stretched, together] of [[[2, 1], [3, 0]], [[3, 2], [5, 0]], [[4, 3], [7, 0]]]) {
		const down = (voters: number[]) => unavailabilityOf(countsOf(stacked({voters})), {machine: 0.99, zone: 0.999});
		t.true(down(stretched!) > down(together!));
	}
});

test('under whole-machine failures external never beats stacked with the same voters', t => {
	for (const voters of [1, 3, 5]) {
		for (const controlPlanes of [1, 2, 3, 5]) {
			const down = (layout: Layout) => unavailabilityOf(countsOf(layout), {machine: 0.99, zone: null});
			t.true(down(external({voters, controlPlanes})) > down(stacked({voters})));
		}
	}
});

test('counts of a placement give what its machines give', t => {
	const assume = {machine: 0.99, zone: 0.999};
	const zones = ['zone-a', 'zone-b', 'zone-c'];
	const placed = countsOfPlacement({
		topology: 'external', loadBalancer: 'dedicated', schedulable: true,
		zones: zones.map((zone, index) => ({
			zone, voters: [2, 2, 1][index]!, controlPlanes: 1, loadBalancers: [1, 1, 0][index]!, workers: 2,
		})),
	});
	t.deepEqual(assessCounts(placed, assume), assessCounts(countsOf(external({
		kind: 'dedicated', schedulable: true, voters: [2, 2, 1], controlPlanes: [1, 1, 1], loadBalancers: [1, 1], workers: [2, 2, 2],
	})), assume));
	const together = countsOfPlacement({
		topology: 'stacked', loadBalancer: 'kube-vip', schedulable: true,
		zones: zones.map(zone => ({
			zone, voters: 1, controlPlanes: 0, loadBalancers: 0, workers: 1,
		})),
	});
	t.deepEqual(assessCounts(together, assume), assessCounts(countsOf(stacked({
		kind: 'kube-vip', schedulable: true, voters: [1, 1, 1], workers: [1, 1, 1],
	})), assume));
});
