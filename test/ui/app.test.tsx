import process from 'node:process';
import test from 'ava';
import {foldProgress} from '../../source/course/progress-view.js';
import {UserError} from '../../source/model/user-error.js';
import {reduceApp, startApp} from '../../source/ui/app-reducer.js';
import {runApp} from '../../source/ui/run-app.js';
import {homeMenu, lessonToContinue} from '../../source/ui/screens/home/home-menu.js';
import {reduceLessons} from '../../source/ui/screens/lessons/lessons-reducer.js';
import type {World} from '../../source/ui/world.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp, until} from '../helpers/render.js';
import {fakeTerminal} from '../helpers/terminal.js';

const lesson = 'etcd-quorum';

test('home lies at the bottom of the stack, so that going back never ends the program', t => {
	const start = startApp('en', [{screen: 'lesson', lesson}]);
	t.deepEqual(start.stack.map(({route}) => route.screen), ['home', 'lesson']);
	const home = reduceApp(start, {type: 'back'});
	t.deepEqual(home.stack.map(({route}) => route.screen), ['home']);
	t.is(reduceApp(home, {type: 'back'}), home);
});

test('going on keeps the screens below; replacing does not; help closes before anything else', t => {
	const start = startApp('en', [{screen: 'home'}]);
	const deep = reduceApp(reduceApp(start, {type: 'go', route: {screen: 'lessons'}}), {type: 'go', route: {screen: 'lesson', lesson}});
	t.deepEqual(deep.stack.map(({route}) => route.screen), ['home', 'lessons', 'lesson']);
	const swapped = reduceApp(deep, {type: 'replace', route: {screen: 'quiz', lesson}});
	t.deepEqual(swapped.stack.map(({route}) => route.screen), ['home', 'lessons', 'quiz']);
	t.is(new Set(swapped.stack.map(({id}) => id)).size, 3);
	const helped = reduceApp(deep, {type: 'open-help'});
	t.deepEqual(reduceApp(helped, {type: 'back'}), deep);
});

test('continue is the lesson last touched, else the first that is not finished, else nothing', t => {
	const menu = (events: Parameters<typeof fixtureWorld>[1]) => {
		const {lessons, recorded} = fixtureWorld({}, events);
		return lessonToContinue(recorded, foldProgress(recorded), lessons)?.id;
	};

	t.is(menu({}), 'components');
	t.is(menu({events: [{kind: 'step', lesson, step: 'why'}]}), lesson);
	t.is(menu({events: [{kind: 'step', lesson, step: 'why'}, {kind: 'finish', lesson}]}), 'components');
	t.is(menu({events: [{kind: 'finish', lesson}, {kind: 'finish', lesson: 'components'}]}), undefined);
	t.is(menu({events: [{kind: 'step', lesson: 'gone', step: 'x'}]}), 'components');
	t.is(menu({events: [{kind: 'step', lesson, step: 'why'}, {kind: 'reset', lesson: null}]}), 'components');
});

test('the menu says where one stopped and what is done', t => {
	const {lessons, recorded} = fixtureWorld({}, {events: [{kind: 'step', lesson, step: 'why'}, {kind: 'finish', lesson: 'components'}]});
	const items = homeMenu({events: recorded, view: foldProgress(recorded), lessons, language: 'en'});
	t.deepEqual(items.slice(0, 2).map(({label, detail}) => [label, detail]), [
		['Continue', 'etcd: a majority decides · 1 of 5 steps'],
		['Lessons', '1 of 2 done'],
	]);
});

test('the cursor of the list stays in the list', t => {
	t.deepEqual(reduceLessons({cursor: 1}, {type: 'move', by: 1, count: 2}), {cursor: 1});
	t.deepEqual(reduceLessons({cursor: 1}, {type: 'move', by: -1, count: 2}), {cursor: 0});
	t.deepEqual(reduceLessons({cursor: 0}, {type: 'move', by: 1, count: 0}), {cursor: 0});
});

