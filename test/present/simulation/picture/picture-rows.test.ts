import test from 'ava';
import {rowWidth} from '../../../../source/present/fit-row.js';
import {lastTries} from '../../../../source/present/simulation/picture/client-row.js';
import {etcdRows, termsRow} from '../../../../source/present/simulation/picture/etcd-rows.js';
import type {MemberPicture} from '../../../../source/present/simulation/picture/etcd-picture.js';
import {flightsIn, leaveTrail, slowedFlights, type Flight, type Trails} from '../../../../source/present/simulation/picture/flights.js';
import {lane, letterOf} from '../../../../source/present/simulation/picture/lane.js';
import {pictureRows, type Scene} from '../../../../source/present/simulation/picture/picture-rows.js';
import {pictureOf} from '../../../../source/present/simulation/picture/picture.js';
import {spokenRows} from '../../../../source/present/simulation/picture/spoken-rows.js';
import {rowText} from '../../../../source/present/span.js';
import {newTimeline, seek} from '../../../../source/simulation/experiment/timeline.js';
import {linkOf} from '../../../../source/simulation/kernel/network.js';
import {milliseconds, seconds} from '../../../../source/simulation/kernel/time.js';
import {beginScenario, defaultOptions} from '../../../../source/simulation/scenarios/begin-scenario.js';
import {scenarioNamed, scenarios} from '../../../../source/simulation/scenarios/scenarios.js';

function open(id: string) {
	const run = beginScenario(scenarioNamed(id), defaultOptions);
	const timeline = newTimeline(run.staged, run.untilUs);
	return {
		run,
		at(atUs: number): Scene {
			seek(timeline, atUs);
			const {world} = run.chain.simulation;
			return {
				picture: pictureOf(run.chain, atUs),
				flights: flightsIn(world),
				tries: lastTries(timeline.entries, timeline.told),
				isCut: (from, to) => from !== to && linkOf(world.network, from, to).cut,
				wantsLogs: run.scenario.logs !== undefined,
			};
		},
	};
}

const page = {language: 'en', width: 76} as const;
const drawn = (scene: Scene, width = 76) => pictureRows(scene, 'both', {language: 'en', width}).map(row => rowText(row).trimEnd()).join('\n');

const member: MemberPicture = {
	id: 0, name: 'etcd-1', machine: 0, vitality: 'running', role: 'leader', term: 3, leader: 0, lastIndex: 5, commitIndex: 4, terms: [1, 1, 2, 3, 3], isServing: true, hasAlarm: false,
};
const other: MemberPicture = {...member, id: 1, name: 'etcd-2', machine: 1, role: 'follower'};
const flight = (progress: number, kind = 'raft-append'): Flight => ({from: 0, to: 1, kind, progress});

test('a message moves along its link as its time passes, and its answer comes back', t => {
	const at = (progress: number) => rowText(lane(8, {there: [flight(progress)]}));
	t.deepEqual([0, 0.5, 0.99].map(progress => at(progress)), ['A──────▸', '────A──▸', '───────A']);
	t.is(rowText(lane(8, {there: [], back: [flight(0.25, 'raft-append-answer')], isBothWays: true})), '──────a─');
	t.is(rowText(lane(8, {there: [], isCut: true})), '╌╌╌×╌╌╌╌');
	t.is(rowText(lane(8, {there: []})), '───────▸');
});

test('questions and answers have letters of their own', t => {
	t.deepEqual(['raft-vote', 'raft-vote-answer', 'api-request', 'api-response', 'refused'].map(kind => letterOf(kind)), ['V', 'v', '●', '○', '×']);
});

test('a log is told by the terms of its entries, up to where the member knows it to be committed', t => {
	t.is(rowText(termsRow(member, 20)), ' 1 1 2 3|3');
	t.is(rowText(termsRow({...member, commitIndex: 5}, 20)), ' 1 1 2 3 3|');
	t.is(rowText(termsRow({...member, commitIndex: 2}, 6)), '… 3 3');
	t.is(rowText(termsRow({...member, lastIndex: 105, commitIndex: 104}, 20)), '… 1 1 2 3|3');
});

