import {readFileSync} from 'node:fs';
import test from 'ava';
import {checkLessons, type CheckOptions, type LessonSource} from '../../../source/course/check/check-lessons.js';
import {spokenNumbers} from '../../../source/course/check/spoken-numbers.js';
import {stampTranslation} from '../../../source/course/stamp-translation.js';
import {lessonWordsSchema} from '../../../source/model/lesson.js';
import {problemsError, readYaml} from '../../../source/model/read-yaml.js';

const read = (file: string) => readFileSync(`fixtures/lessons/valid/${file}`, 'utf8');
const valid = {structure: read('tiny/lesson.yaml'), en: read('tiny/en.yaml'), zh: read('tiny/zh.yaml')};

function stamped(zh: string, en: string): string {
	const words = readYaml(en, lessonWordsSchema, {file: 'en.yaml'});
	if ('problems' in words) {
		throw problemsError(words.problems);
	}

	return stampTranslation(zh, words.value);
}

/** What is wrong with the valid lesson after these texts were replaced in it; the translation is stamped anew. */
function problems(changes: Partial<Record<'structure' | 'en' | 'zh', readonly [from: string, to: string]>>, options: CheckOptions = {}): string[] {
	const changed = (key: 'structure' | 'en' | 'zh') => changes[key] === undefined ? valid[key] : valid[key].replace(...changes[key]);
	const en = changed('en');
	const source: LessonSource = {id: 'tiny', directory: 'tiny', structure: changed('structure'), en, zh: stamped(changed('zh'), en)};
	return checkLessons([source], read('claims.yaml'), {known: ['components'], ...options}).map(({says}) => says.en);
}

test('the lesson to start from keeps every rule', t => {
	t.deepEqual(problems({}), []);
});

test('numbers that a hint says: digits, decimals, words, Chinese numerals before what they count', t => {
	t.deepEqual(spokenNumbers('3 of 5, 3.6 s, 17s and 1,000 ms'), [3, 5, 3.6, 17, 1000]);
	t.deepEqual(spokenNumbers('Three or twenty'), [3, 20]);
	t.deepEqual(spokenNumbers('三个、两台、十二秒、二十票'), [3, 2, 12, 20]);
	t.deepEqual(spokenNumbers('３个'), [3]);
});

test('numbers that are none: parts of names, articles, words that only look like numerals', t => {
	t.deepEqual(spokenNumbers('VRRPv3, node-3, S3, 3.6.1, utf8, one of them, someone'), []);
	t.deepEqual(spokenNumbers('一个、一致、十分、三思'), []);
});

test('a hint may hold a number that is not the answer, and the answer inside a name', t => {
	t.deepEqual(problems({en: ['hints: [Half it.,', 'hints: [Half of 5 is not 4 and not 2.,']}), []);
	t.deepEqual(problems({en: ['hints: [Half it.,', 'hints: [As node-3 in v3 would.,']}), []);
	t.is(problems({en: ['hints: [Half it.,', 'hints: [It is 3.0.,']}).length, 1);
	t.is(problems({en: ['hints: [How many adverts may be missed?,', 'hints: [A bit over 3.55 s.,']}).length, 1, 'what would be graded right gives it away');
});

test('a hint may hold a part of the right option, or a short one by chance', t => {
	t.deepEqual(problems({en: ['Who may disagree?', 'Is a majorityless cut possible?']}), []);
	t.is(problems({en: ['Who may disagree?', '"Is it THE, MAJORITY?"']}).length, 1);
	t.is(problems({zh: ['谁会不同意？', '想想 多 数 派。']}).length, 1);
});

test('a page holds its limit of words and characters exactly; a fenced block does not count', t => {
	const words = (count: number) => Array.from({length: count}, () => 'word').join(' ');
	const body = 'Kill another one and see what still answers.';
	t.deepEqual(problems({en: [body, words(90)]}), []);
	t.is(problems({en: [body, words(91)]}).length, 1);
	t.deepEqual(problems({en: [body, `${words(90)}\n\n      \`\`\`\n      ${words(10)}\n      \`\`\``]}), []);
	const zhBody = '再停掉一个，看看还有什么能应答。';
	t.deepEqual(problems({zh: [zhBody, `${'字'.repeat(160)}，etcd。`]}), []);
	t.is(problems({zh: [zhBody, '字'.repeat(161)]}).length, 1);
});

