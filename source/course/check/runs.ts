import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {runFindings} from '../predictions/run-findings.js';
import type {LessonRun} from '../predictions/run-options.js';
import {problemAt} from './rule.js';

type Placed = {readonly id: string; readonly run: LessonRun; readonly path: readonly PropertyKey[]};

/** Each run in a lesson with where it stands. */
function runsOf({structure}: LocatedLesson): Placed[] {
	const {steps, questions} = structure.value;
	return [
		...steps.flatMap((step, index): Placed[] => step.kind === 'simulate' ? [{id: step.id, run: step.run, path: ['steps', index, 'run']}] : []),
		...questions.flatMap((question, index): Placed[] => question.type === 'predict' ? [{id: question.id, run: question.run, path: ['questions', index, 'run']}] : []),
	];
}

/** Every run names a scenario, settings and faults that there are. */
export function runs(lesson: LocatedLesson): Problem[] {
	return runsOf(lesson).flatMap(({id, run, path}) => runFindings(run)
		.map(([within, says]) => problemAt(lesson.structure, [...path, ...within], {en: `${id}: ${says.en}`, zh: `${id}：${says.zh}`})));
}
