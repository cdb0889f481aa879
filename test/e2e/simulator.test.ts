import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {startPty, type Pty, type PtyOptions} from '../helpers/pty.js';
import {program, runProgram} from '../helpers/run-program.js';

const right = '\u001B[C';
const left = '\u001B[D';
const end = '\u001B[F';
const home = '\u001B[H';

async function open(t: ExecutionContext, words: readonly string[], options: PtyOptions = {}): Promise<Pty> {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-simulator-'));
	const pty = startPty(process.execPath, [program, 'simulate', ...words], {cwd: directory, deadlineMs: 60_000, ...options, environment: {XDG_DATA_HOME: path.join(directory, 'data'), ...options.environment}});
	t.teardown(() => {
		pty.kill();
	});
	return pty;
}

function isRestored(t: ExecutionContext, pty: Pty): void {
	t.false(pty.isAlternate());
	t.false(pty.isCursorHidden());
	t.false(pty.raw().includes('\u001B[3J'), 'the scrollback was wiped');
}

test.serial('a scenario is opened, played, broken, mended, rewound and left, and its code gives the same run', async t => {
	const pty = await open(t, ['etcd-leader-crash']);
	await pty.waitFor(/■ paused +0\.000 s/v);
	t.true(pty.isAlternate());
	pty.type('+ ');
	await pty.waitFor(/▸ playing +[1-9]\.\d{3} s/v);
	pty.type(' ');
	const paused = await pty.waitFor(/■ paused +[1-4]\.\d{3} s/v);
	t.true(paused.split('\n').every(line => [...line].length <= 80));
	pty.type('f');
	await pty.waitFor(/■ frozen/v);
	await pty.waitFor(/Fault: etcd-leader \(now etcd-\d\) is frozen/v);
	pty.type(right);
	await pty.waitForGone(/Fault: etcd-leader \(now etcd-\d\) is frozen \(SIGSTOP\): it does nothing,\s+notices nothing, and its connections stay open\.\n *\n/v);
	pty.type('c');
	await pty.waitFor('It is printed once more when you quit');
	pty.type('\u001B');
	await pty.waitForGone('It is printed once more');
	pty.type('u');
	await pty.waitFor(/Taken back: [\d.]+s freeze etcd-leader/v);
	pty.type(end);
	await pty.waitFor(/■ the end +15\.000 s/v);
	pty.type(left);
	await pty.waitForGone('the end');
	pty.type(home);
	await pty.waitFor(/■ paused +0\.000 s/v);
	pty.type('k');
	await pty.waitFor('Do it?');
	pty.type('n');
	await pty.waitForGone('Do it?');
	pty.type('q');
	t.is(await pty.exitCode(), 0);
	isRestored(t, pty);
	const code = /k8s-ha-tutor simulate (?<code>ha1\.[\w\-]+\.[a-z\d]+)\r?\n/v.exec(pty.raw().slice(pty.raw().lastIndexOf('\u001B[?1049l')))!.groups!.code!;
	const again = await open(t, [code]);
	const screen = await again.waitFor('The etcd leader crashes');
	t.regex(screen, /▲/v);
	again.type('q');
	t.is(await again.exitCode(), 0);
	const told = await runProgram(['simulate', code, '--run']);
	t.is(told.exitCode, 0);
	t.regex(told.stdout, /is frozen \(SIGSTOP\)/v);
});

test.serial('a code that was cut off, and a flag beside a code, are refused before anything opens', async t => {
	const cut = await runProgram(['simulate', 'ha1.WyJldGNkLWxlYWRlci1jcmFzaCIsNDJd']);
	t.is(cut.exitCode, 2);
	t.regex(cut.stderr, /cut off/v);
	const damaged = await runProgram(['simulate', 'ha1.WyJldGNkLWxlYWRlci1jcmFzaCIsNDJe.16dvydl', '--run']);
	t.is(damaged.exitCode, 2);
	t.regex(damaged.stderr, /damaged/v);
	const clash = await runProgram(['simulate', 'ha1.WyJldGNkLWxlYWRlci1jcmFzaCIsNDJd.16dvydl', '--seed', '7']);
	t.is(clash.exitCode, 2);
	t.regex(clash.stderr, /--seed/v);
});

test.serial('without a name a terminal lists the scenarios to choose from', async t => {
	const pty = await open(t, [], {environment: {LANG: 'zh_CN.UTF-8'}});
	await pty.waitFor(/❯ etcd-leader-crash/v);
	pty.type('\r');
	await pty.waitFor(/■ 暂停 +0\.000 s/v);
	pty.type('\u0003');
	t.is(await pty.exitCode(), 130);
	isRestored(t, pty);
});