test('rows: the limit itself fits, and the step is told so that a board below can be counted in', t => {
	const seen = new Map<string, string | undefined>();
	const pageRows: CheckOptions['pageRows'] = ({title}, language, step) => {
		seen.set(`${language} ${title}`, step?.kind);
		return 17;
	};

	t.deepEqual(problems({}, {pageRows, pageRowLimit: 17}), []);
	t.is(problems({}, {pageRows, pageRowLimit: 16}).length, 8);
	t.is(seen.get('en Try it'), 'play');
	t.is(seen.get('zh 超过一半'), 'read');
});

test('two pages in a row are fine', t => {
	const swapped = valid.structure.replace('  - {id: opening, kind: ask, question: lose-one}\n', '').replace('questions:\n', '  - {id: opening, kind: ask, question: lose-one}\nquestions:\n');
	t.deepEqual(problems({structure: [valid.structure, swapped]}), []);
});

test('a lesson that requires nothing need not take up another', t => {
	t.deepEqual(problems({structure: [valid.structure, valid.structure.replace('requires: [components]', 'requires: []').replace(' needs: components,', '')]}), []);
});

test('a translation is stale only when the English it was made from changed', t => {
	const source = (en: string): LessonSource => ({id: 'tiny', directory: 'tiny', structure: valid.structure, en, zh: valid.zh});
	const check = (en: string) => checkLessons([source(en)], read('claims.yaml'), {known: ['components']}).map(({says}) => says.en);
	t.deepEqual(check(valid.en.replace('title: A tiny lesson\nsummary: Just enough to keep every rule.', 'summary: Just enough to keep every rule.\ntitle: A tiny lesson')), [], 'the order of keys is no change');
	t.is(check(valid.en.replace('title: What stays', 'title: What remains')).length, 1);
	t.is(check(valid.en.replace('title: A tiny lesson', 'title: A small lesson')).length, 1);
	t.is(check(valid.en.replace('That takes a fifth member.', 'It takes a fifth member.')).length, 1);
});

test('stamping changes nothing but the fingerprints, and makes a stale translation fresh', t => {
	const bare = valid.zh.replaceAll(/^ *from: .*\n/gmv, '');
	t.is(stamped(bare, valid.en), valid.zh);
	t.is(stamped(valid.zh.replace(/from: "[^"]*"/v, 'from: "00000000"'), valid.en), valid.zh);
});

test('problems come sorted by file and line', t => {
	const source: LessonSource = {...valid, id: 'tiny', directory: 'tiny', structure: valid.structure.replace('minutes: 5', 'minutes: x\nother: 1'), zh: 'title: 3', en: valid.en};
	const places = checkLessons([source], null, {known: ['components']}).map(({file, line}) => `${file}:${line}`);
	t.deepEqual(places, ['tiny/lesson.yaml:3', 'tiny/lesson.yaml:4', 'tiny/zh.yaml:1', 'tiny/zh.yaml:1', 'tiny/zh.yaml:1', 'tiny/zh.yaml:1']);
});

test('at most fifteen claims are out of scope', t => {
	const source: LessonSource = {...valid, id: 'tiny', directory: 'tiny'};
	const outside = (count: number) => Array.from({length: count}, (_, index) => `S3-${index + 1}: {claim: c, verdict: out-of-scope, reason: r}\n`).join('');
	const register = 'S1-1: {claim: c, verdict: taught, lesson: tiny}\n';
	const check = (count: number) => checkLessons([source], register + outside(count), {known: ['components']}).map(({says}) => says.en);
	t.deepEqual(check(15), []);
	t.deepEqual(check(16), ['16 claims are out of scope; at most 15 may be']);
});

test('every problem of every broken lesson is told in Chinese too', t => {
	const broken: LessonSource = {
		id: 'tiny', directory: 'tiny', en: valid.en, zh: valid.zh,
		structure: valid.structure.replaceAll('[faq]', '[none]').replace('question: lose-one', 'question: x').replace('claims: [S1-1]', 'claims: [S9-9]'),
	};
	const found = checkLessons([broken], read('claims.yaml'), {});
	t.true(found.length > 5);
	t.true(found.every(({says}) => /\p{Script=Han}/v.test(says.zh)));
});
