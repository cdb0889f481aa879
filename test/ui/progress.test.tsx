import test from 'ava';
import {foldProgress} from '../../source/course/progress-view.js';
import type {NewProgressEvent} from '../../source/model/progress.js';
import {lessonFigures, progressReport} from '../../source/present/progress-report.js';
import {rowText} from '../../source/present/span.js';
import {reduceProgress, resetEvent, startProgress} from '../../source/ui/screens/progress/progress-reducer.js';
import {fixtureWorld} from '../helpers/fixture-world.js';
import {assertFits, renderApp} from '../helpers/render.js';

const lesson = 'etcd-quorum';
const answer = (question: string, correct: boolean, sure: boolean | null): NewProgressEvent => ({kind: 'answer', lesson, question, given: ['x'], correct, sure, hints: 0});
const events: readonly NewProgressEvent[] = [
	{kind: 'step', lesson, step: 'why'},
	{kind: 'step', lesson, step: 'ask-five'},
	answer('five', true, true),
	answer('which', false, true),
	answer('which', true, null),
	answer('quorum-of-seven', false, false),
];

test('figures: steps, solved, first try, sure and wrong', t => {
	const world = fixtureWorld({}, {events});
	const view = foldProgress(world.recorded);
	t.deepEqual(lessonFigures(world.lessons[1]!, view.lessons.get(lesson)), {steps: 2, solved: 2, firstTry: 1, sureAndWrong: 1, isFinished: false});
	t.deepEqual(lessonFigures(world.lessons[0]!, undefined), {steps: 0, solved: 0, firstTry: 0, sureAndWrong: 0, isFinished: false});
});

test('the report has a row per lesson and one for all', t => {
	const world = fixtureWorld({}, {events});
	for (const language of ['en', 'zh'] as const) {
		t.snapshot(progressReport(foldProgress(world.recorded), world.lessons, language).map(row => rowText(row)).join('\n'), language);
	}

	t.regex(progressReport(foldProgress([]), world.lessons, 'en').map(row => rowText(row)).join('\n'), /Nothing yet/v);
});

test('a reset is confirmed first, of one lesson or of all', t => {
	const asked = reduceProgress(2, {...startProgress, cursor: 1}, {type: 'ask', what: 'lesson'});
	t.is(asked.asking, 'lesson');
	t.deepEqual(resetEvent(['components', lesson], asked, {type: 'confirm'}), {kind: 'reset', lesson});
	t.is(resetEvent(['components', lesson], asked, {type: 'cancel'}), undefined);
	t.is(resetEvent(['components', lesson], startProgress, {type: 'confirm'}), undefined);
	const all = reduceProgress(2, startProgress, {type: 'ask', what: 'all'});
	t.deepEqual(resetEvent(['components', lesson], all, {type: 'confirm'}), {kind: 'reset', lesson: null});
	t.is(reduceProgress(2, all, {type: 'cancel'}).asking, 'none');
	t.is(reduceProgress(0, startProgress, {type: 'ask', what: 'all'}), startProgress);
});

test('the cursor stays in the list', t => {
	t.is(reduceProgress(2, startProgress, {type: 'move', by: -1}).cursor, 0);
	t.is(reduceProgress(2, {...startProgress, cursor: 1}, {type: 'move', by: 1}).cursor, 1);
});

for (const language of ['en', 'zh'] as const) {
	test(`frames of the progress, ${language}: what would be lost is said before it is`, async t => {
		for (const [columns, rows] of [[80, 24], [60, 20]] as const) {
			const world = fixtureWorld({language}, {events, notice: {en: 'The log cannot be written; answers are kept in memory.', zh: '进度日志无法写入；答案只保留在内存里。'}});
			const app = renderApp(t, world, {columns, rows, start: [{screen: 'progress'}]});
			await app.settled();
			const frames = [await app.press('j', 'x'), await app.press('w'), await app.press('x', 'y')];
			for (const frame of frames) {
				assertFits(t, frame, columns, rows);
			}

			t.snapshot(frames.join('\n\n'), `${language} ${columns}x${rows}`);
			t.deepEqual(world.recorded.filter(({kind}) => kind === 'reset').map(event => 'lesson' in event && event.lesson), [lesson]);
		}
	});
}
