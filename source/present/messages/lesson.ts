import type {Text} from '../../model/language.js';

/** Words around a lesson. */
export const lesson = {
	stepOf: (step: number, steps: number): Text => ({en: `step ${step} of ${steps}`, zh: `第 ${step}/${steps} 步`}),
	theEnd: {en: 'the end', zh: '结束'},
	finished: {en: 'That was the lesson.', zh: '这一课读完了。'},
	finishedSolved: (solved: number, questions: number): Text => ({
		en: `You have solved ${solved} of its ${questions} questions.`,
		zh: `这一课的 ${questions} 道题，你已答对 ${solved} 道。`,
	}),
	finishedQuiz: {en: 'z takes you to the questions that are left.', zh: '按 z 去做剩下的题。'},
	finishedNext: (title: string): Text => ({en: `Enter goes on to the next lesson: ${title}`, zh: `按 Enter 进入下一课：${title}`}),
	finishedHome: {en: 'Enter goes back to where you came from.', zh: '按 Enter 返回。'},
	sources: {en: 'Sources', zh: '出处'},
	noSources: {en: 'This step names no source of its own.', zh: '这一步没有单独列出出处。'},
	readVersion: (version: string): Text => ({en: `read: ${version}`, zh: `查阅版本：${version}`}),
	before: (titles: string): Text => ({en: `Better after: ${titles}`, zh: `建议先学：${titles}`}),
	question: {en: 'Question', zh: '题目'},
	takeQuiz: (id: string): Text => ({
		en: `To answer: k8s-ha-tutor quiz ${id}`,
		zh: `作答：k8s-ha-tutor quiz ${id}`,
	}),
	numberWanted: (unit: string): Text => ({
		en: unit === '' ? 'The answer is a number.' : `The answer is a number, in ${unit}.`,
		zh: unit === '' ? '答案是一个数字。' : `答案是一个数字，单位 ${unit}。`,
	}),
	severalWanted: {en: 'More than one may be right.', zh: '可能不止一个正确。'},
	tooSmallForPlay: {en: 'A larger window shows this as a board.', zh: '窗口再大一些，这里会显示成图。'},
};
