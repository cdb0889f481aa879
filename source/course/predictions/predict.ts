import type {Found} from '../../model/lesson-run.js';
import type {Prediction, WrittenPrediction, WrittenQuestion, Question} from '../../model/lesson.js';
import {figureOf, holds} from './holds.js';
import {isSound} from './run-findings.js';
import {resultOf} from './run-result.js';

/** What the simulation says of a prediction. */
export type Predicted = {
	/** The options of which everything is true; exactly one, where the question is sound. */
	readonly holding: readonly string[];
	readonly found: readonly Found[];
};

/** Runs what a question is about, and holds every option against it; nothing holds of a run that cannot be. */
export function predict({run, options, claims}: WrittenPrediction): Predicted {
	if (!isSound(run)) {
		return {holding: [], found: []};
	}

	const result = resultOf(run);
	const all = options.flatMap(option => Object.hasOwn(claims, option) ? claims[option]! : []);
	const found = new Map<string, Found>();
	for (const claim of all) {
		if (claim.kind === 'measure') {
			const {measure, of} = claim;
			found.set(`${measure} ${of}`, {measure, of, value: figureOf(result, measure, of)});
		}
	}

	return {
		holding: options.filter(option => Object.hasOwn(claims, option) && claims[option]!.every(claim => holds(claim, result))),
		found: [...found.values()],
	};
}

/** A question as it is asked: what is to be predicted gets its answer from the simulation. */
export function answeredQuestion(question: WrittenQuestion): Question {
	if (question.type !== 'predict') {
		return question;
	}

	const {holding: [answer], found} = predict(question);
	if (answer === undefined) {
		throw new RangeError(`${question.id} has no answer: it was not checked`);
	}

	return {...question, answer, found} satisfies Prediction;
}
