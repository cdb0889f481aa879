import {UserError} from '../../../model/user-error.js';
import {planFor, type PlanResult} from '../../../planner/plan-for.js';
import {requirementsFor, type Asked} from '../../../planner/requirements-for.js';
import {askedFor, nameFor} from './planner-asked.js';
import {readWhole, type Answers} from './planner-questions.js';
import type {PlannerState} from './planner-reducer.js';

/** Up to this many machines a plan is made faster than one types; beyond, only when a question is left. */
export const mostPreviewedAtOnce = 2000;

/** What is previewed: a plan; nothing, because the machines are not counted yet; or answers that do not fit together (yet). */
export type Preview
	= | {readonly kind: 'plan'; readonly result: PlanResult}
		| {readonly kind: 'none'}
		| {readonly kind: 'unclear'};

type Plannable = {readonly asked: Asked; readonly name: string | undefined};

/** All that a plan is made from, as one text: the same text, the same plan. */
export function planKey(answers: Answers): string {
	// What is no number is none in JSON either; 0 is refused just the same.
	return JSON.stringify({asked: askedFor(answers), name: nameFor(answers)} satisfies Plannable, (_key, value: unknown) => Number.isNaN(value) ? 0 : value);
}

/** The plan for the answers behind a key, or what is wrong with them. */
export function planFromKey(key: string): PlanResult | UserError {
	const {asked, name} = JSON.parse(key) as Plannable;
	try {
		return planFor(requirementsFor(asked), name === undefined ? {} : {name});
	} catch (error) {
		if (error instanceof UserError) {
			return error;
		}

		throw error;
	}
}

/** The answers that the preview is made from. */
export function previewedAnswers({answers, settled}: PlannerState): Answers {
	return readWhole(answers.machines) > mostPreviewedAtOnce ? settled : answers;
}

/** @param key of answers that count `machines`; an empty count previews nothing. */
export function previewOf(key: string, machines: string): Preview {
	if (machines.trim() === '') {
		return {kind: 'none'};
	}

	const result = planFromKey(key);
	return result instanceof UserError ? {kind: 'unclear'} : {kind: 'plan', result};
}
