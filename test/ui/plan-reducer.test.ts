import test from 'ava';
import type {Layout} from '../../source/model/plan.js';
import {hasLargeGroup, reducePlan, selectedZone, startPlan, type PlanAction} from '../../source/ui/screens/plan/plan-reducer.js';
import {stacked} from '../helpers/layouts.js';

const after = (layout: Layout, ...actions: readonly PlanAction[]) => {
	let state = startPlan(layout);
	for (const action of actions) {
		state = reducePlan(state, action);
	}

	return {...state, down: [...state.down]};
};

const seven = stacked({voters: 3, workers: 4});
const zoned = stacked({voters: [1, 1, 1], workers: [8, 8, 8], kind: 'node-local'});

test('it starts at the first machine with everything up', t => {
	const {selected, down, tab} = after(seven);
	t.is(selected, 'node-1');
	t.deepEqual(down, []);
	t.is(tab, 'machines');
});

test('the same key kills and revives', t => {
	t.deepEqual(after(seven, {type: 'kill-or-revive'}).down, ['node-1']);
	t.deepEqual(after(seven, {type: 'kill-or-revive'}, {type: 'kill-or-revive'}).down, []);
});

test('a group goes down as one, and comes back only when all of it is down', t => {
	const group: PlanAction = {type: 'select', id: 'zone-a/worker'};
	t.is(after(zoned, group, {type: 'kill-or-revive'}).down.length, 8);
	t.is(after(zoned, {type: 'select', id: 'node-4'}, {type: 'kill-or-revive'}, group, {type: 'kill-or-revive'}).down.length, 8);
	t.is(after(zoned, group, {type: 'kill-or-revive'}, {type: 'kill-or-revive'}).down.length, 0);
});

test('a zone goes down and comes back as a whole', t => {
	t.is(after(zoned, {type: 'kill-or-revive-zone'}).down.length, 9);
	t.is(after(zoned, {type: 'kill-or-revive-zone'}, {type: 'kill-or-revive-zone'}).down.length, 0);
	t.is(selectedZone(startPlan(zoned)), 'zone-a');
	t.is(selectedZone(startPlan(seven)), null);
});

test('all are revived at once', t => {
	t.deepEqual(after(zoned, {type: 'kill-or-revive-zone'}, {type: 'revive-all'}).down, []);
});

test('opening a group puts the cursor on its first machine, closing puts it back on the group', t => {
	const opened = after(zoned, {type: 'select', id: 'zone-b/worker'}, {type: 'expand'});
	t.is(opened.selected, 'node-12');
	t.is(after(zoned, {type: 'select', id: 'zone-b/worker'}, {type: 'expand'}, {type: 'expand'}).selected, 'zone-b/worker');
	t.true(hasLargeGroup(startPlan(zoned)));
	t.false(hasLargeGroup(startPlan(seven)));
});

test('pages turn in a circle or are opened by number, and what is down stays down', t => {
	t.is(after(seven, {type: 'turn', step: -1}).tab, 'steps');
	t.is(after(seven, {type: 'turn', step: 1}).tab, 'guarantees');
	const opened = after(seven, {type: 'kill-or-revive'}, {type: 'open', tab: 'findings'});
	t.is(opened.tab, 'findings');
	t.deepEqual(opened.down, ['node-1']);
});

test('a million workers go down in one key', t => {
	t.is(after(stacked({voters: 3, workers: 999_997}), {type: 'select', id: '/worker'}, {type: 'kill-or-revive'}).down.length, 999_997);
});