for (const language of ['en', 'zh'] as const) {
	test(`frames of home, lessons and help, ${language}`, async t => {
		for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
			const world = fixtureWorld({language}, {events: [{kind: 'step', lesson, step: 'why'}]});
			const app = renderApp(t, world, {columns, rows});
			const frames = [await app.settled(), await app.press('2')];
			// The whole list of keys grows with every screen; what a search finds is the frame to look at.
			const help = await app.press('?');
			frames.push(await app.press('h', 'i', 'n', 't'));
			for (const frame of [...frames, help]) {
				assertFits(t, frame, columns, rows);
			}

			t.snapshot(frames.join('\n\n'), `${language} ${columns}x${rows}`);
		}
	});
}

test('a terminal too small for the frame still shows the menu, without rules', async t => {
	const app = renderApp(t, fixtureWorld(), {columns: 40, rows: 8});
	const frame = await app.settled();
	assertFits(t, frame, 40, 8);
	t.regex(frame, /❯ Start/v);
	t.notRegex(frame, /─/v);
});

test('a screen reader hears the menu in order', async t => {
	const app = renderApp(t, fixtureWorld({screenReader: true}));
	const frame = await app.settled();
	t.true(frame.indexOf('Break a Kubernetes') < frame.indexOf('Start'));
	t.true(frame.indexOf('Start') < frame.indexOf('Quit'));
});

test('the language is switched at once, and recorded', async t => {
	const world = fixtureWorld();
	const app = renderApp(t, world);
	await app.settled();
	t.regex(await app.press('L'), /把 Kubernetes 控制平面弄挂/v);
	t.regex(await app.press('l'), /Break a Kubernetes/v);
	t.deepEqual(world.recorded.map(event => event.kind === 'language' && event.language), ['zh', 'en']);
});

test('L switches the language on every screen, where one stands; while a text is typed it is a letter', async t => {
	const app = renderApp(t, fixtureWorld(), {start: [{screen: 'lesson', lesson}]});
	await app.settled();
	await app.press('n');
	t.regex(await app.press('L'), /第 2\/5 步/v);
	t.regex(await app.press('L'), /step 2 of 5/v);
	t.regex(await app.press('?', 'L'), /Search: L▏/v);
});

test('what is wrong with the progress file is said once, calmly', async t => {
	const app = renderApp(t, fixtureWorld({}, {notice: {en: 'Answers are kept in memory.', zh: '答案只保留在内存里。'}}));
	t.regex(await app.settled(), /! Answers are kept in memory\./v);
	await app.press('2');
	t.notRegex(await app.press(keys.escape), /kept in memory/v);
});

test('two keys in one read: down and Enter open the entry that is shown, not the one before', async t => {
	const app = renderApp(t, fixtureWorld());
	await app.settled();
	t.regex(await app.press(keys.down + keys.enter), /› Lessons/v);
});

test('a digit opens its entry, wherever the cursor is', async t => {
	const app = renderApp(t, fixtureWorld());
	await app.settled();
	t.regex(await app.press(keys.down, keys.down, '2'), /› Lessons/v);
});

test('Esc goes back and stays at home; ? opens the help over any screen; q ends', async t => {
	const app = renderApp(t, fixtureWorld());
	await app.settled();
	t.regex(await app.press('2'), /› Lessons/v);
	t.regex(await app.press('?'), /› Help/v);
	t.regex(await app.press('q'), /Search: q▏/v);
	t.regex(await app.press(keys.escape), /type to search/v);
	t.regex(await app.press(keys.escape), /› Lessons/v);
	t.regex(await app.press(keys.escape, keys.escape), /❯ Start|Lessons +0 of 2/v);
	t.deepEqual(app.exits, []);
	await app.press('q');
	t.deepEqual(app.exits, [0]);
	await app.press(keys.ctrlC);
	t.deepEqual(app.exits, [0, 130]);
});

