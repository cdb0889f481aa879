import {readFileSync} from 'node:fs';
import test from 'ava';
import {fingerprint} from '../../source/course/fingerprint.js';
import {parseLesson, type LessonFiles} from '../../source/course/load-lesson.js';
import {UserError} from '../../source/model/user-error.js';

const read = (file: string) => readFileSync(`fixtures/lessons/valid/tiny/${file}`, 'utf8');
const files: LessonFiles = {id: 'tiny', directory: 'lessons/tiny', structure: read('lesson.yaml'), en: read('en.yaml'), zh: read('zh.yaml')};

test('a lesson is its structure and its words in every language', t => {
	const {structure, words} = parseLesson(files);
	t.is(structure.id, 'tiny');
	t.deepEqual(structure.steps.map(({kind}) => kind), ['ask', 'read', 'play', 'read', 'simulate']);
	t.is(words.en.title, 'A tiny lesson');
	t.is(words.zh.questions['lose-one']!.hints.length, 3);
});

test('a lesson that cannot be shown says where, and how to see everything that is wrong', t => {
	const error = t.throws(() => parseLesson({...files, structure: files.structure.replace('answer: serves', 'answer: nothing')}), {instanceOf: UserError});
	t.is(error.exitCode, 2);
	t.deepEqual(error.at, {file: 'lessons/tiny/lesson.yaml', line: 25, column: 68});
	t.is(error.fix?.en, '`k8s-ha-tutor lessons check lessons/tiny` lists everything that is wrong.');
});

test('words that are missing in one language stop a lesson', t => {
	const error = t.throws(() => parseLesson({...files, zh: files.zh.replace('  afterwards:', '  after:')}), {instanceOf: UserError});
	t.is(error.at?.file, 'lessons/tiny/zh.yaml');
	t.regex(error.says.en, /^the step afterwards has no words here \(and 1 more problem\)$/v);
});

test('what is only bad style can be shown all the same', t => {
	t.notThrows(() => parseLesson({...files, structure: files.structure.replace(' needs: components,', ''), zh: files.zh.replace(/from: .*/v, 'from: "00000000"')}));
});

test('ids that every object has by itself are ids like any other', t => {
	const rename = (text: string) => text.replaceAll('lose-one', 'constructor').replaceAll('afterwards', 'tostring');
	t.is(parseLesson({...files, structure: rename(files.structure), en: rename(files.en), zh: rename(files.zh)}).structure.questions[0]!.id, 'constructor');
	t.throws(() => parseLesson({...files, structure: rename(files.structure)}), {instanceOf: UserError});
});

test('a fingerprint is of the words, not of how they are written down', t => {
	const words = {title: 'One', body: 'Two\n'};
	t.regex(fingerprint(words), /^[\da-f]{8}$/v);
	t.is(fingerprint({body: 'Two\n', title: 'One'}), fingerprint(words));
	t.is(fingerprint({...words, from: '12345678'}), fingerprint(words));
	t.not(fingerprint({...words, body: 'Two'}), fingerprint(words));
	t.is(fingerprint(words), 'e8e26d5b');
});
