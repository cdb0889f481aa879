import test from 'ava';
import {percent, minutesText} from '../../source/present/availability-words.js';
import {cutFamilies} from '../../source/present/cut-families.js';
import {fatalSets, guaranteeLines} from '../../source/present/guarantee-lines.js';
import {nameList} from '../../source/present/name-list.js';
import {rowText} from '../../source/present/span.js';
import {assess} from '../../source/planner/guarantees/assess.js';
import type {Language} from '../../source/model/language.js';
import type {Layout} from '../../source/model/plan.js';
import {external, stacked} from '../helpers/layouts.js';

const lines = (layout: Layout, language: Language = 'en', zone: number | null = null) =>
	guaranteeLines(assess(layout, {machine: 0.99, zone}), language, layout).map(row => rowText(row));

test('three stacked and four workers: what survives, what kills, and the number with its assumptions', t => {
	t.deepEqual(lines(stacked({voters: 3, workers: 4})), [
		'Control plane  ✓ survives any 1 machine down',
		'Workloads      ✓ 4 machines take them; any 3 may be down (room is not counted)',
		'What kills it  any 2 of node-1, node-2, node-3',
		'Availability   99.9702 %, down 156.7 min/year',
		'Assumes        each machine is up 99 % of the time; failures are independent; failover time is not counted. For comparing layouts, no promise.',
	]);
});

test('Chinese says the same', t => {
	t.deepEqual(lines(stacked({voters: 3, workers: 4}), 'zh'), [
		'控制平面       ✓ 任意 1 台机器故障都扛得住',
		'工作负载       ✓ 4 台机器可运行；任意 3 台故障仍有机器可用（未计容量）',
		'致命组合       node-1、node-2、node-3 中任意 2 台',
		'可用度         99.9702 %，每年约中断 156.7 分钟',
		'前提           每台机器有 99 % 的时间正常；故障相互独立；不计故障转移的时间。只用于比较方案，不是承诺。',
	]);
});

test('a single machine survives nothing', t => {
	const [controlPlane, , kills] = lines(stacked({voters: 1, kind: 'none', schedulable: true}));
	t.is(controlPlane, 'Control plane  ✗ survives no loss of a machine it stands on');
	t.is(kills, 'What kills it  node-1');
});

test('zones: what is survived, and the one that is fatal', t => {
	t.is(lines(stacked({voters: [1, 1, 1], kind: 'node-local'}), 'en', 0.999)[0], 'Control plane  ✓ survives any 1 machine down, any 1 zone down');
	t.is(lines(stacked({voters: [1, 1, 1], kind: 'node-local'}), 'en', 0.999)[2], 'What kills it  any 2 of node-1, node-2, node-3; any 2 whole zones of zone-a, zone-b, zone-c');
	t.is(lines(stacked({voters: [2, 1], kind: 'node-local'}), 'en', 0.999)[0], 'Control plane  ✓ survives any 1 machine down, but not the loss of zone-a');
	t.is(
		lines(stacked({voters: [1, 1, 1, 1, 1], kind: 'node-local'}), 'en', 0.999)[0],
		'Control plane  ✓ survives any 2 machines down, any 2 zones down, and any zone with any one machine more',
	);
});

test('the smallest fatal sets are named even where the ten examples of the file do not reach them', t => {
	const layout = external({controlPlanes: 3, voters: 5, loadBalancers: 2, kind: 'dedicated'});
	t.is(lines(layout)[2], 'What kills it  node-9, node-10 together; node-1, node-2, node-3 together; any 3 of node-4 .. node-8');
	const withoutLayout = guaranteeLines(assess(layout, {machine: 0.99, zone: null}), 'en').map(row => rowText(row));
	t.is(withoutLayout[2], 'What kills it  node-1, node-2, node-3 together; any 3 of node-4 .. node-8; and 1 set more, the smallest of 2 machines');
});

test('35 sets of 7 voters are known by the first ten', t => {
	t.is(lines(stacked({voters: 7}))[2], 'What kills it  any 4 of node-1 .. node-7');
});

test('sets that are not all choices of a family are listed one by one', t => {
	t.is(fatalSets([['a', 'b'], ['b', 'c']], 2, 'en'), 'a, b together; b, c together');
	t.is(cutFamilies([['a', 'b'], ['b', 'c']], 2).more, 0);
});

test('a list that is only a beginning claims no family larger than the count allows', t => {
	const sets = [['a', 'b', 'c'], ['a', 'b', 'd'], ['a', 'd', 'e'], ['b', 'd', 'e']];
	t.is(fatalSets(sets, 9, 'en'), 'a, b, c together; a, b, d together; a, d, e together; b, d, e together; and 5 sets more');
});

test('percent keeps every nine and three digits of what is missing', t => {
	t.deepEqual([0.99, 0.999_702, 0.999_990_149_4, 0.9801, 0.5, 0.999_999_999_9].map(value => percent(value)), ['99', '99.9702', '99.999015', '98.01', '50', '99.99999999']);
});

test('less than a tenth of a minute is said so', t => {
	t.is(minutesText(0.02, 'en'), 'less than 0.1');
	t.is(minutesText(156.74, 'en'), '156.7');
});

test('names that count up become a range from four on, and a long list is counted', t => {
	t.is(nameList(['node-1', 'node-2', 'node-3'], 'en'), 'node-1, node-2, node-3');
	t.is(nameList(['node-9', 'node-10', 'node-11', 'node-12', 'x'], 'en'), 'node-9 .. node-12, x');
	t.is(nameList(['a', 'c', 'e', 'g'], 'en', 2), 'a, c and 2 more');
	t.is(nameList(['a', 'c', 'e', 'g'], 'zh', 2), 'a、c 等，另有 2 台');
});
