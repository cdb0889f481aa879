import type {KeyGroup} from './binding.js';

const plan = 'k8s-ha-tutor plan --machines 7';
const explain = 'k8s-ha-tutor explain plan.yaml';

/** The keys of the planner's screens; part of key-map.ts. */
export const planningKeys = {
	planner: {
		next: {
			keys: ['enter', 'tab'],
			shown: 'Enter',
			label: {en: 'next', zh: '下一题'},
			does: {en: 'take the answer and go on; after the last question the plan opens', zh: '确认答案并继续；答完最后一题就打开方案'},
			command: plan,
		},
		previous: {
			keys: ['escape', 'shift-tab'],
			shown: 'Esc',
			label: {en: 'back', zh: '上一题'},
			does: {en: 'go back a question; no answer is lost', zh: '回到上一题，答案都会保留'},
			command: plan,
		},
		move: {
			keys: ['down', 'up'],
			shown: '↑↓',
			label: {en: 'choose', zh: '选择'},
			does: {en: 'choose an answer; a digit picks it at once', zh: '选择答案；按数字直接选中'},
			command: plan,
		},
		erase: {
			keys: ['backspace'],
			label: {en: 'erase', zh: '删除'},
			does: {en: 'erase the last character of what was typed', zh: '删除最后输入的一个字符'},
			command: plan,
		},
	},
	plan: {
		move: {
			keys: ['right', 'left', 'down', 'up'],
			shown: '←→',
			label: {en: 'move', zh: '移动'},
			does: {en: 'move between the machines', zh: '在机器之间移动'},
			command: explain,
		},
		kill: {
			keys: ['k', 'space'],
			shown: 'k',
			label: {en: 'kill/revive', zh: '弄挂/恢复'},
			does: {en: 'kill or revive the machine, or the group, under the cursor', zh: '弄挂或恢复光标处的机器或机器组'},
			command: `${explain} --down node-1`,
		},
		killZone: {
			keys: ['z'],
			label: {en: 'zone', zh: '整个可用区'},
			does: {en: 'kill or revive the whole zone of the machine under the cursor', zh: '弄挂或恢复光标所在的整个可用区'},
			command: `${explain} --down node-1,node-2`,
		},
		revive: {
			keys: ['r'],
			label: {en: 'revive all', zh: '全部恢复'},
			does: {en: 'revive every machine', zh: '恢复所有机器'},
			command: explain,
		},
		expand: {
			keys: ['e'],
			label: {en: 'open groups', zh: '展开分组'},
			does: {en: 'draw large groups of workers machine by machine, or as one again', zh: '把大组的工作节点逐台画出，或重新收起'},
			command: explain,
		},
		nextTab: {
			keys: ['tab'],
			label: {en: 'page', zh: '换页'},
			does: {en: 'machines, guarantees, alternatives, findings, why, steps', zh: '机器、保证、备选、检查结果、为什么、步骤'},
			command: explain,
		},
		previousTab: {
			keys: ['shift-tab'],
			label: {en: 'page before', zh: '上一页签'},
			does: {en: 'the page before', zh: '回到前一页'},
			command: explain,
		},
		pickTab: {
			keys: ['1', '2', '3', '4', '5', '6'],
			shown: '1-6',
			label: {en: 'page', zh: '页面'},
			does: {en: 'go to a page by its number', zh: '按编号切换页面'},
			command: explain,
		},
		save: {
			keys: ['s'],
			label: {en: 'save', zh: '保存'},
			does: {en: 'write the plan to a file', zh: '把方案写入文件'},
			command: `${plan} --out plan.yaml`,
		},
		export: {
			keys: ['x'],
			label: {en: 'export', zh: '导出'},
			does: {en: 'look at the files that build this plan, and write them', zh: '查看并写入搭建这个方案的文件'},
			command: 'k8s-ha-tutor export plan.yaml --to all --out cluster',
		},
	},
	save: {
		submit: {
			keys: ['enter'],
			label: {en: 'save', zh: '保存'},
			does: {en: 'write the file', zh: '写入文件'},
			command: `${plan} --out plan.yaml`,
		},
		erase: {
			keys: ['backspace'],
			label: {en: 'erase', zh: '删除'},
			does: {en: 'erase the last character of the path', zh: '删除路径的最后一个字符'},
			command: `${plan} --out plan.yaml`,
		},
		replace: {
			keys: ['y'],
			label: {en: 'yes, replace', zh: '是，覆盖'},
			does: {en: 'replace the file that is there', zh: '覆盖已存在的文件'},
			command: `${plan} --out plan.yaml --force`,
		},
		keep: {
			keys: ['n', 'escape'],
			shown: 'n',
			label: {en: 'no, another path', zh: '否，换个路径'},
			does: {en: 'keep the file that is there and edit the path', zh: '保留已有文件，修改路径'},
			command: `${plan} --out other.yaml`,
		},
		done: {
			keys: ['enter', 'escape'],
			shown: 'Enter',
			label: {en: 'back to the plan', zh: '回到方案'},
			does: {en: 'go back to the plan', zh: '回到方案'},
			command: explain,
		},
	},
} as const satisfies Record<string, KeyGroup>;
