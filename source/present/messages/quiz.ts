import type {Text} from '../../model/language.js';

/** Words of a question and of a quiz. */
export const quiz = {
	quiz: {en: 'Quiz', zh: '小测验'},
	questionOf: (question: number, questions: number): Text => ({en: `question ${question} of ${questions}`, zh: `第 ${question}/${questions} 题`}),
	solvedOf: (solved: number, questions: number): Text => ({en: `${solved} of ${questions} solved`, zh: `答对 ${solved}/${questions}`}),
	yourAnswer: {en: 'Your answer: ', zh: '你的答案：'},
	chooseFirst: {en: 'Choose an option first: by its letter, or with ↑↓ (and Space where several may be right).', zh: '请先选择：按字母，或用 ↑↓（多选题再按空格）。'},
	typeFirst: {en: 'Type a number first.', zh: '请先输入一个数字。'},
	/** After Enter on something that is no number. */
	noNumber: (typed: string): Text => typed.includes(',')
		? {en: 'Write it without a comma and with a point before the fraction: 3.609 or 3609.', zh: '请不要写逗号，小数用点：3.609 或 3609。'}
		: {en: `${typed} is no number yet; wanted is one such as 3 or 3.6.`, zh: `${typed} 还不是数字；请输入例如 3 或 3.6。`},
	sureOrGuess: {en: 'Sure, or a guess?', zh: '确定，还是猜的？'},
	sureOrGuessKeys: {en: 'y sure · g a guess · Enter do not say', zh: 'y 确定 · g 猜的 · Enter 不说'},
	confirmReveal: {
		en: 'Show the answer? It will not count as solved, until you answer it again later.',
		zh: '要看答案吗？看了不算答对，之后再答对才算。',
	},
	confirmRevealKeys: {en: 'y show it · Esc no', zh: 'y 显示 · Esc 不看'},
	right: {en: 'Right.', zh: '正确。'},
	rightGuess: {en: 'Right, though you were guessing: read why.', zh: '正确，不过你是猜的：看看为什么。'},
	rightWithHints: (hints: number): Text => ({
		en: hints === 1 ? 'Right, with one hint.' : `Right, with ${hints} hints.`,
		zh: `正确，用了 ${hints} 条提示。`,
	}),
	rightButShown: {
		en: 'Right. The answer had just been shown, so it counts once you answer it again after another question.',
		zh: '正确。不过刚看过答案，先答另一道题再回来答对才算。',
	},
	wrong: {en: 'Not that.', zh: '不对。'},
	wrongSure: {en: 'Not that, and you were sure: this one is worth a second look.', zh: '不对，而你刚才很确定：这里值得再想一想。'},
	incomplete: {en: 'What you chose is right, but something is missing.', zh: '你选的没错，但还漏了。'},
	uncommonNumber: {en: 'That is not the number. h opens a hint.', zh: '不是这个数。按 h 看提示。'},
	answerIs: (answer: string): Text => ({en: `The answer: ${answer}`, zh: `答案：${answer}`}),
	notSolved: {en: 'Shown, so it does not count as solved. Answer it again (r) once you have answered another question.', zh: '看过答案，不算答对。先答另一道题，再回来按 r 重新作答。'},
	why: {en: 'Why', zh: '为什么'},
	others: {en: 'The others', zh: '其余选项'},
	hint: (hint: number): Text => ({en: `Hint ${hint} of 3`, zh: `提示 ${hint}/3`}),
	otherHints: {en: 'The hints you did not need', zh: '你没用到的提示'},
	allSolved: {en: 'All questions of this lesson are solved.', zh: '这一课的题都答对了。'},
	summary: {en: 'Where you stand', zh: '当前情况'},
	firstTry: (count: number): Text => ({en: `${count} at the first try`, zh: `一次答对 ${count} 道`}),
	leftOver: (count: number): Text => ({en: `${count} still open: n goes to the next of them`, zh: `还有 ${count} 道没答对：按 n 去下一道`}),
	revisit: {en: 'You were sure, and it was something else:', zh: '当时很确定，却答错的：'},
	solvedBefore: {en: 'solved', zh: '已答对'},
	openQuestion: {en: 'open', zh: '未答对'},
};
