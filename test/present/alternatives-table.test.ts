import test from 'ava';
import {displayWidth} from '../../source/model/display-width.js';
import {alternativesTable} from '../../source/present/alternatives-table.js';
import {rowText} from '../../source/present/span.js';
import {fixtureChinese, fixturePlan} from '../helpers/fixture-plan.js';
import {stacked} from '../helpers/layouts.js';

const plan = fixturePlan(stacked({voters: 3, workers: 4}));
const table = (width: number, language: 'en' | 'zh' = 'en', of = plan) =>
	alternativesTable(of.alternatives, of, {language, width, chinese: fixtureChinese}).map(row => rowText(row).trimEnd());

test('at 76 columns the plan stands beside its three alternatives, and each has its reason', t => {
	t.snapshot(table(76).join('\n'));
});

test('in Chinese, with what nobody translated left in English', t => {
	t.snapshot(table(76, 'zh').join('\n'));
	const untranslated = {...plan, alternatives: [{...plan.alternatives[0]!, because: 'Not translated.'}]};
	t.true(table(76, 'zh', untranslated).some(line => line.includes('Not translated.')));
});

test('where fewer fit, the plan is repeated beside each group', t => {
	t.is(table(50).filter(line => line.includes('this plan')).length, 3);
	t.is(table(140).filter(line => line.includes('this plan')).length, 1);
});

test('never wider than asked', t => {
	for (let width = 40; width <= 120; width += 5) {
		for (const language of ['en', 'zh'] as const) {
			for (const line of table(width, language)) {
				t.true(displayWidth(line) <= width, `${width}: ${line}`);
			}
		}
	}
});

test('zones and many clusters are told only where there are any', t => {
	t.false(table(76).some(line => /^(?:and any|Clusters)/v.test(line)));
	const zoned = fixturePlan(stacked({voters: [1, 1, 1], workers: [1, 1, 1], kind: 'node-local'}));
	t.true(table(76, 'en', zoned).some(line => line.startsWith('and any           1 zone')));
	const clusters = {...plan, alternatives: [{...plan.alternatives[0]!, id: 'many-clusters' as const, clusters: 4, machinesEach: 2500}]};
	t.true(table(76, 'en', clusters).some(line => /^Clusters +1 +4 of 2500$/v.test(line)));
});

test('a target that is missed is said with a sign and a word', t => {
	const missed = {...plan, alternatives: [{...plan.alternatives[0]!, targetReached: false}]};
	t.true(table(76, 'en', missed).some(line => /✓ reached +✗ missed/v.test(line)));
});

test('without alternatives it says so', t => {
	t.deepEqual(table(76, 'en', {...plan, alternatives: []}), ['There is nothing else to weigh.']);
});
