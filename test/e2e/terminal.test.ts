import {mkdtemp, readFile, readdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {startPty, type Pty, type PtyOptions} from '../helpers/pty.js';
import {program, runProgram} from '../helpers/run-program.js';

const down = '\u001B[B';
const right = '\u001B[C';
const enter = '\r';
const escape = '\u001B';

type Opened = {readonly pty: Pty; readonly directory: string};

async function open(t: ExecutionContext, words: readonly string[] = [], options: PtyOptions = {}): Promise<Opened> {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-tty-'));
	const pty = startPty(process.execPath, [program, ...words], {
		cwd: directory,
		...options,
		environment: {XDG_DATA_HOME: path.join(directory, 'data'), ...options.environment},
	});
	t.teardown(() => {
		pty.kill();
	});
	return {pty, directory};
}

/** The terminal is as it was: the normal screen, the cursor shown, and no scrollback wiped on the way. */
function isRestored(t: ExecutionContext, pty: Pty): void {
	t.false(pty.isAlternate());
	t.false(pty.isCursorHidden());
	t.false(pty.raw().includes('\u001B[3J'), 'the scrollback was wiped');
}

/** Moves the selection down until the line of a menu entry is marked, then opens it. */
async function choose(pty: Pty, entry: string): Promise<void> {
	const marked = new RegExp(String.raw`[❯>] ${entry}`, 'v');
	// The menu takes one arrow key between two frames, so a key that came too early is pressed again.
	for (let press = 0; press < 30 && !marked.test(pty.screen()); press++) {
		const before = pty.screen();
		pty.type(down);
		for (let wait = 0; wait < 100 && pty.screen() === before; wait++) {
			await sleep(20);
		}
	}

	await pty.waitFor(marked);
	pty.type(enter);
}

test.serial('home: starts on the alternate screen, 23 rows high; q restores the terminal and exits 0', async t => {
	const {pty} = await open(t);
	await pty.waitFor('q quit');
	t.true(pty.isAlternate());
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
});

test.serial('Ctrl-C ends with 130, SIGTERM with 143, SIGHUP with 129, and the terminal is restored', async t => {
	const {pty} = await open(t);
	await pty.waitFor('q quit');
	pty.type('\u0003');
	t.is(await pty.exitCode(), 130);
	isRestored(t, pty);

	for (const [name, exitCode] of [['SIGTERM', 143], ['SIGHUP', 129]] as const) {
		const {pty: other} = await open(t);
		await other.waitFor('q quit');
		other.signal(name);
		t.is(await other.exitCode(), exitCode, name);
		isRestored(t, other);
	}
});

test.serial('a thrown error ends with 70, one message to report and no stack, and the terminal is restored', async t => {
	const pty = startPty(process.execPath, ['--import=tsx', new URL('../helpers/throwing-program.tsx', import.meta.url).pathname]);
	t.teardown(() => {
		pty.kill();
	});
	t.is(await pty.exitCode(), 70);
	isRestored(t, pty);
	t.regex(pty.screen(), /TypeError: a bug on purpose/v);
	t.notRegex(pty.screen(), /\n\s+at /v);
});

test.serial('a lesson from start to end at 80x24: every step is seen, every question answered, and progress is kept', async t => {
	const {pty, directory} = await open(t, ['learn', 'vrrp']);
	const {structure} = (JSON.parse(await readFile(new URL('../../dist/lessons.json', import.meta.url), 'utf8')) as {lessons: Array<{summary: {id: string}; lesson: {structure: {steps: Array<{kind: string; question?: string}>; questions: Array<{id: string; type: string; options?: string[]; answer: unknown}>}}}>}).lessons.find(({summary}) => summary.id === 'vrrp')!.lesson;
	const count = structure.steps.length;
	let answered = 0;
	for (const [index, step] of structure.steps.entries()) {
		const screen = await pty.waitFor(`step ${index + 1} of ${count}`);
		t.true(screen.split('\n').every(line => [...line].length <= 80));
		if (step.kind === 'ask') {
			const question = structure.questions.find(({id}) => id === step.question)!;
			const keys = question.type === 'number'
				? String(question.answer)
				: [question.answer].flat().map(id => 'abcdef'[question.options!.indexOf(String(id))]!).join('');
			for (const key of keys) {
				pty.type(key);
			}

			if (question.type !== 'number') {
				await pty.waitFor(/\(•\)|\[x\]/v);
			}

			pty.type(enter);
			await pty.waitFor('Sure, or a guess?');
			pty.type('y');
			await pty.waitFor('✓ Right.');
			answered++;
		}

		pty.type(right);
	}

	await pty.waitForGone(`step ${count} of ${count}`);
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
	t.true(answered >= 4);
	const {stdout} = await runProgram(['progress', 'show', '--json'], {environment: {XDG_DATA_HOME: path.join(directory, 'data')}});
	const vrrp = (JSON.parse(stdout) as {lessons: Array<{id: string; finished: boolean; steps: {seen: number}; questions: {solved: number}}>}).lessons.find(({id}) => id === 'vrrp')!;
	t.true(vrrp.finished);
	t.is(vrrp.steps.seen, count);
	t.is(vrrp.questions.solved, answered);
});

test.serial('resizing keeps the place: 80x24, 200x60, 50x12 (linear), and back', async t => {
	const {pty} = await open(t, ['learn', 'components']);
	await pty.waitFor('step 1 of');
	pty.type(right);
	await pty.waitFor('step 2 of');
	for (const [columns, rows] of [[200, 60], [50, 12], [80, 24]] as const) {
		pty.resize(columns, rows);
		const screen = await pty.waitFor(/step 2 of|2\/\d+/v);
		t.true(screen.split('\n').length <= rows);
	}

	await pty.waitFor('step 2 of');
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
});

test.serial('it resumes where one stopped, and speaks the language chosen in the program', async t => {
	const {pty, directory} = await open(t, ['learn', 'components']);
	await pty.waitFor('step 1 of');
	pty.type(right);
	await pty.waitFor('step 2 of');
	pty.type(right);
	await pty.waitFor('step 3 of');
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	const again = await open(t, [], {environment: {XDG_DATA_HOME: path.join(directory, 'data')}});
	await again.pty.waitFor('q quit');
	again.pty.type(enter);
	await again.pty.waitFor('step 3 of');
	again.pty.type(escape);
	await again.pty.waitFor('Planner');
	again.pty.type('L');
	await again.pty.waitFor(/\p{Script=Han}{2}/v);
	again.pty.type('q');
	t.is(await again.pty.exitCode(), 0);
	const chinese = await open(t, [], {environment: {XDG_DATA_HOME: path.join(directory, 'data')}});
	await chinese.pty.waitFor(/退出/v);
	chinese.pty.type('q');
	t.is(await chinese.pty.exitCode(), 0);
});

test.serial('the wizard makes a plan, a machine is killed, and the plan is saved', async t => {
	const {pty, directory} = await open(t);
	await pty.waitFor('q quit');
	await choose(pty, 'Planner');
	await pty.waitFor('question 1 of');
	pty.type('7');
	await pty.waitFor('❯ 7');
	for (let press = 0; press < 12 && !pty.screen().includes('s save'); press++) {
		const before = pty.screen();
		pty.type(enter);
		await pty.waitForChange(before);
	}

	await pty.waitFor('node-1');
	pty.type('k');
	await pty.waitFor(/1 .*down|down/v);
	pty.type('s');
	await pty.waitFor('plan.yaml');
	pty.type(enter);
	await pty.waitFor(/explain plan\.yaml/v);
	t.deepEqual((await readdir(directory)).filter(name => name !== 'data'), ['plan.yaml']);
	const {stdout} = await runProgram(['plan', '--machines', '7', '--out', 'other.yaml', '--json'], {cwd: directory});
	t.deepEqual(JSON.parse(stdout), JSON.parse((await runProgram(['plan', '--machines', '7', '--json'])).stdout));
	t.regex(await readFile(path.join(directory, 'plan.yaml'), 'utf8'), /^kind: Plan$/mv);
	pty.type(escape);
	await pty.waitFor('node-1');
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
});

/** Every file below a directory, by its path. */
async function treeOf(directory: string): Promise<Map<string, string>> {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name)).sort();
	return new Map(await Promise.all(files.map(async file => [path.relative(directory, file), await readFile(file, 'utf8')] as const)));
}

