import process from 'node:process';
import test from 'ava';
import * as z from 'zod';
import {problemsError, readYaml, type Problem} from '../../source/model/read-yaml.js';

const schema = z.strictObject({
	name: z.string().min(1),
	count: z.int().min(1).max(9).optional(),
	mode: z.enum(['stacked', 'external']).optional(),
	items: z.array(z.discriminatedUnion('kind', [
		z.strictObject({kind: z.literal('read'), title: z.string()}),
		z.strictObject({kind: z.literal('ask'), question: z.string()}),
	])).default([]),
	words: z.record(z.string().regex(/^[a-z\d]+(?:-[a-z\d]+)*$/v), z.strictObject({body: z.string()})).default({}),
});

function problemsOf(text: string): Problem[] {
	const result = readYaml(text, schema, {file: 'x.yaml'});
	return 'problems' in result ? result.problems : [];
}

/** The problems as `line:column field: English`. */
function told(text: string): string[] {
	return problemsOf(text).map(({line, column, field, says}) => `${line}:${column} ${field}| ${says.en}`);
}

test('a value that fits is read, with a way to find each part of it', t => {
	const result = readYaml('name: demo\nitems:\n  - {kind: read, title: Hello}\n', schema, {file: 'x.yaml'});
	if ('problems' in result) {
		throw problemsError(result.problems);
	}

	t.deepEqual(result.value, {name: 'demo', items: [{kind: 'read', title: 'Hello'}], words: {}});
	t.deepEqual(result.locate(['items', 0, 'title']), {line: 3, column: 25});
	t.deepEqual(result.locate(['items', 0, 'question']), {line: 3, column: 5}, 'what is not there: the nearest around it');
	t.deepEqual(result.locate(['items']), {line: 2, column: 1});
	t.deepEqual(result.locate([]), {line: 1, column: 1});
});

test('JSON is YAML too, and a byte order mark is no part of it', t => {
	t.deepEqual(told('{"name": "demo", "items": []}'), []);
	t.deepEqual(told('\uFEFFname: 3'), ['1:7 name| name: got the number 3, wanted a text; put it in quotes']);
	t.deepEqual(told('name: demo\r\ncount: 10\r\n'), ['2:8 count| count: got the number 10, wanted at most 9']);
});

test('each kind of wrong value says what was got and what is wanted', t => {
	t.deepEqual(told('name: ""'), ['1:7 name| name: got an empty text, wanted a text that is not empty']);
	t.deepEqual(told('name:'), ['1:6 name| name: got an empty value, wanted a text']);
	t.deepEqual(told('name: a\ncount: 2.5'), ['2:8 count| count: got the number 2.5, wanted a whole number']);
	t.deepEqual(told('name: a\ncount: 0'), ['2:8 count| count: got the number 0, wanted at least 1']);
	t.deepEqual(told('name: a\nitems: {}'), ['2:8 items| items: got a map of keys, wanted a list']);
	t.deepEqual(told('name: a\nitems: [3]'), ['2:9 items[0]| items[0]: got the number 3, wanted a map of keys']);
	t.deepEqual(told('- a'), ['1:1 | got a list of 1, wanted a map of keys']);
	t.deepEqual(told('count: 3'), ['1:1 name| name is missing; wanted a text']);
	t.deepEqual(told(`name: a\nmode: ${'long '.repeat(20)}`), [`2:7 mode| mode: got the text "${'long '.repeat(20).slice(0, 39)}…", wanted one of stacked, external`]);
});

test('a near key, value or kind is suggested', t => {
	t.deepEqual(told('name: a\nmode: stakced'), ['2:7 mode| mode: got the text "stakced", wanted one of stacked, external; did you mean stacked?']);
	t.deepEqual(told('name: a\nconut: 1'), ['2:1 conut| conut: unknown key; did you mean count?']);
	t.deepEqual(told('name: a\nsomething: 1'), ['2:1 something| something: unknown key; known are name, count, mode, items, words']);
	t.deepEqual(told('name: a\nitems:\n  - {kind: aks, question: b}'), ['3:12 items[0].kind| items[0].kind: got the text "aks", wanted one of read, ask; did you mean ask?']);
	t.deepEqual(told('name: a\nitems:\n  - {kind: ask, question: b, titel: c}'), ['3:30 items[0].titel| items[0].titel: unknown key; known are kind, question']);
	t.deepEqual(told('name: a\nwords: {One two: {body: b}}'), ['2:9 words.One two| the key "words.One two" is not a name; wanted lower-case letters and digits in words joined by single hyphens, e.g. etcd-quorum']);
	t.deepEqual(told('name: a\nwords: {one: {bodi: b}}'), [
		'2:15 words.one.bodi| words.one.bodi: unknown key; did you mean body?',
	]);
});

