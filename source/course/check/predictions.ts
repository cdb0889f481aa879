import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {predictionFindings} from '../predictions/prediction-findings.js';
import {problemAt} from './rule.js';

/** What every option of a prediction claims can be proved or refuted by its run, and exactly one is proved. */
export function predictions({structure}: LocatedLesson): Problem[] {
	return structure.value.questions.flatMap((question, index) => question.type === 'predict'
		? predictionFindings(question).map(([path, says]) => problemAt(structure, ['questions', index, ...path], {en: `${question.id}: ${says.en}`, zh: `${question.id}：${says.zh}`}))
		: []);
}
