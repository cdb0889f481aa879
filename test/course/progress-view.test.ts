import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {mergeProgress} from '../../source/course/merge-progress.js';
import {foldProgress, type QuestionProgress} from '../../source/course/progress-view.js';
import type {NewProgressEvent, ProgressEvent} from '../../source/model/progress.js';

/** Events a minute apart, in this order. */
function log(...events: NewProgressEvent[]): ProgressEvent[] {
	return events.map((event, index) => ({
		...event, id: `id-${String(index).padStart(3, '0')}`, at: `2026-11-21T10:${String(index).padStart(2, '0')}:00.000Z`,
	}));
}

function answer(question: string, correct: boolean, more: {sure?: boolean; hints?: number; lesson?: string} = {}): NewProgressEvent {
	const {sure = null, hints = 0, lesson = 'vrrp'} = more;
	return {kind: 'answer', lesson, question, given: [correct ? 'right' : 'wrong'], correct, sure, hints};
}

const reveal: NewProgressEvent = {kind: 'reveal', lesson: 'vrrp', question: 'q'};

function questionAfter(...events: NewProgressEvent[]): QuestionProgress | undefined {
	return foldProgress(log(...events)).lessons.get('vrrp')?.questions.get('q');
}

test('an empty log is no progress', t => {
	t.deepEqual(foldProgress([]), {language: null, lessons: new Map()});
});

test('steps: which were seen, which was last, whether the lesson is finished', t => {
	const view = foldProgress(log(
		{kind: 'step', lesson: 'vrrp', step: 'one'},
		{kind: 'step', lesson: 'vrrp', step: 'two'},
		{kind: 'step', lesson: 'vrrp', step: 'one'},
		{kind: 'finish', lesson: 'vrrp'},
		{kind: 'language', language: 'zh'},
	));
	t.deepEqual(view.lessons.get('vrrp'), {step: 'one', steps: new Set(['one', 'two']), finished: true, questions: new Map()});
	t.is(view.language, 'zh');
});

test('a right answer solves; only the first one of all is a first try', t => {
	t.like(questionAfter(answer('q', true)), {solved: true, firstTry: true, attempts: 1});
	t.like(questionAfter(answer('q', false), answer('q', true)), {solved: true, firstTry: false, attempts: 2});
	t.like(questionAfter(answer('q', true), answer('q', false)), {solved: true, firstTry: true, attempts: 2, lastGiven: ['wrong']});
});

test('sure and wrong is counted, a wrong guess is not', t => {
	t.is(questionAfter(answer('q', false, {sure: true}), answer('q', false, {sure: false}), answer('q', true, {sure: true}))?.sureAndWrong, 1);
});

test('the most hints that were open are kept', t => {
	t.is(questionAfter(answer('q', false, {hints: 2}), answer('q', true, {hints: 1}))?.hints, 2);
});

test('showing the answer never counts as solved', t => {
	t.like(questionAfter(reveal), {solved: false, revealed: true, attempts: 0});
	t.like(questionAfter(answer('q', true), reveal), {solved: false, revealed: true, firstTry: false});
});

test('an answer typed straight after it was shown does not count, not even after a wrong one', t => {
	t.like(questionAfter(reveal, answer('q', true)), {solved: false, firstTry: false});
	t.like(questionAfter(reveal, answer('q', false), answer('q', true)), {solved: false});
	t.like(questionAfter(reveal, {kind: 'step', lesson: 'vrrp', step: 'two'}, answer('q', true)), {solved: false});
	t.like(questionAfter(reveal, {...reveal, question: 'other'}, answer('q', true)), {solved: false});
});

test('a right answer after another question was answered solves it again, but it stays known that it was shown', t => {
	t.like(questionAfter(reveal, answer('other', false), answer('q', true)), {solved: true, revealed: true, firstTry: false});
	t.like(questionAfter(reveal, answer('q', false, {lesson: 'raft'}), answer('q', true)), {solved: true});
});

test('a reset forgets what was before it, of one lesson or of all', t => {
	const before = [answer('q', true), answer('q', true, {lesson: 'raft'}), reveal] as const;
	const one = foldProgress(log(...before, {kind: 'reset', lesson: 'vrrp'}, answer('q', true)));
	t.like(one.lessons.get('vrrp')?.questions.get('q'), {solved: true, revealed: false, firstTry: true, attempts: 1});
	t.true(one.lessons.has('raft'));
	t.is(foldProgress(log({kind: 'language', language: 'zh'}, ...before, {kind: 'reset', lesson: null})).lessons.size, 0);
	t.is(foldProgress(log({kind: 'language', language: 'zh'}, ...before, {kind: 'reset', lesson: null})).language, 'zh');
});

const events = log(answer('q', false, {sure: true}), reveal, answer('other', true), answer('q', true), {kind: 'reset', lesson: 'raft'}, {kind: 'step', lesson: 'raft', step: 'one'}, {kind: 'finish', lesson: 'vrrp'}, answer('q', true, {lesson: 'raft'}));

test('neither the order in which lines are stored nor a line stored twice changes the view', t => {
	const view = foldProgress(events);
	t.notThrows(() => {
		fc.assert(fc.property(fc.shuffledSubarray(events, {minLength: events.length}), fc.subarray(events), (shuffled, again) =>
			isDeepStrictEqual(foldProgress([...again, ...shuffled]), view)));
	});
});

test('merging is a union: without duplicates, in any direction, and nothing is lost', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.subarray(events), fc.subarray(events), (mine, theirs) => {
			const merged = mergeProgress(mine, theirs);
			const ids = merged.map(({id}) => id);
			return isDeepStrictEqual(merged, mergeProgress(theirs, mine))
				&& isDeepStrictEqual(mergeProgress(merged, theirs), merged)
				&& isDeepStrictEqual(new Set(ids), new Set([...mine, ...theirs].map(({id}) => id)))
				&& ids.length === new Set(ids).size;
		}));
	});
});
