import type {Language} from '../model/language.js';
import type {Question, QuestionWords} from '../model/lesson.js';
import {markupRows, inlineSpans} from './markup.js';
import {prediction} from './messages/prediction.js';
import {quiz} from './messages/quiz.js';
import {quizTextWords as words} from './messages/quiz-text.js';
import {simulatedRows} from './prediction-rows.js';
import {answerText} from './question-page.js';
import type {Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

const letters = 'abcdef';

export type QuizTextOptions = {readonly language: Language; readonly width: number};

/** A question to be answered by a line of text. */
export function askedRows(question: Question, text: QuestionWords, position: {index: number; count: number}, {language, width}: QuizTextOptions): Row[] {
	return [
		[{text: words.question(position.index, position.count)[language], tone: 'title'}],
		...markupRows(text.prompt, width),
		...(question.type === 'number'
			? wrapText(words.numberHint(question.unit)[language], width, 'dim')
			: question.options.flatMap((id, index) => wrapRow([{text: `  ${letters[index]!}  `, tone: 'key'}, ...inlineSpans(text.options?.[id] ?? id)], width, 5))),
		...(question.type === 'several' ? wrapText(words.severalHint[language], width, 'dim') : []),
		...(question.type === 'predict' ? wrapText(prediction.predict[language], width, 'dim') : []),
	];
}

/** Whether it was right, why, and what there is to learn from it. */
export function judgedRows(question: Question, text: QuestionWords, {correct, whyKeys}: {correct: boolean; whyKeys: readonly string[]}, {language, width}: QuizTextOptions): Row[] {
	const mark = (key: string) => question.type === 'number' ? key : letters[question.options.indexOf(key)] ?? key;
	const why = whyKeys.filter(key => text.why[key] !== undefined);
	return [
		...wrapRow([correct ? {text: `✓ ${quiz.right[language]}`, tone: 'good'} : {text: `✗ ${quiz.wrong[language]}`, tone: 'bad'}], width, 2),
		...why.flatMap(key => wrapRow([{text: `  ${mark(key)}  `, tone: 'key'}, ...inlineSpans(text.why[key]!)], width, 5)),
		...(correct ? [...simulatedRows(question, {language, width}), ...markupRows(text.explanation, width)] : []),
	];
}

/** The answer that was asked for, and that it does not count. */
export function revealedRows(question: Question, text: QuestionWords, {language, width}: QuizTextOptions): Row[] {
	return [
		...wrapText(quiz.answerIs(answerText(question, text))[language], width, 'strong'),
		...simulatedRows(question, {language, width}),
		...markupRows(text.explanation, width),
	];
}

export function hintRow(text: QuestionWords, hint: number, {language, width}: QuizTextOptions): Row[] {
	const says = text.hints[hint];
	return says === undefined
		? wrapText(words.noMoreHints[language], width, 'dim')
		: wrapRow([{text: `${quiz.hint(hint + 1)[language]}  `, tone: 'warn'}, ...inlineSpans(says)], width, 2);
}
