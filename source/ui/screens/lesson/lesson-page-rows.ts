import type {Language} from '../../../model/language.js';
import type {Lesson} from '../../../model/lesson.js';
import {sourceIds, sourceRows, stepRows, stepWords} from '../../../present/lesson-page.js';
import {lesson as words} from '../../../present/messages/lesson.js';
import {questionPage} from '../../../present/question-page.js';
import {span, type Row} from '../../../present/span.js';
import {spineRows} from '../../../present/spine.js';
import {wrapText} from '../../../present/wrap.js';
import {questionAt, questionViewAt, stepAt, type LessonState} from './lesson-reducer.js';

type PageOptions = {readonly language: Language; readonly width: number};

/** What the last page says: that it is done, and where one may go from here. */
export function endRows({language, width, solved, questions, nextTitle}: PageOptions & {
	solved: number;
	questions: number;
	nextTitle: string | undefined;
}): Row[] {
	return [
		...wrapText(words.finished[language], width, 'title'),
		[],
		...wrapText(words.finishedSolved(solved, questions)[language], width),
		...(solved < questions ? wrapText(words.finishedQuiz[language], width) : []),
		[],
		...wrapText((nextTitle === undefined ? words.finishedHome : words.finishedNext(nextTitle))[language], width),
	];
}

export type LessonPage = {
	readonly rows: readonly Row[];
	readonly startRow: number;
	readonly focusRow: number;
	readonly pageKey: string;
};

/** The page of a lesson at the step one is at, or what lies over it; `story`: what happens in the run that the step shows. */
export function lessonPage(lesson: Lesson, state: LessonState, {language, width, isSolved, story}: PageOptions & {isSolved: boolean; story: readonly Row[]}): LessonPage {
	const plainPage = (rows: readonly Row[]): LessonPage => ({rows, startRow: 0, focusRow: 0, pageKey: `${state.position} ${state.overlay}`});
	const step = stepAt(lesson, state);
	if (state.overlay === 'spine') {
		return plainPage(spineRows(language, width));
	}

	if (!step) {
		return plainPage([]);
	}

	if (state.overlay === 'sources') {
		return plainPage(sourceRows(lesson.structure, sourceIds(lesson.structure, step), language, width));
	}

	const read = stepWords(lesson, step.id, language);
	const question = questionAt(lesson, state);
	if (!question) {
		return plainPage([...(read ? stepRows(read, width) : []), ...(story.length === 0 ? [] : [[], ...story])]);
	}

	const heading: Row[] = read ? [...stepRows(read, width), []] : [[span(words.question[language], 'title')], []];
	const view = questionViewAt(lesson, state);
	const page = questionPage(question, lesson.words[language].questions[question.id]!, view, {language, width, isSolved});
	return {
		rows: [...heading, ...page.rows],
		startRow: page.startRow === 0 ? 0 : heading.length + page.startRow,
		focusRow: heading.length + page.focusRow,
		pageKey: `${state.position} ${view.phase} ${view.hints}`,
	};
}
