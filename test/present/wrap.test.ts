import test from 'ava';
import * as fc from 'fast-check';
import {displayWidth} from '../../source/model/display-width.js';
import {asciiText} from '../../source/present/ascii.js';
import {markupRows} from '../../source/present/markup.js';
import {rowText} from '../../source/present/span.js';
import {toText} from '../../source/present/text.js';
import {wrapRow, wrapText} from '../../source/present/wrap.js';

const lines = (text: string, width: number) => wrapText(text, width).map(row => rowText(row));

test('Latin text breaks between words', t => {
	t.deepEqual(lines('three members keep a quorum of two', 14), ['three members', 'keep a quorum', 'of two']);
});

test('Chinese text breaks between characters, and never before closing punctuation', t => {
	t.deepEqual(lines('法定人数是过半，三个成员。', 14), ['法定人数是过', '半，三个成员。']);
	for (const line of lines('法定人数是过半数，三个成员要两个。（见 etcd 文档）', 10)) {
		t.notRegex(line, /^[，。）]/v);
		t.notRegex(line, /（$/v);
	}
});

test('a word wider than the line is cut', t => {
	t.deepEqual(lines('abcdefgh', 3), ['abc', 'def', 'gh']);
});

test('rows after the first are indented', t => {
	t.deepEqual(wrapRow([{text: '• one two three'}], 9, 2).map(row => rowText(row)), ['• one two', '  three']);
});

test('no row is wider than asked, and no character but blanks is lost', t => {
	const text = fc.string({unit: fc.constantFrom('a', 'b', ' ', '中', '文', '，', '（', '）', '。', 'etcd', '-')});
	fc.assert(fc.property(text, fc.integer({min: 2, max: 30}), (value, width) => {
		const rows = lines(value, width);
		t.true(rows.every(row => displayWidth(row) <= width));
		t.is(rows.join('').replaceAll(' ', ''), value.replaceAll(' ', ''));
	}));
});

test('markup: paragraphs, lists, strong, code, a command with its answer, a diagram', t => {
	const body = 'A **quorum** is\nmore than half.\n\n- first item\n- second\n\n```sh\n$ etcdctl member list\nanswer\n```\n```\n┌──┐\n```\n';
	t.deepEqual(markupRows(body, 40).map(row => rowText(row)), [
		'A quorum is more than half.', '', '• first item', '• second', '', '  $ etcdctl member list', '  answer', '  ┌──┐',
	]);
	t.deepEqual(markupRows('过半数\n即可', 40).map(row => rowText(row)), ['过半数即可']);
});

test('text: colour only when asked; ASCII keeps the columns', t => {
	t.is(toText([[{text: 'up', tone: 'good'}]], {colour: false, ascii: false}), 'up\n');
	t.is(toText([[{text: 'up', tone: 'good'}]], {colour: true, ascii: false}), '\u001B[32mup\u001B[39m\n');
	t.is(asciiText('┌─┐ ✓ → ≥ 3'), '+-+ + > >= 3');
});
