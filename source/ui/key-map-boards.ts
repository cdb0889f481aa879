import type {KeyGroup} from './binding.js';

const learn = 'k8s-ha-tutor learn <lesson> --plain';

/** The keys of a board with members; part of key-map.ts. */
export const quorumPlayKeys = {
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

/** The keys of a time line. */
export const timePlayKeys = {
	pause: {
		keys: ['space'],
		label: {en: 'run', zh: '运行'},
		does: {en: 'let the clock run, or pause it', zh: '让时钟走，或暂停'},
		command: learn,
	},
	step: {
		keys: ['.'],
		label: {en: 'step', zh: '单步'},
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
		label: {en: 'cut', zh: '断网'},
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
