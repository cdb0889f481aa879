import type {Problem} from '../../model/problem.js';
import {fingerprint, headFingerprint} from '../fingerprint.js';
import type {LocatedLesson} from '../load-lesson.js';
import {own, problemAt} from './rule.js';

/** A translation carries the fingerprint of the English it was made from, so that a changed original is noticed. */
export function fresh({en, zh}: LocatedLesson): Problem[] {
	const check = (path: readonly string[], what: string, from: string | undefined, wanted: string): Problem[] => {
		if (from === wanted) {
			return [];
		}

		return from === undefined
			? [problemAt(zh, path, {
				en: `${what} does not say which English it translates; once it does say the same, add from: "${wanted}"`,
				zh: `${what} 没有注明译自哪一版英文；核对一致后请加上 from: "${wanted}"`,
			})]
			: [problemAt(zh, [...path, 'from'], {
				en: `the English of ${what} has changed since it was translated; bring the translation up to date, then write from: "${wanted}"`,
				zh: `${what} 的英文在翻译之后改过；请更新译文，然后写上 from: "${wanted}"`,
			})];
	};

	return [
		...check([], 'the title and summary', zh.value.from, headFingerprint(en.value)),
		...Object.entries(zh.value.steps).flatMap(([id, {from}]) => {
			const original = own(en.value.steps, id);
			return original === undefined ? [] : check(['steps', id], `steps.${id}`, from, fingerprint(original));
		}),
		...Object.entries(zh.value.questions).flatMap(([id, {from}]) => {
			const original = own(en.value.questions, id);
			return original === undefined ? [] : check(['questions', id], `questions.${id}`, from, fingerprint(original));
		}),
	];
}
