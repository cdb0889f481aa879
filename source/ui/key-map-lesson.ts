import type {KeyGroup} from './binding.js';

const learn = 'k8s-ha-tutor learn <lesson> --plain';
const quizCommand = 'k8s-ha-tutor quiz <lesson> --plain';

/** The keys of a lesson's pages; part of key-map.ts. */
export const lessonKeys = {
	next: {
		keys: ['right', 'n', 'enter'],
		shown: '→ n',
		label: {en: 'next', zh: '下一页'},
		does: {en: 'next step; nothing advances by itself', zh: '下一步；不会自动前进'},
		command: learn,
	},
	previous: {
		keys: ['left', 'p'],
		shown: '← p',
		label: {en: 'previous', zh: '上一页'},
		does: {en: 'previous step', zh: '上一步'},
		command: learn,
	},
	spine: {
		keys: ['s'],
		label: {en: 'who decides', zh: '谁说了算'},
		does: {en: 'show or hide the spine: who decides, and what does a partition do?', zh: '显示或收起主线：谁说了算？网络分区时会怎样？'},
		command: 'k8s-ha-tutor learn components --plain',
	},
	sources: {
		keys: ['o'],
		label: {en: 'sources', zh: '出处'},
		does: {en: 'show or hide the sources of this step', zh: '显示或收起这一步的出处'},
		command: learn,
	},
	watch: {
		keys: ['w'],
		label: {en: 'watch', zh: '看运行'},
		does: {en: 'open the run that this step shows, or that was predicted, in the simulator', zh: '在模拟器里打开这一步的运行，或预测过的运行'},
		command: 'k8s-ha-tutor simulate <scenario>',
	},
	quiz: {
		keys: ['z'],
		label: {en: 'quiz', zh: '小测验'},
		does: {en: 'go to the questions of this lesson', zh: '去做这一课的小测验'},
		command: 'k8s-ha-tutor quiz <lesson>',
	},
} as const satisfies KeyGroup;

/** The keys of a question, in a lesson and in the quiz. */
export const questionKeys = {
	choose: {
		keys: ['a', 'b', 'c', 'd', 'e', 'f'],
		shown: 'a-f',
		label: {en: 'choose', zh: '选择'},
		does: {en: 'choose an option by its letter', zh: '按字母选择选项'},
		command: quizCommand,
	},
	move: {
		keys: ['down', 'up', 'j', 'k'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move between the options; where one is right, this chooses', zh: '在选项之间移动；单选题中即为选择'},
		command: quizCommand,
	},
	toggle: {
		keys: ['space'],
		label: {en: 'mark', zh: '勾选'},
		does: {en: 'mark or unmark the option under the cursor', zh: '勾选或取消光标处的选项'},
		command: quizCommand,
	},
	submit: {
		keys: ['enter'],
		label: {en: 'answer', zh: '作答'},
		does: {en: 'answer; then say whether you were sure', zh: '提交答案；随后说明你是确定还是猜的'},
		command: quizCommand,
	},
	sure: {
		keys: ['y'],
		label: {en: 'sure', zh: '确定'},
		does: {en: 'after answering: I am sure', zh: '作答后：我确定'},
		command: quizCommand,
	},
	guess: {
		keys: ['g'],
		label: {en: 'a guess', zh: '猜的'},
		does: {en: 'after answering: I guessed', zh: '作答后：我是猜的'},
		command: quizCommand,
	},
	skip: {
		keys: ['enter', 'right', 'n'],
		shown: 'Enter',
		label: {en: 'do not say', zh: '不说'},
		does: {en: 'after answering: go on without saying', zh: '作答后：不说，直接看结果'},
		command: quizCommand,
	},
	hint: {
		keys: ['h'],
		label: {en: 'hint', zh: '提示'},
		does: {en: 'open the next of three hints', zh: '打开下一条提示，共三条'},
		command: quizCommand,
	},
	reveal: {
		keys: ['='],
		label: {en: 'show answer', zh: '看答案'},
		does: {en: 'show the answer, after a confirmation; this never counts as solved', zh: '确认后显示答案；不算答对'},
		command: quizCommand,
	},
	confirm: {
		keys: ['y'],
		label: {en: 'show it', zh: '显示'},
		does: {en: 'confirm that the answer is to be shown', zh: '确认显示答案'},
		command: quizCommand,
	},
	again: {
		keys: ['r'],
		label: {en: 'answer again', zh: '重新作答'},
		does: {en: 'answer the question again', zh: '重新回答这道题'},
		command: quizCommand,
	},
} as const satisfies KeyGroup;

/** The keys of a quiz around its questions. */
export const quizKeys = {
	next: {
		keys: ['n', 'right'],
		label: {en: 'next', zh: '下一题'},
		does: {en: 'next question that is not solved yet', zh: '下一道还没答对的题'},
		command: quizCommand,
	},
	previous: {
		keys: ['p', 'left'],
		label: {en: 'previous', zh: '上一题'},
		does: {en: 'previous question', zh: '上一题'},
		command: quizCommand,
	},
	watch: {
		keys: ['w'],
		label: {en: 'watch', zh: '看运行'},
		does: {en: 'open the run that was predicted in the simulator', zh: '在模拟器里打开预测过的运行'},
		command: 'k8s-ha-tutor simulate <scenario>',
	},
	lesson: {
		keys: ['l'],
		label: {en: 'lesson', zh: '课程'},
		does: {en: 'read the lesson these questions belong to', zh: '去读这些题所属的课程'},
		command: 'k8s-ha-tutor learn <lesson>',
	},
} as const satisfies KeyGroup;
