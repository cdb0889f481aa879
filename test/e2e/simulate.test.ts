import {spawn} from 'node:child_process';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {displayWidth} from '../../source/model/display-width.js';
import {measureNames, protocolNames} from '../../source/simulation/scenarios/scenario.js';
import {scenarios} from '../../source/simulation/scenarios/scenarios.js';
import {startPty, type Pty} from '../helpers/pty.js';
import {program, runProgram} from '../helpers/run-program.js';

async function printed(...words: string[]): Promise<string> {
	const {exitCode, stdout, stderr} = await runProgram(['simulate', ...words]);
	if (exitCode !== 0 || stderr !== '') {
		throw new Error(`simulate ${words.join(' ')}: exit ${exitCode}\n${stderr}`);
	}

	return stdout;
}

const isNarrow = (text: string) => text.split('\n').every(line => displayWidth(line) <= 80);

type Listed = {readonly id: string; readonly title: string; readonly protocols: readonly string[]; readonly measures: readonly string[]; readonly untilMs: number};

test('simulate list --json has every scenario; without --json and without a name: the list for a person', async t => {
	const {scenarios: listed} = JSON.parse(await printed('list', '--json')) as {scenarios: Listed[]};
	t.deepEqual(listed.map(({id}) => id), scenarios.map(({id}) => id));
	for (const scenario of listed) {
		t.deepEqual(Object.keys(scenario), ['id', 'title', 'protocols', 'measures', 'untilMs']);
		t.true(scenario.protocols.every(each => (protocolNames as readonly string[]).includes(each)));
		t.true(scenario.measures.every(each => (measureNames as readonly string[]).includes(each)));
	}

	const list = await printed('list');
	t.is(await printed(), list);
	const chinese = await printed('--lang', 'zh');
	t.true(isNarrow(list) && isNarrow(chinese));
	t.regex(chinese, /^etcd-leader-crash .*\p{Script=Han}/mv);
});

test('--run tells scenario, seed, what differs, what happened and what was measured; the same seed in the same bytes', async t => {
	const words = ['etcd-leader-crash', '--run', '--seed', '42', '--set', 'etcd.preVote=false', '--fault', '12s restart etcd-1'];
	const told = await printed(...words);
	t.is(await printed(...words), told);
	t.not(await printed(...words.with(3, '43')), told);
	for (const part of [/^etcd-leader-crash /v, /^Seed +42$/mv, /^Set +etcd\.preVote=false \(usually true\)$/mv, /^ +12s restart etcd-1 \(added\)$/mv, /^ +5\.000 s {2}\S/mv, /^ +etcdLeaderGapMs +\d+ ms$/mv]) {
		t.regex(told, part);
	}

	const chinese = await printed('--lang', 'zh', ...words);
	t.regex(chinese, /^ +5\.000 s {2}.*\p{Script=Han}/mv);
	t.true(isNarrow(told) && isNarrow(chinese));
});

test('a pipe is told the run without --run too; --until ends it earlier', async t => {
	const told = await printed('vip-holder-crash');
	t.is(await printed('vip-holder-crash', '--run'), told);
	const early = await printed('vip-holder-crash', '--until', '6s');
	t.regex(early, /^Until +6 s$/mv);
	t.regex(early, /^ +vipFailoverMs +never$/mv);
});

test('--json is a trace: the header first, the summary last, the same in every language', async t => {
	const trace = await printed('vip-holder-crash', '--json');
	t.is(await printed('--lang', 'zh', 'vip-holder-crash', '--run', '--json'), trace);
	const lines = trace.trimEnd().split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
	t.is(lines[0]!.scenario, 'vip-holder-crash');
	t.is(lines.at(-1)!.kind, 'summary');
});

const sweep = ['vip-holder-crash', '--runs', '8', '--seed', '5'];

