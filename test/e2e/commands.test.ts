import {
	mkdir, mkdtemp, readFile, readdir, writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {commandTable, type CommandEntry} from '../../source/commands/command-table.js';
import {displayWidth} from '../../source/model/display-width.js';
import {runProgram, type RunOptions} from '../helpers/run-program.js';

const newDirectory = async () => mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-e2e-'));

/** With a place of its own for progress. */
async function withData(): Promise<RunOptions & {data: string}> {
	const directory = await newDirectory();
	return {cwd: directory, data: path.join(directory, 'data', 'k8s-ha-tutor'), environment: {XDG_DATA_HOME: path.join(directory, 'data')}};
}

test('--version is the version of the package', async t => {
	const {version} = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string};
	for (const words of [['--version'], ['-V'], ['--lang', 'zh', '--version']]) {
		t.is((await runProgram(words)).stdout, `${version}\n`);
	}
});

test('every command has a help that begins with examples, in both languages, no wider than 80 columns', async t => {
	const all = (entries: readonly CommandEntry[], before: readonly string[] = []): string[][] => entries.flatMap(({name, commands = []}) => [[...before, name], ...all(commands, [...before, name])]);
	for (const words of [[], ...all(commandTable)]) {
		const english = await runProgram([...words, '--help']);
		t.is(english.exitCode, 0);
		t.regex(english.stdout, /^Examples:\n {2}k8s-ha-tutor/v);
		const chinese = await runProgram(['--lang', 'zh', ...words, '--help']);
		t.regex(chinese.stdout, /^示例：\n {2}k8s-ha-tutor/v);
		const wide = [...english.stdout.split('\n'), ...chinese.stdout.split('\n')].filter(line => displayWidth(line) > 80);
		t.deepEqual(wide, [], words.join(' '));
	}
});

test('the help of the program and of a sub-command name every option once', async t => {
	for (const words of [[], ['simulate', 'job']]) {
		const {stdout} = await runProgram([...words, '--help']);
		const flags = [...stdout.matchAll(/^ {2}(?:-\w, )?(?<flag>--[a-z\-]+)/gmv)].map(({groups}) => groups!.flag);
		t.is(new Set(flags).size, flags.length, words.join(' '));
		t.is(flags.includes('--runs'), words.length > 0);
	}
});

test('without a terminal home prints the help, learn and quiz their list', async t => {
	t.regex((await runProgram([])).stdout, /^Examples:/v);
	const list = await runProgram(['lessons', 'list']);
	t.regex(list.stdout, /^components /mv);
	t.is((await runProgram(['learn'])).stdout, list.stdout);
	t.is((await runProgram(['quiz'])).stdout, list.stdout);
	const {lessons} = JSON.parse((await runProgram(['lessons', 'list', '--json'])).stdout) as {lessons: Array<Record<string, unknown>>};
	t.deepEqual(lessons.map(({id}) => id), ['components', 'etcd-quorum', 'vrrp', 'leader-election']);
	t.deepEqual(Object.keys(lessons[0]!), ['id', 'title', 'minutes', 'steps', 'questions', 'done']);
});

test('plan: the file, --json and a second run say the same; --lang changes no file', async t => {
	const directory = await newDirectory();
	const words = ['plan', '--machines', '12', '--zones', '4,4,4'];
	const json = await runProgram([...words, '--json', '--out', 'a.yaml'], {cwd: directory});
	t.is(json.exitCode, 0);
	t.is(json.stderr, 'Wrote a.yaml.\n');
	const chinese = await runProgram([...words, '--lang', 'zh', '--out', 'b.yaml'], {cwd: directory});
	t.regex(chinese.stdout, /\p{Script=Han}/v);
	const [a, b] = await Promise.all(['a.yaml', 'b.yaml'].map(async name => readFile(path.join(directory, name), 'utf8')));
	t.is(a, b);
	t.true(a!.startsWith('# yaml-language-server: $schema=https://unpkg.com/k8s-ha-tutor@1/schema/plan.json\n'));
	t.deepEqual(parse(a!), JSON.parse(json.stdout));
	t.notRegex(a!, /\p{Script=Han}/v);
});

test('plan: out of reach is exit 1 with the best plan and what is missing; a dropped default is exit 0', async t => {
	const asked = await runProgram(['plan', '--machines', '2', '--survive', '1']);
	t.is(asked.exitCode, 1);
	t.regex(asked.stdout, /one machine more/v);
	const unasked = await runProgram(['plan', '--machines', '2']);
	t.is(unasked.exitCode, 0);
});

