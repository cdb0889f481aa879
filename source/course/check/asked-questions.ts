import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** An `ask` names one of the lesson's questions, and no question is asked twice on the way through. */
export function askedQuestions({structure}: LocatedLesson): Problem[] {
	const {steps, questions} = structure.value;
	const known = questions.map(({id}) => id);
	const asked = new Set<string>();
	return steps.flatMap((step, index): Problem[] => {
		if (step.kind !== 'ask') {
			return [];
		}

		const path = ['steps', index, 'question'];
		if (!known.includes(step.question)) {
			const near = nearest(step.question, known);
			return [problemAt(structure, path, {
				en: `there is no question ${step.question}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `没有题目 ${step.question}${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			})];
		}

		if (asked.has(step.question)) {
			return [problemAt(structure, path, {
				en: `the question ${step.question} is already asked by an earlier step`,
				zh: `题目 ${step.question} 在前面的步骤已经问过`,
			})];
		}

		asked.add(step.question);
		return [];
	});
}
