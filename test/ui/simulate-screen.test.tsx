import test, {type ExecutionContext} from 'ava';
import {scenarios} from '../../source/simulation/scenarios/scenarios.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp, until, type Rendered} from '../helpers/render.js';

const end = '\u001B[F';
const home = '\u001B[H';
const tab = '\t';

const open = (scenario: string) => ({start: [{screen: 'home'}, {screen: 'simulate', scenario}] as const});

/** The program with this scenario open, once it is there. */
async function opened(t: ExecutionContext, scenario: string, world = fixtureWorld()): Promise<Rendered> {
	const rendered = renderApp(t, world, open(scenario));
	await rendered.settled();
	return rendered;
}

const sizes = [{columns: 80, rows: 24}, {columns: 200, rows: 60}, {columns: 50, rows: 14}];

for (const language of ['en', 'zh'] as const) {
	test(`frames of a run that breaks, ${language}`, async t => {
		for (const {columns, rows} of sizes) {
			const {press, settled} = renderApp(t, fixtureWorld({language}), {columns, rows, ...open('machine-crash')});
			const first = await settled();
			assertFits(t, first, columns, rows);
			t.snapshot(first, `${columns}x${rows}, at the beginning`);
			const middle = await press('1');
			assertFits(t, middle, columns, rows);
			t.snapshot(middle, `${columns}x${rows}, a tenth of it later`);
		}
	});

	test(`frames of the list, of menus and questions, ${language}`, async t => {
		const {press, settled} = renderApp(t, fixtureWorld({language}), {start: [{screen: 'home'}, {screen: 'scenarios'}]});
		t.snapshot(await settled(), 'scenarios');
		t.snapshot(await press(keys.down, keys.enter), 'opened');
		t.snapshot(await press('9', 'i', keys.down), 'a program, looked into');
		t.snapshot(await press(keys.escape, 'm', keys.enter), 'a menu');
		t.snapshot(await press(keys.escape, keys.escape, '3', 'x'), 'asks before it forgets');
		t.snapshot(await press('y', 'c'), 'a code');
	});
}

test('for a screen reader everything is said in sentences, without bars and links', async t => {
	const {press} = await opened(t, 'machine-crash', fixtureWorld({screenReader: true}));
	const frame = await press('1');
	t.notRegex(frame, /[█░─╌]/v);
	t.regex(frame, /node-2: keepalived-2 ● MASTER 100; haproxy-2 ● ✗?✓/v);
	t.snapshot(frame);
});

test('in ASCII nothing else is drawn', async t => {
	const {press} = await opened(t, 'vip-split-brain', fixtureWorld({ascii: true}));
	// eslint-disable-next-line no-control-regex
	t.notRegex(await press('5'), /[^\u0000-\u007F]/v);
});

test('etcd\'s members are a key away from the chain', async t => {
	const {press} = await opened(t, 'machine-crash');
	t.regex(await press('1'), /HAProxy/v);
	t.regex(await press(tab), /to etcd-1/v);
	t.regex(await press(tab), /HAProxy/v);
});

test('an accident is made, seen in the story, taken back, and left behind as a code', async t => {
	const left: string[] = [];
	const world = fixtureWorld({
		leaveBehind(line) {
			left.push(line);
		},
	});
	const {press} = await opened(t, 'etcd-leader-crash', world);
	t.regex(await press('1', 'k'), /1\.500 s +Fault: etcd-leader \(now etcd-\d\) is gone/v);
	t.regex(await press('c'), /simulate\s+ha1\./v);
	t.regex(left[0]!, /^k8s-ha-tutor simulate ha1\.\S+$/v);
	t.regex(await press(keys.escape, 'u'), /Taken back: 1\.5s kill etcd-leader/v);
	t.regex(await press('u'), /Nothing was done by hand/v);
});

test('through the menu everything can be broken', async t => {
	const {press} = await opened(t, 'etcd-leader-crash');
	t.regex(await press('1', 'm'), /What is to happen\?[\s\S]*❯ kill/v);
	t.regex(await press(keys.down, keys.down, keys.enter), /freeze › To whom\?[\s\S]*❯ etcd-leader \(now etcd-\d\)/v);
	t.regex(await press(keys.enter), /etcd-leader \(now etcd-\d\) is frozen/v);
	t.regex(await press('b'), /goes on where it was frozen/v);
});

test('a deed in the past asks before the future is forgotten, and no means no', async t => {
	const {press} = await opened(t, 'etcd-leader-crash');
	t.regex(await press(end, home, 'k'), /seen already[\s\S]*forgotten/v);
	t.notRegex(await press('n'), /Fault:/v);
	t.regex(await press('k', 'y'), /0\.000 s +Fault: etcd-leader/v);
});

test('it plays until it is paused, and stands still under another screen', async t => {
	const {type, frame, press} = await opened(t, 'etcd-leader-crash');
	await press('1');
	type('+');
	type(' ');
	await until(() => /▸ playing +[2-9]\.\d{3} s/v.test(frame()));
	type('?');
	await until(() => frame().includes('type to search'));
	t.regex(await press(keys.escape), /■ paused +[2-9]\.\d{3} s/v);
});

test('another seed begins anew', async t => {
	const {press} = await opened(t, 'etcd-leader-crash');
	t.regex(await press('5', 'r'), /■ paused +0\.000 s [\s\S]*seed 43/v);
	t.regex(await press('k', 'r'), /Begin again with seed 44, without the 1 thing done by\s+hand\?/v);
});

test('Esc leads back to the list, and home names the simulator', async t => {
	const {press} = renderApp(t, fixtureWorld());
	t.regex(await press(), /Simulator +break the whole chain/v);
	const list = await press('3');
	t.regex(list, new RegExp(String.raw`${scenarios.length} scenarios[\s\S]*❯ etcd-leader-crash`, 'v'));
	t.regex(await press(keys.enter), /The etcd leader crashes/v);
	t.regex(await press(keys.escape), /❯ etcd-leader-crash/v);
});
