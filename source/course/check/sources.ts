import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** Every page, board and question names where its facts come from; every source named is declared, and every declared one is used. */
export function sources({structure}: LocatedLesson): Problem[] {
	const {steps, questions, sources: declared} = structure.value;
	const known = Object.keys(declared);
	const used = new Set<string>();
	const problems: Problem[] = [];
	const check = (ids: readonly string[], path: readonly PropertyKey[]) => {
		for (const [index, id] of ids.entries()) {
			used.add(id);
			if (!known.includes(id)) {
				const near = nearest(id, known);
				problems.push(problemAt(structure, [...path, 'sources', index], {
					en: `the source ${id} is not declared under sources${near === undefined ? '' : `; did you mean ${near}?`}`,
					zh: `来源 ${id} 没有在 sources 中声明${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
				}));
			}
		}
	};

	for (const [index, step] of steps.entries()) {
		if (step.kind === 'ask') {
			continue;
		}

		check(step.sources, ['steps', index]);
		if (step.sources.length === 0) {
			problems.push(problemAt(structure, ['steps', index], {
				en: `the step ${step.id} names no source for what it says`,
				zh: `步骤 ${step.id} 没有注明来源`,
			}));
		}
	}

	for (const [index, question] of questions.entries()) {
		check(question.sources, ['questions', index]);
	}

	return [
		...problems,
		...known.filter(id => !used.has(id)).map(id => problemAt(structure, ['sources', id], {
			en: `the source ${id} is declared but nothing uses it`,
			zh: `来源 ${id} 已声明但没有被使用`,
		})),
	];
}