test('the plan fits 24 lines of 80 columns in both languages', async t => {
	const cases = [
		'--machines 1',
		'--machines 2 --survive 1',
		'--machines 3',
		'--machines 5',
		'--machines 7',
		'--machines 7 --topology external',
		'--machines 8 --topology external',
		'--machines 7 --zones 5,1,1',
		'--machines 7 --zones 5,1,1 --survive 2',
		'--machines 6 --zones 3,3',
		'--machines 12 --zones 4,4,4',
		'--machines 20',
		'--machines 40 --load-balancer dedicated --survive 3',
		'--machines 18 --zones 16,1,1',
		'--machines 9 --survive 2 --maintenance',
	];
	for (const words of cases) {
		for (const language of ['en', 'zh']) {
			const {stdout} = await runProgram(['plan', ...words.split(' '), '--lang', language]);
			const lines = stdout.trimEnd().split('\n');
			t.true(lines.length <= 24, `${words} --lang ${language}: ${lines.length} lines`);
			t.deepEqual(lines.filter(line => displayWidth(line) > 80), [], words);
		}
	}
});

test('explain: what is left with machines or a zone down, exit 0 whatever is lost', async t => {
	const directory = await newDirectory();
	await runProgram(['plan', '--machines', '5', '--zones', '3,1,1', '--out', 'plan.yaml'], {cwd: directory});
	const explain = async (...words: string[]) => runProgram(['explain', 'plan.yaml', ...words], {cwd: directory});
	t.regex((await explain('--down', 'node-1')).stdout, /The control plane works\./v);
	const dead = await explain('--down', 'node-4,node-5');
	t.is(dead.exitCode, 0);
	t.regex(dead.stdout, /The control plane is down\./v);
	t.regex((await explain('--down', 'zone-a')).stdout, /The control plane works\./v);
	const whole = await explain();
	for (const part of ['Why it is so', 'What else there is', 'In this order']) {
		t.true(whole.stdout.includes(part), part);
	}

	t.notRegex((await explain('--lang', 'zh')).stdout, /Surviving|takes \d+ machines/v);
	const json = JSON.parse((await explain('--down', 'node-1', '--json')).stdout) as {controlPlane: boolean; etcd: {up: string[]}};
	t.true(json.controlPlane);
	t.is(json.etcd.up.length, 2);
});

test('a quiz through a pipe: hints, answers in full-width letters, the answer shown, the end of input', async t => {
	const options = await withData();
	const {exitCode, stdout, stderr} = await runProgram(['quiz', 'etcd-quorum', '--plain'], {...options, input: '?\nＢ\n=\n\nzzz\n'});
	t.is(exitCode, 0);
	t.is(stderr, '');
	t.regex(stdout, /Hint 1 of 3/v);
	t.regex(stdout, /Got "zzz"/v);
	t.regex(stdout, /of 1 answered; 14 questions in all\.\n$/v);
	const {stdout: shown} = await runProgram(['progress', 'show', '--json'], options);
	const {lessons} = JSON.parse(shown) as {lessons: Array<{id: string; questions: {solved: number}}>};
	t.is(lessons.find(({id}) => id === 'etcd-quorum')!.questions.solved, 1);
});

test('learn --plain prints the whole lesson in either language', async t => {
	const options = await withData();
	for (const language of ['en', 'zh']) {
		for (const id of ['components', 'etcd-quorum', 'vrrp', 'leader-election']) {
			const {exitCode, stdout, stderr} = await runProgram(['learn', id, '--plain', '--lang', language], options);
			t.is(exitCode, 0);
			t.is(stderr, '');
			t.true(stdout.split('\n').length > 150);
			t.deepEqual(stdout.split('\n').filter(line => displayWidth(line) > 80), [], `${id} ${language}`);
		}
	}
});

test('lessons check: the lessons pass; a broken one is exit 1 with a line each', async t => {
	t.is((await runProgram(['lessons', 'check'])).exitCode, 0);
	const root = new URL('../../fixtures/lessons/', import.meta.url).pathname;
	t.is((await runProgram(['lessons', 'check', path.join(root, 'valid')])).exitCode, 0);
	const [first = ''] = await readdir(path.join(root, 'invalid'));
	const {exitCode, stdout} = await runProgram(['lessons', 'check', path.join(root, 'invalid', first)]);
	t.is(exitCode, 1);
	t.regex(stdout, /^[^:\n]+(?::\d+:\d+)?: .+$/mv);
});

