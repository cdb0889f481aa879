import test, {type ExecutionContext} from 'ava';
import {exportFiles, writtenFiles} from '../../source/formats/export-files.js';
import {targets} from '../../source/formats/targets.js';
import type {Plan} from '../../source/model/plan.js';
import type {ExportResult, World} from '../../source/ui/world.js';
import {exportInput, exportPlan} from '../helpers/export-plans.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

const tab = '\t';

/** Plans are kept by identity: a test has its own, so that none sees what another typed. */
const threeMachines = () => exportPlan({machines: 3});

/** A world that answers each writing with the next of `results`, and keeps what it was asked. */
function writingWorld(results: readonly ExportResult[], changes: Partial<World> = {}) {
	const asked: Array<{directory: string; files: ReadonlyMap<string, string>; force: boolean}> = [];
	const world = fixtureWorld({
		async writeFiles(directory, files, {force}) {
			asked.push({directory, files, force});
			return results[asked.length - 1]!;
		},
		...changes,
	});
	return {world, asked};
}

async function opened(t: ExecutionContext, world: World, {plan = threeMachines().plan, chinese = new Map<string, string>(), columns = 80, rows = 24}: {
	plan?: Plan;
	chinese?: ReadonlyMap<string, string>;
	columns?: number;
	rows?: number;
} = {}) {
	const app = renderApp(t, world, {columns, rows, start: [{screen: 'export', plan, chinese}]});
	await app.settled();
	return app;
}

/** Keys that put the cursor on a target. */
const to = (name: string) => Array.from({length: targets.findIndex(target => target.name === name)}, () => keys.down);

for (const [columns, rows] of [[80, 24], [200, 60], [60, 20], [50, 14]] as const) {
	for (const language of ['en', 'zh'] as const) {
		test.serial(`from the values to what was written at ${columns}x${rows} in ${language}`, async t => {
			const {plan, input: {chinese}} = threeMachines();
			const {world} = writingWorld([
				{kind: 'exists', files: ['keepalived/node-1/keepalived.conf']},
				{kind: 'failed', says: {en: 'The disk is full.', zh: '磁盘已满。'}},
				{kind: 'written'},
			], {language});
			const app = await opened(t, world, {plan, chinese, columns, rows});
			// The list grows with every target; what it says is held below.
			assertFits(t, app.frame(), columns, rows);
			assertFits(t, await app.press('a', ...to('keepalived'), ' '), columns, rows);
			const frames = [
				await app.press(keys.enter, '10.0.0.300', keys.enter),
				await app.press(keys.backspace, keys.backspace, keys.backspace, '100', keys.enter, keys.enter, 'eth0', keys.escape, keys.enter),
				await app.press(keys.right),
				await app.press(keys.escape, 'w'),
				await app.press(keys.enter),
				await app.press('y'),
				await app.press(keys.enter),
			];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
				t.snapshot(frame);
			}
		});
	}
}

test.serial('the list says of each target what comes of it, and tells the one under the cursor', async t => {
	const app = await opened(t, fixtureWorld());
	const frame = app.frame();
	t.regex(frame, /❯ \[x\] runbook +✓ 1 file +\S/v);
	t.regex(frame, /\[x\] keepalived +! 2 values missing/v);
	t.regex(frame, /\[-\] etcd +✗ not possible/v);
	t.regex(await app.press(...to('etcd')), /✗ etcd cannot hold this plan/v);
	const keepalived = await app.press(...Array.from({length: 2}, () => keys.up));
	t.regex(keepalived, /keepalived needs --vip:/v);
	t.regex(keepalived, /keepalived needs --interface:/v);
	t.notRegex(keepalived, /Enter look/v);
});

test.serial('at every width the cursor and what is told of its target are in sight, on every target', async t => {
	for (const [columns, rows] of [[80, 24], [80, 17], [60, 20], [40, 12]] as const) {
		const app = await opened(t, fixtureWorld(), {columns, rows});
		for (const {name} of targets) {
			const frame = app.frame();
			t.regex(frame, new RegExp(String.raw`❯ \[[x\-]\] ${name} `, 'v'));
			// Only in the smallest window what is told may have to be scrolled to.
			t.true(columns < 60 || /will be written|cannot hold|needs --/v.test(frame), `${name} at ${columns}x${rows}`);
			assertFits(t, frame, columns, rows);

			await app.press(keys.down);
		}
	}
});

test.serial('what is written is exactly what the command writes, in the language of the program', async t => {
	for (const language of ['en', 'zh'] as const) {
		const {plan, input} = exportPlan({machines: 7, topology: 'external'}, {valued: true});
		const {world, asked} = writingWorld([{kind: 'written'}], {language});
		const app = await opened(t, world, {plan, chinese: input.chinese});
		await app.press('w', keys.enter);
		t.deepEqual(asked, [{directory: 'demo-export', files: writtenFiles(exportFiles(targets, exportInput(plan, {language, chinese: input.chinese}))), force: false}]);
	}
});

