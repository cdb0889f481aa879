import test from 'ava';
import {displayWidth} from '../../source/model/display-width.js';
import type {Layout} from '../../source/model/plan.js';
import {machineGroups, machinesOf, machinesOfZone, shownSelection} from '../../source/present/machine-groups.js';
import {drawMachines, machineMap, moveOnMap, type Direction} from '../../source/present/machine-map.js';
import type {MapOptions} from '../../source/present/machine-cells.js';
import {rowText} from '../../source/present/span.js';
import {external, stacked} from '../helpers/layouts.js';

const plain: MapOptions = {width: 76, down: new Set(), language: 'en', expanded: false};
const draw = (layout: Layout, options: Partial<MapOptions> = {}) => machineMap(layout, {...plain, ...options}).map(row => rowText(row).trimEnd());

test('machines by what they do; a machine that is down has another sign and the word', t => {
	t.deepEqual(draw(stacked({voters: 3, workers: 4}), {selected: 'node-1', down: new Set(['node-2'])}), [
		'control plane, etcd, load balancer',
		'❯● node-1        ✗ node-2 down   ● node-3',
		'workers',
		' ● node-4        ● node-5        ● node-6        ● node-7',
	]);
});

test('control planes that take workloads say so', t => {
	t.is(draw(stacked({voters: 3, schedulable: true}))[0], 'control plane, etcd, load balancer, workloads');
});

test('many workers are one entry that counts those that are down, and opens', t => {
	const layout = external({controlPlanes: 3, voters: 3, workers: 14});
	t.is(draw(layout, {down: new Set(['node-9'])}).at(-1), ' ◐ node-7 .. node-20 (14, 1 down)');
	t.is(draw(layout, {down: new Set(machinesOf(machineGroups(layout), '/worker'))}).at(-1), ' ✗ node-7 .. node-20 (14, all down)');
	t.true(draw(layout, {expanded: true, down: new Set(['node-9'])}).join('\n').includes('✗ node-9 down'));
});

test('zones stand side by side where the width takes them', t => {
	const layout = stacked({voters: [1, 1, 1], workers: [8, 8, 8], kind: 'node-local'});
	t.deepEqual(draw(layout, {selected: 'node-2'}), [
		' zone-a (9)             zone-b (9)             zone-c (9)',
		'control plane, etcd',
		' ● node-1              ❯● node-2               ● node-3',
		'workers',
		' ● node-4 .. node-11    ● node-12 .. node-19   ● node-20 .. node-27',
		'   (8)                    (8)                    (8)',
	]);
	t.true(draw(layout, {width: 30}).filter(line => line.includes('zone-')).length === 3);
});

test('no row is wider than asked, in either language, at any width a terminal has', t => {
	const layouts = [stacked({voters: [2, 2, 1], workers: [8, 1, 30]}), external({controlPlanes: 3, voters: 5, workers: 40}), stacked({voters: 1, kind: 'none'})];
	for (const layout of layouts) {
		for (const language of ['en', 'zh'] as const) {
			for (let width = 40; width <= 140; width += 7) {
				for (const expanded of [false, true]) {
					const widest = Math.max(...machineMap(layout, {...plain, width, language, expanded}).map(row => displayWidth(rowText(row).trimEnd())));
					t.true(widest <= width, `${language}, ${width} columns: ${widest}`);
				}
			}
		}
	}
});

const walk = (layout: Layout, start: string, directions: readonly Direction[], options: Partial<MapOptions> = {}) => {
	let selected = start;
	for (const direction of directions) {
		const drawn = drawMachines(layout, {...plain, ...options, selected});
		selected = moveOnMap(drawn, layout, {selected, expanded: options.expanded ?? false}, direction);
	}

	return selected;
};

test('arrows go to the nearest, over the end of a line into the next, and stop at the edges', t => {
	const layout = stacked({voters: 3, workers: 4});
	t.is(walk(layout, 'node-1', ['right']), 'node-2');
	t.is(walk(layout, 'node-1', ['right', 'down']), 'node-5');
	t.is(walk(layout, 'node-3', ['right']), 'node-4');
	t.is(walk(layout, 'node-7', ['right']), 'node-7');
	t.is(walk(layout, 'node-1', ['up']), 'node-1');
	t.is(walk(layout, 'node-6', ['down']), 'node-6');
});

test('a zone is all its machines; without zones it is all of them', t => {
	const zoned = machineGroups(stacked({voters: [1, 1, 1], workers: [2, 0, 0], kind: 'node-local'}));
	t.deepEqual(machinesOfZone(zoned, 'node-1'), ['node-1', 'node-4', 'node-5']);
	t.is(machinesOfZone(machineGroups(stacked({voters: 3, workers: 20})), '/worker').length, 23);
});

test('opening and closing groups keeps the selection in its place', t => {
	const groups = machineGroups(stacked({voters: 3, workers: 20}));
	t.is(shownSelection(groups, 'node-9', false), '/worker');
	t.is(shownSelection(groups, '/worker', true), 'node-4');
	t.is(shownSelection(groups, 'node-2', false), 'node-2');
	t.is(shownSelection(groups, 'gone', false), 'node-1');
});

test('a million machines are drawn as far as one can see', t => {
	const layout = stacked({voters: 3, workers: 999_997});
	t.deepEqual(draw(layout).slice(-1), [' ● node-4 .. node-1000000 (999997)']);
	const opened = drawMachines(layout, {...plain, expanded: true, selected: 'node-500000'});
	t.true(opened.rows.length < 40);
	t.true(opened.places.some(({id}) => id === 'node-500000'));
	t.is(walk(layout, 'node-500000', ['right', 'right'], {expanded: true}), 'node-500002');
	t.regex(opened.rows.map(row => rowText(row)).join('\n'), /↑ \d+ before/v);
});

test('thousands of zones are drawn around the selected one', t => {
	const layout = {...stacked({voters: 1, kind: 'none'}), machines: Array.from({length: 5000}, (_, index) => ({
		name: `node-${index + 1}`, address: null, zone: `zone-${index + 1}`, host: null, roles: ['worker' as const],
	}))};
	const {rows, places} = drawMachines(layout, {...plain, selected: 'node-100'});
	t.true(rows.length < 60);
	t.is(places.length, 24);
	t.is(rowText(rows[0]!), '↑ 96 zones before');
	t.is(walk(layout, 'node-120', ['down']), 'node-121');
});
