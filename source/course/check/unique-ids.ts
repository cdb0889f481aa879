import type {LocatedLesson} from '../load-lesson.js';
import type {Problem} from '../../model/problem.js';
import {problemAt} from './rule.js';

/** Ids name steps, questions and options in the words and in the progress log: each stands once. */
export function uniqueIds({structure}: LocatedLesson): Problem[] {
	const {steps, questions} = structure.value;
	const problems: Problem[] = [];
	const check = (ids: readonly string[], pathOf: (index: number) => PropertyKey[], what: {en: string; zh: string}) => {
		for (const [index, id] of ids.entries()) {
			if (ids.indexOf(id) !== index) {
				problems.push(problemAt(structure, pathOf(index), {
					en: `the ${what.en} ${id} stands twice; give the second one its own`,
					zh: `${what.zh} ${id} 出现了两次；请给第二个另取一个`,
				}));
			}
		}
	};

	check(steps.map(({id}) => id), index => ['steps', index, 'id'], {en: 'step id', zh: '步骤 id'});
	check(questions.map(({id}) => id), index => ['questions', index, 'id'], {en: 'question id', zh: '题目 id'});
	for (const [index, question] of questions.entries()) {
		if (question.type !== 'number') {
			check(question.options, option => ['questions', index, 'options', option], {en: 'option id', zh: '选项 id'});
		}
	}

	return problems;
}