test.serial('what was unmarked is not written; with nothing left there is nothing to write', async t => {
	const {world, asked} = writingWorld([{kind: 'written'}]);
	const app = await opened(t, world);
	t.notRegex(await app.press('a'), /w write/v);
	t.notRegex(await app.press('w'), /Which directory/v);
	await app.press(...to('mermaid'), ' ', 'w', keys.enter);
	t.deepEqual(asked.map(({files}) => [...files.keys()]), [['mermaid/topology.mmd']]);
});

test.serial('every file of a target is read in turn, and is shown as it is written', async t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const files = [...writtenFiles(exportFiles(targets.filter(({name}) => name === 'kubeadm'), exportInput(plan)))];
	t.true(files.length > 3);
	const app = await opened(t, fixtureWorld(), {plan, columns: 200, rows: 60});
	await app.press(...to('kubeadm'));
	const frames = [await app.press(keys.enter)];
	for (let count = 1; count < files.length; count++) {
		frames.push(await app.press(tab));
	}

	t.is(await app.press(tab), frames[0]!);
	for (const [index, [path, text]] of files.entries()) {
		t.true(frames[index]!.includes(path));
		for (const line of text.split('\n').slice(0, 50)) {
			t.true(frames[index]!.includes(line.slice(0, 190)), `${path}: ${line}`);
		}
	}
});

test.serial('nothing of a hostile plan reaches the terminal or a file', async t => {
	const {plan} = threeMachines();
	const hostile = {...plan, machines: plan.machines.map(machine => ({...machine, host: 'a\u001B]0;title\u0007'}))};
	const app = await opened(t, fixtureWorld(), {plan: hostile});
	t.regex(app.frame(), /The plan holds a value that no file may be written from:/v);
	t.false(app.frame().includes('\u001B]0'));
	t.notRegex(await app.press('w'), /Which directory/v);
});

test.serial('a wrong value that was left is told where one chooses and where one writes', async t => {
	const app = await opened(t, fixtureWorld());
	const says = /✗ --kubernetes-version is not used: requirements\.kubernetesVersion: got "x"/v;
	t.regex(await app.press('v', ...Array.from({length: 4}, () => keys.down), 'x', keys.escape), says);
	t.regex(await app.press('w'), says);
});

test.serial('characters of an input method are the plain ones; addresses say whose turn it is', async t => {
	const app = await opened(t, fixtureWorld());
	t.regex(await app.press('v', keys.up, keys.up, '１０。0.0.1、'), /❯ --addresses +10\.0\.0\.1,▏/v);
	t.regex(app.frame(), /1 of 3 addresses; next: node-2\./v);
});

test.serial('a list of addresses breaks behind its commas', async t => {
	const app = await opened(t, fixtureWorld(), {plan: exportPlan({machines: 12}).plan});
	const frame = await app.press('v', keys.up, keys.up, ...Array.from({length: 12}, (_, index) => `${index === 0 ? '' : ','}10.0.0.${index + 11}`));
	assertFits(t, frame, 80, 24);
	t.regex(frame, /❯ --addresses +10\.0\.0\.11,(?:[\d.]+,)+\n +10\.0\.0\.\d\d,/v);
	t.regex(frame, /10\.0\.0\.22▏/v);
});

test.serial('q and ? are letters where one types, and Esc goes one step back', async t => {
	const {world, asked} = writingWorld([{kind: 'written'}]);
	const app = await opened(t, world);
	await app.press('w', '/q?L x');
	t.regex(app.frame(), /❯ demo-export\/q\?L x▏/v);
	t.regex(await app.press(keys.escape), /\[x\] runbook/v);
	await app.press('w', keys.enter);
	t.is(asked[0]?.directory, 'demo-export/q?L x');
	t.deepEqual(app.exits, []);
});

test.serial('the plan opens the export, and what was marked and typed is there when one comes back', async t => {
	const {plan, input: {chinese}} = threeMachines();
	const app = renderApp(t, fixtureWorld(), {start: [{screen: 'plan', plan, chinese}]});
	t.regex(await app.press('x'), /❯ \[x\] runbook/v);
	await app.press(' ', 'v', keys.down, '10.0.0.100', keys.enter);
	t.regex(await app.press(keys.escape, keys.escape), /node-1/v);
	t.regex(await app.press('x'), /❯ \[ \] runbook[\s\S]*\[x\] kubespray +✓ 2 files/v);
});

test.serial('ASCII draws only ASCII; a screen reader gets whole lines', async t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const app = await opened(t, fixtureWorld({ascii: true}), {plan});
	for (const frame of [app.frame(), await app.press(...to('keepalived'), keys.enter), await app.press(keys.right), await app.press(keys.escape, 'w')]) {
		t.regex(frame, /^[\n -~]*$/v);
	}

	const spoken = await opened(t, fixtureWorld({screenReader: true}), {plan: exportPlan({machines: 3}, {valued: true}).plan, rows: 10});
	const text = writtenFiles(exportFiles(targets.filter(({name}) => name === 'haproxy'), exportInput(plan))).get('haproxy/haproxy.cfg')!;
	const frame = await spoken.press(keys.down, keys.enter);
	t.true(text.split('\n').every(line => frame.replaceAll(/\s+/gv, ' ').includes(line.replaceAll(/\s+/gv, ' ').trim())));
});
