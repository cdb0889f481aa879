import type {Language, Text} from '../../model/language.js';
import type {LessonStep, StepWords} from '../../model/lesson.js';
import type {Problem} from '../../model/problem.js';
import {bodyParts} from '../body-parts.js';
import {languagesOf, problemAt, type Rule} from './rule.js';

export const mostWords = 90;
export const mostHanCharacters = 160;

/**
How many rows a page takes at 80 columns; what shows the lessons knows it, so it is handed in. The step tells whether
a board or time line stands below the words.
*/
export type PageRows = (words: StepWords, language: Language, step: LessonStep | undefined) => number;

export type PageLimits = {
	readonly pageRows?: PageRows | undefined;
	/** The rows there are for a page on a terminal of 80x24. */
	readonly pageRowLimit?: number | undefined;
};

function proseProblem(language: Language, body: string): Text | undefined {
	const {prose} = bodyParts(body);
	if (language === 'en') {
		const count = prose.split(/\s+/v).filter(word => /[\p{Letter}\p{Number}]/v.test(word)).length;
		return count <= mostWords
			? undefined
			: {
				en: `${count} words of text; a page has at most ${mostWords} (fenced blocks do not count): split it in two steps`,
				zh: `正文有 ${count} 个英文单词；一页最多 ${mostWords} 个（代码块不算）：请拆成两步`,
			};
	}

	const count = prose.match(/\p{Script=Han}/gv)?.length ?? 0;
	return count <= mostHanCharacters
		? undefined
		: {
			en: `${count} Chinese characters of text; a page has at most ${mostHanCharacters} (fenced blocks do not count): split it in two steps`,
			zh: `正文有 ${count} 个汉字；一页最多 ${mostHanCharacters} 个（代码块不算）：请拆成两步`,
		};
}

/** A page is short enough to read without scrolling: in words, and in rows of a terminal of 80x24. */
export function pageFits({pageRows, pageRowLimit}: PageLimits): Rule {
	return lesson => languagesOf(lesson).flatMap(([language, words]) => Object.entries(words.value.steps).flatMap(([id, step]): Problem[] => {
		const path = ['steps', id, 'body'];
		const tooMuch = proseProblem(language, step.body);
		const rows = pageRows?.(step, language, lesson.structure.value.steps.find(each => each.id === id)) ?? 0;
		return [
			...(tooMuch === undefined ? [] : [problemAt(words, path, {en: `steps.${id}: ${tooMuch.en}`, zh: `steps.${id}：${tooMuch.zh}`})]),
			...(pageRowLimit === undefined || rows <= pageRowLimit
				? []
				: [problemAt(words, path, {
					en: `steps.${id}: takes ${rows} rows at 80 columns; there are ${pageRowLimit} on a terminal of 80x24`,
					zh: `steps.${id}：在 80 列宽时占 ${rows} 行；80x24 的终端只有 ${pageRowLimit} 行`,
				})]),
		];
	}));
}
