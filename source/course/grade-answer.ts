import type {Question} from '../model/lesson.js';
import {readNumber} from './read-number.js';
import {isRightNumber} from './right-number.js';

export type Grade = {
	readonly correct: boolean;
	/**
	Keys into the words' `why` that explain what was given. After a wrong answer only the wrong part of it is explained:
	what else is right is still to be found.
	*/
	readonly whyKeys: readonly string[];
};

/** The listed wrong number that was meant: as near as the question's tolerance, the nearest of several. */
function wrongNumber({wrong, tolerance}: Extract<Question, {type: 'number'}>, value: number): string | undefined {
	const near = wrong
		.map(number => ({number, distance: Math.abs(number - value)}))
		.filter(({distance}) => distance <= tolerance + 1e-9)
		.sort((a, b) => a.distance - b.distance)[0];
	return near && String(near.number);
}

/**
Judges an answer.
@param given Option ids in any order, or the number as it was typed.
*/
export function gradeAnswer(question: Question, given: readonly string[]): Grade {
	if (question.type === 'number') {
		const value = readNumber(given[0] ?? '', question.unit);
		if (value === undefined) {
			return {correct: false, whyKeys: []};
		}

		if (isRightNumber(question, value)) {
			return {correct: true, whyKeys: []};
		}

		const key = wrongNumber(question, value);
		return {correct: false, whyKeys: key === undefined ? [] : [key]};
	}

	const right = [question.answer].flat();
	const chosen = question.options.filter(option => given.includes(option));
	const correct = chosen.length === right.length && chosen.every(option => right.includes(option));
	return {correct, whyKeys: correct ? chosen : chosen.filter(option => !right.includes(option))};
}
