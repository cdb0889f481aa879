import type {ProgressView} from '../../../course/progress-view.js';
import type {Language, Text} from '../../../model/language.js';
import {progress as words} from '../../../present/messages/progress.js';
import {noticeRows} from '../../../present/notice.js';
import {allFigures, lessonFigures, progressReport, type ReportedLesson} from '../../../present/progress-report.js';
import type {Row} from '../../../present/span.js';
import {wrapText} from '../../../present/wrap.js';
import type {ProgressState} from './progress-reducer.js';

/** What a reset would take, before it is confirmed. */
function askingRows(state: ProgressState, view: ProgressView, lessons: readonly ReportedLesson[], {language, width}: {language: Language; width: number}): Row[] {
	if (state.asking === 'none') {
		return state.wasReset ? [[], ...wrapText(words.wasReset[language], width, 'dim')] : [];
	}

	const lesson = lessons[state.cursor]!;
	const all = allFigures(lessons, view);
	const one = lessonFigures(lesson, view.lessons.get(lesson.id));
	const question = state.asking === 'all'
		? words.confirmAll(all.solved, all.steps)
		: words.confirmLesson(lesson.title[language], one.solved, one.steps);
	return [[], ...wrapText(question[language], width, 'warn'), ...wrapText(words.confirmKeys[language], width, 'dim')];
}

/** The table, what a reset would take, and what is the matter with the file, if anything is. */
export function progressRows(state: ProgressState, view: ProgressView, {lessons, notice, isPersistent, language, width}: {
	lessons: readonly ReportedLesson[];
	notice: Text | undefined;
	isPersistent: boolean;
	language: Language;
	width: number;
}): Row[] {
	return [
		...progressReport(view, lessons, language, {width, cursor: state.cursor}),
		...askingRows(state, view, lessons, {language, width}),
		...noticeRows(notice ?? (isPersistent ? undefined : words.inMemory), language, width),
	];
}
