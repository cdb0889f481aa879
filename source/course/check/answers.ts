import type {WrittenQuestion} from '../../model/lesson.js';
import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {isRightNumber} from '../right-number.js';
import {problemAt, rightOptions} from './rule.js';

type Numeric = Extract<WrittenQuestion, {type: 'number'}>;

function numberProblems(question: Numeric, index: number, structure: Located<unknown>): Problem[] {
	const {answer, tolerance, wrong} = question;
	return wrong.flatMap((value, place): Problem[] => {
		const path = ['questions', index, 'wrong', place];
		if (wrong.indexOf(value) !== place) {
			return [problemAt(structure, path, {
				en: `${question.id}: the wrong number ${value} stands twice`,
				zh: `${question.id}：错误数字 ${value} 出现了两次`,
			})];
		}

		// What is graded right cannot be explained as wrong.
		return isRightNumber(question, value)
			? [problemAt(structure, path, {
				en: `${question.id}: ${value} would be graded right (${answer}, tolerance ${tolerance}); wrong numbers must be further off`,
				zh: `${question.id}：${value} 会被判为正确（${answer}，允许误差 ${tolerance}）；错误数字必须在误差之外`,
			})]
			: [];
	});
}

/** Every question has a right answer among its options, and a wrong number is truly wrong. */
export function answers({structure}: LocatedLesson): Problem[] {
	return structure.value.questions.flatMap((question, index): Problem[] => {
		if (question.type === 'number') {
			return numberProblems(question, index, structure);
		}

		// Its answer is computed, and proved by a rule of its own.
		if (question.type === 'predict') {
			return [];
		}

		const right = rightOptions(question);
		const base = ['questions', index, 'answer'];
		return right.flatMap((answer, place): Problem[] => {
			const path = question.type === 'single' ? base : [...base, place];
			if (right.indexOf(answer) !== place) {
				return [problemAt(structure, path, {en: `${question.id}: the answer ${answer} stands twice`, zh: `${question.id}：答案 ${answer} 出现了两次`})];
			}

			if (question.options.includes(answer)) {
				return [];
			}

			const near = nearest(answer, question.options);
			return [problemAt(structure, path, {
				en: `${question.id}: the answer ${answer} is none of the options ${question.options.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `${question.id}：答案 ${answer} 不在选项 ${question.options.join('、')} 之中${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			})];
		});
	});
}
