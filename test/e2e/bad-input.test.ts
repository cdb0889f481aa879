import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {spawn} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {program, runProgram} from '../helpers/run-program.js';

const newDirectory = async () => mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-e2e-'));

/** Wrong usage: one clear message on stderr, nothing on stdout, exit 2, never a stack. */
const refuses = test.macro({
	async exec(t, words: readonly string[], says: RegExp) {
		const {exitCode, stdout, stderr} = await runProgram(words);
		t.is(exitCode, 2, stderr);
		t.is(stdout, '');
		t.regex(stderr, says);
		t.notRegex(stderr, /\n\s+at /v);
		t.true(stderr.trimEnd().split('\n').length <= 3, stderr);
		const chinese = await runProgram(['--lang', 'zh', ...words]);
		t.is(chinese.exitCode, 2);
		t.regex(chinese.stderr, /\p{Script=Han}/v);
	},
	title: (title = '', words: readonly string[] = []) => `${title} ${JSON.stringify(words)}`.trim(),
});

for (const machines of ['0', '-1', '2.5', '1e9', 'abc', '', '1000001', ' ']) {
	test(refuses, ['plan', '--machines', machines], /--machines got '.*'; it wants a whole number from 1 to 1000000\./v);
}

test(refuses, ['plan'], /plan needs to know how many machines there are\.\n.*--machines 5/v);
test(refuses, ['plan', '--machines', '7', '--zones', '5,1'], /zones/v);
test(refuses, ['plan', '--machines', '2', '--zones', '3'], /zones/v);
test(refuses, ['plan', '--machines', '7', '--zones', '5,,1'], /--zones got '5,,1'/v);
test(refuses, ['plan', '--machines', '7', '--zones', '0'], /--zones/v);
test(refuses, ['plan', '--machines', '7', '--survive-zones', '1'], /zone/v);
test(refuses, ['plan', '--machines', '7', '--survive-zone-and-machine'], /zone/v);
test(refuses, ['plan', '--machines', '7', '--vip', '10.0.0.9', '--load-balancer', 'cloud'], /vip/v);
test(refuses, ['plan', '--machines', '7', '--vip', '10.0.0.9', '--load-balancer', 'node-local'], /vip/v);
test(refuses, ['plan', '--machines', '7', '--vip', '10.0.0.9', '--same-subnet', 'no'], /vip/v);
test(refuses, ['plan', '--machines', '7', '--load-balancer', 'keepalived', '--same-subnet', 'no'], /subnet/v);
test(refuses, ['plan', '--machines', '7', '--load-balancer', 'kube-vip', '--same-subnet', 'no'], /subnet/v);
test(refuses, ['plan', '--machines', '7', '--load-balancer', 'dedicated', '--same-subnet', 'no'], /subnet/v);
test(refuses, ['plan', '--machines', '7', '--topology', 'stacked', '--prefer', 'isolation'], /topology|prefer/v);
test(refuses, ['plan', '--machines', '7', '--topology', 'external', '--prefer', 'economy'], /topology|prefer/v);
test(refuses, ['plan', '--machines', '1', '--workloads', 'separate'], /workloads/v);
test(refuses, ['plan', '--machines', '7', '--topology', 'stackd'], /Did you mean stacked\?/v);
test(refuses, ['plan', '--machines', '7', '--assume', 'machine=1.5'], /--assume got 'machine=1\.5'/v);
test(refuses, ['plan', '--machines', '7', '--assume', 'machine=0'], /--assume/v);
test(refuses, ['plan', '--machines', '7', '--vip', 'not-an-address'], /vip/v);
test(refuses, ['plan', '--machines', '7', '--name', 'Not_A_Name'], /Not_A_Name/v);
test(refuses, ['plan', '--machines', '3', '--addresses', '10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4'], /address/v);
test(refuses, ['plan', '--machines', '7', '--vrid-taken', '0'], /--vrid-taken/v);
test(refuses, ['plan', '--machines', '7', '--machins', '3'], /no option '--machins'.*\nDid you mean --machines\?/v);
test(refuses, ['plan', '--machines', '7', 'extra'], /'extra' is one argument too many/v);
test(refuses, ['plna'], /no command 'plna'.*\nDid you mean plan\?/v);
test(refuses, ['help', 'pln'], /no command 'pln'.*\nDid you mean plan\?/v);
test(refuses, ['lessons', 'chekc'], /no command 'chekc'.*\nDid you mean check\?/v);
test(refuses, ['learn', 'etcd-quorm'], /etcd-quorm'?.*\n?.*etcd-quorum/v);
test(refuses, ['quiz', 'nothing-like-it'], /nothing-like-it/v);
test(refuses, ['explain', '/no/such/plan.yaml'], /\/no\/such\/plan\.yaml cannot be read: there is no such file or directory/v);
test(refuses, ['explain'], /argument <plan> is missing/v);
test(refuses, ['simulate', 'etcd-leader-crsh'], /no scenario "etcd-leader-crsh".*\nDid you mean etcd-leader-crash\?/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--set', 'etcd.prevotes=true'], /does not know "etcd\.prevotes".*\nDid you mean etcd\.preVote\?/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--set', 'etcd.members=30'], /etcd\.members: got "30"; wanted a whole number from 1 to 9/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--fault', '5s kil etcd-1'], /"kil" is no verb.*\nDid you mean kill\?/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--runs', '2', '--fault', '5s kill etcd-leadr'], /no "etcd-leadr".*\nDid you mean etcd-leader\?/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--until', '1d'], /--until got "1d"; it wants a time/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--runs', '0'], /--runs got '0'/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--seed', '-1'], /--seed got '-1'/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--seed', '9007199254740991', '--runs', '2'], /last seed/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--shard', '1/2'], /--shard wants --runs/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--runs', '2', '--shard', '3/2'], /--shard wants k\/n/v);
test(refuses, ['simulate', 'etcd-leader-crash', '--runs', '2', '--run'], /--run and --runs/v);
test(refuses, ['simulate', '--runs', '2'], /--runs wants to know which scenario/v);
test(refuses, ['simulate', 'list', '--run'], /no option '--run'/v);
test(refuses, ['simulate', 'job', 'etcd-leader-crash', '--runs', '9'], /wants --shards/v);
test(refuses, ['simulate', 'job', 'etcd-leader-crash', '--runs', '9', '--shards', '2', '--image', 'a b'], /--image got "a b"/v);
test(refuses, ['simulate', 'job', 'etcd-leader-crash', '--runs', '9', '--shards', '2', '--fault', 'soon'], /"soon" is no time/v);
test(refuses, ['schema', 'pln'], /Did you mean plan\?/v);
test(refuses, ['lessons', 'check', '/no/such/directory'], /\/no\/such\/directory/v);
test(refuses, ['progress', 'import', '/no/such/file'], /no such file/v);
test(refuses, ['plan', '--machines', '5', '--out', '/no/such/directory/plan.yaml'], /cannot be written: there is no directory \/no\/such\/directory \(ENOENT\)/v);
test(refuses, ['plan', '--machines', '5', '--current', '/no/such/plan.yaml'], /cannot be read/v);

