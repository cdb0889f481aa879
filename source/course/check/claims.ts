import type {Claims} from '../../model/lesson.js';
import {nearest} from '../../model/nearest.js';
import type {Problem} from '../../model/problem.js';
import {courseLessons} from '../course-lessons.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {own, problemAt} from './rule.js';

export const mostOutOfScope = 15;

function lessonProblems({structure}: LocatedLesson, claims: Located<Claims> | undefined): Problem[] {
	const listed = structure.value.claims;
	return listed.flatMap((id, index): Problem[] => {
		const path = ['claims', index];
		if (listed.indexOf(id) !== index) {
			return [problemAt(structure, path, {en: `the claim ${id} stands twice`, zh: `论断 ${id} 出现了两次`})];
		}

		if (claims === undefined) {
			return [problemAt(structure, path, {
				en: `the claim ${id} is named, but there is no claims.yaml beside the lessons`,
				zh: `列出了论断 ${id}，但课程旁边没有 claims.yaml`,
			})];
		}

		const claim = own(claims.value, id);
		if (claim === undefined) {
			const near = nearest(id, Object.keys(claims.value));
			return [problemAt(structure, path, {
				en: `claims.yaml has no claim ${id}${near === undefined ? '' : `; did you mean ${near}?`}`,
				zh: `claims.yaml 中没有论断 ${id}${near === undefined ? '' : `；你是不是想写 ${near}？`}`,
			})];
		}

		return claim.verdict === 'taught' || claim.verdict === 'corrected'
			? []
			: [problemAt(structure, path, {
				en: `claims.yaml says that ${id} is ${claim.verdict}; this lesson lists it, so it is taught or corrected`,
				zh: `claims.yaml 把 ${id} 标为 ${claim.verdict}；本课列出了它，应为 taught 或 corrected`,
			})];
	});
}

function registerProblems(claims: Located<Claims>, lessons: readonly LocatedLesson[], known: readonly string[]): Problem[] {
	const listedBy = new Map(lessons.map(({structure}) => [structure.value.id, structure.value.claims]));
	const written = new Set([...listedBy.keys(), ...known]);
	const planned = new Set<string>([...written, ...courseLessons]);
	const entries = Object.entries(claims.value);
	const problems = entries.flatMap(([id, {verdict, lesson, reason}]): Problem[] => {
		if (verdict === 'out-of-scope') {
			return reason === undefined ? [problemAt(claims, [id], {en: `${id} is out of scope without a reason`, zh: `${id} 标为 out-of-scope，但没有写 reason`})] : [];
		}

		if (lesson === undefined) {
			return [problemAt(claims, [id], {en: `${id} is ${verdict}, but names no lesson`, zh: `${id} 标为 ${verdict}，但没有写 lesson`})];
		}

		const path = [id, 'lesson'];
		if (verdict === 'planned') {
			return planned.has(lesson)
				? []
				: [problemAt(claims, path, {
					en: `${id} is planned for ${lesson}, which is no lesson of the course`,
					zh: `${id} 计划放在 ${lesson}，但课程里没有这一课`,
				})];
		}

		if (!written.has(lesson)) {
			return [problemAt(claims, path, {
				en: `${id} is ${verdict} by ${lesson}, but there is no such lesson; until there is, the verdict is planned`,
				zh: `${id} 由 ${lesson} 标为 ${verdict}，但还没有这一课；写好之前应为 planned`,
			})];
		}

		return listedBy.get(lesson)?.includes(id) === false
			? [problemAt(claims, path, {
				en: `${id} is ${verdict} by ${lesson}, but that lesson does not list it under claims`,
				zh: `${id} 由 ${lesson} 标为 ${verdict}，但那一课的 claims 没有列出它`,
			})]
			: [];
	});
	const outside = entries.filter(([, {verdict}]) => verdict === 'out-of-scope');
	return outside.length <= mostOutOfScope
		? problems
		: [...problems, problemAt(claims, [outside[mostOutOfScope]![0]], {
			en: `${outside.length} claims are out of scope; at most ${mostOutOfScope} may be`,
			zh: `有 ${outside.length} 条论断标为 out-of-scope；最多 ${mostOutOfScope} 条`,
		})];
}

/** The register of claims and the lessons agree: nothing is said to be taught that no lesson lists, and the other way round. */
export function claims(lessons: readonly LocatedLesson[], register: Located<Claims> | undefined, known: readonly string[]): Problem[] {
	return [
		...lessons.flatMap(lesson => lessonProblems(lesson, register)),
		...(register === undefined ? [] : registerProblems(register, lessons, known)),
	];
}
