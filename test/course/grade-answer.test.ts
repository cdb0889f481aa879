import test from 'ava';
import {gradeAnswer} from '../../source/course/grade-answer.js';
import type {Question} from '../../source/model/lesson.js';

const single: Question = {id: 'q', type: 'single', options: ['stops', 'serves', 'waits'], answer: 'serves', sources: ['faq']};
const several: Question = {id: 'q', type: 'several', options: ['writes', 'stale', 'health'], answer: ['stale', 'health'], sources: ['faq']};
const seconds: Question = {id: 'q', type: 'number', answer: 3.6, tolerance: 0.1, unit: 's', wrong: [1, 3], sources: ['faq']};
const members: Question = {id: 'q', type: 'number', answer: 3, tolerance: 0, unit: '', wrong: [2, 2.5, 4], sources: ['faq']};

test('a single choice is right or its misconception is explained', t => {
	t.deepEqual(gradeAnswer(single, ['serves']), {correct: true, whyKeys: ['serves']});
	t.deepEqual(gradeAnswer(single, ['stops']), {correct: false, whyKeys: ['stops']});
	t.deepEqual(gradeAnswer(single, []), {correct: false, whyKeys: []});
	t.deepEqual(gradeAnswer(single, ['no-such-option']), {correct: false, whyKeys: []});
});

test('several choices are right only all together, in any order', t => {
	t.deepEqual(gradeAnswer(several, ['health', 'stale']), {correct: true, whyKeys: ['stale', 'health']});
	t.true(gradeAnswer(several, ['stale', 'stale', 'health']).correct);
});

test('after a wrong choice of several nothing is said of what is still to be found', t => {
	t.deepEqual(gradeAnswer(several, ['writes', 'stale']), {correct: false, whyKeys: ['writes']});
	t.deepEqual(gradeAnswer(several, ['stale']), {correct: false, whyKeys: []});
	t.deepEqual(gradeAnswer(several, ['writes', 'stale', 'health']), {correct: false, whyKeys: ['writes']});
});

test('a number is right within its tolerance, both ends included', t => {
	for (const text of ['3.6', '3.5', '3.7', '3.6 s', '3.60s', '３．６', '3.6 秒', ' 3.6 SECONDS ']) {
		t.true(gradeAnswer(seconds, [text]).correct, text);
	}

	for (const text of ['3.49', '3.71', '36', '-3.6', '', 'three', '3,6', '3.6 m']) {
		t.false(gradeAnswer(seconds, [text]).correct, text);
	}

	t.true(gradeAnswer(members, ['3']).correct);
	t.true(gradeAnswer(members, ['3.0']).correct);
	t.false(gradeAnswer(members, ['3.01']).correct);
});

test('a common wrong number has its own explanation, under the number as written in the lesson', t => {
	t.deepEqual(gradeAnswer(seconds, ['3.05']).whyKeys, ['3']);
	t.deepEqual(gradeAnswer(seconds, ['1 s']).whyKeys, ['1']);
	t.deepEqual(gradeAnswer(seconds, ['17']).whyKeys, []);
	t.deepEqual(gradeAnswer(members, ['2.50']).whyKeys, ['2.5']);
});