test('a wrong --lang is told with what is possible', async t => {
	const {exitCode, stderr} = await runProgram(['--lang', 'xx']);
	t.is(exitCode, 2);
	t.regex(stderr, /--lang got 'xx'; it wants one of en, zh/v);
});

test('an existing --out is left as it is; --force replaces it', async t => {
	const directory = await newDirectory();
	const file = path.join(directory, 'plan.yaml');
	await writeFile(file, 'mine\n');
	const refused = await runProgram(['plan', '--machines', '5', '--out', 'plan.yaml'], {cwd: directory});
	t.is(refused.exitCode, 2);
	t.is(refused.stdout, '');
	t.regex(refused.stderr, /plan\.yaml exists already, and nothing was written/v);
	t.is(await readFile(file, 'utf8'), 'mine\n');
	const forced = await runProgram(['plan', '--machines', '5', '--out', 'plan.yaml', '--force'], {cwd: directory});
	t.is(forced.exitCode, 0);
	t.regex(await readFile(file, 'utf8'), /^kind: Plan$/mv);
});

test('a file that is not a plan is named with line and column', async t => {
	const directory = await newDirectory();
	const cases: ReadonlyArray<readonly [string, string, RegExp]> = [
		['deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\n', /deployment\.yaml:\d+:\d+: .*not a plan/v],
		['empty.yaml', '', /empty\.yaml:\d+:\d+: /v],
		['broken.yaml', 'kind: Plan\nmachines: [\n', /broken\.yaml:\d+:\d+: /v],
		['half.yaml', 'apiVersion: k8s-ha-tutor/v1\nkind: Plan\n', /half\.yaml:\d+:\d+: /v],
		['bomb.yaml', 'kind: Plan\na: &a [1,1]\nb: [*a,*a]\n', /bomb\.yaml:\d+:\d+: /v],
	];
	for (const [name, text, says] of cases) {
		await writeFile(path.join(directory, name), text);
		const {exitCode, stdout, stderr} = await runProgram(['explain', name], {cwd: directory});
		t.is(exitCode, 2, name);
		t.is(stdout, '', name);
		t.regex(stderr, says, name);
		t.notRegex(stderr, /\n\s+at /v, name);
	}
});

