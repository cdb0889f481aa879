import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {checkLessons} from '../../../source/course/check/check-lessons.js';
import {readLessonSources} from '../../../source/platform/lesson-files.js';
import {lessonPageRowLimit, lessonPageRows} from '../../../source/present/lesson-page.js';
import {runStoryRows} from '../../../source/present/simulation/run-story.js';
import {told} from '../../../source/present/simulation/told.js';

const root = 'fixtures/lessons';

/** What `lessons check` prints for a directory, with paths from that directory. */
async function printed(directory: string): Promise<string[]> {
	const {sources, claims, claimsFile, only} = await readLessonSources(directory);
	const problems = checkLessons(sources, claims, {
		claimsFile, only, known: ['components'], pageRows: lessonPageRows, pageRowLimit: lessonPageRowLimit, runRows: runStoryRows, noteKinds: Object.keys(told),
	});
	return problems.map(({file, line, column, says}) => {
		const place = line === undefined ? file : `${file}:${line}:${column}`;
		return `${place.slice(directory.length + 1)}: ${says.en}`;
	});
}

test('a lesson that keeps every rule passes', async t => {
	t.deepEqual(await printed(`${root}/valid`), []);
	t.deepEqual(await printed(`${root}/valid/tiny`), []);
});

const cases = readdirSync(`${root}/invalid`);

test('there are at least two dozen broken lessons, each with what the linter must print', t => {
	t.true(cases.length >= 24);
});

for (const name of cases) {
	test(`lessons check: ${name}`, async t => {
		const directory = `${root}/invalid/${name}`;
		const expected = readFileSync(`${directory}/expected.txt`, 'utf8').trimEnd().split('\n');
		t.true(expected[0]!.length > 0, 'a broken lesson has at least one line');
		t.deepEqual(await printed(directory), expected);
	});
}
