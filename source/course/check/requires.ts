import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {problemAt} from './rule.js';

/** The way from a lesson back to itself over what each requires; undefined where there is none. */
function cycleThrough(start: string, requiresOf: ReadonlyMap<string, readonly string[]>): string[] | undefined {
	const seen = new Set<string>();
	const search = (id: string, way: readonly string[]): string[] | undefined => {
		for (const next of requiresOf.get(id) ?? []) {
			if (next === start) {
				return [...way, next];
			}

			if (!seen.has(next)) {
				seen.add(next);
				const found = search(next, [...way, next]);
				if (found !== undefined) {
					return found;
				}
			}
		}

		return undefined;
	};

	return search(start, [start]);
}

/**
What a lesson requires is there, and nothing requires itself in the end.
@param known Ids of lessons that exist but are not checked now.
*/
export function requires(lessons: readonly LocatedLesson[], known: readonly string[]): Problem[] {
	const requiresOf = new Map(lessons.map(({structure}) => [structure.value.id, structure.value.requires]));
	const ids = [...requiresOf.keys(), ...known];
	return lessons.flatMap(({structure}) => {
		const missing = structure.value.requires.flatMap((id, index): Problem[] => {
			if (ids.includes(id)) {
				return [];
			}

			const near = nearest(id, ids);
			return [problemAt(structure, ['requires', index], {
				en: `there is no lesson ${id}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `没有课程 ${id}${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			})];
		});
		const cycle = cycleThrough(structure.value.id, requiresOf);
		return cycle === undefined
			? missing
			: [...missing, problemAt(structure, ['requires'], {
				en: `it requires itself in the end: ${cycle.join(' > ')}`,
				zh: `绕一圈后它依赖自己：${cycle.join(' > ')}`,
			})];
	});
}
