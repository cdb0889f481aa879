import test from 'ava';
import type {Alternative} from '../../source/model/plan.js';
import type {Asked} from '../../source/planner/requirements-for.js';
import {brief, planned} from './planning.js';

function alternative(asked: Asked, id: Alternative['id']): Alternative | undefined {
	return planned(asked).alternatives.find(each => each.id === id);
}

/** What an alternative builds, at a glance. */
function shapeOf(found: Alternative | undefined): unknown {
	return found && [found.topology, found.voters, found.controlPlanes, found.workers, found.machinesUsed, found.targetReached];
}

test('topology, next-tolerance and workloads are always there, in this order', t => {
	for (const machines of [1, 2, 3, 4, 5, 7, 18, 24, 100]) {
		t.deepEqual(planned({machines}).alternatives.map(({id}) => id), ['topology', 'next-tolerance', 'workloads', 'more-machines'], `${machines}`);
	}

	t.deepEqual(planned({machines: 6, zones: 2}).alternatives.map(({id}) => id), ['topology', 'next-tolerance', 'workloads', 'more-machines', 'all-in-one-zone']);
	t.deepEqual(planned({machines: 6000}).alternatives.map(({id}) => id), ['topology', 'next-tolerance', 'workloads', 'more-machines', 'many-clusters']);
	t.deepEqual(planned({machines: 1_000_000}).alternatives.map(({id}) => id), ['topology', 'next-tolerance', 'workloads', 'many-clusters'], 'there is no machine more');
});

test('the other topology, with its numbers: at hand, or with as many machines as it takes', t => {
	const seven = alternative({machines: 7}, 'topology');
	t.deepEqual(shapeOf(seven), ['external', 3, 2, 2, 7, true]);
	t.is(seven?.guarantees.availability.value.toFixed(10), '0.9996020298');
	t.regex(seven?.because ?? '', /isolation, not availability \(down 209\.3 min\/year, here 156\.7\)/v);
	t.deepEqual(shapeOf(alternative({machines: 3}, 'topology')), ['external', 3, 2, 0, 5, true]);
	t.regex(alternative({machines: 3}, 'topology')?.because ?? '', /would take 5 machines, 2 more than there are,/v);
	t.deepEqual(shapeOf(alternative({machines: 18}, 'topology')), ['stacked', 3, 3, 15, 18, true]);
	t.deepEqual(shapeOf(alternative({machines: 7, zones: [5, 1, 1]}, 'topology')), ['external', 3, 3, 2, 8, true], 'a control plane in a second zone needs one machine more there');
});

test('external is never called more available', t => {
	for (let machines = 1; machines <= 30; machines++) {
		t.notRegex(alternative({machines}, 'topology')?.because ?? '', /more available|buys availability/v);
	}
});

test('the next tolerance: one machine more may be lost, and what the docs say about three', t => {
	const eight = alternative({machines: 8}, 'next-tolerance');
	t.deepEqual(shapeOf(eight), ['stacked', 5, 5, 3, 8, true]);
	t.is(eight?.guarantees.controlPlane.anyMachines, 2);
	t.is(eight?.guarantees.availability.value.toFixed(10), '0.9999901494');
	t.regex(eight?.because ?? '', /every upgrade reboot runs at tolerance 0; Kubernetes' docs recommend five in production/v);
	t.deepEqual(shapeOf(alternative({machines: 2}, 'next-tolerance')), ['stacked', 3, 3, 0, 3, true]);
	t.deepEqual(shapeOf(alternative({machines: 3}, 'next-tolerance')), ['stacked', 5, 5, 0, 5, true]);
	t.deepEqual(shapeOf(alternative({machines: 18}, 'next-tolerance')), ['external', 5, 3, 10, 18, true]);
	const nine = alternative({machines: 30, surviveMachines: 3}, 'next-tolerance');
	t.is(nine?.voters, 9);
	t.regex(nine?.because ?? '', /advises against more than seven/v);
});

test('the other place for workloads, from five machines on with what separate ones cost', t => {
	const five = alternative({machines: 5}, 'workloads');
	t.is(five?.guarantees.workloads.machines, 5);
	t.regex(five?.because ?? '', /60 % of the machines carry none/v);
	t.deepEqual(shapeOf(alternative({machines: 3}, 'workloads')), ['stacked', 3, 3, 2, 5, true]);
	t.deepEqual(shapeOf(alternative({machines: 1}, 'workloads')), ['single', 1, 1, 1, 2, false]);
	t.is(alternative({machines: 7, zones: [5, 1, 1]}, 'workloads')?.machinesUsed, 8);
});

test('one machine more: what it buys, and where the next step is', t => {
	t.regex(alternative({machines: 7}, 'more-machines')?.because ?? '', /one more worker, and the control plane survives no more than before\. From 18 machines on/v);
	t.regex(alternative({machines: 2}, 'more-machines')?.because ?? '', /survives the loss of any 1 machine/v);
	t.regex(alternative({machines: 4}, 'more-machines')?.because ?? '', /machines of their own/v);
	const seventeen = alternative({machines: 17}, 'more-machines');
	t.is(seventeen?.topology, 'external');
	const witness = alternative({machines: 6, zones: [3, 3]}, 'more-machines');
	t.regex(witness?.because ?? '', /With one machine more in a new zone \(zone-c\) the control plane survives the loss of a zone/v);
	t.is(witness?.guarantees.controlPlane.anyZones, 1);
	t.is(witness?.guarantees.availability.minutesDownPerYear, 189.2);
});

test('one machine more in the alternatives is what the planner plans with one machine more', t => {
	for (let machines = 1; machines < 24; machines++) {
		const more = alternative({machines}, 'more-machines');
		const {topology, voters, controlPlanes, workers} = brief(planned({machines: machines + 1}));
		t.deepEqual([more?.topology, more?.voters, more?.controlPlanes, more?.workers], [topology, voters, controlPlanes, workers]);
		t.deepEqual(more?.guarantees, planned({machines: machines + 1}).guarantees);
	}
});

test('policy 7: above 5,000 nodes many clusters, each within what Kubernetes is tested with', t => {
	const clusters = alternative({machines: 12_000, zones: 3}, 'many-clusters');
	t.deepEqual([clusters?.clusters, clusters?.machinesEach, clusters?.machinesUsed], [3, 4000, 12_000]);
	t.deepEqual(clusters?.guarantees.controlPlane, {anyMachines: 1, anyZones: 1, zoneAndMachine: false});
	t.is(alternative({machines: 5003}, 'many-clusters'), undefined, 'external etcd is no node');
	const planning = alternative({machines: 20, nodesPlanned: 12_000}, 'many-clusters');
	t.deepEqual([planning?.clusters, planning?.machinesEach], [3, 4000]);
});
