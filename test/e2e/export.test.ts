import {mkdtemp, readFile, readdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {targets} from '../../source/formats/targets.js';
import {runProgram, type RunResult} from '../helpers/run-program.js';

type Exporter = {readonly directory: string; readonly run: (...words: string[]) => Promise<RunResult>};

async function withPlan(...words: string[]): Promise<Exporter> {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-export-'));
	await runProgram(['plan', ...words, '--out', 'plan.yaml'], {cwd: directory});
	return {directory, run: async (...more) => runProgram(['export', 'plan.yaml', ...more], {cwd: directory})};
}

const values = ['--addresses', '10.0.0.1,10.0.0.2,10.0.0.3', '--vip', '10.0.0.100', '--interface', 'eth0', '--endpoint', 'api.example.com', '--backup-to', 'backup.example.com:/srv/etcd'];

test('one target: its files, and what to do with them', async t => {
	const {directory, run} = await withPlan('--machines', '3');
	const {exitCode, stdout, stderr} = await run('--to', 'haproxy', '--out', 'cluster', ...values);
	t.is(exitCode, 0, stderr);
	t.is(stderr, '');
	t.regex(stdout, /^Wrote 1 file below cluster:\n {2}haproxy\/haproxy\.cfg\n\nThen\n/v);
	t.regex(await readFile(path.join(directory, 'cluster/haproxy/haproxy.cfg'), 'utf8'), /server node-1 10\.0\.0\.1:6443/v);
});

test('all: what can be written is written, what cannot is refused with its reason, exit 1; the same again is the same bytes', async t => {
	const {directory, run} = await withPlan('--machines', '3');
	const first = await run('--to', 'all', '--out', 'a', '--json', ...values);
	t.is(first.exitCode, 1, first.stderr);
	const {written, refused, missing} = JSON.parse(first.stdout) as {written: Array<{target: string; files: string[]}>; refused: Array<{target: string; reason: string}>; missing: unknown[]};
	t.deepEqual(missing, []);
	t.deepEqual([...written, ...refused].map(({target}) => target).sort(), targets.map(({name}) => name).sort());
	t.true(refused.some(({target, reason}) => target === 'etcd' && reason.length > 20));
	await run('--to', 'all', '--out', 'b', '--lang', 'en', ...values);
	for (const file of written.flatMap(({files}) => files)) {
		t.is(await readFile(path.join(directory, 'a', file), 'utf8'), await readFile(path.join(directory, 'b', file), 'utf8'), file);
	}
});

test('a value that nobody gave is exit 2, named with its flag; the other targets are written all the same', async t => {
	const {directory, run} = await withPlan('--machines', '3');
	const {exitCode, stderr} = await run('--to', 'haproxy,keepalived,etcd', '--out', 'cluster');
	t.is(exitCode, 2);
	t.regex(stderr, /keepalived needs --vip/v);
	t.regex(stderr, /keepalived needs --interface/v);
	t.regex(stderr, /etcd cannot hold this plan/v);
	t.deepEqual(await readdir(path.join(directory, 'cluster')), ['haproxy']);
});

test('a value given now turns no sentence of a Chinese runbook back into English', async t => {
	const {directory, run} = await withPlan('--machines', '12', '--zones', '3');
	const {exitCode, stderr} = await run('--to', 'runbook', '--out', 'cluster', '--vip', '10.0.0.100', '--lang', 'zh');
	t.is(exitCode, 0, stderr);
	const runbook = await readFile(path.join(directory, 'cluster/runbook/runbook.md'), 'utf8');
	t.regex(runbook, /没有 apiserver 的节点在加入之前/v);
	t.notRegex(runbook, /Each node without an apiserver/v);
});

test('an existing file stays as it is without --force', async t => {
	const {directory, run} = await withPlan('--machines', '3');
	await run('--to', 'haproxy', '--out', 'cluster');
	await writeFile(path.join(directory, 'cluster/haproxy/haproxy.cfg'), 'mine');
	const refused = await run('--to', 'haproxy', '--out', 'cluster');
	t.is(refused.exitCode, 2);
	t.is(refused.stdout, '');
	t.is(await readFile(path.join(directory, 'cluster/haproxy/haproxy.cfg'), 'utf8'), 'mine');
	t.is((await run('--to', 'haproxy', '--out', 'cluster', '--force')).exitCode, 0);
});

test('wrong usage is exit 2 with one message and nothing on stdout', async t => {
	const {run} = await withPlan('--machines', '3');
	const cases: ReadonlyArray<readonly [readonly string[], RegExp]> = [
		[[], /--to/v],
		[['--to', 'haproxy'], /--out/v],
		[['--to', 'haprxy', '--out', 'x'], /'haprxy'.*\nDid you mean haproxy\?/v],
		[['--to', 'haproxy', '--out', 'x', '--addresses', '10.0.0.1'], /--addresses has 1, but the plan has 3 machines/v],
		[['--to', 'haproxy', '--out', 'x', '--addresses', '10.0.0.1,10.0.0.1,10.0.0.2'], /10\.0\.0\.1/v],
		[['--to', 'keepalived', '--out', 'x', '--vip', '10.0.0.100; rm -rf /', '--interface', 'eth0'], /vip/v],
		[['--to', 'keepalived', '--out', 'x', '--vip', '10.0.0.100', '--interface', 'eth0"\n}'], /interface/v],
		[['--to', 'kubeadm', '--out', 'x', '--kubernetes-version', '1.37; x'], /kubernetesVersion/v],
		[['--to', 'haproxy', '--out', '/no/such/place/x'], /cannot be written: there is no directory \/no\/such\/place \(ENOENT\)\.\nMake it first/v],
		[['--to', 'backup', '--out', 'x', '--backup-to', 'a\nb'], /^k8s-ha-tutor: --backup-to: got /v],
	];
	for (const [words, says] of cases) {
		const {exitCode, stdout, stderr} = await run(...words);
		t.is(exitCode, 2, stderr);
		t.is(stdout, '');
		t.regex(stderr, says);
		t.notRegex(stderr, /\n\s+at /v);
	}
});

test('the help names every target', async t => {
	for (const language of ['en', 'zh']) {
		const {stdout} = await runProgram(['export', '--help', '--lang', language]);
		const named = stdout.replaceAll(/\s+/gv, ' ');
		for (const {name} of targets) {
			t.regex(named, new RegExp(String.raw`\b${name}\b`, 'v'), name);
		}
	}
});
