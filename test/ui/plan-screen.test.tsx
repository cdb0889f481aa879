import test, {type ExecutionContext} from 'ava';
import type {Plan} from '../../source/model/plan.js';
import type {World} from '../../source/ui/world.js';
import {fixtureChinese, fixturePlan, fixtureShortPlan} from '../helpers/fixture-plan.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {external, stacked} from '../helpers/layouts.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

const seven = fixturePlan(stacked({voters: 3, workers: 4}));
const zoned = fixturePlan(stacked({voters: [1, 1, 1], workers: [8, 8, 8], kind: 'node-local'}));

/** The plan's screen once it is loaded. */
async function opened(t: ExecutionContext, world: World, {plan = seven, columns = 80, rows = 24}: {plan?: Plan; columns?: number; rows?: number} = {}) {
	const app = renderApp(t, world, {columns, rows, start: [{screen: 'plan', plan, chinese: fixtureChinese}]});
	await app.settled();
	return app;
}

for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
	for (const language of ['en', 'zh'] as const) {
		test.serial(`every page at ${columns}x${rows} in ${language}`, async t => {
			const app = await opened(t, fixtureWorld({language}), {columns, rows});
			const frames = [await app.settled(), await app.press(keys.right, 'k')];
			for (const page of ['2', '3', '4', '5', '6']) {
				frames.push(await app.press(page));
			}

			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
				t.snapshot(frame);
			}
		});
	}
}

test.serial('killing a machine changes the words at once, reviving changes them back', async t => {
	const app = await opened(t, fixtureWorld());
	t.regex(await app.press('k'), /✗ node-1 down/v);
	const down = await app.press(keys.right, ' ');
	t.regex(down, /✗ control plane down/v);
	t.regex(down, /1 of 3 members up, quorum is 2/v);
	t.regex(await app.press('k'), /✓ control plane works/v);
	t.regex(await app.press('r'), /Down +nothing/v);
});

test.serial('a zone is killed with one key, and three zones stand side by side', async t => {
	const app = await opened(t, fixtureWorld(), {plan: zoned});
	t.snapshot(await app.press('z'));
});

test.serial('a group of workers opens, and the cursor stays in sight', async t => {
	const app = await opened(t, fixtureWorld(), {plan: fixturePlan(external({controlPlanes: 3, voters: 3, workers: 60}))});
	t.regex(await app.settled(), /node-7 \.\. node-66 \(60\)/v);
	const frame = await app.press('e', keys.down, keys.down, keys.down, keys.down);
	t.regex(frame, /❯● node-\d+/v);
	assertFits(t, frame, 80, 24);
});

test.serial('arrows scroll the pages that only tell', async t => {
	const app = await opened(t, fixtureWorld(), {columns: 60, rows: 16});
	const before = await app.press('3');
	t.not(await app.press(keys.down), before);
});

test.serial('a target out of reach is said with what would reach it', async t => {
	const app = await opened(t, fixtureWorld({language: 'zh'}), {plan: fixtureShortPlan()});
	t.regex(await app.press('2'), /✗ 用这些机器达不到： 两个投票成员一台都不能坏；再加一台机器就能达到目标。/v);
});

test.serial('a small terminal gets linear text that still works', async t => {
	const app = await opened(t, fixtureWorld(), {columns: 40, rows: 12});
	const frame = await app.press('k');
	assertFits(t, frame, 40, 12);
	t.regex(frame, /✗ node-1 down/v);
	t.notRegex(frame, /──/v);
});

test.serial('ASCII draws only ASCII', async t => {
	const app = await opened(t, fixtureWorld({ascii: true}), {plan: zoned});
	t.regex(await app.press('k'), /^[\n -~]*$/v);
});

test.serial('a screen reader gets the whole page in order', async t => {
	const app = await opened(t, fixtureWorld({screenReader: true}), {columns: 80, rows: 10});
	t.regex(await app.press('k'), /✗ node-1 down[\s\S]*Next fatal/v);
});

test.serial('a million machines neither freeze the map nor the keys', async t => {
	const app = await opened(t, fixtureWorld(), {plan: {...seven, ...stacked({voters: 3, workers: 999_997})}});
	t.regex(await app.settled(), /node-4 \.\. node-1000000 \(999997\)/v);
	t.regex(await app.press(keys.down, 'e', keys.right, 'k'), /✗ node-5 down/v);
});

test.serial('saving comes back to the plan as it was left', async t => {
	const app = await opened(t, fixtureWorld());
	await app.press('k', 's');
	t.regex(await app.press(keys.enter), /✓ Written to plan\.yaml/v);
	t.regex(await app.press(keys.enter), /✗ node-1 down/v);
});
