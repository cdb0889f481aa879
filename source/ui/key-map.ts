import type {KeyGroup} from './binding.js';
import {quorumPlayKeys, timePlayKeys} from './key-map-boards.js';
import {exportKeys} from './key-map-export.js';
import {lessonKeys, questionKeys, quizKeys} from './key-map-lesson.js';
import {planningKeys} from './key-map-planning.js';
import {simulateKeys} from './key-map-simulate.js';

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
	language: {
		keys: ['L'],
		label: {en: '中文', zh: 'English'},
		does: {en: 'switch between English and 中文, here and now', zh: '就地在中文与 English 之间切换'},
		command: 'k8s-ha-tutor --lang zh',
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
		command: 'k8s-ha-tutor learn <lesson> --plain',
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
export const keyMap = {
	everywhere,
	home,
	lessons,
	lesson: lessonKeys,
	question: questionKeys,
	quiz: quizKeys,
	quorumPlay: quorumPlayKeys,
	timePlay: timePlayKeys,
	progress,
	...planningKeys,
	...exportKeys,
	...simulateKeys,
} as const satisfies Record<string, KeyGroup>;
