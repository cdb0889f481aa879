import test from 'ava';
import type {Language} from '../../source/model/language.js';
import type {Question} from '../../source/model/lesson.js';
import type {NewProgressEvent} from '../../source/model/progress.js';
import {questionPage, type QuestionView} from '../../source/present/question-page.js';
import {rowText} from '../../source/present/span.js';
import {freshQuestion, questionAction, questionEvent, reduceQuestion, type QuestionAction} from '../../source/ui/screens/quiz/question-reducer.js';
import {questionViewIn, quizEvent, reduceQuiz, startQuiz} from '../../source/ui/screens/quiz/quiz-reducer.js';
import {fixtureLesson} from '../helpers/fixture-lesson.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

const [single, several, number] = fixtureLesson.structure.questions as [Question, Question, Question];
const after = (question: Question, ...actions: QuestionAction[]) => actions.reduce((view, action) => reduceQuestion(question, view, action), freshQuestion);
const said = (question: Question, view: QuestionView, {language = 'en', isSolved = true}: {language?: Language; isSolved?: boolean} = {}) =>
	questionPage(question, fixtureLesson.words[language].questions[question.id]!, view, {language, width: 76, isSolved}).rows.map(row => rowText(row)).join('\n');
const choose = (index: number): QuestionAction => ({type: 'choose', index});
const type = (text: string): QuestionAction => ({type: 'type', text});
const press = (name: string) => ({name, text: name.length === 1 ? name : ''});
const submit: QuestionAction = {type: 'submit'};
const tell = (sure: boolean | null): QuestionAction => ({type: 'tell', sure});

test('nothing is judged before one was asked whether one is sure', t => {
	const asked = after(single, choose(1), submit);
	t.is(asked.phase, 'telling');
	t.is(asked.result, undefined);
	t.notRegex(said(single, asked), /Right|Three of five/v);
	t.regex(said(single, asked), /Sure, or a guess\?/v);
	t.like(after(single, choose(1), submit, tell(true)).result, {correct: true, sure: true, given: ['two']});
	t.like(after(single, choose(1), submit, tell(null)).result, {sure: null});
});

test('single: the arrows choose as they move, the first one where the cursor stands', t => {
	t.deepEqual(after(single, {type: 'move', by: 1}).chosen, ['one']);
	t.deepEqual(after(single, {type: 'move', by: 1}, {type: 'move', by: 1}).chosen, ['two']);
	t.deepEqual(after(several, {type: 'move', by: 1}).chosen, []);
});

test('Enter without a choice asks for one', t => {
	const view = after(single, submit);
	t.is(view.phase, 'answering');
	t.regex(said(single, view), /Choose an option first/v);
	t.regex(said(number, after(number, submit)), /Type a number first/v);
});

test('a wrong answer is explained by its own misconception, and gives nothing away', t => {
	const view = after(single, choose(2), submit, tell(true));
	const page = said(single, view);
	t.regex(page, /✗ Not that, and you were sure/v);
	t.regex(page, /One of five cannot know/v);
	t.notRegex(page, /Three of five are a majority/v);
	t.notRegex(page, /✓/v);
});

test('a right answer is followed by why, the others, the explanation and the hints not needed', t => {
	const page = said(single, after(single, {type: 'hint'}, choose(1), submit, tell(false)));
	t.regex(page, /✓ Right, with one hint\./v);
	t.regex(page, /b {2}Three of five are a majority\./v);
	t.regex(page, /The quorum of five is three/v);
	t.regex(page, /a {2}One more may fail/v);
	t.regex(page, /Hint 2 of 3/v);
	t.regex(said(single, after(single, choose(1), submit, tell(false))), /Right, though you were guessing/v);
});

test('several: letters and Space mark and unmark; what is right but incomplete is told so, without saying what is missing', t => {
	const view = after(several, choose(0), choose(2), {type: 'toggle'}, submit, tell(null));
	t.deepEqual(view.result?.kind === 'answer' && view.result.given, ['read']);
	t.regex(said(several, view), /What you chose is right, but something is missing/v);
	t.notRegex(said(several, view), /A write needs the majority/v);
	t.like(after(several, choose(1), choose(0), submit, tell(null)).result, {correct: true, given: ['read', 'write']});
});

