import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt, rightOptions} from './rule.js';

/** No letter is right in more than half of the single choices. One such question alone says nothing about letters. */
export function answerPosition({structure}: LocatedLesson): Problem[] {
	const singles = structure.value.questions.filter(question => question.type === 'single' || question.type === 'predict');
	if (singles.length < 2) {
		return [];
	}

	return [0, 1, 2, 3, 4, 5].flatMap((position): Problem[] => {
		const here = singles.filter(question => question.options[position] !== undefined && rightOptions(question).includes(question.options[position])).map(({id}) => id);
		if (here.length * 2 <= singles.length) {
			return [];
		}

		const letter = String.fromCodePoint(97 + position);
		return [problemAt(structure, ['questions'], {
			en: `option ${letter} is right in ${here.length} of ${singles.length} single choices (${here.join(', ')}); no position may be right in more than half`,
			zh: `${singles.length} 道单选题中有 ${here.length} 道的正确选项是 ${letter}（${here.join('、')}）；同一位置最多占一半`,
		})];
	});
}
