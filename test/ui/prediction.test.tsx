import test from 'ava';
import type {Lesson, Prediction} from '../../source/model/lesson.js';
import {rowText} from '../../source/present/span.js';
import {askedRows, judgedRows} from '../../source/present/quiz-text.js';
import {questionPage} from '../../source/present/question-page.js';
import {lessonAction, lessonBindings} from '../../source/ui/screens/lesson/lesson-keys.js';
import {reduceLesson, startLesson, type LessonAction} from '../../source/ui/screens/lesson/lesson-reducer.js';
import {freshQuestion, predictedRun, reduceQuestion, type QuestionAction} from '../../source/ui/screens/quiz/question-reducer.js';
import {fixtureLesson} from '../helpers/fixture-lesson.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {keys, renderApp, until} from '../helpers/render.js';

const run = {scenario: 'etcd-leader-stop', set: [], faults: [], seeds: [1, 5] as [number, number]};
const question: Prediction = {
	id: 'goodbye', type: 'predict', sources: ['etcd-faq'], options: ['waits', 'at-once'], run,
	claims: {waits: [{kind: 'never', measure: 'etcdLeaderGapMs'}], 'at-once': [{kind: 'measure', measure: 'etcdLeaderGapMs', of: 'p50', below: 100}]},
	answer: 'at-once', found: [{measure: 'etcdLeaderGapMs', of: 'p50', value: 7}],
};
const words = {
	prompt: 'How long?', options: {waits: 'For ever', 'at-once': 'Not at all'}, why: {waits: 'It is told.', 'at-once': 'Right.'},
	explanation: 'It hands over.', hints: ['One.', 'Two.', 'Three.'],
};
const {structure} = fixtureLesson;
const shown = {scenario: 'etcd-leader-stop', set: [], faults: [], seed: 42, fromMs: 5000, toMs: 5010};
const lesson: Lesson = {
	structure: {
		...structure,
		steps: [{id: 'why', kind: 'simulate', run: shown, sources: []}, {id: 'ask', kind: 'ask', question: 'goodbye'}],
		questions: [question],
	},
	words: {
		en: {...fixtureLesson.words.en, questions: {goodbye: words}},
		zh: {...fixtureLesson.words.zh, questions: {goodbye: words}},
	},
};

const after = (...actions: readonly QuestionAction[]) => actions.reduce((view, action) => reduceQuestion(question, view, action), freshQuestion);
const tell: QuestionAction = {type: 'tell', sure: null};
const answered = (index: number) => after({type: 'choose', index}, {type: 'submit'}, tell);
const pageText = (view: typeof freshQuestion) => questionPage(question, words, view, {language: 'en', width: 80, isSolved: true}).rows.map(row => rowText(row)).join('\n');

test('a prediction is one choice, and the second takes the place of the first', t => {
	t.deepEqual(after({type: 'choose', index: 0}, {type: 'choose', index: 1}).chosen, ['at-once']);
	t.deepEqual(after({type: 'move', by: 1}, {type: 'move', by: 1}).chosen, ['at-once'], 'the cursor chooses');
});

test('what was simulated is told once the prediction is right, never before', t => {
	t.false(pageText(freshQuestion).includes('7 ms'));
	t.false(pageText(answered(0)).includes('7 ms'));
	t.regex(pageText(answered(1)), /half of them took at most:\s+7 ms/v);
	t.true(pageText(answered(1)).includes('k8s-ha-tutor simulate etcd-leader-stop --runs 5 --seed 1'));
	t.is(predictedRun(question, answered(0)), undefined);
	t.is(predictedRun(question, answered(1)), run);
	t.is(predictedRun(question, after({type: 'ask-reveal'}, {type: 'reveal'})), run);
});

test('line by line it is asked and judged alike', t => {
	const page = {language: 'zh' as const, width: 80};
	t.true(askedRows(question, words, {index: 1, count: 1}, page).some(row => rowText(row).includes('模拟器')));
	const judged = judgedRows(question, words, {correct: true, whyKeys: ['at-once']}, page).map(row => rowText(row)).join('\n');
	t.true(judged.includes('7 ms') && judged.includes('--runs 5'));
});

test('w watches the run that a step shows, or that was predicted', t => {
	const press = {name: 'w', text: 'w'};
	const start = startLesson(lesson, {step: null, finished: false});
	t.is(lessonAction(lesson, start, press), 'watch');
	const asked = reduceLesson(lesson, start, {type: 'next'});
	t.is(lessonAction(lesson, asked, press), undefined);
	const solved = [{type: 'choose', index: 1}, {type: 'submit'}, tell].reduce((state, action) => reduceLesson(lesson, state, {type: 'question', action} as LessonAction), asked);
	t.is(lessonAction(lesson, solved, press), 'watch');
	t.true(lessonBindings(lesson, solved).some(({keys: [key]}) => key === 'w'));
});

test('a step that shows a run tells its story on the page, and w opens it in the simulator', async t => {
	const app = renderApp(t, fixtureWorld({loadLesson: async () => lesson}), {start: [{screen: 'lesson', lesson: 'etcd-quorum'}], rows: 50});
	await until(() => app.frame().includes('hands its leadership over to'));
	t.false((await app.settled()).includes('has exited'), 'only the part that is meant');
	t.true((await app.press('w')).includes('The etcd leader is stopped'));
	await app.press(keys.escape, keys.right);
	t.true(app.frame().includes('Predict; the simulator decides.'));
});
