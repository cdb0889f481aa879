import test from 'ava';
import type {Key} from 'ink';
import {displayWidth} from '../../source/model/display-width.js';
import {allKeys, boundTo, footerKeys, type KeyGroup} from '../../source/ui/binding.js';
import {keyMap} from '../../source/ui/key-map.js';
import {keyPresses} from '../../source/ui/key-press.js';
import {foundKeys, helpAction, reduceHelp} from '../../source/ui/screens/help/help-reducer.js';

const noKey: Key = {
	upArrow: false, downArrow: false, leftArrow: false, rightArrow: false, pageDown: false, pageUp: false, home: false, end: false,
	return: false, escape: false, ctrl: false, shift: false, tab: false, backspace: false, delete: false, meta: false,
	super: false, hyper: false, capsLock: false, numLock: false,
};

const names = (input: string, key: Partial<Key> = {}) => keyPresses(input, {...noKey, ...key}).map(({name}) => name);

const groups: ReadonlyArray<readonly [string, KeyGroup]> = Object.entries(keyMap);

test('several characters in one read are several keys', t => {
	t.deepEqual(names('ab\r \u007F'), ['a', 'b', 'enter', 'space', 'backspace']);
});

test('Esc is asked before Alt: Ink sets both', t => {
	t.deepEqual(names('', {escape: true, meta: true}), ['escape']);
	t.deepEqual(names('q', {meta: true}), ['escape', 'q']);
});

test('the backspace key, which Ink 6 calls delete, erases', t => {
	t.deepEqual(names('', {delete: true}), ['backspace']);
	t.deepEqual(names('', {backspace: true}), ['backspace']);
});

test('full-width letters, digits and marks of an input method are the plain keys, and stay as typed in a text', t => {
	t.deepEqual(keyPresses('ａ？１', noKey), [{name: 'a', text: 'ａ'}, {name: '?', text: '？'}, {name: '1', text: '１'}]);
});

test('Ctrl-C is a key, any other control character is none', t => {
	t.deepEqual(names('c', {ctrl: true}), ['ctrl-c']);
	t.deepEqual(names('d', {ctrl: true}), []);
	t.deepEqual(names('\u0001'), []);
});

for (const [name, group] of groups) {
	test(`${name}: every key says what it does in both languages, and has a command`, t => {
		for (const binding of Object.values(group)) {
			t.true(binding.keys.length > 0);
			for (const text of [binding.label, binding.does]) {
				t.not(text.en, '');
				t.not(text.zh, '');
			}

			t.regex(binding.command, /^k8s-ha-tutor/v);
			t.true(displayWidth(footerKeys(binding)) <= 9, 'a footer has little room');
			t.true(displayWidth(allKeys(binding)) <= 14);
		}
	});
}

test('a key means one thing at a time', t => {
	// A question, a save and an export ask back: what Enter and y mean there depends on what was asked last.
	for (const [name, group] of groups.filter(([name]) => name !== 'question' && name !== 'save' && name !== 'exportWrite')) {
		const keys = Object.values(group).flatMap(binding => binding.keys);
		t.is(new Set(keys).size, keys.length, name);
	}

	t.is(boundTo(keyMap.lesson, {name: 'n', text: 'n'}), 'next');
	t.is(boundTo(keyMap.lesson, {name: 'x', text: 'x'}), undefined);
});

test('help lists the keys of the current screen first, then those everywhere, then all others', t => {
	const found = foundKeys('quiz', '');
	t.deepEqual(found.slice(0, 3).map(({name, isHere}) => [name, isHere]), [['quiz', true], ['question', true], ['everywhere', true]]);
	t.is(found.length, groups.filter(([, group]) => Object.keys(group).length > 0).length);
});

test('help is searched by words in either language, by key and by command', t => {
	const found = (typed: string) => foundKeys('lesson', typed).flatMap(({bindings}) => bindings);
	t.true(found('HINT').includes(keyMap.question.hint));
	t.true(found('提示').includes(keyMap.question.hint));
	t.true(found('pgdn').includes(keyMap.everywhere.scroll));
	t.true(found('progress reset').includes(keyMap.progress.reset));
	t.deepEqual(found('no such key'), []);
});

test('typing in the help searches; q and ? are letters there', t => {
	t.deepEqual(helpAction({name: 'q', text: 'q'}), {type: 'type', text: 'q'});
	t.deepEqual(helpAction({name: '?', text: '?'}), {type: 'type', text: '?'});
	t.deepEqual(helpAction({name: 'backspace', text: ''}), {type: 'erase'});
	t.is(helpAction({name: 'down', text: ''}), undefined);
	t.deepEqual(reduceHelp({typed: '提示'}, {type: 'erase'}), {typed: '提'});
	t.deepEqual(reduceHelp({typed: 'ab'}, {type: 'clear'}), {typed: ''});
});
