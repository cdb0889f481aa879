import {mkdtemp, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {targets} from '../../source/formats/targets.js';
import {runProgram} from '../helpers/run-program.js';

const root = new URL('../../', import.meta.url);

/** The command lines of a Markdown file's sh blocks. */
async function commandsOf(file: string): Promise<string[]> {
	const text = await readFile(new URL(file, root), 'utf8');
	return [...text.matchAll(/```sh\n(?<block>.*?)```/gsv)].flatMap(match => match.groups!.block!.trim().split('\n'));
}

for (const file of ['README.md', 'README.zh.md']) {
	test(`${file}: every command works as it stands there, one after another in one folder`, async t => {
		const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-readme-'));
		const lines = await commandsOf(file);
		const others: string[] = [];
		t.true(lines.length >= 15);
		for (const line of lines) {
			// `npm ci && npm test` is this run; CI does both from a fresh clone.
			const {words, exit = '0'} = /npx k8s-ha-tutor (?<words>[^#]*?)\s*(?:# exit (?<exit>\d+))?$/v.exec(line)?.groups ?? {};
			if (words === undefined) {
				others.push(line);
				continue;
			}

			const {exitCode, stdout, stderr} = await runProgram(words.split(' '), {cwd: directory, environment: {XDG_DATA_HOME: path.join(directory, 'data')}});
			t.is(exitCode, Number(exit), `${line}\n${stderr}`);
			// What imports or exports to a file has nothing to print.
			t.true(stdout.length > 0 || words.startsWith('progress '), line);
		}

		t.deepEqual(others, ['npm ci && npm test']);
	});
}

test('both READMEs name every export target, and no other', async t => {
	for (const [file, pattern] of [['README.md', /The targets are (?<names>.*?), or `all`/v], ['README.zh.md', /目标有 (?<names>.*?)，或用 `all`/v]] as const) {
		const {names} = pattern.exec(await readFile(new URL(file, root), 'utf8'))!.groups!;
		t.deepEqual([...names!.matchAll(/`(?<name>[^`]+)`/gv)].map(({groups}) => groups!.name), targets.map(({name}) => name), file);
	}
});

test('both READMEs show the same commands', async t => {
	const bare = (lines: readonly string[]) => lines.map(line => line.replaceAll(' --lang zh', ''));
	t.deepEqual(bare(await commandsOf('README.zh.md')), bare(await commandsOf('README.md')));
});