test('a plan edited by hand: a mistyped field, a ghost machine and a wrong quorum are named where they stand', async t => {
	const directory = await newDirectory();
	await runProgram(['plan', '--machines', '5', '--out', 'plan.yaml'], {cwd: directory});
	const good = await readFile(path.join(directory, 'plan.yaml'), 'utf8');
	const edits: ReadonlyArray<readonly [string, string, RegExp]> = [
		['topology: stacked', 'topology: stackd', /edited\.yaml:\d+:\d+: .*stacked/v],
		['quorum: 2', 'quorum: 3', /edited\.yaml:\d+:\d+: .*quorum of 3 members is 2/v],
		['members: [node-1, node-2, node-3]', 'members: [node-1, node-2, node-9]', /edited\.yaml:\d+:\d+: .*no machine node-9/v],
		['\ntopology:', '\ntopolgy:', /edited\.yaml:\d+:1: .*topolgy.*topology/v],
	];
	for (const [from, to, says] of edits) {
		t.true(good.includes(from), from);
		await writeFile(path.join(directory, 'edited.yaml'), good.replace(from, to));
		const {exitCode, stderr} = await runProgram(['explain', 'edited.yaml'], {cwd: directory});
		t.is(exitCode, 2, to);
		t.regex(stderr, says);
	}
});

test('explain names an unknown machine, with the nearest that exists', async t => {
	const directory = await newDirectory();
	await runProgram(['plan', '--machines', '5', '--out', 'plan.yaml'], {cwd: directory});
	for (const words of [['explain', 'plan.yaml', 'node-11'], ['explain', 'plan.yaml', '--down', 'node-11']]) {
		const {exitCode, stdout, stderr} = await runProgram(words, {cwd: directory});
		t.is(exitCode, 2);
		t.is(stdout, '');
		t.regex(stderr, /no machine or zone node-11.*\nDid you mean node-1\?/v);
	}
});

/** Runs a shell line with the program as $P. */
async function shell(line: string): Promise<{exitCode: number | null; stderr: string}> {
	return new Promise((resolve, reject) => {
		const child = spawn('bash', ['-c', line], {env: {...process.env, P: `${process.execPath} ${program}`, LANG: 'en_US.UTF-8', XDG_DATA_HOME: path.join(tmpdir(), 'k8s-ha-tutor-no-such')}, stdio: ['ignore', 'ignore', 'pipe']});
		let stderr = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', exitCode => {
			resolve({exitCode, stderr});
		});
	});
}

test('output that is closed early, and input or output that is closed, end silently with 0', async t => {
	t.deepEqual(await shell('set -o pipefail; $P plan --machines 1000 --json | head -1'), {exitCode: 0, stderr: ''});
	t.deepEqual(await shell('set -o pipefail; $P simulate etcd-leader-crash --json | head -1'), {exitCode: 0, stderr: ''});
	t.deepEqual(await shell('set -o pipefail; $P learn vrrp --plain | head -1'), {exitCode: 0, stderr: ''});
	t.deepEqual(await shell('$P plan --machines 5 <&-'), {exitCode: 0, stderr: ''});
	t.deepEqual(await shell('$P plan --machines 5 >&-'), {exitCode: 0, stderr: ''});
	t.deepEqual(await shell('$P quiz vrrp --plain <&-'), {exitCode: 0, stderr: ''});
});
