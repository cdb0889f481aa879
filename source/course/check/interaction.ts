import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** At least every third step is an answer or something to touch: never more than two pages in a row. */
export function interaction({structure}: LocatedLesson): Problem[] {
	let pages = 0;
	return structure.value.steps.flatMap(({id, kind}, index): Problem[] => {
		pages = kind === 'read' ? pages + 1 : 0;
		return pages === 3
			? [problemAt(structure, ['steps', index], {
				en: `${id} is the third page in a row; at least every third step asks (ask) or lets one try (play, simulate)`,
				zh: `${id} 是连续第三页阅读；至少每三步要有一次提问（ask）或动手（play、simulate）`,
			})]
			: [];
	});
}
