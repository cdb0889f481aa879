import test from 'ava';
import fc from 'fast-check';
import {readAnswer} from '../../source/course/read-answer.js';
import type {Question} from '../../source/model/lesson.js';

const single: Question = {id: 'q', type: 'single', options: ['one', 'two', 'three'], answer: 'two', sources: ['faq']};
const several: Question = {id: 'q', type: 'several', options: ['one', 'two', 'three'], answer: ['one', 'three'], sources: ['faq']};
const seconds: Question = {id: 'q', type: 'number', answer: 3.6, tolerance: 0.1, unit: 's', wrong: [1, 3], sources: ['faq']};

test('a letter is the option in that place', t => {
	for (const line of ['b', 'B', 'ｂ', 'Ｂ', ' b ', 'b)', '(b)', 'b.', 'b\r']) {
		t.deepEqual(readAnswer(single, line), {kind: 'given', given: ['two']}, line);
	}
});

test('several letters, however they are put', t => {
	for (const line of ['a,c', 'c,a', 'ac', 'a c', 'Ａ，Ｃ', 'a、c', 'A, C', 'a,a,c', '（a）（c）']) {
		t.deepEqual(readAnswer(several, line), {kind: 'given', given: ['one', 'three']}, line);
	}
});

test('a number is taken with its unit or without', t => {
	for (const line of ['3.6', '3.6 s', '３．６ｓ', '3.6秒', '3。6']) {
		t.is(readAnswer(seconds, line).kind, 'given', line);
	}

	t.deepEqual(readAnswer(seconds, '３．６ s'), {kind: 'given', given: ['3.6 s']});
});

test('a comma in a number is not guessed at', t => {
	const answer = readAnswer(seconds, '3,609');
	t.is(answer.kind, 'unclear');
	t.true(answer.kind === 'unclear' && answer.says.en.includes('3.609 or 3609'));
	t.is(readAnswer(seconds, '３，６０９').kind, 'unclear');
});

test('? is a hint, = shows the answer, nothing repeats, full-width too', t => {
	for (const question of [single, several, seconds]) {
		t.deepEqual(readAnswer(question, '?'), {kind: 'hint'});
		t.deepEqual(readAnswer(question, '？'), {kind: 'hint'});
		t.deepEqual(readAnswer(question, '='), {kind: 'reveal'});
		t.deepEqual(readAnswer(question, '＝'), {kind: 'reveal'});
		t.deepEqual(readAnswer(question, ''), {kind: 'repeat'});
		t.deepEqual(readAnswer(question, ' \u3000\r'), {kind: 'repeat'});
	}
});

test('what is no answer says what was got and what is wanted', t => {
	const says = (question: Question, line: string) => {
		const answer = readAnswer(question, line);
		return answer.kind === 'unclear' ? answer.says.en : undefined;
	};

	t.is(says(single, 'd'), 'Got "d", wanted a letter from a to c; ? is a hint, = shows the answer.');
	t.is(says(single, 'a,b'), 'Got "a,b"; this question has one answer, wanted a letter from a to c.');
	t.is(says(several, '1'), 'Got "1", wanted a letter from a to c, or several like a,c; ? is a hint, = shows the answer.');
	t.is(says(seconds, 'long'), 'Got "long", wanted a number such as 3.6 s; ? is a hint, = shows the answer.');
	t.is(says(single, ',,'), 'Got ",,", wanted a letter from a to c; ? is a hint, = shows the answer.');
});

test('whatever a line holds, it is read, and nothing in the message can steer a terminal', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.string({unit: 'binary'}), fc.constantFrom(single, several, seconds), (line, question) => {
			const answer = readAnswer(question, line);
			return answer.kind !== 'unclear' || !/[\p{Control}\u202A-\u202E]/v.test(answer.says.en + answer.says.zh);
		}));
	});
});
