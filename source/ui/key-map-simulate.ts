import type {KeyGroup} from './binding.js';

const simulate = 'k8s-ha-tutor simulate <scenario> --run';
const withFault = `${simulate} --fault "5s kill etcd-leader"`;

/** The keys of the simulator; part of key-map.ts. */
export const simulateKeys = {
	scenarios: {
		move: {
			keys: ['down', 'up', 'j', 'k'],
			shown: '↑↓',
			label: {en: 'move', zh: '移动'},
			does: {en: 'move in the list', zh: '在列表中移动'},
			command: 'k8s-ha-tutor simulate list',
		},
		open: {
			keys: ['enter', 'right'],
			shown: 'Enter',
			label: {en: 'open', zh: '打开'},
			does: {en: 'open the scenario at its beginning', zh: '从头打开这个场景'},
			command: 'k8s-ha-tutor simulate <scenario>',
		},
	},
	simulate: {
		play: {
			keys: ['space'],
			label: {en: 'play', zh: '播放'},
			does: {en: 'let the time run, or stop it; at the end it begins anew', zh: '让时间走或停下；到结尾时从头再来'},
			command: simulate,
		},
		step: {
			keys: ['left', 'right', 'h', 'l'],
			shown: '←→ h l',
			label: {en: 'step', zh: '单步'},
			does: {en: 'back to the last thing that was told, or on to the next', zh: '回到上一件讲过的事，或到下一件'},
			command: simulate,
		},
		speed: {
			keys: ['+', '-', '=', '_'],
			shown: '+-',
			label: {en: 'speed', zh: '速度'},
			does: {en: 'up to 1000x, down to 1/1000x, where messages are seen on their way', zh: '最快 1000x，最慢 1/1000x：慢到能看见途中的消息'},
			command: simulate,
		},
		seek: {
			keys: ['page-down', 'page-up'],
			shown: 'PgDn PgUp',
			label: {en: 'jump 5 %', zh: '跳 5 %'},
			does: {en: 'forward or back by a twentieth of the whole', zh: '前进或后退全长的二十分之一'},
			command: `${simulate} --until 30s`,
		},
		ends: {
			keys: ['home', 'end'],
			shown: 'Home End',
			label: {en: 'start, end', zh: '开头/结尾'},
			does: {en: 'to the beginning, to the end', zh: '到开头、到结尾'},
			command: simulate,
		},
		tenths: {
			keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
			shown: '0-9',
			label: {en: 'tenths', zh: '十分位'},
			does: {en: 'to a tenth of the whole: 5 is the middle', zh: '到全长的十分之几：5 是中间'},
			command: simulate,
		},
		read: {
			keys: ['up', 'down'],
			shown: '↑↓',
			label: {en: 'read back', zh: '往前看'},
			does: {en: 'read what was told before', zh: '查看之前讲过的内容'},
			command: simulate,
		},
		view: {
			keys: ['tab'],
			label: {en: 'chain/etcd', zh: '整链/etcd'},
			does: {en: 'draw the chain, or etcd\'s members with their logs and messages', zh: '画整条链，或画 etcd 成员及其日志与消息'},
			command: simulate,
		},
		inspect: {
			keys: ['i'],
			label: {en: 'inspect', zh: '查看'},
			does: {en: 'look into a program: its whole state, timers, messages; pauses', zh: '查看一个程序的完整状态、计时器和消息；会暂停'},
			command: 'k8s-ha-tutor simulate <scenario> --run --json',
		},
		menu: {
			keys: ['m'],
			label: {en: 'break', zh: '弄坏'},
			does: {en: 'choose what happens to whom: every fault, every target', zh: '选择对谁做什么：所有故障，所有目标'},
			command: withFault,
		},
		mend: {
			keys: ['b'],
			label: {en: 'mend', zh: '修复'},
			does: {en: 'bring one thing back that is broken: machines first, links last', zh: '恢复一处损坏：先机器，最后是链路'},
			command: `${simulate} --fault "9s restart etcd-1"`,
		},
		undo: {
			keys: ['u'],
			label: {en: 'undo', zh: '撤销'},
			does: {en: 'take back the last thing you did, and stand where you did it', zh: '撤销你做的最后一件事，回到那一刻'},
			command: simulate,
		},
		code: {
			keys: ['c'],
			label: {en: 'share', zh: '分享'},
			does: {en: 'this run as one word, to be pasted: seed, settings and all you did', zh: '把这次运行变成一行可粘贴的代码：种子、设置和你做的一切'},
			command: 'k8s-ha-tutor simulate <code>',
		},
		restart: {
			keys: ['r'],
			label: {en: 'seed', zh: '换种子'},
			does: {en: 'begin again with the next seed: the same story, other chances', zh: '用下一个种子重新开始：同样的故事，不同的偶然'},
			command: `${simulate} --seed 43`,
		},
	},
	simulateMenu: {
		move: {
			keys: ['down', 'up', 'j'],
			shown: '↑↓',
			label: {en: 'choose', zh: '选择'},
			does: {en: 'choose in the menu, or the program to look into', zh: '在菜单中选择，或选择要查看的程序'},
			command: withFault,
		},
		pick: {
			keys: ['enter'],
			label: {en: 'take it', zh: '选定'},
			does: {en: 'take what is under the cursor', zh: '选定光标处的一项'},
			command: withFault,
		},
		yes: {
			keys: ['y'],
			label: {en: 'yes', zh: '是'},
			does: {en: 'yes, do it', zh: '是，执行'},
			command: withFault,
		},
		close: {
			keys: ['escape', 'backspace', 'n'],
			shown: 'Esc',
			label: {en: 'close', zh: '关闭'},
			does: {en: 'go back one question, or close', zh: '回到上一问，或关闭'},
			command: withFault,
		},
	},
} as const satisfies Record<string, KeyGroup>;
