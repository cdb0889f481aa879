import type {UserError} from '../../../model/user-error.js';
import {problemWith} from './planner-asked.js';
import {
	choicesFor, chosen, fields, firstAnswers, isChoice, questionsFor, type Answers, type QuestionId,
} from './planner-questions.js';

export type PlannerState = {
	readonly answers: Answers;
	/** The answers as they were when a question was last left: what a preview that takes long is made from. */
	readonly settled: Answers;
	readonly at: QuestionId;
	/** What is wrong with the answer of the question one is at. */
	readonly error: UserError | undefined;
	/** How often the last question was answered: each time the plan is opened. */
	readonly finished: number;
};

export type PlannerAction
	= | {readonly type: 'type'; readonly character: string}
		| {readonly type: 'erase'}
		| {readonly type: 'move'; readonly step: -1 | 1}
		| {readonly type: 'pick'; readonly number: number}
		| {readonly type: 'next'}
		| {readonly type: 'previous'}
		| {readonly type: 'refuse'; readonly error: UserError};

export function startPlanner(): PlannerState {
	return {answers: firstAnswers, settled: firstAnswers, at: 'machines', error: undefined, finished: 0};
}

function answered(state: PlannerState, answer: string): PlannerState {
	return {...state, answers: {...state.answers, [state.at]: answer}, error: undefined};
}

function typed(state: PlannerState, character: string): PlannerState {
	const {at, answers} = state;
	if (isChoice(at)) {
		return state;
	}

	const {takes, longest} = fields[at];
	return takes.test(character) && answers[at].length < longest ? answered(state, answers[at] + character) : state;
}

function picked(state: PlannerState, index: (choices: readonly string[]) => number): PlannerState {
	if (!isChoice(state.at)) {
		return state;
	}

	const choices = choicesFor(state.at, state.answers);
	const choice = choices[index(choices)];
	return choice === undefined ? state : answered(state, choice);
}

function next(state: PlannerState): PlannerState {
	const {at, answers} = state;
	const error = problemWith(at, answers);
	if (error) {
		return {...state, error};
	}

	// What is seen as chosen is what counts, also where an earlier choice is not offered any more.
	const settled = isChoice(at) ? {...answers, [at]: chosen(at, answers)} : answers;
	const questions = questionsFor(settled);
	const following = questions[questions.indexOf(at) + 1];
	return following === undefined
		? {...state, answers: settled, settled, error: undefined, finished: state.finished + 1}
		: {...state, answers: settled, settled, error: undefined, at: following};
}

function previous(state: PlannerState): PlannerState {
	const questions = questionsFor(state.answers);
	const before = questions[questions.indexOf(state.at) - 1];
	return before === undefined ? state : {...state, at: before, error: undefined};
}

/** The wizard. Going back never loses an answer, and no question is left forward with an answer the planner refuses. */
export function reducePlanner(state: PlannerState, action: PlannerAction): PlannerState {
	switch (action.type) {
		case 'type': {
			return typed(state, action.character);
		}

		case 'erase': {
			return isChoice(state.at) ? state : answered(state, state.answers[state.at].slice(0, -1));
		}

		case 'move': {
			return picked(state, choices => {
				const to = choices.indexOf(isChoice(state.at) ? chosen(state.at, state.answers) : '') + action.step;
				return Math.max(0, Math.min(to, choices.length - 1));
			});
		}

		case 'pick': {
			return picked(state, () => action.number - 1);
		}

		case 'next': {
			return next(state);
		}

		case 'previous': {
			return previous(state);
		}

		case 'refuse': {
			return {...state, error: action.error};
		}
	}
}