test.serial('a plan is exported: a value is typed, a file is read, and what is written is what the command writes', async t => {
	const {pty, directory} = await open(t, ['plan']);
	await pty.waitFor('question 1 of');
	pty.type('3');
	await pty.waitFor('❯ 3');
	for (let press = 0; press < 12 && !pty.screen().includes('x export'); press++) {
		const before = pty.screen();
		pty.type(enter);
		await pty.waitForChange(before);
	}

	pty.type('s');
	await pty.waitFor('❯ plan.yaml');
	pty.type(enter);
	await pty.waitFor(/explain plan\.yaml/v);
	pty.type(escape);
	await pty.waitFor('x export');
	pty.type('x');
	await pty.waitFor('❯ [x] runbook');
	await choose(pty, String.raw`\[x\] keepalived`);
	await pty.waitFor('❯ --vip');
	pty.type(`10.0.0.300${enter}`);
	await pty.waitFor('loadBalancer.vip: got "10.0.0.300"');
	pty.type('\u007F\u007F\u007F100');
	await pty.waitFor('10.0.0.100▏');
	pty.type(down);
	await pty.waitFor('❯ --endpoint');
	pty.type(down);
	await pty.waitFor('❯ --interface');
	pty.type('eth0');
	await pty.waitFor('eth0▏');
	pty.type(escape);
	await pty.waitFor(/❯ \[x\] keepalived +✓ 3 files/v);
	pty.type(enter);
	await pty.waitFor('file 1 of 3');
	const first = await pty.waitFor('router_id node-1');
	pty.type('\t');
	await pty.waitFor('file 2 of 3');
	t.not(await pty.waitFor('router_id node-2'), first);
	pty.type(escape);
	await pty.waitFor('❯ [x] keepalived');
	pty.type('w');
	await pty.waitFor('❯ demo-export');
	pty.type(enter);
	await pty.waitFor(/Wrote \d+ files below demo-export/v);
	const command = await runProgram(['export', 'plan.yaml', '--to', 'all', '--vip', '10.0.0.100', '--interface', 'eth0', '--out', 'by-command', '--lang', 'en'], {cwd: directory});
	t.is(command.exitCode, 1, command.stderr);
	const written = await treeOf(path.join(directory, 'demo-export'));
	t.true(written.size > 15);
	t.deepEqual(written, await treeOf(path.join(directory, 'by-command')));

	// The same again asks first, and no means no.
	await writeFile(path.join(directory, 'demo-export/haproxy/haproxy.cfg'), 'mine');
	pty.type(enter);
	await pty.waitFor('x export');
	pty.type('x');
	await pty.waitFor('w write');
	pty.type('w');
	await pty.waitFor('❯ demo-export');
	pty.type(enter);
	await pty.waitFor('files are there already below demo-export');
	pty.type('n');
	await pty.waitFor('❯ demo-export');
	t.is(await readFile(path.join(directory, 'demo-export/haproxy/haproxy.cfg'), 'utf8'), 'mine');
	pty.type(enter);
	await pty.waitFor('files are there already below demo-export');
	pty.type('y');
	await pty.waitFor(/Wrote \d+ files below demo-export/v);
	t.deepEqual(await treeOf(path.join(directory, 'demo-export')), written);
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
});

test.serial('NO_COLOR draws without a single colour; ASCII draws without a single box sign', async t => {
	const {pty} = await open(t, [], {environment: {NO_COLOR: '1'}});
	await pty.waitFor('q quit');
	const colours = Array.from({length: 8}, (_, colour) => [`${escape}[3${colour}m`, `${escape}[9${colour}m`]).flat();
	t.deepEqual(colours.filter(colour => pty.raw().includes(colour)), []);
	pty.type('q');
	await pty.exitCode();
	const ascii = await open(t, ['--ascii']);
	await ascii.pty.waitFor('q quit');
	t.notRegex(ascii.pty.screen(), /[─│┌┐└┘❯●✓✗›]/v);
	ascii.pty.type('q');
	t.is(await ascii.pty.exitCode(), 0);
});
