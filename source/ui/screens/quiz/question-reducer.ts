import {gradeAnswer} from '../../../course/grade-answer.js';
import {readNumber} from '../../../course/read-number.js';
import type {PredictedRun} from '../../../model/lesson-run.js';
import type {Question} from '../../../model/lesson.js';
import type {NewProgressEvent} from '../../../model/progress.js';
import type {QuestionView} from '../../../present/question-page.js';
import {boundTo} from '../../binding.js';
import type {KeyPress} from '../../key-press.js';
import {keyMap} from '../../key-map.js';

export type QuestionAction
	= | {readonly type: 'choose'; readonly index: number}
		| {readonly type: 'move'; readonly by: -1 | 1}
		| {readonly type: 'toggle'}
		| {readonly type: 'type'; readonly text: string}
		| {readonly type: 'erase'}
		| {readonly type: 'submit'}
		/** Sure, a guess, or (null) not said: then the answer is judged. */
		| {readonly type: 'tell'; readonly sure: boolean | null}
		| {readonly type: 'hint'}
		| {readonly type: 'ask-reveal'}
		| {readonly type: 'reveal'}
		/** Back to answering, with everything chosen so far. */
		| {readonly type: 'cancel'}
		| {readonly type: 'again'};

export const freshQuestion: QuestionView = {
	phase: 'answering', cursor: 0, chosen: [], typed: '', hints: 0, isNudged: false, result: undefined,
};

/** A number is at most this long; nobody needs more digits here. */
const longestNumber = 12;

function chosenAfter(question: Question, chosen: readonly string[], index: number): readonly string[] {
	const id = question.type === 'number' ? undefined : question.options[index];
	if (id === undefined) {
		return chosen;
	}

	if (question.type !== 'several') {
		return [id];
	}

	return chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id];
}

function given(question: Question, view: QuestionView): readonly string[] {
	if (question.type === 'number') {
		// What is no number is not judged: a slip of the finger is no misconception.
		return readNumber(view.typed, question.unit) === undefined ? [] : [view.typed];
	}

	// In the order of the options, so that the same choice is always recorded alike.
	return question.options.filter(id => view.chosen.includes(id));
}

/** Where one option is right the cursor chooses as it moves, as among radio buttons; the first move chooses where it stands. */
function moved(question: Exclude<Question, {type: 'number'}>, view: QuestionView, by: -1 | 1): QuestionView {
	const isFirst = question.type !== 'several' && view.chosen.length === 0;
	const cursor = isFirst ? view.cursor : Math.max(0, Math.min(question.options.length - 1, view.cursor + by));
	return {...view, cursor, isNudged: false, ...(question.type === 'several' ? {} : {chosen: [question.options[cursor]!]})};
}

function reduceAnswering(question: Question, view: QuestionView, action: QuestionAction): QuestionView {
	switch (action.type) {
		case 'choose': {
			return question.type !== 'number' && action.index < question.options.length
				? {...view, cursor: action.index, chosen: chosenAfter(question, view.chosen, action.index), isNudged: false}
				: view;
		}

		case 'move': {
			return question.type === 'number' ? view : moved(question, view, action.by);
		}

		case 'toggle': {
			return {...view, chosen: chosenAfter(question, view.chosen, view.cursor), isNudged: false};
		}

		case 'type': {
			return question.type === 'number' ? {...view, typed: (view.typed + action.text).slice(0, longestNumber), isNudged: false} : view;
		}

		case 'erase': {
			return {...view, typed: view.typed.slice(0, -1), isNudged: false};
		}

		case 'submit': {
			return given(question, view).length === 0 ? {...view, isNudged: true} : {...view, phase: 'telling', isNudged: false};
		}

		case 'hint': {
			return {...view, hints: Math.min(3, view.hints + 1)};
		}

		case 'ask-reveal': {
			return {...view, phase: 'confirming', isNudged: false};
		}

		case 'tell':
		case 'reveal':
		case 'cancel':
		case 'again': {
			return view;
		}
	}
}