test('progress: export, import without doubles, reset only when confirmed', async t => {
	const options = await withData();
	await runProgram(['quiz', 'vrrp', '--plain'], {...options, input: 'b\n'});
	const exported = await runProgram(['progress', 'export'], options);
	t.is(exported.stdout.trim().split('\n').length, 1);
	await writeFile(path.join(options.cwd!, 'other.jsonl'), exported.stdout);
	const again = await runProgram(['progress', 'import', 'other.jsonl'], options);
	t.regex(again.stderr, /Imported 0 events; 1 was here already/v);
	const elsewhere = await withData();
	await writeFile(path.join(elsewhere.cwd!, 'other.jsonl'), exported.stdout);
	t.regex((await runProgram(['progress', 'import', 'other.jsonl'], elsewhere)).stderr, /Imported 1 event; 0 were here/v);
	t.is((await runProgram(['progress', 'export'], elsewhere)).stdout, exported.stdout);

	const refused = await runProgram(['progress', 'reset', 'vrrp'], {...options, input: 'n\n'});
	t.is(refused.exitCode, 0);
	t.regex(refused.stderr, /1 question solved.*\n.*Nothing was changed/v);
	t.is((await runProgram(['progress', 'export'], options)).stdout, exported.stdout);
	await runProgram(['progress', 'reset', 'vrrp'], {...options, input: 'y\n'});
	t.is((await runProgram(['progress', 'export'], options)).stdout.trim().split('\n').length, 2);
	t.regex((await runProgram(['progress', 'show'], options)).stdout, /0\/13/v);
});

test('a progress file that is broken, foreign or cannot be written: a message, and the command goes on', async t => {
	const broken = await withData();
	await mkdir(broken.data, {recursive: true});
	await writeFile(path.join(broken.data, 'progress.jsonl'), '{"id":"torn');
	const torn = await runProgram(['quiz', 'vrrp', '--plain'], {...broken, input: 'b\n'});
	t.is(torn.exitCode, 0);
	t.regex(torn.stderr, /could not be read and was set aside/v);
	t.regex((await runProgram(['progress', 'export'], broken)).stdout, /"question":/v);

	const foreign = await withData();
	await mkdir(path.dirname(foreign.data), {recursive: true});
	await writeFile(foreign.data, 'a file where the directory should be');
	const {exitCode, stdout, stderr} = await runProgram(['quiz', 'vrrp', '--plain'], {...foreign, input: 'b\n'});
	t.is(exitCode, 0);
	t.regex(stdout, /of 1 answered/v);
	t.regex(stderr, /memory/v);
	t.is(await readFile(foreign.data, 'utf8'), 'a file where the directory should be');

	const missing = await runProgram(['quiz', 'vrrp', '--plain', '--data-dir', '/proc/no-such-place'], {input: 'b\n'});
	t.is(missing.exitCode, 0);
	t.regex(missing.stderr, /memory/v);
});

test('schema prints a JSON Schema that the plan keeps to', async t => {
	for (const name of ['plan', 'lesson', 'lesson-words']) {
		const {stdout} = await runProgram(['schema', name]);
		const schema = JSON.parse(stdout) as {$id: string; properties: Record<string, unknown>};
		t.is(schema.$id, `https://unpkg.com/k8s-ha-tutor@1/schema/${name}.json`);
	}

	const {properties} = JSON.parse((await runProgram(['schema', 'plan'])).stdout) as {properties: Record<string, unknown>};
	const plan = JSON.parse((await runProgram(['plan', '--machines', '3', '--json'])).stdout) as Record<string, unknown>;
	t.deepEqual(Object.keys(plan).sort(), Object.keys(properties).sort());
});

test('a zh locale speaks Chinese without being asked', async t => {
	const {stdout} = await runProgram(['plan', '--machines', '3'], {environment: {LANG: 'zh_CN.UTF-8'}});
	t.regex(stdout, /控制平面/v);
});

test('a locale that is not UTF-8 gets ASCII drawing', async t => {
	const {stdout} = await runProgram(['plan', '--machines', '7'], {environment: {LANG: 'C', LC_ALL: 'C'}});
	t.notRegex(stdout, /[^\n\u0020-\u007E]/v);
});