test('what is no number is not judged, so a slip counts as no misconception', t => {
	for (const typed of ['1e9', '3,6', '1-2', '4..', '-']) {
		const nudged = after(number, ...[...typed].map(text => type(text)), submit);
		t.is(nudged.phase, 'answering', typed);
		t.is(nudged.typed, typed);
		t.true(nudged.isNudged);
	}

	t.regex(said(number, after(number, type('3,6'), submit)), /without a comma/v);
	t.regex(said(number, after(number, type('1e9'), submit)), /1e9 is no number yet/v);
	t.notRegex(said(number, after(number, type('1e9'), submit, {type: 'erase'})), /is no number/v);
});

test('while a number is typed letters are seen and turn no page; h and q stay what they are', t => {
	const typing = {...freshQuestion, typed: '6'};
	for (const letter of ['m', 'i', 'n', 's', 'e', '秒']) {
		t.deepEqual(questionAction(number, typing, press(letter)), {type: 'type', text: letter});
	}

	t.deepEqual(questionAction(number, typing, press('h')), {type: 'hint'});
	t.is(questionAction(number, typing, press('q')), undefined);
	t.is(questionAction(number, typing, press('right')), undefined);
	t.is(questionAction(number, freshQuestion, press('n')), undefined);
});

test('after the last question, all solved, no key is offered that does nothing', async t => {
	const world = fixtureWorld();
	for (const {id: question} of fixtureLesson.structure.questions) {
		world.progress.record({kind: 'answer', lesson: fixtureLesson.structure.id, question, given: [], correct: true, sure: null, hints: 0});
	}

	const app = renderApp(t, world, {start: [{screen: 'quiz', lesson: fixtureLesson.structure.id}]});
	await app.settled();
	const end = await app.press('n');
	t.regex(end, /All questions of this lesson are solved/v);
	t.notRegex(end, /n next/v);
	t.is(await app.press('n'), end);
});

test('number: digits are typed and erased; a common wrong number has its own explanation', t => {
	t.like(after(number, type('4'), submit, tell(null)).result, {correct: true});
	const wrong = after(number, type('4'), {type: 'erase'}, type('3'), submit, tell(null));
	t.regex(said(number, wrong), /Three is not more than half of seven/v);
	t.regex(said(number, after(number, type('9'), submit, tell(null))), /That is not the number/v);
});

test('hints open one by one, up to three', t => {
	const view = after(single, {type: 'hint'}, {type: 'hint'}, {type: 'hint'}, {type: 'hint'});
	t.is(view.hints, 3);
	t.regex(said(single, after(single, {type: 'hint'})), /Hint 1 of 3 {2}Count who is left/v);
	t.notRegex(said(single, after(single, {type: 'hint'})), /Hint 2/v);
});

test('the answer is shown only after a confirmation, and says that it does not count', t => {
	const asked = after(single, choose(0), {type: 'ask-reveal'});
	t.notRegex(said(single, asked), /The answer/v);
	t.deepEqual(reduceQuestion(single, asked, {type: 'cancel'}), after(single, choose(0)));
	const shown = reduceQuestion(single, asked, {type: 'reveal'});
	t.regex(said(single, shown), /The answer: b {2}two\nShown, so it does not count as solved/v);
	t.deepEqual(questionEvent('etcd-quorum', 'five', asked, shown), {kind: 'reveal', lesson: 'etcd-quorum', question: 'five'});
	const again = after(single, {type: 'ask-reveal'}, {type: 'reveal'}, {type: 'again'}, choose(1), submit, tell(true));
	t.regex(said(single, again, {isSolved: false}), /had just been shown/v);
});

test('an answer is recorded once, when it is judged', t => {
	const asked = after(single, {type: 'hint'}, choose(2), submit);
	const shown = reduceQuestion(single, asked, tell(false));
	t.deepEqual(questionEvent('l', 'five', asked, shown), {kind: 'answer', lesson: 'l', question: 'five', given: ['four'], correct: false, sure: false, hints: 1});
	t.is(questionEvent('l', 'five', after(single, choose(2)), asked), undefined);
	const asking = reduceQuestion(single, shown, {type: 'ask-reveal'});
	t.is(questionEvent('l', 'five', shown, asking), undefined);
	t.is(questionEvent('l', 'five', asking, reduceQuestion(single, asking, {type: 'cancel'})), undefined);
});

test('one can go back and answer again, with the hints still open', t => {
	const view = after(single, {type: 'hint'}, choose(2), submit, tell(true), {type: 'again'});
	t.deepEqual(view, {...freshQuestion, hints: 1});
});

