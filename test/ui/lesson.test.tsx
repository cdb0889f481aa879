import test from 'ava';
import {lessonPageRowLimit, lessonPageRows, sourceIds} from '../../source/present/lesson-page.js';
import {lessonText} from '../../source/present/lesson-text.js';
import {rowText} from '../../source/present/span.js';
import {spineRow, spineRows} from '../../source/present/spine.js';
import {rowWidth} from '../../source/present/fit-row.js';
import {lessonAction} from '../../source/ui/screens/lesson/lesson-keys.js';
import {lessonEvents, questionViewAt, reduceLesson, startLesson, stepAt, type LessonAction, type LessonState} from '../../source/ui/screens/lesson/lesson-reducer.js';
import {fixtureLesson} from '../helpers/fixture-lesson.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, keys, renderApp} from '../helpers/render.js';

const id = 'etcd-quorum';
const start = startLesson(fixtureLesson, {step: null, finished: false});
const after = (state: LessonState, ...actions: LessonAction[]) => actions.reduce((now, action) => reduceLesson(fixtureLesson, now, action), state);
const press = (name: string) => ({name, text: name.length === 1 ? name : ''});
const action = (state: LessonState, name: string) => lessonAction(fixtureLesson, state, press(name));

test('a lesson opens where one stopped; a finished one at its start; one whose step is gone too', t => {
	t.is(startLesson(fixtureLesson, {step: 'board', finished: false}).position, 2);
	t.is(startLesson(fixtureLesson, {step: 'board', finished: true}).position, 0);
	t.is(startLesson(fixtureLesson, {step: 'renamed', finished: false}).position, 0);
});

test('forward and back stay within the lesson; after the last step comes the end', t => {
	t.is(after(start, {type: 'previous'}), start);
	const end = after(start, ...Array.from({length: 9}, (): LessonAction => ({type: 'next'})));
	t.is(end.position, fixtureLesson.structure.steps.length);
	t.is(stepAt(fixtureLesson, end), undefined);
	t.is(after(end, {type: 'previous'}).position, end.position - 1);
});

test('each step reached is recorded, and leaving the last one forward is the finish', t => {
	const second = after(start, {type: 'next'});
	t.deepEqual(lessonEvents(fixtureLesson, start, second), [{kind: 'step', lesson: id, step: 'ask-five'}]);
	const last = startLesson(fixtureLesson, {step: 'lease', finished: false});
	t.deepEqual(lessonEvents(fixtureLesson, last, after(last, {type: 'next'})), [{kind: 'finish', lesson: id}]);
	t.deepEqual(lessonEvents(fixtureLesson, start, after(start, {type: 'spine'})), []);
});

test('the spine and the sources lie over the page, and turning the page takes them away', t => {
	const spine = after(start, {type: 'spine'});
	t.is(spine.overlay, 'spine');
	t.is(after(spine, {type: 'spine'}).overlay, 'none');
	t.is(after(spine, {type: 'sources'}).overlay, 'sources');
	t.like(after(spine, {type: 'next'}), {overlay: 'none', position: 1});
	t.deepEqual(action(spine, 'escape'), {type: 'close'});
	t.is(action(start, 'escape'), undefined);
});

test('keys go to the question first: Enter answers, and turns the page only after the feedback', t => {
	const asked = after(start, {type: 'next'});
	t.deepEqual(action(start, 'enter'), {type: 'next'});
	t.deepEqual(action(asked, 'enter'), {type: 'question', action: {type: 'submit'}});
	const answered = after(asked, {type: 'question', action: {type: 'choose', index: 1}}, {type: 'question', action: {type: 'submit'}}, {type: 'question', action: {type: 'tell', sure: true}});
	t.deepEqual(action(answered, 'enter'), {type: 'next'});
	t.like(questionViewAt(fixtureLesson, answered), {phase: 'shown', result: {correct: true}});
	t.deepEqual(lessonEvents(fixtureLesson, asked, answered).map(({kind}) => kind), ['answer']);
	t.is(action(start, 'z'), 'quiz');
});

test('a question keeps its answer when one turns away and comes back', t => {
	const chosen = after(start, {type: 'next'}, {type: 'question', action: {type: 'choose', index: 2}}, {type: 'next'}, {type: 'previous'});
	t.deepEqual(questionViewAt(fixtureLesson, chosen).chosen, ['four']);
});

