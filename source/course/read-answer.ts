import type {Text} from '../model/language.js';
import type {Question} from '../model/lesson.js';
import {quoted} from '../model/quoted.js';
import {readNumber} from './read-number.js';

/** One line of a quiz that is answered line by line. */
export type Answer
	= | {readonly kind: 'given'; readonly given: readonly string[]}
	/** `?`: the next hint. */
		| {readonly kind: 'hint'}
		/** `=`: show the answer; it does not count as solved. */
		| {readonly kind: 'reveal'}
		/** An empty line: the question once more. */
		| {readonly kind: 'repeat'}
		| {readonly kind: 'unclear'; readonly says: Text};

const letters = 'abcdef';

/** The letter of an option by its position from 0. */
export function optionLetter(index: number): string {
	return letters.charAt(index);
}

function wantedLetters({options}: {options: readonly string[]}): Text {
	const last = optionLetter(options.length - 1);
	return {en: `a letter from a to ${last}`, zh: `a 到 ${last} 的字母`};
}

function readLetters(question: Exclude<Question, {type: 'number'}>, plain: string, line: string): Answer {
	const wanted = wantedLetters(question);
	const typed = [...plain.replaceAll(/[\s,、;.\[\]\(\)]+/gv, '')];
	const places = typed.map(letter => letters.indexOf(letter));
	const isKnown = (place: number) => place >= 0 && place < question.options.length;
	if (typed.length === 0 || !places.every(place => isKnown(place))) {
		return {kind: 'unclear', says: {
			en: `Got ${quoted(line)}, wanted ${wanted.en}${question.type === 'several' ? ', or several like a,c' : ''}; ? is a hint, = shows the answer.`,
			zh: `得到 ${quoted(line)}，应为 ${wanted.zh}${question.type === 'several' ? '，多个写成 a,c' : ''}；? 是提示，= 显示答案。`,
		}};
	}

	const given = question.options.filter((_, index) => places.includes(index));
	if (question.type !== 'several' && given.length > 1) {
		return {kind: 'unclear', says: {
			en: `Got ${quoted(line)}; this question has one answer, wanted ${wanted.en}.`,
			zh: `得到 ${quoted(line)}；这道题只有一个答案，应为 ${wanted.zh}。`,
		}};
	}

	return {kind: 'given', given};
}

function readTypedNumber({unit}: Extract<Question, {type: 'number'}>, plain: string, line: string): Answer {
	if (readNumber(plain, unit) !== undefined) {
		return {kind: 'given', given: [plain]};
	}

	const example = unit === '' ? '3' : `3.6 ${unit}`;
	return {kind: 'unclear', says: /[,、]/v.test(plain)
		? {
			en: `Got ${quoted(line)}; write it without a comma and with a point before the fraction: 3.609 or 3609.`,
			zh: `得到 ${quoted(line)}；请不要写逗号，小数用点：3.609 或 3609。`,
		}
		: {
			en: `Got ${quoted(line)}, wanted a number such as ${example}; ? is a hint, = shows the answer.`,
			zh: `得到 ${quoted(line)}，应为数字，例如 ${example}；? 是提示，= 显示答案。`,
		}};
}

/**
Reads one line of the quiz in a pipe: letters by the options' position (`b`, `a,c`, `ac`), a number with or without
its unit, `?`, `=`, or nothing. Capital and full-width letters, digits, commas and marks are the same as the plain ones.
@param line Without its line break.
*/
export function readAnswer(question: Question, line: string): Answer {
	const plain = line.normalize('NFKC').trim().toLowerCase();
	if (plain === '') {
		return {kind: 'repeat'};
	}

	if (plain === '?') {
		return {kind: 'hint'};
	}

	if (plain === '=') {
		return {kind: 'reveal'};
	}

	return question.type === 'number' ? readTypedNumber(question, plain, line) : readLetters(question, plain, line);
}