test('members stand below each other, with a link from each to every other', t => {
	const table = {members: [member, other], flights: [flight(0.5)], isCut: (from: MemberPicture) => from === other, wantsLogs: false};
	const rows = etcdRows(table, page).map(row => rowText(row));
	t.regex(rows[1]!, /^etcd-1 ● leader +3 +5 +4 .*──A──/v);
	t.regex(rows[2]!, /^etcd-2 ○ follower +3 +5 +4 .*╌×╌/v);
	const narrow = etcdRows({...table, wantsLogs: true}, {language: 'en', width: 70}).map(row => rowText(row));
	t.regex(narrow[1]!, / 1 1 2 3\|3 +A→2/v);
});

test('what is dead, frozen or without power says so by a sign and a word', t => {
	const rows = (changes: Partial<MemberPicture>) => rowText(etcdRows({members: [{...member, ...changes}, other], flights: [], isCut: () => false, wantsLogs: false}, page)[1]!);
	t.regex(rows({vitality: 'stopped'}), /✗ down/v);
	t.regex(rows({vitality: 'frozen'}), /■ frozen/v);
	t.regex(rows({vitality: 'off'}), /✗ off/v);
	t.regex(rows({hasAlarm: true}), /! NOSPACE/v);
});

test('a control-plane machine that crashes: the chain, its Leases and its nodes before, during and after', t => {
	const scene = open('machine-crash');
	const before = drawn(scene.at(seconds(4)));
	t.regex(before, /✓ GET \d+ ms +✓ write \d+ ms +VIP 10\.0\.0\.100 on node-1\n/v);
	t.regex(before, /node-1 +● MASTER 101 ─+ ● ✓✓✓ +[^\n]+ ● ready +[^\n]+ (?:●|○)/v);
	const after = drawn(scene.at(seconds(7)));
	t.regex(after, /✗ GET timeout/v);
	t.regex(after, /VIP 10\.0\.0\.100 is nowhere/v);
	t.regex(after, /node-1 +✗ off +─+ ✗ off +─+ ✗ off +─+ ✗ off/v);
	const later = drawn(scene.at(seconds(60)));
	t.regex(later, /node-2 +● MASTER 100 ─+ ● ✗✓✓/v);
	t.regex(later, /\? node-1 Unknown ✗ off/v);
});

test('a killed keepalived leaves the VIP where it was, and in a split two machines have it', t => {
	t.regex(drawn(open('vip-holder-crash').at(seconds(6))), /node-\d ✗ down VIP|✗ down VIP/v);
	t.regex(drawn(open('vip-split-brain').at(seconds(12))), /VIP 10\.0\.0\.100 on node-\d and on node-\d[\s\S]*× cut node-\d ↔ node-\d, node-\d/v);
});

test('a link that is cut in one direction is drawn so, and told so', t => {
	const text = drawn(open('etcd-one-way-link').at(seconds(8)));
	t.regex(text, /× cut node-\d → node-\d/v);
	t.is(text.match(/╌×╌/gv)?.length, 1);
});

test('of a message that takes a millisecond the eye sees a trail, and none where time stands', t => {
	const {run, at} = open('etcd-leader-crash');
	const trails: Trails = new Map();
	run.staged.simulation.watch.happened = event => {
		leaveTrail(trails, event);
	};

	at(milliseconds(2000));
	const {world} = run.chain.simulation;
	const slowed = slowedFlights(world, trails, milliseconds(200));
	t.true(slowed.length > flightsIn(world).length);
	t.true(slowed.every(({progress}) => progress >= 0 && progress < 1));
	t.deepEqual(slowedFlights(world, trails, 0), flightsIn(world));
});

for (const {id} of scenarios) {
	test(`${id} is drawn within the page, in both languages, at any width`, t => {
		const scene = open(id);
		const untilUs = scenarioNamed(id).untilMs * 1000;
		const tooWide: string[] = [];
		for (const share of [0, 0.4, 0.8]) {
			const now = scene.at(Math.round(untilUs * share));
			for (const language of ['en', 'zh'] as const) {
				for (const width of [76, 116, 196]) {
					tooWide.push(...pictureRows(now, 'both', {language, width}).filter(row => rowWidth(row) > width).map(row => `${width} ${rowText(row)}`));
				}

				tooWide.push(...spokenRows(now, {language, width: 40}).filter(row => rowWidth(row) > 40).map(row => rowText(row)));
			}
		}

		t.deepEqual(tooWide, []);
	});
}