test('the spine in one row fits the header and marks the lesson\'s own part', t => {
	for (const language of ['en', 'zh'] as const) {
		for (const lesson of [id, 'vrrp', 'leader-election', 'apiserver', 'nodes', 'myths']) {
			t.true(rowWidth(spineRow(lesson, language)) <= 76);
		}

		t.true(spineRows(language, 76).length <= lessonPageRowLimit);
		t.true(spineRows(language, 76).every(row => rowWidth(row) <= 76));
	}

	t.regex(rowText(spineRow('vrrp', 'en')), /\[VIP highest\]/v);
	t.is(rowText(spineRow('nodes', 'en', 40)), 'etcd majority · [kubelet itself]');
	t.notRegex(rowText(spineRow('myths', 'en')), /\[/v);
});

test('a page knows how many rows it takes at 80x24, and which sources are its own', t => {
	const {structure, words} = fixtureLesson;
	t.is(lessonPageRows(words.en.steps.why!), 11);
	t.deepEqual(sourceIds(structure, structure.steps[0]!), ['etcd-faq']);
	t.deepEqual(sourceIds(structure, structure.steps[1]!), ['etcd-faq']);
});

test('the whole lesson as text: every step, questions without answers, the command to answer, the sources', t => {
	for (const language of ['en', 'zh'] as const) {
		const text = lessonText(fixtureLesson, language, 76);
		t.true(text.every(row => rowWidth(row) <= 76));
		const {why, explanation, hints} = fixtureLesson.words[language].questions.five!;
		for (const secret of [...Object.values(why), explanation, ...hints]) {
			t.false(text.some(row => rowText(row).includes(secret)));
		}

		t.snapshot(text.map(row => rowText(row)).join('\n'), language);
	}
});

test('steps, answers and the finish are recorded as one goes; home continues where one stopped', async t => {
	const world = fixtureWorld();
	const app = renderApp(t, world, {start: [{screen: 'lesson', lesson: id}]});
	await app.settled();
	await app.press('n', 'b', keys.enter, 'g', keys.right);
	t.deepEqual(world.recorded.map(event => [event.kind, 'step' in event ? event.step : '']), [
		['step', 'why'], ['step', 'ask-five'], ['answer', ''], ['step', 'board'],
	]);
	t.regex(await app.press(keys.escape), /❯ Continue .* 3 of 5 steps/v);
});

test('two keys in one read turn two pages', async t => {
	const app = renderApp(t, fixtureWorld(), {start: [{screen: 'lesson', lesson: id}]});
	await app.settled();
	t.regex(await app.press(`n${keys.right}`), /step 3 of 5/v);
	t.regex(await app.press(keys.left + keys.left), /step 1 of 5/v);
});

test('going to the quiz and back keeps the page; the end leads on', async t => {
	const app = renderApp(t, fixtureWorld(), {start: [{screen: 'lesson', lesson: 'components'}]});
	await app.settled();
	await app.press('n');
	t.regex(await app.press('z'), /Quiz .*question 1 of 3/v);
	t.regex(await app.press(keys.escape), /step 2 of 5/v);
	t.regex(await app.press(keys.right, keys.right, keys.right, keys.right), /That was the lesson\.[\s\S]*next lesson: etcd/v);
	t.regex(app.frame(), /Enter next {3}← p previous/v);
	t.regex(await app.press(keys.enter), /etcd: a majority decides +step 1 of 5/v);
});

for (const language of ['en', 'zh'] as const) {
	test(`frames of a lesson, ${language}`, async t => {
		for (const [columns, rows] of [[80, 24], [100, 30], [60, 20]] as const) {
			const app = renderApp(t, fixtureWorld({language}), {columns, rows, start: [{screen: 'lesson', lesson: id}]});
			const frames = [await app.settled(), await app.press('s'), await app.press('o'), await app.press('n', 'c', keys.enter, 'g')];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
			}

			t.snapshot(frames.join('\n\n'), `${language} ${columns}x${rows}`);
		}
	});
}

test('a small terminal shows a lesson as linear text, a page at a time; ASCII draws nothing else', async t => {
	const app = renderApp(t, fixtureWorld({ascii: true}), {columns: 44, rows: 10, start: [{screen: 'lesson', lesson: id}]});
	const frame = await app.settled();
	assertFits(t, frame, 44, 10);
	t.regex(frame, /^\p{ASCII}+$/v);
	t.regex(frame, /Why an even member buys nothing/v);
	t.regex(await app.press(keys.pageDown, keys.pageDown), /etcdctl endpoint health/v);
});
