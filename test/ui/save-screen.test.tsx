import test, {type ExecutionContext} from 'ava';
import type {Plan} from '../../source/model/plan.js';
import type {SaveResult, World} from '../../source/ui/world.js';
import {fixturePlan} from '../helpers/fixture-plan.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {stacked} from '../helpers/layouts.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

const plan = fixturePlan(stacked({voters: 3, workers: 4}));

/** A world that answers each saving with the next of `results`, and keeps what it was asked. */
function savingWorld(results: readonly SaveResult[], language: 'en' | 'zh' = 'en') {
	const asked: Array<{plan: Plan; path: string; force: boolean}> = [];
	const world = fixtureWorld({
		language,
		async savePlan(plan, path, {force}) {
			asked.push({plan, path, force});
			return results[asked.length - 1]!;
		},
	});
	return {world, asked};
}

const start = [{screen: 'save', plan}] as const;

async function opened(t: ExecutionContext, world: World) {
	const app = renderApp(t, world, {start});
	await app.settled();
	return app;
}

for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
	for (const language of ['en', 'zh'] as const) {
		test.serial(`from the path to what to do next at ${columns}x${rows} in ${language}`, async t => {
			const {world, asked} = savingWorld([
				{kind: 'failed', says: {en: 'The folder does not exist.', zh: '目录不存在。'}},
				{kind: 'exists', path: 'plan.yam'},
				{kind: 'saved', path: 'plan.yam'},
			], language);
			const app = renderApp(t, world, {columns, rows, start});
			const frames = [await app.settled(), await app.press(keys.enter), await app.press(keys.backspace, keys.enter), await app.press('y')];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
				t.snapshot(frame);
			}

			t.deepEqual(asked.map(({path, force}) => ({path, force})), [
				{path: 'plan.yaml', force: false}, {path: 'plan.yam', force: false}, {path: 'plan.yam', force: true},
			]);
			t.true(asked.every(each => each.plan === plan));
		});
	}
}

test.serial('saying no keeps the file and the path', async t => {
	const {world, asked} = savingWorld([{kind: 'exists', path: 'plan.yaml'}]);
	const app = await opened(t, world);
	t.regex(await app.press(keys.enter, 'n'), /❯ plan\.yaml/v);
	t.is(asked.length, 1);
});

test.serial('the path that is typed, and what is wrong with it, stay in sight in a small window', async t => {
	const {world} = savingWorld([{kind: 'failed', says: {en: 'No such folder.', zh: '没有这个目录。'}}]);
	const app = renderApp(t, world, {columns: 30, rows: 8, start});
	t.regex(await app.settled(), /❯ plan\.yaml/v);
	t.regex(await app.press(keys.enter), /❯ plan\.yaml[\s\S]*✗ No such folder/v);
});

test.serial('a window that gets lower keeps the path in sight', async t => {
	const {world} = savingWorld([]);
	const app = await opened(t, world);
	app.resize(80, 7);
	t.regex(await app.settled(), /❯ plan\.yaml/v);
});

test.serial('where one saved last is where the next saving begins', async t => {
	const {world, asked} = savingWorld([{kind: 'saved', path: 'plan.yamlx'}]);
	const first = await opened(t, world);
	await first.press('x', keys.enter);
	t.is(asked[0]?.path, 'plan.yamlx');
	const again = await opened(t, world);
	t.regex(again.frame(), /❯ plan\.yamlx/v);
});

test.serial('letters that are keys elsewhere are part of the path', async t => {
	const {world, asked} = savingWorld([{kind: 'saved', path: 'x'}]);
	const app = await opened(t, world);
	await app.press('q?s 方', keys.enter);
	t.is(asked[0]?.path, 'plan.yamlq?s 方');
	t.deepEqual(app.exits, []);
});

test.serial('a path with blanks is quoted in the commands to type next', async t => {
	const {world} = savingWorld([{kind: 'saved', path: 'my plan.yaml'}]);
	const app = await opened(t, world);
	t.regex(await app.press(keys.enter), /explain 'my plan\.yaml' --down node-1/v);
});
