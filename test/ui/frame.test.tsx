import test from 'ava';
import * as fc from 'fast-check';
import {displayWidth} from '../../source/model/display-width.js';
import {fitRow, rowWidth} from '../../source/present/fit-row.js';
import {rowText, span, type Row} from '../../source/present/span.js';
import {Frame} from '../../source/ui/components/frame.js';
import {Keyboard} from '../../source/ui/components/keyboard.js';
import {arrangeRows, frameLayout} from '../../source/ui/frame-layout.js';
import {footerRow, headerRow} from '../../source/ui/frame-rows.js';
import {scrolledTop, topWithFocus} from '../../source/ui/hooks/use-scroll.js';
import {keyMap} from '../../source/ui/key-map.js';
import {themeContext} from '../../source/ui/theme.js';
import {assertFits, keys, renderIn} from '../helpers/render.js';

const {help, back, quit} = keyMap.everywhere;

function longFrame({rowCount = 40, ascii = false, screenReader = false}: {rowCount?: number; ascii?: boolean; screenReader?: boolean} = {}) {
	const rows = Array.from({length: rowCount}, (_, index): Row => [span(`row ${index + 1} → ${'很长的一行'.repeat(20)}`)]);
	return (
		<themeContext.Provider value={{ascii, screenReader}}>
			<Keyboard onUnused={() => undefined}>
				<Frame isActive language='en' crumbs={['Lessons', 'etcd']} aside='step 1 of 5' rows={rows} keys={[keyMap.lesson.next]}/>
			</Keyboard>
		</themeContext.Provider>
	);
}

test('a frame is always lower than the terminal and never wider, whatever its size', async t => {
	for (const [columns, rows] of [[80, 24], [100, 30], [60, 20], [60, 16], [59, 24], [80, 15], [30, 8], [20, 5], [12, 2]] as const) {
		const {settled} = renderIn(t, longFrame(), {columns, rows});
		assertFits(t, await settled(), columns, rows);
	}
});

test('below 60x16 it is linear text: no rules, every key still there', async t => {
	const {settled} = renderIn(t, longFrame({rowCount: 3}), {columns: 50, rows: 12});
	const frame = await settled();
	t.notRegex(frame, /─/v);
	t.regex(frame, /^etcd +step 1 of 5/v);
	t.regex(frame, /row 3/v);
	t.regex(frame, /→ n next +\? help/v);
});

test('linear text that goes on says so too, where no rule can', async t => {
	const {settled, press} = renderIn(t, longFrame(), {columns: 50, rows: 12});
	t.regex((await settled()).split('\n').at(-1)!, /^↓31 {2}→ n next/v);
	t.regex((await press(keys.pageDown)).split('\n').at(-1)!, /^↑8 ↓23 {2}→ n next/v);
	const tiny = renderIn(t, longFrame(), {columns: 8, rows: 5});
	t.regex((await tiny.settled()).split('\n').at(-1)!, /^↓\d+$/v);
});

test('a page taller than the window scrolls, and says how much is hidden', async t => {
	const {settled, press} = renderIn(t, longFrame());
	t.regex(await settled(), /more ↓ 22/v);
	const later = await press(keys.pageDown);
	t.regex(later, /row 18 /v);
	t.regex(later, /more ↑ 17 {2}↓ 5/v);
	const end = await press(keys.pageDown, keys.pageDown);
	t.regex(end, /row 40 /v);
	t.regex(end, /more ↑ 22 ─/v);
	t.regex(await press(keys.up), /more ↑ 21/v);
});

test('it follows the terminal at any time, and keeps its place', async t => {
	const {settled, resize, press} = renderIn(t, longFrame());
	await press(keys.pageDown);
	resize(100, 30);
	const larger = await settled();
	assertFits(t, larger, 100, 30);
	t.regex(larger, /row 18 /v);
	resize(40, 10);
	const smaller = await settled();
	assertFits(t, smaller.trimEnd(), 40, 10);
	t.regex(smaller, /row 1[78] /v);
});

