import type {Lesson} from '../../../model/lesson.js';
import type {NewProgressEvent} from '../../../model/progress.js';
import type {QuestionView} from '../../../present/question-page.js';
import {freshQuestion, questionEvent, reduceQuestion, type QuestionAction} from './question-reducer.js';

export type QuizState = {
	/** The question one is at, counted from 0; one more than the last is the summary. */
	readonly position: number;
	/** By question id. */
	readonly questions: ReadonlyMap<string, QuestionView>;
};

export type QuizAction
	/** To the next question that is not solved; where all are, to the summary. */
	= | {readonly type: 'next'; readonly solved: ReadonlySet<string>}
		| {readonly type: 'previous'}
		| {readonly type: 'question'; readonly action: QuestionAction};

/** The next question after `position` that is not solved, round the end once; undefined where none is left. */
function nextUnsolved({structure}: Lesson, position: number, solved: ReadonlySet<string>): number | undefined {
	const {questions} = structure;
	const order = questions.map((_, index) => (position + 1 + index) % questions.length);
	return order.find(index => !solved.has(questions[index]!.id) && index !== position);
}

/** Opens at the first question that is not solved; where all are, at the first, to be answered again. */
export function startQuiz(lesson: Lesson, solved: ReadonlySet<string>): QuizState {
	const first = lesson.structure.questions.findIndex(({id}) => !solved.has(id));
	return {position: Math.max(0, first), questions: new Map()};
}

export function questionViewIn(lesson: Lesson, state: QuizState): QuestionView {
	return state.questions.get(lesson.structure.questions[state.position]?.id ?? '') ?? freshQuestion;
}

export function reduceQuiz(lesson: Lesson, state: QuizState, action: QuizAction): QuizState {
	const {questions} = lesson.structure;
	switch (action.type) {
		case 'next': {
			const isAtSummary = state.position >= questions.length;
			const next = nextUnsolved(lesson, isAtSummary ? -1 : state.position, action.solved);
			const position = next ?? questions.length;
			return position === state.position ? state : {...state, position};
		}

		case 'previous': {
			return state.position === 0 ? state : {...state, position: state.position - 1};
		}

		case 'question': {
			const question = questions[state.position];
			if (!question) {
				return state;
			}

			const before = questionViewIn(lesson, state);
			const after = reduceQuestion(question, before, action.action);
			return after === before ? state : {...state, questions: new Map(state.questions).set(question.id, after)};
		}
	}
}

/** An answer or a look at the answer, to be recorded before it is shown. */
export function quizEvent(lesson: Lesson, before: QuizState, after: QuizState): NewProgressEvent | undefined {
	const question = lesson.structure.questions[after.position];
	return question && before.position === after.position
		? questionEvent(lesson.structure.id, question.id, questionViewIn(lesson, before), questionViewIn(lesson, after))
		: undefined;
}
