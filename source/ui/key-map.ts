import type {KeyGroup} from './binding.js';
import {planningKeys} from './key-map-planning.js';

const learn = 'k8s-ha-tutor learn <lesson> --plain';
const quiz = 'k8s-ha-tutor quiz <lesson> --plain';

const everywhere = {
	help: {
		keys: ['?'],
		label: {en: 'help', zh: '帮助'},
		does: {en: 'show every key and search in them', zh: '列出所有按键，可搜索'},
		command: 'k8s-ha-tutor --help',
	},
	back: {
		keys: ['escape'],
		label: {en: 'back', zh: '返回'},
		does: {en: 'go back one screen; nothing is lost', zh: '返回上一屏，什么都不会丢'},
		command: 'k8s-ha-tutor',
	},
	quit: {
		keys: ['q', 'ctrl-c'],
		shown: 'q',
		label: {en: 'quit', zh: '退出'},
		does: {en: 'quit; every answer is already recorded', zh: '退出；每个答案都已记录'},
		command: 'k8s-ha-tutor progress show',
	},
	scroll: {
		keys: ['page-down', 'page-up', 'down', 'up'],
		shown: 'PgDn PgUp',
		label: {en: 'scroll', zh: '翻页'},
		does: {en: 'scroll where a page is taller than the window', zh: '内容比窗口高时翻页'},
		command: learn,
	},
} as const satisfies KeyGroup;

