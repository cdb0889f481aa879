import test from 'ava';
import fc from 'fast-check';
import {displayWidth} from '../../source/model/display-width.js';
import {fileLines, widestLine, windowRow} from '../../source/present/file-window.js';
import {rowText} from '../../source/present/span.js';

const shown = (line: string, shift: number, width: number) => rowText(windowRow(line, {shift, width}));

test('a file is its lines; the line break at its end begins none', t => {
	t.deepEqual(fileLines('a\n\n  b\n'), ['a', '', '  b']);
	t.deepEqual(fileLines('a'), ['a']);
});

test('tabs go on to the next eighth column', t => {
	t.deepEqual(fileLines('\ta\n1234567\tb\n方\tc\n'), ['        a', '1234567 b', '方      c']);
});

test('no control character reaches the terminal, nor one that turns text round', t => {
	t.deepEqual(fileLines('a\u001B[31mb\u0007\r\n\u202Ec\u009B1m\n'), ['a�[31mb��', '�c�1m']);
	fc.assert(fc.property(fc.string({unit: 'binary'}), text => !/[\p{Control}\u202A-\u202E]/v.test(fileLines(text).join(''))), {numRuns: 200});
});

test('what fits is shown as it is', t => {
	t.is(shown('abcdef', 0, 6), 'abcdef');
	t.is(shown('方案一', 0, 6), '方案一');
	t.is(shown('', 3, 6), '');
});

test('what is cut off is marked on its side', t => {
	t.is(shown('abcdefghij', 0, 6), 'abcde›');
	t.is(shown('abcdefghij', 2, 6), '‹defg›');
	t.is(shown('abcdefghij', 4, 6), '‹fghij');
	t.is(shown('ab', 4, 6), '‹');
});

test('half a wide character is a blank', t => {
	t.is(shown('一二三四', 0, 6), '一二 ›');
	t.is(shown('一二三四', 1, 6), '‹二三›');
	t.is(shown('一二三四五', 2, 6), '‹ 三 ›');
});

test('a window is never wider than it is, and moved on by its width shows every column once', t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme', maxLength: 60}), fc.integer({min: 0, max: 80}), fc.integer({min: 3, max: 30}), (text, shift, width) => {
		const line = fileLines(text.replaceAll('\n', ' '))[0] ?? '';
		return displayWidth(shown(line, shift, width)) <= width;
	}), {numRuns: 300});
	const line = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);
	const columns = Array.from({length: widestLine([line])}, (_, at) => shown(line, at, 3)).map(text => text[1]).join('');
	t.is(columns.slice(0, 103), line.slice(1, 104));
});
