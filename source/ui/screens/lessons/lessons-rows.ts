import type {ProgressView} from '../../../course/progress-view.js';
import type {Language} from '../../../model/language.js';
import {displayWidth} from '../../../model/display-width.js';
import {fitRow, padText} from '../../../present/fit-row.js';
import {home} from '../../../present/messages/home.js';
import {span, type Row} from '../../../present/span.js';
import {wrapText} from '../../../present/wrap.js';
import type {LessonEntry} from '../../world.js';

/** How far one is with a lesson: a sign, and the same in words. */
function standing(entry: LessonEntry, view: ProgressView, language: Language): {sign: string; says: string; tone: 'good' | 'accent' | 'dim'} {
	const lesson = view.lessons.get(entry.id);
	if (lesson?.finished) {
		return {sign: '✓', says: home.done[language], tone: 'good'};
	}

	const seen = Math.min(entry.steps, lesson?.steps.size ?? 0);
	return seen === 0
		? {sign: '○', says: home.fresh[language], tone: 'dim'}
		: {sign: '●', says: home.begun(seen, entry.steps)[language], tone: 'accent'};
}

/** The list of lessons with how far one is, then what the one under the cursor is about. */
export function lessonsRows({lessons, view, cursor, language, width}: {
	lessons: readonly LessonEntry[];
	view: ProgressView;
	cursor: number;
	language: Language;
	width: number;
}): Row[] {
	if (lessons.length === 0) {
		return wrapText(home.noLessons[language], width);
	}

	const entries = lessons.map(entry => {
		const solved = [...view.lessons.get(entry.id)?.questions.values() ?? []].filter(question => question.solved).length;
		return {title: entry.title[language], ...standing(entry, view, language), solved: home.solvedOf(solved, entry.questions)[language]};
	});
	const widest = (texts: readonly string[]) => Math.max(...texts.map(text => displayWidth(text)));
	const saysWidth = widest(entries.map(({says}) => says));
	const room = width - saysWidth - widest(entries.map(({solved}) => solved)) - 10;
	const titleWidth = Math.max(12, Math.min(widest(entries.map(({title}) => title)), room));
	const list = entries.map(({title, sign, says, tone, solved}, index): Row => [
		span(index === cursor ? '❯ ' : '  ', 'accent'),
		span(`${sign} `, tone),
		span(padText(fitRow([span(title)], titleWidth).map(({text}) => text).join(''), titleWidth), index === cursor ? 'strong' : 'plain'),
		span(`   ${padText(says, saysWidth)}`, tone),
		span(`   ${solved}`, 'dim'),
	]);
	const entry = lessons[cursor]!;
	return [
		...list,
		[],
		...wrapText(entry.summary[language], width),
		...wrapText(home.lessonShape(entry.steps, entry.questions, entry.minutes)[language], width, 'dim'),
	];
}