test('keys: y is sure while telling and shows the answer while confirming; Esc takes back; n leaves', t => {
	const asked = after(single, choose(1), submit);
	t.deepEqual(questionAction(single, asked, press('y')), {type: 'tell', sure: true});
	t.deepEqual(questionAction(single, asked, press('g')), {type: 'tell', sure: false});
	t.deepEqual(questionAction(single, asked, press('enter')), {type: 'tell', sure: null});
	t.deepEqual(questionAction(single, asked, press('escape')), {type: 'cancel'});
	t.deepEqual(questionAction(single, after(single, {type: 'ask-reveal'}), press('y')), {type: 'reveal'});
	t.is(questionAction(single, freshQuestion, press('n')), undefined);
	t.deepEqual(questionAction(single, freshQuestion, press('c')), {type: 'choose', index: 2});
	t.deepEqual(questionAction(number, freshQuestion, press('7')), {type: 'type', text: '7'});
	t.is(questionAction(number, freshQuestion, press('a')), undefined);
});

test('a quiz opens at the first open question, and n goes to the next open one, then to the summary', t => {
	const start = startQuiz(fixtureLesson, new Set(['five']));
	t.is(start.position, 1);
	const next = reduceQuiz(fixtureLesson, start, {type: 'next', solved: new Set(['five'])});
	t.is(next.position, 2);
	t.is(reduceQuiz(fixtureLesson, next, {type: 'next', solved: new Set(['five', 'quorum-of-seven'])}).position, 1);
	t.is(reduceQuiz(fixtureLesson, next, {type: 'next', solved: new Set(['five', 'which', 'quorum-of-seven'])}).position, 3);
	t.is(reduceQuiz(fixtureLesson, next, {type: 'previous'}).position, 1);
	const answered = reduceQuiz(fixtureLesson, start, {type: 'question', action: choose(0)});
	t.deepEqual(questionViewIn(fixtureLesson, answered).chosen, ['read']);
	t.is(quizEvent(fixtureLesson, start, answered), undefined);
});

test('the answer is in the log before its feedback is on the screen', async t => {
	const world = fixtureWorld();
	const seen: string[] = [];
	const {record} = world.progress;
	const app = renderApp(t, {...world, progress: {...world.progress, record(event: NewProgressEvent) {
		seen.push(app.frame());
		record(event);
	}}}, {start: [{screen: 'quiz', lesson: 'etcd-quorum'}]});
	await app.settled();
	const feedback = await app.press('b', keys.enter, 'y');
	t.regex(feedback, /✓ Right\./v);
	t.like(world.recorded.at(-1), {kind: 'answer', lesson: 'etcd-quorum', question: 'five', given: ['two'], correct: true, sure: true, hints: 0});
	t.notRegex(seen.at(-1)!, /Right/v);
});

test('two keys in one read: a choice and Enter, then y and n', async t => {
	const world = fixtureWorld();
	const app = renderApp(t, world, {start: [{screen: 'quiz', lesson: 'etcd-quorum'}]});
	await app.settled();
	await app.press(`b${keys.enter}`, 'yn');
	t.like(world.recorded.at(-1), {kind: 'answer', given: ['two'], sure: true});
	t.regex(app.frame(), /question 2 of 3/v);
});

for (const language of ['en', 'zh'] as const) {
	test(`frames of a quiz, ${language}`, async t => {
		for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
			const app = renderApp(t, fixtureWorld({language}), {columns, rows, start: [{screen: 'quiz', lesson: 'etcd-quorum'}]});
			const frames = [
				await app.settled(), await app.press('h', 'c', keys.enter), await app.press('y'), await app.press('r', 'b', keys.enter, keys.enter), await app.press('n', '='),
			];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
			}

			t.snapshot(frames.join('\n\n'), `${language} ${columns}x${rows}`);
		}
	});
}

test('an answer that could not be written is said on its page, and not again on the next', async t => {
	const world = fixtureWorld();
	const {progress} = world;
	const store = {
		...progress,
		notice: undefined as typeof progress.notice,
		record(event: NewProgressEvent) {
			progress.record(event);
			store.notice = {en: 'The disk is full; answers are kept in memory.', zh: '磁盘已满；答案只保留在内存里。'};
		},
	};
	const app = renderApp(t, {...world, progress: store}, {start: [{screen: 'quiz', lesson: 'etcd-quorum'}]});
	await app.settled();
	t.regex(await app.press('b', keys.enter, 'y', keys.pageDown), /! The disk is full/v);
	t.notRegex(await app.press('n'), /disk is full/v);
});
