import {
	cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {
	bundledLessonsDirectory, compileLessons, openLessons, readLessonSources,
} from '../../source/platform/lesson-files.js';

function copyOfValid(t: ExecutionContext): string {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'k8s-ha-tutor-'));
	t.teardown(() => {
		rmSync(directory, {recursive: true, force: true});
	});
	cpSync('fixtures/lessons/valid', path.join(directory, 'lessons'), {recursive: true});
	return path.join(directory, 'lessons');
}

test('the lessons lie beside the program, from its source and from what the build makes of it', async t => {
	const lessons = path.resolve('lessons');
	t.is(await bundledLessonsDirectory(), lessons);
	for (const file of ['source/platform/lesson-files.ts', 'dist/cli.js', 'dist/chunks/lessons-ABC.js']) {
		t.is(await bundledLessonsDirectory(path.resolve(file)), lessons, file);
	}

	await t.throwsAsync(bundledLessonsDirectory('/nowhere/at/all/x.js'));
});

test('a list says what a lesson holds', async t => {
	const library = await openLessons({directory: copyOfValid(t)});
	t.deepEqual(await library.list(), [{
		id: 'tiny',
		title: {en: 'A tiny lesson', zh: '一节小课'},
		summary: {en: 'Just enough to keep every rule.', zh: '刚好满足每条规则。'},
		minutes: 5,
		steps: 5,
		questions: 9,
	}]);
});

test('a lesson as built is used as long as its YAML is the same, and not a moment longer', async t => {
	const directory = copyOfValid(t);
	const cacheFile = path.join(path.dirname(directory), 'lessons.json');
	const compiled = await compileLessons(directory);
	const [entry] = compiled.lessons;
	const marked = {...compiled, lessons: [{...entry!, lesson: {...entry!.lesson, fromCache: true}}]};
	writeFileSync(cacheFile, JSON.stringify(marked));
	const isFromCache = async () => {
		const library = await openLessons({directory, cacheFile});
		return 'fromCache' in await library.load('tiny');
	};

	t.true(await isFromCache());
	const file = path.join(directory, 'tiny', 'zh.yaml');
	writeFileSync(file, `${readFileSync(file, 'utf8')}# changed\n`);
	t.false(await isFromCache());
});

test('a lesson from YAML and one as built are the same', async t => {
	const directory = copyOfValid(t);
	const {lessons: [entry]} = await compileLessons(directory);
	const library = await openLessons({directory, cacheFile: '/nowhere'});
	t.is(JSON.stringify(entry!.lesson), JSON.stringify(await library.load('tiny')));
});

test('a broken cache only costs time', async t => {
	const directory = copyOfValid(t);
	const cacheFile = path.join(path.dirname(directory), 'lessons.json');
	for (const text of ['{', 'null', '{"format":2,"lessons":[]}', '{"format":1,"lessons":[{}]}']) {
		writeFileSync(cacheFile, text);
		const library = await openLessons({directory, cacheFile});
		const lesson = await library.load('tiny');
		t.is(lesson.structure.id, 'tiny', text);
	}
});

test('a lesson that does not exist is told with the nearest one', async t => {
	const library = await openLessons({directory: copyOfValid(t)});
	const near = await t.throwsAsync(library.load('tinny'), {instanceOf: UserError});
	t.is(near.exitCode, 2);
	t.is(near.fix?.en, 'Did you mean tiny?');
	const far = await t.throwsAsync(library.load('../../../etc/passwd'), {instanceOf: UserError});
	t.is(far.fix?.en, 'The lessons are tiny.');
});

test('a broken lesson names file, line and column', async t => {
	const directory = copyOfValid(t);
	const file = path.join(directory, 'tiny', 'lesson.yaml');
	writeFileSync(file, readFileSync(file, 'utf8').replace('minutes: 5', 'minutes: many'));
	const library = await openLessons({directory});
	const broken = await t.throwsAsync(library.load('tiny'), {instanceOf: UserError});
	t.like(broken.at, {line: 3, column: 10});
	t.regex(broken.fix!.en, /lessons check/v);
	rmSync(path.join(directory, 'tiny', 'en.yaml'));
	const missing = await t.throwsAsync(library.load('tiny'), {instanceOf: UserError});
	t.regex(missing.at!.file, /tiny\/en\.yaml$/v);
});

test('the linter takes a directory of lessons or one lesson, as the person wrote it', async t => {
	const all = await readLessonSources('fixtures/lessons/valid/');
	t.deepEqual(all.sources.map(({directory}) => directory), ['fixtures/lessons/valid/tiny']);
	t.is(all.claimsFile, 'fixtures/lessons/valid/claims.yaml');
	t.is(all.only, undefined);
	const one = await readLessonSources('./fixtures/lessons/invalid/requires-itself/tiny');
	t.is(one.only, 'tiny');
	t.deepEqual(one.sources.map(({directory}) => directory), ['fixtures/lessons/invalid/requires-itself/other', 'fixtures/lessons/invalid/requires-itself/tiny']);
	t.true(one.claims!.includes('S1-1'));
});

test('a directory without a lesson, or no directory, is wrong usage', async t => {
	const directory = copyOfValid(t);
	mkdirSync(path.join(directory, 'empty'));
	for (const wrong of [path.join(directory, 'empty'), path.join(directory, 'none'), path.join(directory, 'claims.yaml')]) {
		const error = await t.throwsAsync(readLessonSources(wrong), {instanceOf: UserError});
		t.is(error.exitCode, 2);
	}
});
