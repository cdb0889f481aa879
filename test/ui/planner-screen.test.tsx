import test, {type ExecutionContext} from 'ava';
import type {World} from '../../source/ui/world.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

async function opened(t: ExecutionContext, world: World = fixtureWorld(), {columns = 80, rows = 24} = {}) {
	const app = renderApp(t, world, {columns, rows, start: [{screen: 'planner'}]});
	await app.settled();
	return app;
}

for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
	for (const language of ['en', 'zh'] as const) {
		test.serial(`from the first question to the plan at ${columns}x${rows} in ${language}`, async t => {
			const app = await opened(t, fixtureWorld({language}), {columns, rows});
			const frames = [
				await app.settled(),
				await app.press('7'),
				await app.press(keys.enter, keys.down, keys.down),
				await app.press(keys.enter, '5', ',', '1', keys.enter),
				await app.press(',', '1', keys.enter),
				await app.press(keys.down),
				await app.press(keys.enter),
				await app.press(keys.enter),
				await app.press(keys.enter),
			];
			for (const frame of frames.slice(0, -1)) {
				assertFits(t, frame, columns, rows);
				t.snapshot(frame);
			}

			assertFits(t, frames.at(-1)!, columns, rows);
			t.regex(frames.at(-1)!, language === 'en' ? /plan demo/v : /方案 demo/v);
		});
	}
}

test.serial('the plan is previewed beside the question in a wide terminal', async t => {
	const app = await opened(t, fixtureWorld(), {columns: 100, rows: 30});
	t.regex(await app.press('7'), /How many machines do you have\? +The plan so far/v);
});

test.serial('the preview follows every arrow', async t => {
	const app = await opened(t);
	t.regex(await app.press('7', keys.enter, keys.enter), /any 2 of node-1, node-2, node-3/v);
	t.regex(await app.press(keys.down, keys.down), /any 3 of node-1 \.\. node-5/v);
});

test.serial('full-width digits and commas of an input method count as the plain ones', async t => {
	const app = await opened(t, fixtureWorld({language: 'zh'}));
	t.regex(await app.press('７'), /❯ 7▏/v);
	t.regex(await app.press(keys.enter, '3', keys.enter, '５', '，', '１', '、', '１'), /❯ 5,1,1▏/v);
});

test.serial('Esc goes back a question with its answer, and out of the planner at the first', async t => {
	const app = await opened(t);
	await app.press('7', keys.enter, keys.enter);
	t.regex(await app.press(keys.escape), /zones that fail apart/v);
	t.regex(await app.press(keys.escape), /❯ 7▏/v);
	t.notRegex(await app.press(keys.escape), /How many machines/v);
});

test.serial('the answers are still there when one comes back to the planner', async t => {
	const world = fixtureWorld();
	const first = await opened(t, world);
	await first.press('4', '2');
	t.regex(await (await opened(t, world)).settled(), /❯ 42▏/v);
	t.notRegex(await (await opened(t)).settled(), /42/v);
});

test.serial('coming back from the plan one stands where one left', async t => {
	const app = await opened(t);
	t.regex(await app.press('7', keys.enter, keys.enter, keys.enter, keys.enter, keys.enter), /plan demo/v);
	t.regex(await app.press(keys.escape), /Anything else that is already decided\?/v);
});

test.serial('what the planner refuses is said beside the answer, with the way out', async t => {
	const app = await opened(t);
	const frame = await app.press('0', keys.enter);
	t.regex(frame, /❯ 0▏\s+✗ /v);
});

test.serial('a name is typed with every letter, q too', async t => {
	const app = await opened(t);
	await app.press('7', keys.enter, keys.enter, keys.enter, keys.enter, '2', keys.enter, keys.enter, keys.enter, keys.enter, keys.enter, keys.enter);
	t.regex(await app.press('q', '-', '7'), /❯ q-7▏/v);
	t.deepEqual(app.exits, []);
	t.regex(await app.press(keys.enter), /plan q-7/v);
});

test.serial('q quits where no free text is typed', async t => {
	const app = await opened(t);
	await app.press('q');
	t.deepEqual(app.exits, [0]);
});

test.serial('typing a million machines does not wait for a plan of each number on the way', async t => {
	const app = await opened(t);
	const start = performance.now();
	app.type('1000000');
	t.regex(await app.settled(), /❯ 1000000▏[\s\S]*follows after Enter/v);
	t.true(performance.now() - start < 1500);
});

test.serial('a small terminal gets the questions as linear text', async t => {
	const app = await opened(t, fixtureWorld(), {columns: 40, rows: 12});
	const frame = await app.press('7', keys.enter, keys.enter);
	assertFits(t, frame, 40, 12);
	t.regex(frame, /❯ 1 any one machine/v);
});

test.serial('ASCII draws only ASCII', async t => {
	const app = await opened(t, fixtureWorld({ascii: true}));
	t.regex(await app.press('7', keys.enter, keys.enter), /^[\n -~]*$/v);
});
