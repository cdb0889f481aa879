import type {LessonProgress, ProgressView} from '../course/progress-view.js';
import type {Language, Text} from '../model/language.js';
import {displayWidth} from '../model/display-width.js';
import {fitRow, padText, padTextStart} from './fit-row.js';
import {progress as words} from './messages/progress.js';
import {span, type Row} from './span.js';
import {wrapText} from './wrap.js';

/** A lesson as far as a report of progress knows it. */
export type ReportedLesson = {readonly id: string; readonly title: Text; readonly steps: number; readonly questions: number};

export type LessonFigures = {
	readonly steps: number;
	readonly solved: number;
	readonly firstTry: number;
	/** Questions answered wrong while sure, at least once. */
	readonly sureAndWrong: number;
	readonly isFinished: boolean;
};

/** What of a lesson is done. Steps that the lesson has no more do not count. */
export function lessonFigures(lesson: ReportedLesson, progress: LessonProgress | undefined): LessonFigures {
	const questions = [...progress?.questions.values() ?? []];
	return {
		steps: Math.min(lesson.steps, progress?.steps.size ?? 0),
		solved: Math.min(lesson.questions, questions.filter(question => question.solved).length),
		firstTry: questions.filter(question => question.firstTry).length,
		sureAndWrong: questions.filter(question => question.sureAndWrong > 0).length,
		isFinished: progress?.finished ?? false,
	};
}

/** What of all lessons is done, added up. */
export function allFigures(lessons: readonly ReportedLesson[], view: ProgressView): Omit<LessonFigures, 'isFinished'> {
	const all = lessons.map(lesson => lessonFigures(lesson, view.lessons.get(lesson.id)));
	const sum = (figure: 'steps' | 'solved' | 'firstTry' | 'sureAndWrong') => all.reduce((total, figures) => total + figures[figure], 0);
	return {steps: sum('steps'), solved: sum('solved'), firstTry: sum('firstTry'), sureAndWrong: sum('sureAndWrong')};
}

export type ReportOptions = {
	/** Columns; a lesson's title is cut before a figure is. */
	readonly width?: number;
	/** The lesson under the cursor. */
	readonly cursor?: number;
};

const of = (part: number, whole: number) => `${part}/${whole}`;

function lessonSign({isFinished, steps}: LessonFigures): Row {
	if (isFinished) {
		return [span('✓ ', 'good')];
	}

	return steps > 0 ? [span('● ', 'accent')] : [span('○ ', 'dim')];
}

/** Per lesson: steps read, questions solved, solved at the first try, answered wrong while sure. One row each, then all together. */
export function progressReport(view: ProgressView, lessons: readonly ReportedLesson[], language: Language, {width = 80, cursor}: ReportOptions = {}): Row[] {
	const heads = [words.steps, words.solved, words.firstTry, words.sureAndWrong].map(head => head[language]);
	const widths = heads.map(head => Math.max(7, displayWidth(head) + 3));
	const margin = cursor === undefined ? 0 : 2;
	const figuresWidth = widths.reduce((sum, each) => sum + each, 0);
	const longest = Math.max(displayWidth(words.total[language]), ...lessons.map(({title}) => displayWidth(title[language])));
	const titleWidth = Math.max(8, Math.min(longest, width - figuresWidth - margin - 2));
	const cells = (figures: Omit<LessonFigures, 'isFinished'>, steps: number, questions: number): Row => [
		of(figures.steps, steps),
		of(figures.solved, questions),
		String(figures.firstTry),
		String(figures.sureAndWrong),
	].map((cell, index) => span(padTextStart(cell, widths[index]!), index === 3 && figures.sureAndWrong > 0 ? 'warn' : 'plain'));
	const titleCell = (title: string) => padText(fitRow([span(title)], titleWidth).map(({text}) => text).join(''), titleWidth);
	const blank = ' '.repeat(margin);
	const total = allFigures(lessons, view);
	const steps = lessons.reduce((sum, lesson) => sum + lesson.steps, 0);
	const questions = lessons.reduce((sum, lesson) => sum + lesson.questions, 0);
	const rows: Row[] = lessons.map((lesson, index): Row => {
		const figures = lessonFigures(lesson, view.lessons.get(lesson.id));
		const isAt = index === cursor;
		return [
			...(cursor === undefined ? [] : [span(isAt ? '❯ ' : '  ', 'accent')]),
			...lessonSign(figures),
			span(titleCell(lesson.title[language]), isAt ? 'strong' : 'plain'),
			...cells(figures, lesson.steps, lesson.questions),
		];
	});
	return [
		[span(`${blank}  ${padText(words.lesson[language], titleWidth)}${heads.map((head, index) => padTextStart(head, widths[index]!)).join('')}`, 'dim')],
		...rows,
		[span(`${blank}  ${titleCell(words.total[language])}`, 'strong'), ...cells(total, steps, questions)],
		...(total.steps === 0 && total.solved === 0 ? [[], ...wrapText(words.nothingYet[language], width, 'dim')] : []),
		...(total.sureAndWrong > 0 ? [[], ...wrapText(words.revisit[language], width)] : []),
	];
}
