import test from 'ava';
import type {Play} from '../../source/model/lesson.js';
import {playTextRows} from '../../source/present/play-text.js';
import {rowWidth} from '../../source/present/fit-row.js';
import {rowText} from '../../source/present/span.js';
import {playAction, playBindings} from '../../source/ui/screens/lesson/play-keys.js';
import {reducePlay, startPlay, type PlayAction, type PlayState} from '../../source/ui/screens/lesson/play-reducer.js';
import {playRows} from '../../source/ui/screens/lesson/play-rows.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp, until} from '../helpers/render.js';

const quorum: Play = {model: 'quorum', members: 5, down: []};
const vrrp: Play = {model: 'vrrp', priorities: [101, 100, 99], advertMs: 1000};
const lease: Play = {model: 'lease', candidates: 3, durationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2000};

const after = (play: Play, ...actions: PlayAction[]): PlayState => actions.reduce((state, action) => reducePlay(state, action), startPlay(play));
const drawn = (state: PlayState, height = 10) => playRows(state, {language: 'en', width: 76, height}).map(row => rowText(row)).join('\n');
const press = (name: string) => ({name, text: name.length === 1 ? name : ''});
const lesson = 'etcd-quorum';

test('members: a number kills or revives its member, and the board says what still answers', t => {
	const two = after(quorum, {type: 'toggle', index: 0}, {type: 'toggle', index: 4});
	t.regex(drawn(two), /1 ✗ etcd-1[\s\S]*5 ✗ etcd-5/v);
	t.regex(drawn(two), /5 members · quorum 3 · survives 2 · up 3/v);
	t.regex(drawn(two), /✓ writes/v);
	const three = reducePlay(two, {type: 'toggle', index: 1});
	t.regex(drawn(three), /✗ leader {3}✗ writes {3}✗ linearizable reads {3}✓ serializable reads/v);
	t.regex(drawn(reducePlay(three, {type: 'toggle', index: 1})), /✓ writes/v);
	t.is(reducePlay(three, {type: 'toggle', index: 8}), three);
});

test('members: the count changes as etcd would allow, and the cursor stays on the board', t => {
	t.regex(drawn(after(quorum, {type: 'add'})), /6 members · quorum 4 · survives 2/v);
	const fewer = after(quorum, ...Array.from({length: 4}, (): PlayAction => ({type: 'move', by: 1})), {type: 'remove'});
	t.regex(drawn(fewer), /4 members · quorum 3 · survives 1/v);
	t.is(fewer.cursor, 3);
	t.regex(drawn(after(quorum, {type: 'toggle', index: 0}, {type: 'toggle', index: 1}, {type: 'toggle', index: 2}, {type: 'add'})), /Refused/v);
	t.deepEqual(after(quorum, {type: 'toggle', index: 0}, {type: 'over'}), startPlay(quorum));
});

test('a time line is paused until a key says otherwise, and leaving its page pauses it again', t => {
	t.regex(drawn(startPlay(vrrp)), /0\.00 s {2}■ paused · x1/v);
	t.false(after(vrrp, {type: 'time', elapsedMs: 500}).isRunning);
	t.regex(drawn(after(vrrp, {type: 'time', elapsedMs: 500})), /0\.00 s/v);
	const running = after(vrrp, {type: 'pause'}, {type: 'time', elapsedMs: 500});
	t.regex(drawn(running), /0\.50 s {2}▶ running/v);
	t.false(reducePlay(running, {type: 'stop'}).isRunning);
	t.regex(drawn(after(vrrp, {type: 'pause'}, {type: 'speed', by: 1}, {type: 'time', elapsedMs: 500})), /1\.00 s .* x2/v);
	t.is(after(vrrp, ...Array.from({length: 9}, (): PlayAction => ({type: 'speed', by: -1}))).speed, 0.25);
});

test('VRRP: a step is a tenth of an interval; kill -9 is silence, SIGTERM is a goodbye (RFC 9568 §6.4.2)', t => {
	const steps = (count: number) => Array.from({length: count}, (): PlayAction => ({type: 'step'}));
	const killed = after(vrrp, {type: 'step'}, {type: 'kill'}, ...steps(35));
	t.regex(drawn(killed), /cp-1 +101 {2}✗ DOWN/v);
	t.regex(drawn(killed), /No VIP for 3\.50 s/v);
	t.regex(drawn(reducePlay(killed, {type: 'step'})), /cp-2 +100 {2}● MASTER/v);
	const told = after(vrrp, {type: 'step'}, {type: 'terminate'}, ...steps(7));
	t.regex(drawn(told), /left clients without it for 0\.61 s/v);
	t.regex(drawn(after(vrrp, {type: 'kill'}, {type: 'restart'})), /cp-1 +101 {2}○ BACKUP/v);
	const cut = after(vrrp, {type: 'cut'}, ...steps(40));
	t.regex(drawn(cut), /cp-1 and cp-2 both hold the VIP/v);
	t.regex(drawn(after(vrrp, {type: 'cut'})), /MASTER +cut off, advert in 1\.00 s/v);
	const twice = after({...vrrp, priorities: [101, 100, 99]}, {type: 'cut'}, {type: 'move', by: 1}, {type: 'cut'}, ...steps(40));
	t.regex(drawn(twice), /cp-1, cp-2 and cp-3 all hold the VIP/v);
	t.regex(drawn(after(vrrp, {type: 'cut'}, {type: 'restart'}, ...steps(40))), /cp-1 holds the VIP/v);
});

