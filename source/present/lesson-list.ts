import type {Language, Text} from '../model/language.js';
import type {ProgressView} from '../course/progress-view.js';
import {padText} from './fit-row.js';
import {lessonListWords as words} from './messages/lesson-list.js';
import type {Row, Span} from './span.js';
import {wrapRow} from './wrap.js';

export type ListedLesson = {
	readonly id: string;
	readonly title: Text;
	readonly summary: Text;
	readonly minutes: number;
	readonly steps: number;
	readonly questions: number;
};

const idWidth = 18;

function state(lesson: ListedLesson, view: ProgressView, language: Language): Span[] {
	const progress = view.lessons.get(lesson.id);
	if (!progress) {
		return [];
	}

	const solved = [...progress.questions.values()].filter(question => question.solved).length;
	return [
		...progress.finished ? [{text: `  ✓ ${words.done[language]}`, tone: 'good' as const}] : [],
		...solved > 0 ? [{text: `  ${words.solved(solved, lesson.questions)[language]}`, tone: 'accent' as const}] : [],
	];
}

/** The lessons as text: id, title, length, what is done, one sentence each. */
export function lessonList(lessons: readonly ListedLesson[], view: ProgressView, language: Language, width: number): Row[] {
	const rows = lessons.flatMap((lesson): Row[] => [
		...wrapRow([
			{text: padText(lesson.id, idWidth), tone: 'code'},
			{text: lesson.title[language], tone: 'strong'},
			{text: `  ${words.facts(lesson.minutes, lesson.steps, lesson.questions)[language]}`, tone: 'dim'},
			...state(lesson, view, language),
		], width, idWidth),
		...wrapRow([{text: ' '.repeat(idWidth)}, {text: lesson.summary[language]}], width, idWidth),
	]);
	const [first] = lessons;
	return first ? [...rows, [], ...wrapRow([{text: words.next(first.id)[language]}], width)] : rows;
}
