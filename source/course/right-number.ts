import type {WrittenQuestion} from '../model/lesson.js';

/** Decimal fractions are not exact in binary: 3.6 - 3.5 is a little more than 0.1. */
const roundingSlack = 1e-9;

/** Whether a number is right for a question: no further from the answer than its tolerance. */
export function isRightNumber({answer, tolerance}: Extract<WrittenQuestion, {type: 'number'}>, value: number): boolean {
	return Math.abs(value - answer) <= tolerance + roundingSlack;
}