test('Lease: a crash leaves the Lease to run out; a frozen leader does not notice; a cut one stops by itself', t => {
	const steps = (count: number) => Array.from({length: count}, (): PlayAction => ({type: 'step'}));
	t.regex(drawn(after(lease, ...steps(8), {type: 'kill'}, {type: 'step'})), /cp-1 +✗ gone[\s\S]*Lease runs out in/v);
	t.regex(drawn(after(lease, ...steps(8), {type: 'terminate'})), /Lease: released 0\.00 s ago/v);
	t.regex(drawn(after(lease, {type: 'freeze'})), /■ leading +frozen, does not notice/v);
	t.regex(drawn(after(lease, {type: 'cut'}, ...steps(6))), /cut off; stops in/v);
	t.regex(drawn(after(lease, {type: 'freeze'}, {type: 'restart'})), /cp-1 wakes up/v);
	t.regex(drawn(after(lease, {type: 'kill'}, {type: 'restart'})), /starts again, under a new identity/v);
});

test('keys: digits on the board; k, t, c, f, r on a time line; f means nothing to VRRP', t => {
	t.deepEqual(playAction(startPlay(quorum), press('3')), {type: 'toggle', index: 2});
	t.deepEqual(playAction(startPlay(quorum), press('space')), {type: 'toggle'});
	t.is(playAction(startPlay(quorum), press('k')), undefined);
	t.deepEqual(playAction(startPlay(vrrp), press('k')), {type: 'kill'});
	t.deepEqual(playAction(startPlay(vrrp), press('space')), {type: 'pause'});
	t.is(playAction(startPlay(vrrp), press('f')), undefined);
	t.deepEqual(playAction(startPlay(lease), press('f')), {type: 'freeze'});
	t.is(playAction(startPlay(lease), press('enter')), undefined);
	t.is(playBindings(startPlay(quorum))[0]!.shown, '1-5');
	t.is(playBindings(after({...quorum, members: 2, down: []}, {type: 'remove'}))[0]!.shown, '1');
	t.is(playBindings(startPlay(vrrp))[0]!.label.en, 'run');
	t.is(playBindings(after(vrrp, {type: 'pause'}))[0]!.label.en, 'pause');
});

test('one is, two are', t => {
	const kill = (index: number): PlayAction => ({type: 'toggle', index});
	t.regex(drawn(after({...quorum, members: 3, down: []}, kill(0), kill(1))), /1 of 3 is up and 2 are needed/v);
	t.regex(drawn(startPlay({...quorum, members: 1, down: []})), /1 of 1 is up and 1 is needed/v);
});

test('a screen reader is spared the bars, and nothing is cut that is not there', t => {
	const rows = playRows(startPlay(vrrp), {language: 'en', width: 76, height: 12, hasBars: false}).map(row => rowText(row));
	t.notRegex(rows.join('\n'), /[░█]/v);
	t.true(playRows(startPlay(vrrp), {language: 'zh', width: 50, height: 12}).every(row => rowWidth(row) <= 50));
});

test('a board is never wider than its page, in either language', t => {
	for (const play of [quorum, {...quorum, members: 9}, vrrp, lease] as const) {
		for (const language of ['en', 'zh'] as const) {
			for (const width of [76, 56, 40]) {
				const busy = after(play, {type: 'kill'}, {type: 'toggle'}, {type: 'step'}, {type: 'cut'});
				for (const row of [...playRows(busy, {language, width: 76, height: 12}), ...playTextRows(play, language, width)]) {
					t.true(rowWidth(row) <= 76);
				}

				t.true(playTextRows(play, language, width).every(row => rowWidth(row) <= width), `${play.model} ${width}`);
			}
		}
	}
});

test('what happened is told newest last, whole where it fits', t => {
	const busy = after(vrrp, {type: 'kill'}, {type: 'move', by: 1}, {type: 'kill'}, {type: 'move', by: 1}, {type: 'kill'});
	t.regex(drawn(busy, 20), /cp-1 is killed[\s\S]*cp-2 is killed[\s\S]*cp-3 is killed/v);
	t.notRegex(drawn(busy, 6), /cp-2 is killed/v);
	t.regex(drawn(busy, 6), /cp-3 is killed/v);
});

test('the clock runs with real time, and stops under the help and on another page', async t => {
	const world = fixtureWorld({}, {events: [{kind: 'step', lesson, step: 'vip'}]});
	const app = renderApp(t, world, {start: [{screen: 'lesson', lesson}]});
	await app.settled();
	app.type(' ');
	await until(() => /0\.[1-9]\d s {2}▶ running/v.test(app.frame()));
	app.type('?');
	await until(() => app.frame().includes('› Help'));
	await app.settled();
	app.type(keys.escape);
	await until(() => app.frame().includes('running'));
	await app.press(keys.right);
	t.regex(await app.press(keys.left), /■ paused/v);
});

for (const language of ['en', 'zh'] as const) {
	test(`frames of the boards, ${language}`, async t => {
		for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
			const world = fixtureWorld({language}, {events: [{kind: 'step', lesson, step: 'board'}]});
			const app = renderApp(t, world, {columns, rows, start: [{screen: 'lesson', lesson}]});
			await app.settled();
			const frames = [await app.press('1', '3'), await app.press(keys.right, '.', 'k', '.', '.'), await app.press(keys.right, '.', 't', '.', keys.down, 'f')];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
			}

			t.snapshot(frames.join('\n\n'), `${language} ${columns}x${rows}`);
		}
	});
}

test('a small terminal keeps the board in sight', async t => {
	const world = fixtureWorld({ascii: true}, {events: [{kind: 'step', lesson, step: 'vip'}]});
	const app = renderApp(t, world, {columns: 50, rows: 12, start: [{screen: 'lesson', lesson}]});
	const frame = await app.settled();
	assertFits(t, frame, 50, 12);
	t.regex(frame, /cp-1 +150 {2}\* MASTER/v);
	t.regex(frame, /^\p{ASCII}+$/v);
});
