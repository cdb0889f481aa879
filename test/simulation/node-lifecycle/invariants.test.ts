import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {actionViolation, hearNodeNote, newNodeWatch, seeConditions} from '../../../source/simulation/node-lifecycle/invariants.js';
import type {NodeView} from '../../../source/simulation/node-lifecycle/nodes.js';
import {defaultNodeSettings} from '../../../source/simulation/node-lifecycle/settings.js';

function node(name: string, changes: Partial<NodeView> = {}): NodeView {
	return {name, zone: '', leaseRenewedVersion: 1, statusVersion: 1, ready: 'unknown', noSchedule: null, noExecute: null, pods: [], ...changes};
}

const taint = (name: string) => ({kind: 'taint-no-execute', node: name, taint: 'unreachable'} as const);
const deletion = {kind: 'delete-pod', node: 'a', pod: 'p'} as const;

test('a taint wants a condition, and ten seconds after the last one of its zone', t => {
	const watch = newNodeWatch(defaultNodeSettings);
	t.is(actionViolation(watch, taint('a'), node('a', {ready: 'true'}), 0), 'a got a NoExecute taint though it is Ready');
	t.is(actionViolation(watch, taint('b'), node('b'), seconds(20)), undefined);
	t.is(actionViolation(watch, taint('c'), node('c', {zone: 'far'}), seconds(20)), undefined);
	t.is(actionViolation(watch, taint('d'), node('d'), seconds(29)), 'd got a NoExecute taint 9000000 µs after the last one of zone ""');
	t.is(actionViolation(watch, taint('e'), node('e'), seconds(39)), undefined);
	t.is(actionViolation(watch, taint('e'), node('e', {noExecute: 'not-ready'}), seconds(39)), undefined, 'one taint for the other');
	hearNodeNote(watch, {kind: 'node-controller-started'});
	t.is(actionViolation(watch, taint('f'), node('f'), seconds(40)), undefined);
});

test('a deletion wants a taint, and the pod\'s time since', t => {
	const pods = [{name: 'p', tolerationS: 300, terminating: false}];
	const watch = newNodeWatch(defaultNodeSettings);
	t.is(actionViolation(watch, deletion, node('a', {pods}), seconds(1)), 'p was deleted though a has no NoExecute taint');
	actionViolation(watch, taint('a'), node('a', {pods}), seconds(10));
	t.is(actionViolation(watch, deletion, node('a', {pods}), seconds(309)), 'p was deleted 299000000 µs after the taint, though it tolerates it for 300 s');
	t.is(actionViolation(watch, deletion, node('a', {pods}), seconds(310)), undefined);
	t.is(actionViolation(watch, deletion, node('a', {pods: [{...pods[0]!, tolerationS: null}]}), seconds(310)), 'p was deleted though it tolerates everything');
	actionViolation(watch, {kind: 'untaint', node: 'a', effect: 'no-execute'}, node('a', {pods}), seconds(320));
	t.is(actionViolation(watch, deletion, node('a', {pods}), seconds(321)), 'p was deleted though a has no NoExecute taint');
});

test('nobody is evicted while no node is Ready', t => {
	const watch = newNodeWatch(defaultNodeSettings);
	seeConditions(watch, [node('a'), node('b')], seconds(5));
	seeConditions(watch, [node('a'), node('b')], seconds(9));
	t.is(actionViolation(watch, taint('a'), node('a'), seconds(12)), 'taint-no-execute of a though no node has been Ready for 7000000 µs');
	t.is(actionViolation(watch, deletion, node('a'), seconds(12)), 'delete-pod of a though no node has been Ready for 7000000 µs');
	seeConditions(watch, [node('a'), node('b', {ready: 'true'})], seconds(13));
	t.is(actionViolation(watch, taint('a'), node('a'), seconds(14)), undefined);
});

test('nor in a small zone that is disrupted in part, from the next pass on', t => {
	const watch = newNodeWatch(defaultNodeSettings);
	const nodes = ['a', 'b', 'c'].map(name => node(name));
	seeConditions(watch, [...nodes, node('d', {ready: 'true'})], seconds(5));
	t.is(actionViolation(watch, taint('a'), node('a'), seconds(10)), undefined);
	t.is(actionViolation(watch, taint('b'), node('b'), seconds(20)), 'b got a NoExecute taint though its zone is small and disrupted in part');
	seeConditions(watch, [...nodes.slice(1), node('a', {ready: 'true'}), node('d', {ready: 'true'})], seconds(25));
	t.is(actionViolation(watch, taint('b'), node('b'), seconds(35)), undefined);
});
