import type {Text} from '../../model/language.js';

/** Words of the `?` help. */
export const help = {
	help: {en: 'Help', zh: '帮助'},
	search: {en: 'Search: ', zh: '搜索：'},
	typeToSearch: {en: 'type to search the keys', zh: '输入文字即可搜索按键'},
	nothing: (typed: string): Text => ({en: `No key matches "${typed}".`, zh: `没有与“${typed}”匹配的按键。`}),
	here: {en: 'here', zh: '当前界面'},
	everyKey: {en: 'Each key has a command beside or below it: nothing depends on a key.', zh: '每个键旁边或下方的命令能做同样的事，不依赖任何一个键。'},
	clear: {en: 'clear', zh: '清空'},
	close: {en: 'close', zh: '关闭'},
};

/** What the parts of the key map are called. */
export const helpGroups: Readonly<Record<string, Text>> = {
	everywhere: {en: 'Everywhere', zh: '任何界面'},
	home: {en: 'Home', zh: '主界面'},
	lessons: {en: 'Lessons', zh: '课程列表'},
	lesson: {en: 'Lesson', zh: '课程'},
	question: {en: 'Question', zh: '题目'},
	quiz: {en: 'Quiz', zh: '小测验'},
	quorumPlay: {en: 'Board of members (quorum)', zh: '成员面板（法定人数）'},
	timePlay: {en: 'Time line (VRRP, Lease)', zh: '时间线（VRRP、Lease）'},
	progress: {en: 'Progress', zh: '进度'},
	planner: {en: 'Planner', zh: '规划'},
	plan: {en: 'Plan', zh: '方案'},
	save: {en: 'Save', zh: '保存'},
	exportTargets: {en: 'Export', zh: '导出'},
	exportPreview: {en: 'Export: a file', zh: '导出：查看文件'},
	exportValues: {en: 'Export: values', zh: '导出：填值'},
	exportWrite: {en: 'Export: writing', zh: '导出：写入'},
	scenarios: {en: 'Simulator: scenarios', zh: '模拟器：场景'},
	simulate: {en: 'Simulator', zh: '模拟器'},
	simulateMenu: {en: 'Simulator: menus and questions', zh: '模拟器：菜单与询问'},
};
