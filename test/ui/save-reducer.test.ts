import test from 'ava';
import {reduceSave, startSave, type SaveAction, type SaveState} from '../../source/ui/screens/save/save-reducer.js';

const after = (...actions: readonly SaveAction[]) => {
	let state: SaveState = startSave();
	for (const action of actions) {
		state = reduceSave(state, action);
	}

	return state;
};

const submit: SaveAction = {type: 'submit'};
const exists: SaveAction = {type: 'result', result: {kind: 'exists', path: '/home/me/plan.yaml'}};
const says = {en: 'The disk is full.', zh: '磁盘已满。'};

test('one begins where one saved last, or at plan.yaml', t => {
	t.like(startSave(), {phase: 'editing', path: 'plan.yaml'});
	t.like(startSave('plans/a.yaml'), {phase: 'editing', path: 'plans/a.yaml'});
});

test('plan.yaml is proposed, and saved without force', t => {
	t.deepEqual(after(submit), {phase: 'saving', path: 'plan.yaml', force: false});
});

test('the path is typed and erased character by character, a wide one as one', t => {
	t.like(after({type: 'type', character: '方'}), {path: 'plan.yaml方'});
	t.like(after({type: 'type', character: '😀'}, {type: 'erase'}), {path: 'plan.yaml'});
});

test('blanks around the path are not part of it', t => {
	t.like(after({type: 'type', character: ' '}, submit), {path: 'plan.yaml'});
});

test('an empty path is asked for again', t => {
	const state = after(...Array.from({length: 9}, (): SaveAction => ({type: 'erase'})), submit);
	t.is(state.phase, 'editing');
	t.truthy(state.phase === 'editing' && state.error);
});

test('what is there already is only replaced after a yes', t => {
	t.is(after(submit, exists).phase, 'asking');
	t.deepEqual(after(submit, exists, submit), {phase: 'asking', path: 'plan.yaml'});
	t.deepEqual(after(submit, exists, {type: 'replace'}), {phase: 'saving', path: 'plan.yaml', force: true});
	t.deepEqual(after(submit, exists, {type: 'keep'}), {phase: 'editing', path: 'plan.yaml', error: undefined});
});

test('a failure keeps the path and says what went wrong, until one types', t => {
	const failed = after(submit, {type: 'result', result: {kind: 'failed', says}});
	t.deepEqual(failed, {phase: 'editing', path: 'plan.yaml', error: says});
	t.like(reduceSave(failed, {type: 'type', character: 'x'}), {path: 'plan.yamlx', error: undefined});
});

test('saved says where', t => {
	t.deepEqual(after(submit, {type: 'result', result: {kind: 'saved', path: '/home/me/plan.yaml'}}), {phase: 'saved', path: '/home/me/plan.yaml'});
});

test('keys while it is being written, and answers nobody waits for, change nothing', t => {
	t.is(after(submit, {type: 'type', character: 'x'}).path, 'plan.yaml');
	t.is(after(exists).phase, 'editing');
	t.is(after({type: 'replace'}).phase, 'editing');
	t.is(after({type: 'keep'}).phase, 'editing');
});
