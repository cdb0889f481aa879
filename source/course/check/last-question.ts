import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** The last question takes up the lesson before: what one needs again, one keeps. A lesson that requires none is free of it. */
export function lastQuestion({structure}: LocatedLesson): Problem[] {
	const {requires, questions} = structure.value;
	const problems = questions.flatMap((question, index): Problem[] => question.needs === undefined || requires.includes(question.needs)
		? []
		: [problemAt(structure, ['questions', index, 'needs'], {
			en: `${question.id} needs ${question.needs}, which is not among requires (${requires.length === 0 ? 'empty' : requires.join(', ')})`,
			zh: `${question.id} 需要 ${question.needs}，但它不在 requires 中（${requires.length === 0 ? '空' : requires.join('、')}）`,
		})]);
	const last = questions.at(-1);
	if (last === undefined || requires.length === 0 || last.needs !== undefined) {
		return problems;
	}

	return [...problems, problemAt(structure, ['questions', questions.length - 1], {
		en: `the last question, ${last.id}, must need the lesson before: add needs: ${requires.at(-1)!} and ask for it`,
		zh: `最后一题 ${last.id} 必须用到前一课：请加上 needs: ${requires.at(-1)!}，并问到它`,
	})];
}
