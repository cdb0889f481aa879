import type {LessonRun} from '../../../course/predictions/run-options.js';
import type {Lesson, LessonStep, Question} from '../../../model/lesson.js';
import type {NewProgressEvent} from '../../../model/progress.js';
import type {QuestionView} from '../../../present/question-page.js';
import {freshQuestion, predictedRun, questionEvent, reduceQuestion, type QuestionAction} from '../quiz/question-reducer.js';
import {reducePlay, startPlay, type PlayAction, type PlayState} from './play-reducer.js';

export type LessonState = {
	/** The step one is at, counted from 0; one more than the last is the end. */
	readonly position: number;
	/** What lies over the page. */
	readonly overlay: 'none' | 'spine' | 'sources';
	/** By question id. */
	readonly questions: ReadonlyMap<string, QuestionView>;
	/** By step id. */
	readonly plays: ReadonlyMap<string, PlayState>;
};

export type LessonAction
	= | {readonly type: 'next'}
		| {readonly type: 'previous'}
		| {readonly type: 'spine'}
		| {readonly type: 'sources'}
		| {readonly type: 'close'}
		| {readonly type: 'question'; readonly action: QuestionAction}
		| {readonly type: 'play'; readonly action: PlayAction};

/** Where one stopped: at the step last reached; a finished lesson opens at its start again. */
export function startLesson(lesson: Lesson, {step, finished}: {step: string | null; finished: boolean}): LessonState {
	const position = finished ? 0 : Math.max(0, lesson.structure.steps.findIndex(({id}) => id === step));
	return {position, overlay: 'none', questions: new Map(), plays: new Map()};
}

export function stepAt(lesson: Lesson, {position}: LessonState): LessonStep | undefined {
	return lesson.structure.steps[position];
}

/** The question that is asked at this step, if one is. */
export function questionAt(lesson: Lesson, state: LessonState): Question | undefined {
	const step = stepAt(lesson, state);
	return step?.kind === 'ask' ? lesson.structure.questions.find(({id}) => id === step.question) : undefined;
}

export function questionViewAt(lesson: Lesson, state: LessonState): QuestionView {
	const question = questionAt(lesson, state);
	return state.questions.get(question?.id ?? '') ?? freshQuestion;
}

export function playAt(lesson: Lesson, state: LessonState): PlayState | undefined {
	const step = stepAt(lesson, state);
	return step?.kind === 'play' ? state.plays.get(step.id) ?? startPlay(step.play) : undefined;
}

/** The run that can be watched at this step: the one it shows, or the one that was predicted. */
export function runAt(lesson: Lesson, state: LessonState): LessonRun | undefined {
	const step = stepAt(lesson, state);
	return step?.kind === 'simulate' ? step.run : predictedRun(questionAt(lesson, state), questionViewAt(lesson, state));
}

/** Leaving a page stops its clock: time goes on only where one looks. */
function turnPage(lesson: Lesson, state: LessonState, by: -1 | 1): LessonState {
	const position = Math.max(0, Math.min(lesson.structure.steps.length, state.position + by));
	const stopped = reduceLesson(lesson, state, {type: 'play', action: {type: 'stop'}});
	return position === state.position && state.overlay === 'none' ? state : {...stopped, position, overlay: 'none'};
}

export function reduceLesson(lesson: Lesson, state: LessonState, action: LessonAction): LessonState {
	switch (action.type) {
		case 'next': {
			return turnPage(lesson, state, 1);
		}

		case 'previous': {
			return turnPage(lesson, state, -1);
		}

		case 'spine':
		case 'sources': {
			// Reading beside the page stops its clock.
			const stopped = reduceLesson(lesson, state, {type: 'play', action: {type: 'stop'}});
			return {...stopped, overlay: state.overlay === action.type ? 'none' : action.type};
		}

		case 'close': {
			return state.overlay === 'none' ? state : {...state, overlay: 'none'};
		}

		case 'question': {
			const question = questionAt(lesson, state);
			if (!question) {
				return state;
			}

			const before = questionViewAt(lesson, state);
			const after = reduceQuestion(question, before, action.action);
			return after === before ? state : {...state, questions: new Map(state.questions).set(question.id, after)};
		}

		case 'play': {
			const before = playAt(lesson, state);
			const after = before && reducePlay(before, action.action);
			return !after || after === before ? state : {...state, plays: new Map(state.plays).set(stepAt(lesson, state)!.id, after)};
		}
	}
}

/** What a change leaves to be recorded: a step reached, the lesson left at its end, an answer. */
export function lessonEvents(lesson: Lesson, before: LessonState, after: LessonState): NewProgressEvent[] {
	const {id} = lesson.structure;
	if (after.position !== before.position) {
		const step = stepAt(lesson, after);
		return step ? [{kind: 'step', lesson: id, step: step.id}] : [{kind: 'finish', lesson: id}];
	}

	const question = questionAt(lesson, after);
	const event = question && questionEvent(id, question.id, questionViewAt(lesson, before), questionViewAt(lesson, after));
	return event ? [event] : [];
}
