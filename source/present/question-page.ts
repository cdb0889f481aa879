import type {Language, Text} from '../model/language.js';
import type {Question, QuestionWords} from '../model/lesson.js';
import {inlineSpans, markupRows} from './markup.js';
import {prediction} from './messages/prediction.js';
import {quiz} from './messages/quiz.js';
import {simulatedRows} from './prediction-rows.js';
import {span, type Row, type Span} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

/** How an answer was judged, or that the answer was asked for. */
export type QuestionResult
	= | {
		readonly kind: 'answer';
		readonly given: readonly string[];
		readonly correct: boolean;
		/** Keys into the words' `why` that explain what was given. */
		readonly whyKeys: readonly string[];
		readonly sure: boolean | null;
	}
	| {readonly kind: 'reveal'};

/** A question as far as it is answered. */
export type QuestionView = {
	/** Telling: sure or a guess? Confirming: show the answer? Shown: feedback. */
	readonly phase: 'answering' | 'telling' | 'confirming' | 'shown';
	readonly cursor: number;
	/** Option ids. */
	readonly chosen: readonly string[];
	/** A number as far as it is typed. */
	readonly typed: string;
	/** How many hints are open, 0 to 3. */
	readonly hints: number;
	/** Whether Enter came before any choice, or on something that is no number. */
	readonly isNudged: boolean;
	readonly result: QuestionResult | undefined;
};

type PageOptions = {
	readonly language: Language;
	readonly width: number;
	/** Whether the question counts as solved by now; right after its answer was shown, a right answer does not. */
	readonly isSolved: boolean;
};

const letters = 'abcdef';

/** Nested deeper than the rest, marked at its first row. */
function markedRows(mark: Row, markWidth: number, text: string, width: number): Row[] {
	return wrapRow([...mark, ...inlineSpans(text)], width, markWidth);
}

function optionMark(question: Question, view: QuestionView, id: string): Span {
	const isChosen = view.chosen.includes(id);
	if (view.phase === 'shown') {
		const isSolved = view.result?.kind === 'reveal' || view.result?.correct === true;
		const isAnswer = question.type !== 'number' && [question.answer].flat().includes(id);
		if (isSolved && isAnswer) {
			return span(' ✓ ', 'good');
		}

		if (isChosen && (question.type !== 'several' || !isAnswer)) {
			return span(' ✗ ', 'bad');
		}
	}

	if (question.type === 'several') {
		return span(isChosen ? '[x]' : '[ ]', isChosen ? 'accent' : 'dim');
	}

	return span(isChosen ? '(•)' : '( )', isChosen ? 'accent' : 'dim');
}

/** The rows of each option. */
function optionRows(question: Question, words: QuestionWords, view: QuestionView, width: number): Row[][] {
	if (question.type === 'number') {
		return [];
	}

	return question.options.map((id, index) => {
		const isAt = view.phase === 'answering' && view.cursor === index;
		return markedRows([
			span(isAt ? '❯ ' : '  ', 'accent'), optionMark(question, view, id), span(` ${letters[index]!}  `, 'key'),
		], 9, words.options?.[id] ?? id, width);
	});
}

function answerRow(question: Question, view: QuestionView, language: Language): Row[] {
	if (question.type !== 'number') {
		return [];
	}

	const cursor = view.phase === 'answering' ? '▏' : '';
	// Typed with its unit, a number needs no second one.
	const unit = question.unit === '' || /\p{L}/v.test(view.typed) ? [] : [span(` ${question.unit}`, 'dim')];
	return [[span(quiz.yourAnswer[language]), span(view.typed + cursor, 'accent'), ...unit]];
}

function hintRows(words: QuestionWords, first: number, last: number, {language, width}: PageOptions): Row[] {
	return words.hints.slice(first, last).flatMap((hint, index) => [
		...wrapRow([span(`${quiz.hint(first + index + 1)[language]}  `, 'warn'), ...inlineSpans(hint)], width, 2),
	]);
}

function whyRows(question: Question, words: QuestionWords, keys: readonly string[], width: number): Row[] {
	return keys.filter(key => words.why[key] !== undefined).flatMap(key => {
		const index = question.type === 'number' ? -1 : question.options.indexOf(key);
		const mark = index === -1 ? key : letters[index]!;
		return markedRows([span(`${mark}  `, 'key')], mark.length + 2, words.why[key]!, width);
	});
}

/** The right answer in words. */
export function answerText(question: Question, words: QuestionWords): string {
	if (question.type === 'number') {
		return `${question.answer}${question.unit === '' ? '' : ` ${question.unit}`}`;
	}

	return [question.answer].flat().map(id => `${letters[question.options.indexOf(id)]!}  ${words.options?.[id] ?? id}`).join(' · ');
}

