import type {Language} from '../model/language.js';
import type {AnswerEvent, ProgressEvent} from '../model/progress.js';
import {mergeProgress} from './merge-progress.js';

export type QuestionProgress = {
	/** Answered right, and not only because the answer had just been shown. */
	readonly solved: boolean;
	/** Whether the answer was ever asked for. */
	readonly revealed: boolean;
	readonly attempts: number;
	/** Whether the very first answer was right, with no look at the answer before. */
	readonly firstTry: boolean;
	/** The last answer: option ids, or the number as typed. */
	readonly lastGiven: readonly string[];
	/** The most hints that were open, 0 to 3. */
	readonly hints: number;
	/** How often somebody was sure and wrong: where a misconception hides. */
	readonly sureAndWrong: number;
};

export type LessonProgress = {
	/** The step last reached. */
	readonly step: string | null;
	readonly steps: ReadonlySet<string>;
	readonly finished: boolean;
	readonly questions: ReadonlyMap<string, QuestionProgress>;
};

export type ProgressView = {
	/** The language chosen last; null where none was. */
	readonly language: Language | null;
	readonly lessons: ReadonlyMap<string, LessonProgress>;
};

type OpenLesson = {step: string | null; steps: Set<string>; finished: boolean; questions: Map<string, QuestionProgress>};

const untouched: QuestionProgress = {
	solved: false, revealed: false, attempts: 0, firstTry: false, lastGiven: [], hints: 0, sureAndWrong: 0,
};

function afterAnswer(before: QuestionProgress, {correct, given, hints, sure}: AnswerEvent, justShown: boolean): QuestionProgress {
	return {
		solved: before.solved || (correct && !justShown),
		revealed: before.revealed,
		attempts: before.attempts + 1,
		firstTry: before.attempts === 0 ? correct && !before.revealed : before.firstTry,
		lastGiven: given,
		hints: Math.max(before.hints, hints),
		sureAndWrong: before.sureAndWrong + (sure === true && !correct ? 1 : 0),
	};
}

/**
What the log says about where somebody stands. Events count once each, in the order of their time, whatever order they
are stored in. To ask for the answer makes a question unsolved; it is solved again by a right answer after some other
question was answered in between, since copying what stands on the screen shows nothing.
*/
export function foldProgress(events: readonly ProgressEvent[]): ProgressView {
	const lessons = new Map<string, OpenLesson>();
	let language: Language | null = null;
	/** Questions whose answer was shown, and after which no other was answered yet, with their lesson. */
	const justShown = new Map<string, string>();

	const lessonOf = (id: string): OpenLesson => {
		const lesson = lessons.get(id) ?? {step: null, steps: new Set(), finished: false, questions: new Map()};
		lessons.set(id, lesson);
		return lesson;
	};

	for (const event of mergeProgress(events, [])) {
		switch (event.kind) {
			case 'step': {
				const lesson = lessonOf(event.lesson);
				lesson.step = event.step;
				lesson.steps.add(event.step);
				break;
			}

			case 'answer': {
				const {questions} = lessonOf(event.lesson);
				const key = JSON.stringify([event.lesson, event.question]);
				questions.set(event.question, afterAnswer(questions.get(event.question) ?? untouched, event, justShown.has(key)));
				for (const shown of justShown.keys()) {
					if (shown !== key) {
						justShown.delete(shown);
					}
				}

				break;
			}

			case 'reveal': {
				const {questions} = lessonOf(event.lesson);
				questions.set(event.question, {...(questions.get(event.question) ?? untouched), solved: false, revealed: true, firstTry: false});
				justShown.set(JSON.stringify([event.lesson, event.question]), event.lesson);
				break;
			}

			case 'finish': {
				lessonOf(event.lesson).finished = true;
				break;
			}

			case 'reset': {
				for (const id of event.lesson === null ? lessons.keys() : [event.lesson]) {
					lessons.delete(id);
				}

				for (const [shown, id] of justShown) {
					if (event.lesson === null || event.lesson === id) {
						justShown.delete(shown);
					}
				}

				break;
			}

			case 'language': {
				language = event.language;
				break;
			}
		}
	}

	return {language, lessons};
}