test('ASCII: nothing but letters and ASCII is drawn', async t => {
	const {settled} = renderIn(t, longFrame({ascii: true}));
	t.regex(await settled(), /^[\p{ASCII}\p{Letter}]+$/v);
});

test('screen reader: everything in reading order, nothing cut, no rules', async t => {
	const {settled} = renderIn(t, longFrame({screenReader: true}), {screenReader: true});
	const frame = await settled();
	t.notRegex(frame, /─|…/v);
	t.true(frame.indexOf('etcd') < frame.indexOf('row 1 '));
	t.true(frame.indexOf('row 40 ') < frame.indexOf('? help'));
});

test('scrolling stays within the page', t => {
	const box = {length: 40, height: 10};
	t.is(scrolledTop(0, 'page-down', box), 9);
	t.is(scrolledTop(28, 'page-down', box), 30);
	t.is(scrolledTop(3, 'page-up', box), 0);
	t.is(scrolledTop(3, 'down', box), 4);
	t.is(scrolledTop(0, 'page-down', {length: 5, height: 10}), 0);
	t.is(topWithFocus(0, 12, 10), 3);
	t.is(topWithFocus(5, 2, 10), 2);
	t.is(topWithFocus(5, 9, 10), 5);
});

test('rows pinned below the page scroll with it where they leave it fewer than two rows', t => {
	const rows = (count: number) => Array.from({length: count}, (): Row => []);
	t.like(arrangeRows(10, rows(5), rows(8)), {height: 2, pinned: {length: 8}, pageRows: {length: 5}});
	t.like(arrangeRows(10, rows(5), rows(9)), {height: 10, pinned: {length: 0}, pageRows: {length: 14}});
});

test('the page has 17 rows and 76 columns at 80x24 below a subtitle', t => {
	const {width, height} = frameLayout({columns: 80, rows: 24}, {subtitle: true, screenReader: false});
	t.deepEqual({width, height}, {width: 76, height: 17});
});

test('the footer drops keys from its end when they do not fit, and help last', t => {
	const {next, previous, spine, sources} = keyMap.lesson;
	const footer = (width: number) => rowText(footerRow({keys: [next, previous, spine, sources], lastKeys: [help, back, quit], language: 'en', width, isScrolling: false}));
	t.is(footer(90), '→ n next   ← p previous   s who decides   o sources   ? help   Esc back   q quit');
	t.is(footer(70), '→ n next   ← p previous   s who decides   ? help   Esc back   q quit');
	t.is(footer(20), '→ n next   ? help');
	t.is(footer(6), '? help');
	t.is(footer(3), '? …');
});

test('keys that are many stand closer together, so that one more fits', t => {
	const {next, previous, spine} = keyMap.lesson;
	const footer = (isDense: boolean) => rowText(footerRow({keys: [next, previous, spine], lastKeys: [help], language: 'en', width: 46, isScrolling: false, isDense}));
	t.is(footer(false), '→ n next   ← p previous   ? help');
	t.is(footer(true), '→ n next  ← p previous  s who decides  ? help');
});

test('the header keeps the innermost place', t => {
	const header = (width: number) => rowText(headerRow({crumbs: ['Lessons', 'etcd: a majority decides'], aside: 'step 1 of 5', isLinear: false, width}));
	t.is(header(76), `k8s-ha-tutor › Lessons › etcd: a majority decides${' '.repeat(16)}step 1 of 5`);
	t.is(header(40), 'etcd: a majority decides     step 1 of 5');
	t.is(header(20), 'etcd: …  step 1 of 5');
});

test('a cut row fits, never halves a wide character, and is marked', t => {
	const row = fc.array(fc.record({text: fc.string({unit: fc.constantFrom('a', '中', '🙂', ' ')})}), {maxLength: 4});
	fc.assert(fc.property(row, fc.integer({min: 1, max: 20}), (spans, width) => {
		const fitted = fitRow(spans, width);
		t.true(rowWidth(fitted) <= width);
		t.is(rowText(fitted).endsWith('…'), displayWidth(rowText(spans)) > width);
	}));
});