/** One key's worth of answering a question. A question is judged when it is told whether one was sure, never before. */
export function reduceQuestion(question: Question, view: QuestionView, action: QuestionAction): QuestionView {
	switch (view.phase) {
		case 'answering': {
			return reduceAnswering(question, view, action);
		}

		case 'telling': {
			if (action.type === 'tell') {
				const answer = given(question, view);
				const {correct, whyKeys} = gradeAnswer(question, answer);
				return {...view, phase: 'shown', result: {kind: 'answer', given: answer, correct, whyKeys, sure: action.sure}};
			}

			return action.type === 'cancel' ? {...view, phase: 'answering'} : view;
		}

		case 'confirming': {
			if (action.type === 'reveal') {
				return {...view, phase: 'shown', result: {kind: 'reveal'}};
			}

			return action.type === 'cancel' ? {...view, phase: view.result ? 'shown' : 'answering'} : view;
		}

		case 'shown': {
			if (action.type === 'again') {
				return {...freshQuestion, hints: view.hints};
			}

			const isOpen = view.result?.kind === 'answer' && !view.result.correct;
			if (action.type === 'hint' && isOpen) {
				return {...view, hints: Math.min(3, view.hints + 1)};
			}

			return action.type === 'ask-reveal' && isOpen ? {...view, phase: 'confirming'} : view;
		}
	}
}

/** What an action leaves to be recorded: an answer when it is judged, a look at the answer when it is shown. */
export function questionEvent(lesson: string, question: string, before: QuestionView, after: QuestionView): NewProgressEvent | undefined {
	if (!after.result || after.result === before.result) {
		return undefined;
	}

	if (after.result.kind === 'reveal') {
		return {kind: 'reveal', lesson, question};
	}

	const {given: answer, correct, sure} = after.result;
	return {kind: 'answer', lesson, question, given: answer, correct, sure, hints: after.hints};
}

/** What a key means to a question at this moment; undefined leaves it to the screen around. */
export function questionAction(question: Question, view: QuestionView, press: KeyPress): QuestionAction | undefined {
	const keys = keyMap.question;
	if (view.phase === 'telling') {
		const told = boundTo({sure: keys.sure, guess: keys.guess, skip: keys.skip}, press);
		const sure = {sure: true, guess: false, skip: null};
		return told ? {type: 'tell', sure: sure[told]} : (press.name === 'escape' ? {type: 'cancel'} : undefined);
	}

	if (view.phase === 'confirming') {
		return boundTo({confirm: keys.confirm}, press) ? {type: 'reveal'} : (press.name === 'escape' || press.name === 'n' ? {type: 'cancel'} : undefined);
	}

	if (view.phase === 'shown') {
		const isOpen = view.result?.kind === 'answer' && !view.result.correct;
		const bound = boundTo({again: keys.again, hint: keys.hint, reveal: keys.reveal}, press);
		if (bound === 'again') {
			return {type: 'again'};
		}

		return bound && isOpen ? {type: bound === 'hint' ? 'hint' : 'ask-reveal'} : undefined;
	}

	return answeringAction(question, view, press);
}

/** The run that was predicted, once it is known what came of it: before that it would tell the answer. */
export function predictedRun(question: Question | undefined, {phase, result}: QuestionView): PredictedRun | undefined {
	const isKnown = phase === 'shown' && (result?.kind === 'reveal' || result?.correct === true);
	return isKnown && question?.type === 'predict' ? question.run : undefined;
}

/** Whether a number is being typed: then letters are its unit, or a slip that is seen, and no keys. */
export function isTyping(question: Question, {phase, typed}: QuestionView): boolean {
	return question.type === 'number' && phase === 'answering' && typed !== '';
}

/** Letters that stay keys while a number is typed; no unit has them. */
const keysWhileTyping = new Set(['h', 'q']);

function answeringAction(question: Question, view: QuestionView, press: KeyPress): QuestionAction | undefined {
	if (question.type === 'number') {
		if (/^[\d.,\-+]$/v.test(press.name) || (isTyping(question, view) && /^\p{L}$/v.test(press.name) && !keysWhileTyping.has(press.name))) {
			return {type: 'type', text: press.name};
		}

		if (press.name === 'backspace') {
			return {type: 'erase'};
		}
	}

	const {choose, move, toggle, submit, hint, reveal} = keyMap.question;
	const isNumber = question.type === 'number';
	switch (boundTo({...(isNumber ? {} : {choose, move, toggle}), submit, hint, reveal}, press)) {
		case 'choose': {
			return {type: 'choose', index: choose.keys.indexOf(press.name as typeof choose.keys[number])};
		}

		case 'move': {
			return {type: 'move', by: press.name === 'up' || press.name === 'k' ? -1 : 1};
		}

		case 'toggle': {
			return {type: 'toggle'};
		}

		case 'submit': {
			return {type: 'submit'};
		}

		case 'hint': {
			return {type: 'hint'};
		}

		case 'reveal': {
			return {type: 'ask-reveal'};
		}

		case undefined: {
			return undefined;
		}
	}
}