test('a lesson whose files are broken says what is wrong, and one can go back', async t => {
	const loadLesson = async () => {
		throw new UserError({en: 'lessons/etcd-quorum/en.yaml:3:1: no title', zh: '没有标题'}, {fix: {en: 'Add a title.', zh: '补上标题。'}});
	};

	const app = renderApp(t, fixtureWorld({loadLesson}), {start: [{screen: 'lesson', lesson}]});
	const frame = await app.settled();
	t.regex(frame, /! lessons\/etcd-quorum\/en\.yaml:3:1: no title/v);
	t.regex(frame, /Add a title\./v);
	t.regex(await app.press(keys.escape), /❯ Start/v);
});

const enter = '\u001B[?1049h';
const leave = '\u001B[?25h\u001B[?1049l';

function runIn(world: World, ...start: Parameters<typeof runApp>[1]) {
	const terminal = fakeTerminal(80, 24);
	const code = runApp(world, start, {stdin: terminal.stdin, stdout: terminal.stdout, stderr: terminal.stderr});
	return {...terminal, code, isDrawn: async () => until(() => terminal.written().includes('q quit'))};
}

/** Listeners that a run must take away again. */
const listening = () => ['SIGTERM', 'SIGINT', 'SIGHUP', 'exit', 'uncaughtException', 'unhandledRejection'].map(name => process.listenerCount(name));

test.serial('the terminal is as before after q, Ctrl-C and a signal, and the exit code says which', async t => {
	// Ink's cursor keeper stays from the first run on.
	const first = runIn(fixtureWorld());
	await first.isDrawn();
	first.type('q');
	await first.code;
	const before = listening();
	const endings: ReadonlyArray<readonly [number, (type: (text: string) => void) => void]> = [
		[0, type => {
			type('q');
		}],
		[130, type => {
			type(keys.ctrlC);
		}],
		[143, () => {
			process.emit('SIGTERM');
		}],
		[129, () => {
			process.emit('SIGHUP');
		}],
	];
	for (const [wanted, end] of endings) {
		const run = runIn(fixtureWorld());
		await run.isDrawn();
		end(run.type);
		t.is(await run.code, wanted);
		t.true(run.written().startsWith(enter));
		t.true(run.written().endsWith(leave));
		t.is(run.written().split(leave).length, 2, 'left exactly once');
		t.is(run.errors(), '');
	}

	t.deepEqual(listening(), before);
});

test.serial('a terminal that goes away ends the program quietly', async t => {
	const run = runIn(fixtureWorld());
	await run.isDrawn();
	run.stdout.emit('error', new Error('write EIO'));
	t.is(await run.code, 129);
	t.is(run.errors(), '');
});

test.serial('a bug ends with the terminal restored, one message, no stack, exit 70', async t => {
	const drawing: World = {...fixtureWorld(), get lessons(): World['lessons'] {
		throw new TypeError('the list is gone');
	}};
	const loading = fixtureWorld({async loadLesson() {
		throw new TypeError('the list is gone');
	}});
	for (const world of [drawing, loading]) {
		const run = runIn(world, {screen: 'lesson', lesson});
		t.is(await run.code, 70);
		t.true(run.written().endsWith(leave));
		t.regex(run.errors(), /^k8s-ha-tutor: This is a bug .*\n {2}TypeError: the list is gone \(k8s-ha-tutor 0\.1\.0, node v[\d.]+, \w+\)\n/v);
		t.notRegex(run.errors() + run.written(), /\n\s+at /v);
	}
});

test.serial('a bug report names the last keys, to replay it', async t => {
	const world = fixtureWorld({async loadLesson() {
		throw new TypeError('no');
	}});
	const run = runIn(world);
	await run.isDrawn();
	run.type(keys.down);
	await until(() => run.written().includes('❯ Lessons'));
	run.type('1');
	t.is(await run.code, 70);
	t.regex(run.errors(), /press: ↓ 1\n$/v);
});

test.serial('shrinking never wipes the scrollback', async t => {
	const run = runIn(fixtureWorld());
	await run.isDrawn();
	run.resize(70, 18);
	await until(() => run.written().endsWith('\u001B[?2026l'));
	run.resize(50, 10);
	await until(() => run.written().includes('\n↑↓ move'));
	run.type('q');
	t.is(await run.code, 0);
	t.false(run.written().includes('\u001B[3J'));
});
