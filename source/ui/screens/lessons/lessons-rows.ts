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

	const titleWidth = Math.min(Math.max(...lessons.map(({title}) => displayWidth(title[language]))), Math.max(12, width - 42));
	const list = lessons.map((entry, index): Row => {
		const {sign, says, tone} = standing(entry, view, language);
		const isAt = index === cursor;
		const solved = [...view.lessons.get(entry.id)?.questions.values() ?? []].filter(question => question.solved).length;
		const title = fitRow([span(entry.title[language])], titleWidth).map(({text}) => text).join('');
		return [
			span(isAt ? '❯ ' : '  ', 'accent'),
			span(`${sign} `, tone),
			span(padText(title, titleWidth), isAt ? 'strong' : 'plain'),
			span(`   ${padText(says, 14)}`, tone),
			span(`  ${home.solved(solved, entry.questions)[language]}`, 'dim'),
		];
	});
	const entry = lessons[cursor]!;
	return [
		...list,
		[],
		...wrapText(entry.summary[language], width),
		...wrapText(home.lessonShape(entry.steps, entry.questions, entry.minutes)[language], width, 'dim'),
	];
}
