import type {LessonProgress, ProgressView} from '../course/progress-view.js';
import type {Language, Text} from '../model/language.js';
import {displayWidth} from '../model/display-width.js';
import {fitRow, padText, padTextStart} from './fit-row.js';
import {progress as words} from './messages/progress.js';
import {span, type Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

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

type Line = {readonly sign: Row; readonly title: string; readonly figures: Omit<LessonFigures, 'isFinished'>; readonly steps: number; readonly questions: number; readonly isAt: boolean};

function linesOf(view: ProgressView, lessons: readonly ReportedLesson[], language: Language, cursor: number | undefined): Line[] {
	const sum = (figure: 'steps' | 'questions') => lessons.reduce((total, lesson) => total + lesson[figure], 0);
	return [
		...lessons.map((lesson, index): Line => {
			const figures = lessonFigures(lesson, view.lessons.get(lesson.id));
			return {sign: lessonSign(figures), title: lesson.title[language], figures, steps: lesson.steps, questions: lesson.questions, isAt: index === cursor};
		}),
		{sign: [span('  ')], title: words.total[language], figures: allFigures(lessons, view), steps: sum('steps'), questions: sum('questions'), isAt: false},
	];
}

const cursorSpan = (isAt: boolean) => span(isAt ? '❯ ' : '  ', 'accent');

/** One row per lesson, its figures in columns. */
function tableRows(lines: readonly Line[], heads: readonly string[], {language, titleWidth, hasCursor}: {language: Language; titleWidth: number; hasCursor: boolean}): Row[] {
	const widths = heads.map(head => headWidth(head));
	return [
		[span(`${hasCursor ? '  ' : ''}  ${padText(words.lesson[language], titleWidth)}${heads.map((head, index) => padTextStart(head, widths[index]!)).join('')}`, 'dim')],
		...lines.map(({sign, title, figures, steps, questions, isAt}): Row => {
			const cells = [of(figures.steps, steps), of(figures.solved, questions), String(figures.firstTry), String(figures.sureAndWrong)];
			const fitted = fitRow([span(title)], titleWidth).map(({text}) => text).join('');
			return [
				...(hasCursor ? [cursorSpan(isAt)] : []),
				...sign,
				span(padText(fitted, titleWidth), isAt ? 'strong' : 'plain'),
				...cells.map((cell, index) => span(padTextStart(cell, widths[index]!), index === 3 && figures.sureAndWrong > 0 ? 'warn' : 'plain')),
			];
		}),
	];
}

/** Two rows per lesson, for a window too narrow for columns. */
function listRows(lines: readonly Line[], language: Language, width: number, hasCursor: boolean): Row[] {
	return lines.flatMap(({sign, title, figures, steps, questions, isAt}) => [
		...wrapRow([...(hasCursor ? [cursorSpan(isAt)] : []), ...sign, span(title, isAt ? 'strong' : 'plain')], width, 2),
		...wrapRow([span(`    ${words.figures(of(figures.steps, steps), of(figures.solved, questions), figures.firstTry, figures.sureAndWrong)[language]}`, 'dim')], width, 4),
	]);
}

const headWidth = (head: string) => Math.max(7, displayWidth(head) + 2);

/** A title cut below this many columns cannot be told from another. */
const narrowestTitle = 20;

/** Per lesson: steps read, questions solved, solved at the first try, answered wrong while sure; then all together. */
export function progressReport(view: ProgressView, lessons: readonly ReportedLesson[], language: Language, {width = 80, cursor}: ReportOptions = {}): Row[] {
	const heads = [words.steps, words.solved, words.firstTry, words.sureAndWrong].map(head => head[language]);
	const hasCursor = cursor !== undefined;
	const lines = linesOf(view, lessons, language, cursor);
	const room = width - heads.reduce((sum, head) => sum + headWidth(head), 0) - (hasCursor ? 4 : 2);
	const longest = Math.max(...lines.map(({title}) => displayWidth(title)));
	const total = allFigures(lessons, view);
	return [
		...(room < Math.min(longest, narrowestTitle)
			? listRows(lines, language, width, hasCursor)
			: tableRows(lines, heads, {language, titleWidth: Math.min(longest, room), hasCursor})),
		...(total.steps === 0 && total.solved === 0 ? [[], ...wrapText(words.nothingYet[language], width, 'dim')] : []),
		...(total.sureAndWrong > 0 ? [[], ...wrapText(words.revisit[language], width)] : []),
	];
}
