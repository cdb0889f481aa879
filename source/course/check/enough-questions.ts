import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

export const fewestQuestions = 8;

/** A lesson has at least eight questions, so that there is something left for a review. */
export function enoughQuestions({structure}: LocatedLesson): Problem[] {
	const {length} = structure.value.questions;
	return length >= fewestQuestions
		? []
		: [problemAt(structure, ['questions'], {
			en: `it has ${length} ${length === 1 ? 'question' : 'questions'}; a lesson has at least ${fewestQuestions}`,
			zh: `只有 ${length} 道题；一课至少要有 ${fewestQuestions} 道`,
		})];
}