const home = {
	move: {
		keys: ['down', 'up', 'j', 'k'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move in the menu; a digit picks an entry at once', zh: '在菜单中移动；按数字直接选择'},
		command: 'k8s-ha-tutor --help',
	},
	open: {
		keys: ['enter'],
		label: {en: 'open', zh: '打开'},
		does: {en: 'open the entry', zh: '打开所选项'},
		command: 'k8s-ha-tutor --help',
	},
	language: {
		keys: ['L', 'l'],
		shown: 'L',
		label: {en: '中文', zh: 'English'},
		does: {en: 'switch between English and 中文', zh: '在中文与 English 之间切换'},
		command: 'k8s-ha-tutor --lang zh',
	},
} as const satisfies KeyGroup;

const lessons = {
	move: {
		keys: ['down', 'up', 'j', 'k'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move in the list', zh: '在列表中移动'},
		command: 'k8s-ha-tutor lessons list',
	},
	open: {
		keys: ['enter', 'right'],
		label: {en: 'open', zh: '打开'},
		does: {en: 'open the lesson where you stopped', zh: '打开课程，从上次停下的地方继续'},
		command: 'k8s-ha-tutor learn <lesson>',
	},
	quiz: {
		keys: ['z'],
		label: {en: 'quiz', zh: '小测验'},
		does: {en: 'go straight to the questions of the lesson', zh: '直接做这一课的小测验'},
		command: 'k8s-ha-tutor quiz <lesson>',
	},
} as const satisfies KeyGroup;

const lesson = {
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
	quiz: {
		keys: ['z'],
		label: {en: 'quiz', zh: '小测验'},
		does: {en: 'go to the questions of this lesson', zh: '去做这一课的小测验'},
		command: 'k8s-ha-tutor quiz <lesson>',
	},
} as const satisfies KeyGroup;

const question = {
	choose: {
		keys: ['a', 'b', 'c', 'd', 'e', 'f'],
		shown: 'a-f',
		label: {en: 'choose', zh: '选择'},
		does: {en: 'choose an option by its letter', zh: '按字母选择选项'},
		command: quiz,
	},
	move: {
		keys: ['down', 'up', 'j', 'k'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move between the options; where one is right, this chooses', zh: '在选项之间移动；单选题中即为选择'},
		command: quiz,
	},
	toggle: {
		keys: ['space'],
		label: {en: 'mark', zh: '勾选'},
		does: {en: 'mark or unmark the option under the cursor', zh: '勾选或取消光标处的选项'},
		command: quiz,
	},
	submit: {
		keys: ['enter'],
		label: {en: 'answer', zh: '作答'},
		does: {en: 'answer; then say whether you were sure', zh: '提交答案；随后说明你是确定还是猜的'},
		command: quiz,
	},
	sure: {
		keys: ['y'],
		label: {en: 'sure', zh: '确定'},
		does: {en: 'after answering: I am sure', zh: '作答后：我确定'},
		command: quiz,
	},
	guess: {
		keys: ['g'],
		label: {en: 'a guess', zh: '猜的'},
		does: {en: 'after answering: I guessed', zh: '作答后：我是猜的'},
		command: quiz,
	},
	skip: {
		keys: ['enter', 'right', 'n'],
		shown: 'Enter',
		label: {en: 'do not say', zh: '不说'},
		does: {en: 'after answering: go on without saying', zh: '作答后：不说，直接看结果'},
		command: quiz,
	},
	hint: {
		keys: ['h'],
		label: {en: 'hint', zh: '提示'},
		does: {en: 'open the next of three hints', zh: '打开下一条提示，共三条'},
		command: quiz,
	},
	reveal: {
		keys: ['='],
		label: {en: 'show answer', zh: '看答案'},
		does: {en: 'show the answer, after a confirmation; this never counts as solved', zh: '确认后显示答案；不算答对'},
		command: quiz,
	},
	confirm: {
		keys: ['y'],
		label: {en: 'show it', zh: '显示'},
		does: {en: 'confirm that the answer is to be shown', zh: '确认显示答案'},
		command: quiz,
	},
	again: {
		keys: ['r'],
		label: {en: 'answer again', zh: '重新作答'},
		does: {en: 'answer the question again', zh: '重新回答这道题'},
		command: quiz,
	},
} as const satisfies KeyGroup;

const quizKeys = {
	next: {
		keys: ['n', 'right'],
		label: {en: 'next', zh: '下一题'},
		does: {en: 'next question that is not solved yet', zh: '下一道还没答对的题'},
		command: quiz,
	},
	previous: {
		keys: ['p', 'left'],
		label: {en: 'previous', zh: '上一题'},
		does: {en: 'previous question', zh: '上一题'},
		command: quiz,
	},
	lesson: {
		keys: ['l'],
		label: {en: 'lesson', zh: '课程'},
		does: {en: 'read the lesson these questions belong to', zh: '去读这些题所属的课程'},
		command: 'k8s-ha-tutor learn <lesson>',
	},
} as const satisfies KeyGroup;

const quorumPlay = {
	member: {
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
		shown: '1-9',
		label: {en: 'kill or revive', zh: '停掉或恢复'},
		does: {en: 'kill or revive the member with that number', zh: '停掉或恢复该编号的成员'},
		command: learn,
	},
	move: {
		keys: ['down', 'up'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move between the members', zh: '在成员之间移动'},
		command: learn,
	},
	toggle: {
		keys: ['space'],
		label: {en: 'kill or revive', zh: '停掉或恢复'},
		does: {en: 'kill or revive the member under the cursor', zh: '停掉或恢复光标处的成员'},
		command: learn,
	},
	add: {
		keys: ['+'],
		label: {en: 'add one', zh: '加一个'},
		does: {en: 'a new member joins', zh: '加入一个新成员'},
		command: learn,
	},
	remove: {
		keys: ['-'],
		label: {en: 'remove it', zh: '移除'},
		does: {en: 'remove the member under the cursor', zh: '移除光标处的成员'},
		command: learn,
	},
	over: {
		keys: ['x'],
		label: {en: 'start over', zh: '重来'},
		does: {en: 'start the board over', zh: '面板从头开始'},
		command: learn,
	},
} as const satisfies KeyGroup;

const timePlay = {
	pause: {
		keys: ['space'],
		label: {en: 'run', zh: '运行'},
		does: {en: 'let the clock run, or pause it', zh: '让时钟走，或暂停'},
		command: learn,
	},
	step: {
		keys: ['.'],
		label: {en: 'step', zh: '走一步'},
		does: {en: 'one small step of time', zh: '时间前进一小步'},
		command: learn,
	},
	faster: {
		keys: ['+'],
		label: {en: 'faster', zh: '加快'},
		does: {en: 'let the clock run faster', zh: '让时钟走快些'},
		command: learn,
	},
	slower: {
		keys: ['-'],
		label: {en: 'slower', zh: '放慢'},
		does: {en: 'let the clock run slower', zh: '让时钟走慢些'},
		command: learn,
	},
	move: {
		keys: ['down', 'up'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move between the machines', zh: '在机器之间移动'},
		command: learn,
	},
	kill: {
		keys: ['k'],
		label: {en: 'kill -9', zh: 'kill -9'},
		does: {en: 'kill -9: it stops without a word', zh: 'kill -9：一声不吭就停了'},
		command: learn,
	},
	terminate: {
		keys: ['t'],
		label: {en: 'SIGTERM', zh: 'SIGTERM'},
		does: {en: 'SIGTERM: it says goodbye and stops', zh: 'SIGTERM：先告别再停下'},
		command: learn,
	},
	cut: {
		keys: ['c'],
		label: {en: 'cut off', zh: '断网'},
		does: {en: 'cut it off from the network; it runs on', zh: '断开它的网络，它还在运行'},
		command: learn,
	},
	freeze: {
		keys: ['f'],
		label: {en: 'freeze', zh: '停住'},
		does: {en: 'freeze it, as a pause of its machine does', zh: '让它停住，就像机器暂停了一会儿'},
		command: learn,
	},
	restart: {
		keys: ['r'],
		label: {en: 'revive', zh: '恢复'},
		does: {en: 'start, connect or wake it again', zh: '重新启动、重新联网或唤醒'},
		command: learn,
	},
	over: {
		keys: ['x'],
		label: {en: 'start over', zh: '重来'},
		does: {en: 'start the time line over', zh: '时间线从头开始'},
		command: learn,
	},
} as const satisfies KeyGroup;

const progress = {
	move: {
		keys: ['down', 'up', 'j', 'k'],
		shown: '↑↓',
		label: {en: 'move', zh: '移动'},
		does: {en: 'move between the lessons', zh: '在课程之间移动'},
		command: 'k8s-ha-tutor progress show',
	},
	reset: {
		keys: ['x'],
		label: {en: 'reset lesson', zh: '重置本课'},
		does: {en: 'forget the progress of one lesson, after a confirmation', zh: '确认后清除这一课的进度'},
		command: 'k8s-ha-tutor progress reset <lesson>',
	},
	resetAll: {
		keys: ['X'],
		label: {en: 'reset all', zh: '全部重置'},
		does: {en: 'forget all progress, after a confirmation', zh: '确认后清除全部进度'},
		command: 'k8s-ha-tutor progress reset',
	},
	confirm: {
		keys: ['y'],
		label: {en: 'yes, reset', zh: '是，重置'},
		does: {en: 'confirm a reset', zh: '确认重置'},
		command: 'k8s-ha-tutor progress reset --yes',
	},
} as const satisfies KeyGroup;

/** Every key of the program, by screen or part of a screen. */
export const keyMap = {everywhere, home, lessons, lesson, question, quiz: quizKeys, quorumPlay, timePlay, progress, ...planningKeys} as const satisfies Record<string, KeyGroup>;
