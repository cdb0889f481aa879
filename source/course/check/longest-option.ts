import {displayWidth} from '../../model/display-width.js';
import type {Language} from '../../model/language.js';
import type {LessonWords, WrittenQuestion} from '../../model/lesson.js';
import type {Problem} from '../../model/problem.js';
import type {LocatedLesson} from '../load-lesson.js';
import {languagesOf, own, problemAt, rightOptions} from './rule.js';

const largestShare = 0.4;

const languageName: Readonly<Record<Language, {en: string; zh: string}>> = {
	en: {en: 'English', zh: '英文'},
	zh: {en: 'Chinese', zh: '中文'},
};

function rightIsLongest(question: WrittenQuestion, words: LessonWords): boolean {
	if (question.type === 'number') {
		return false;
	}

	const texts = own(words.questions, question.id)?.options;
	const widthOf = (option: string) => displayWidth(own(texts, option) ?? '');
	const widest = Math.max(...question.options.map(option => widthOf(option)));
	return rightOptions(question).some(option => widthOf(option) === widest);
}

/**
A right option tends to be written longer, with its conditions, and people learn to pick the longest. In each language
a right option is the longest, alone or with others, in at most 40 % of the questions that have options.
*/
export function longestOption(lesson: LocatedLesson): Problem[] {
	const choices = lesson.structure.value.questions.filter(({type}) => type !== 'number');
	return languagesOf(lesson).flatMap(([language, words]) => {
		const giving = choices.filter(question => rightIsLongest(question, words.value)).map(({id}) => id);
		const allowed = Math.floor((largestShare * choices.length) + 1e-9);
		return giving.length <= allowed
			? []
			: [problemAt(words, ['questions'], {
				en: `the right option is the longest in ${giving.length} of ${choices.length} questions in ${languageName[language].en} (${giving.join(', ')}); at most ${allowed} may be, or length gives the answer away`,
				zh: `${languageName[language].zh}的 ${choices.length} 道选择题中有 ${giving.length} 道正确选项最长（${giving.join('、')}）；最多 ${allowed} 道，否则看长短就能猜对`,
			})];
	});
}