function verdict(question: Question, view: QuestionView, result: QuestionResult & {kind: 'answer'}, isSolved: boolean): {text: Text; isGood: boolean} {
	if (!result.correct) {
		const answer = question.type === 'several' ? question.answer : [];
		const isIncomplete = answer.length > 0 && result.given.length > 0 && result.given.every(id => answer.includes(id));
		return {text: isIncomplete ? quiz.incomplete : (result.sure === true ? quiz.wrongSure : quiz.wrong), isGood: false};
	}

	if (!isSolved) {
		return {text: quiz.rightButShown, isGood: true};
	}

	if (view.hints > 0) {
		return {text: quiz.rightWithHints(view.hints), isGood: true};
	}

	return {text: result.sure === false ? quiz.rightGuess : quiz.right, isGood: true};
}

/** Everything there is to say once a question is solved or its answer was asked for. */
function solvedRows(question: Question, words: QuestionWords, view: QuestionView, options: PageOptions): Row[] {
	const {language, width} = options;
	const said = view.result?.kind === 'answer' ? view.result.whyKeys : [];
	const others = Object.keys(words.why).filter(key => !said.includes(key));
	const hints = hintRows(words, view.hints, 3, options);
	return [
		[],
		...simulatedRows(question, options),
		...markupRows(words.explanation, width),
		...(others.length === 0 ? [] : [[], [span(quiz.others[language], 'strong')], ...whyRows(question, words, others, width)]),
		...(hints.length === 0 ? [] : [[], [span(quiz.otherHints[language], 'strong')], ...hints]),
	];
}

function feedbackRows(question: Question, words: QuestionWords, view: QuestionView, options: PageOptions): Row[] {
	const {result} = view;
	const {language, width} = options;
	if (!result) {
		return [];
	}

	if (result.kind === 'reveal') {
		return [
			...wrapText(quiz.answerIs(answerText(question, words))[language], width, 'strong'),
			...wrapText(quiz.notSolved[language], width, 'dim'),
			...solvedRows(question, words, view, options),
		];
	}

	const {text, isGood} = verdict(question, view, result, options.isSolved);
	const why = whyRows(question, words, result.whyKeys, width);
	const isBare = why.length === 0 && !isGood && question.type === 'number';
	return [
		...wrapRow([span(isGood ? '✓ ' : '✗ ', isGood ? 'good' : 'bad'), span(text[language], isGood ? 'good' : 'bad')], width, 2),
		...(isBare ? wrapText(quiz.uncommonNumber[language], width) : why),
		...(isGood ? solvedRows(question, words, view, options) : []),
	];
}

/** What is asked of the person at this moment. */
function askingRows(question: Question, view: QuestionView, {language, width}: PageOptions): Row[] {
	if (view.phase === 'telling') {
		return [...wrapText(quiz.sureOrGuess[language], width, 'strong'), ...wrapText(quiz.sureOrGuessKeys[language], width, 'dim')];
	}

	if (view.phase === 'confirming') {
		return [...wrapText(quiz.confirmReveal[language], width, 'strong'), ...wrapText(quiz.confirmRevealKeys[language], width, 'dim')];
	}

	if (!view.isNudged) {
		return [];
	}

	const nudge = question.type === 'number' ? (view.typed === '' ? quiz.typeFirst : quiz.noNumber(view.typed)) : quiz.chooseFirst;
	return wrapText(nudge[language], width, 'warn');
}

function withBlankBefore(rows: readonly Row[]): Row[] {
	return rows.length === 0 ? [] : [[], ...rows];
}

export type QuestionPage = {
	readonly rows: readonly Row[];
	/** What matters now begins here: a page too tall for its window is first shown from this row on. */
	readonly startRow: number;
	/** The row of the option under the cursor. */
	readonly focusRow: number;
};

/** A question: its prompt, its options or the number being typed, the hints that are open, then what is asked or the feedback. */
export function questionPage(question: Question, words: QuestionWords, view: QuestionView, options: PageOptions): QuestionPage {
	const {language, width} = options;
	const prompt = [...markupRows(words.prompt, width), ...(question.type === 'predict' ? wrapText(prediction.predict[language], width, 'dim') : []), []];
	const optionsRows = optionRows(question, words, view, width);
	const answers = [...optionsRows.flat(), ...answerRow(question, view, language)];
	const earlierHints = withBlankBefore(hintRows(words, 0, view.hints - 1, options));
	const hints = withBlankBefore(hintRows(words, 0, view.hints, options));
	const said = withBlankBefore(view.phase === 'shown' ? feedbackRows(question, words, view, options) : askingRows(question, view, options));
	const beforeHints = prompt.length + answers.length;
	const lastHint = view.hints === 0 ? 0 : beforeHints + Math.max(1, earlierHints.length);
	const cursorAt = optionsRows.slice(0, view.cursor).flat().length;
	return {
		rows: [...prompt, ...answers, ...hints, ...said],
		startRow: said.length > 0 ? beforeHints + hints.length + 1 : lastHint,
		focusRow: prompt.length + cursorAt,
	};
}
