import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** The directory has the lesson's id as its name: it is how `learn` finds it. */
export function directoryName({id, structure}: LocatedLesson): Problem[] {
	return structure.value.id === id
		? []
		: [problemAt(structure, ['id'], {
			en: `the id is ${structure.value.id}, but the directory is called ${id}; they must be the same`,
			zh: `id 是 ${structure.value.id}，但目录名是 ${id}；两者必须相同`,
		})];
}