test('names that every object inherits are neither known keys nor lost', t => {
	t.deepEqual(told('name: a\n__proto__: {x: 1}'), ['2:1 __proto__| __proto__: unknown key; known are name, count, mode, items, words']);
	t.is(told('name: a\nconstructor: 1').length, 1);
	t.deepEqual(told('name: a\nwords: {constructor: {body: b}}'), []);
});

test('YAML that cannot be read is one problem on one line, with its place', t => {
	const places: Array<[string, string]> = [
		['name: a\nname: b', '2:1'],
		['name:\n\t- b', '2:1'],
		['name: "x', '1:9'],
		['name: b: c', '1:7'],
		['name: @x', '1:7'],
		['name: !secret x', '1:7'],
		['name: a\n---\nname: b', '2:1'],
		['name: a\n? [b]\n: 3', '2:3'],
		['name: *other', '1:7'],
		['name: &x [*x]', '1:10'],
	];
	for (const [text, place] of places) {
		const problems = problemsOf(text);
		t.is(problems.length, 1, text);
		const {line, column, says} = problems[0]!;
		t.is(`${line}:${column}`, place, text);
		t.notRegex(says.en + says.zh, /\n|undefined/v, text);
	}
});

test('a small text that would expand into a huge value is refused', t => {
	const levels = Array.from({length: 9}, (_, level) => `l${level + 1}: &l${level + 1} [${Array.from({length: 9}, () => `*l${level}`).join(', ')}]`);
	const started = process.hrtime.bigint();
	t.regex(told(`l0: &l0 [lol]\n${levels.join('\n')}`)[0]!, /^1:9 .*aliases/v);
	t.true(process.hrtime.bigint() - started < 2_000_000_000n);
});

test('a text made of brackets does not exhaust the stack', t => {
	t.is(problemsOf('['.repeat(100_000)).length, 1);
	t.is(problemsOf(`name: ${'['.repeat(5000)}${']'.repeat(5000)}`).length, 1);
});

test('control characters are refused, written as they are or as an escape', t => {
	t.deepEqual(told('name: a\u001B[31mb'), ['1:8 | a control character (U+001B); take it out']);
	t.deepEqual(told(String.raw`name: "a\e[31mb"`), ['1:7 | a control character (U+001B); take it out']);
	t.deepEqual(told('name: a\u202Eb'), ['1:8 | a control character (U+202E); take it out']);
	t.is(told('name: a\u0085b').length, 1);
	t.deepEqual(told('name: "a\tb\\nc"'), []);
});

test('bytes that are not UTF-8 and an empty file are told as such', t => {
	t.deepEqual(told('name: \uFFFD'), ['1:7 | these bytes are not UTF-8; save the file as UTF-8']);
	t.deepEqual(told(' \n'), ['1:1 | the file is empty']);
	t.is(told('# only a comment\n').length, 1);
});

test('every problem is told in Chinese as well', t => {
	for (const text of ['name: 3', 'nam: a', 'name: "', 'name: a\ncount: x\nmode: stakced', '']) {
		for (const {says} of problemsOf(text)) {
			t.regex(says.zh, /\p{Script=Han}/v, text);
		}
	}
});

test('a command ends with the first problem, its place, and how many more there are', t => {
	const error = problemsError(problemsOf('name: 3\ncount: x\nmod: y'), {en: 'Mend it.', zh: '请修正。'});
	t.is(error.exitCode, 2);
	t.deepEqual(error.at, {file: 'x.yaml', line: 1, column: 7});
	t.is(error.says.en, 'name: got the number 3, wanted a text; put it in quotes (and 2 more problems)');
	t.is(error.fix?.en, 'Mend it.');
});
