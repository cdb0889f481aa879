import type {Text} from '../../model/language.js';

/** Words of the quiz that is asked and answered line by line. */
export const quizTextWords = {
	intro: {
		en: 'One line per answer: a letter, several (a,c), or a number. ? gives a hint, = shows the answer, an empty line repeats the question.',
		zh: '一行一个答案：一个字母、几个字母（a,c）或一个数字。? 给提示，= 看答案，空行重复题目。',
	},
	question: (index: number, count: number): Text => ({en: `Question ${index} of ${count}`, zh: `第 ${index} 题，共 ${count} 题`}),
	severalHint: {en: 'More than one may be right.', zh: '可能不止一个正确。'},
	numberHint: (unit: string): Text => ({
		en: unit === '' ? 'A number.' : `A number, in ${unit}.`,
		zh: unit === '' ? '填一个数。' : `填一个数，单位 ${unit}。`,
	}),
	noMoreHints: {en: 'There are no more hints. = shows the answer.', zh: '没有更多提示了。= 可以看答案。'},
	score: (solved: number, asked: number, count: number): Text => ({
		en: `${solved} right of ${asked} answered; ${count} questions in all.`,
		zh: `答了 ${asked} 题，对 ${solved} 题；共 ${count} 题。`,
	}),
};
