import type {Language} from '../model/language.js';
import type {Lesson, LessonStep, LessonStructure, StepWords} from '../model/lesson.js';
import {lesson as words} from './messages/lesson.js';
import {markupRows} from './markup.js';
import {span, type Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

/** Lines of prose longer than this are hard to read, however wide the window is. */
const widestProse = 84;

/** Rows and columns there are for a page of a lesson on a terminal of 80x24, inside the frame. */
export const lessonPageRowLimit = 17;
const lessonPageColumns = 76;

/** Columns to wrap prose at in a window with `width` columns of room. */
export function proseWidth(width: number): number {
	return Math.max(1, Math.min(width, widestProse));
}

/** A step of a lesson as it is read: its title, a blank row, its body. */
export function stepRows(step: StepWords, width: number): Row[] {
	return [...wrapText(step.title, width, 'title'), [], ...markupRows(step.body, width)];
}

/** How many rows a step takes on a terminal of 80x24; there are `lessonPageRowLimit`. */
export function lessonPageRows(step: StepWords): number {
	return stepRows(step, lessonPageColumns).length;
}

/** The sources a step names: its own, or those of the question that it asks. */
export function sourceIds(structure: LessonStructure, step: LessonStep): readonly string[] {
	return step.kind === 'ask'
		? structure.questions.find(({id}) => id === step.question)?.sources ?? []
		: step.sources;
}

/** Where the facts of a step can be read: title, place in it, version, address. */
export function sourceRows(structure: LessonStructure, ids: readonly string[], language: Language, width: number): Row[] {
	const known = ids.map(id => structure.sources[id]).filter(source => source !== undefined);
	if (known.length === 0) {
		return wrapText(words.noSources[language], width, 'dim');
	}

	return [
		[span(words.sources[language], 'title')],
		...known.flatMap(({title, at, version, url}) => [
			[],
			...wrapRow([span(title, 'strong'), span(`, ${at}`)], width, 2),
			...wrapText(words.readVersion(version)[language], width, 'dim'),
			...(url === undefined ? [] : wrapText(url, width, 'code')),
		]),
	];
}

/** The words of a step; a step of the kind `ask` has none of its own. */
export function stepWords(lesson: Lesson, stepId: string, language: Language): StepWords | undefined {
	return lesson.words[language].steps[stepId];
}