test('--runs prints what many runs measured; two threads and four shards, merged in any order, print the same bytes', async t => {
	const json = await printed(...sweep, '--json');
	const {scenario, seeds, measures} = JSON.parse(json) as {scenario: string; seeds: number[]; measures: Record<string, Record<string, number>>};
	t.is(scenario, 'vip-holder-crash');
	t.deepEqual(seeds, [5, 12]);
	t.deepEqual(Object.keys(measures), scenarios.find(({id}) => id === scenario)!.measures);
	t.deepEqual(Object.keys(measures.vipFailoverMs!), ['n', 'missing', 'min', 'p50', 'p90', 'p99', 'max']);
	t.is(measures.vipFailoverMs!.n! + measures.vipFailoverMs!.missing!, 8);
	t.is(await printed(...sweep, '--json', '--threads', '1'), json);
	t.is(await printed(...sweep, '--json', '--threads', '2'), json);

	const shards = await Promise.all(['3/4', '1/4', '4/4', '2/4'].map(async shard => printed(...sweep, '--shard', shard)));
	t.deepEqual(Object.keys(JSON.parse(shards[0]!) as object), ['shard', 'scenario', 'seeds', 'with', 'samples']);
	t.true(shards.every(shard => shard.indexOf('\n') === shard.length - 1));
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-shards-'));
	await writeFile(path.join(directory, 'a'), shards[0]! + shards[1]!);
	await writeFile(path.join(directory, 'b'), shards[2]!);
	const merge = ['simulate', 'merge', 'a', 'b', '-'];
	// What a Job ran twice counts once.
	const options = {cwd: directory, input: shards[3]! + shards[2]!};
	t.is((await runProgram([...merge, '--json'], options)).stdout, json);
	const table = (await runProgram(merge, options)).stdout;
	t.is(await printed(...sweep), table);
	t.regex(table, /^vipFailoverMs +8 +0(?: +\d+){5}$/mv);
	t.true(isNarrow(table));
});

test('merge refuses what is no shard with its line, a shard that is missing, and shards of two sweeps', async t => {
	const [one, other] = await Promise.all([printed('vip-holder-stop', '--runs', '2', '--shard', '1/2'), printed('vip-holder-stop', '--runs', '3', '--shard', '2/2')] as const);
	for (const [input, says] of [
		[`${one}{"shard":"2/2"}\n`, /stdin:2: /v],
		[one.replace(/\[\d+\]/v, '[]'), /stdin:1: /v],
		[one, /missing: 2\/2/v],
		[one + other, /not of one sweep/v],
		['', /nothing to merge/v],
	] as const) {
		const {exitCode, stdout, stderr} = await runProgram(['simulate', 'merge', '-'], {input});
		t.is(exitCode, 2);
		t.is(stdout, '');
		t.regex(stderr, says);
	}
});

test('the Pods of a Job, run one after the other, print what one run prints', async t => {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-job-'));
	const {stdout} = await runProgram(['simulate', 'job', ...sweep, '--shards', '3', '--fault', '9s etcdctl put 10', '--set', 'vrrp.priorities=101, 100,99']);
	const {parse} = await import('yaml');
	const {spec} = parse(stdout) as {spec: {completions: number; template: {spec: {containers: Array<{command: string[]; args: string[]}>}}}};
	const [{command, args}] = spec.template.spec.containers as [{command: string[]; args: string[]}];
	// What the kubelet makes of $$, a shell that has this program as npx, and a termination log that a test may write.
	const [shell, ...words] = [...command, ...args].map(word => word.replaceAll('$$', '$').replace('/dev/termination-log', '/dev/null').replace('npx --yes', 'npx'));
	await writeFile(path.join(directory, 'npx'), `#!/bin/sh\nshift\nexec ${process.execPath} ${program} "$@"\n`, {mode: 0o755});
	let lines = '';
	for (let index = 0; index < spec.completions; index++) {
		lines += await new Promise<string>((resolve, reject) => {
			const child = spawn(shell!, words, {env: {PATH: `${directory}:/usr/bin:/bin`, JOB_COMPLETION_INDEX: String(index)}, stdio: ['ignore', 'pipe', 'inherit']});
			let text = '';
			child.stdout.setEncoding('utf8').on('data', (data: string) => {
				text += data;
			});
			child.on('error', reject);
			child.on('close', () => {
				resolve(text);
			});
		});
	}

	const merged = await runProgram(['simulate', 'merge', '-', '--json'], {input: lines});
	t.is(merged.stdout, await printed(...sweep, '--fault', '9s etcdctl put 10', '--set', 'vrrp.priorities=101, 100,99', '--json'));
});

test('Ctrl-C during --runs ends at once with 130, SIGTERM with 143; a terminal sees how far it is', async t => {
	for (const [exitCode, interrupt] of [[130, (pty: Pty) => {
		pty.type('\u0003');
	}], [143, (pty: Pty) => {
		pty.signal('SIGTERM');
	}]] as const) {
		const pty = startPty(process.execPath, [program, 'simulate', 'vip-holder-stop', '--runs', '1000000', '--threads', '1']);
		t.teardown(() => {
			pty.kill();
		});
		await pty.waitFor(/^\d+ of 1000000 runs$/mv);
		interrupt(pty);
		t.is(await pty.exitCode(), exitCode);
	}
});
