import type {KeyGroup} from './binding.js';

const command = 'k8s-ha-tutor export plan.yaml --to all --out cluster';

/** The keys of the export's pages; part of key-map.ts. */
export const exportKeys = {
	exportTargets: {
		preview: {
			keys: ['enter', 'right'],
			shown: 'Enter',
			label: {en: 'look', zh: '查看'},
			does: {en: 'read the files before they are written, or type the value that is missing', zh: '写入前查看文件内容，或填写缺少的值'},
			command,
		},
		toggle: {
			keys: ['space'],
			label: {en: 'mark', zh: '勾选'},
			does: {en: 'mark what is to be written, or unmark it', zh: '勾选要写入的，或取消勾选'},
			command: 'k8s-ha-tutor export plan.yaml --to haproxy,keepalived --out cluster',
		},
		values: {
			keys: ['v'],
			label: {en: 'values', zh: '填值'},
			does: {en: 'type what the plan leaves open: addresses, VIP, interface ...', zh: '填写方案里没有的值：地址、VIP、网卡等'},
			command: 'k8s-ha-tutor export plan.yaml --to keepalived --vip 10.0.0.100 --interface eth0 --out cluster',
		},
		write: {
			keys: ['w'],
			label: {en: 'write', zh: '写入'},
			does: {en: 'write the files that are marked; the directory is asked for', zh: '写入已勾选的文件；会先询问目录'},
			command,
		},
		move: {
			keys: ['down', 'up', 'j', 'k'],
			shown: '↑↓',
			label: {en: 'move', zh: '移动'},
			does: {en: 'move between the kinds of files', zh: '在各种文件之间移动'},
			command,
		},
		all: {
			keys: ['a'],
			label: {en: 'all or none', zh: '全选或全不选'},
			does: {en: 'mark everything, or nothing', zh: '全部勾选，或全部取消'},
			command,
		},
	},
	exportPreview: {
		next: {
			keys: ['tab', 'n'],
			shown: 'Tab',
			label: {en: 'next file', zh: '下一个文件'},
			does: {en: 'the next file of this kind', zh: '同一类的下一个文件'},
			command,
		},
		previous: {
			keys: ['shift-tab', 'p'],
			shown: 'Shift-Tab',
			label: {en: 'file before', zh: '上一个文件'},
			does: {en: 'the file before', zh: '上一个文件'},
			command,
		},
		sideways: {
			keys: ['right', 'left'],
			shown: '←→',
			label: {en: 'sideways', zh: '左右移动'},
			does: {en: 'show the rest of long lines', zh: '显示长行的其余部分'},
			command,
		},
	},
	exportValues: {
		next: {
			keys: ['enter', 'tab', 'down'],
			shown: 'Enter',
			label: {en: 'next', zh: '下一项'},
			does: {en: 'take the value and go on; after the last one back to the files', zh: '确认并继续；填完最后一项回到文件列表'},
			command: 'k8s-ha-tutor export plan.yaml --to all --vip 10.0.0.100 --interface eth0 --out cluster',
		},
		previous: {
			keys: ['shift-tab', 'up'],
			shown: '↑',
			label: {en: 'value before', zh: '上一项'},
			does: {en: 'go back a value', zh: '回到上一项'},
			command,
		},
		erase: {
			keys: ['backspace'],
			label: {en: 'erase', zh: '删除'},
			does: {en: 'erase the last character of the value', zh: '删除最后输入的一个字符'},
			command,
		},
		leave: {
			keys: ['escape'],
			label: {en: 'files', zh: '文件列表'},
			does: {en: 'back to the files; what was typed stays', zh: '回到文件列表，已输入的会保留'},
			command,
		},
	},
	exportWrite: {
		submit: {
			keys: ['enter'],
			label: {en: 'write', zh: '写入'},
			does: {en: 'write the files', zh: '写入文件'},
			command,
		},
		erase: {
			keys: ['backspace'],
			label: {en: 'erase', zh: '删除'},
			does: {en: 'erase the last character of the directory', zh: '删除目录的最后一个字符'},
			command,
		},
		replace: {
			keys: ['y'],
			label: {en: 'yes, replace', zh: '是，覆盖'},
			does: {en: 'replace the files that are there', zh: '覆盖已存在的文件'},
			command: `${command} --force`,
		},
		keep: {
			keys: ['n', 'escape'],
			shown: 'n',
			label: {en: 'no', zh: '否'},
			does: {en: 'keep the files that are there and edit the directory', zh: '保留已有文件，修改目录'},
			command: 'k8s-ha-tutor export plan.yaml --to all --out other',
		},
		done: {
			keys: ['enter', 'escape'],
			shown: 'Enter',
			label: {en: 'back to the plan', zh: '回到方案'},
			does: {en: 'go back to the plan', zh: '回到方案'},
			command: 'k8s-ha-tutor explain plan.yaml',
		},
	},
} as const satisfies Record<string, KeyGroup>;
