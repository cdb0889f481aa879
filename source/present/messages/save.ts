import type {Text} from '../../model/language.js';

/** Saving a plan. */
export const saveWords = {
	title: {en: 'save', zh: '保存'},
	ask: {en: 'Where should the plan be written?', zh: '方案写到哪里？'},
	why: {
		en: 'A YAML file; explain reads it, and so does whoever builds the cluster. A file that is there is never replaced unasked.',
		zh: '一个 YAML 文件；explain 命令读它，搭建集群的人也读它。已有的文件不会不经询问就被覆盖。',
	},
	empty: {en: 'A path is wanted here, e.g. plan.yaml.', zh: '这里需要一个路径，例如 plan.yaml。'},
	exists: (path: string): Text => ({en: `${path} is there already. Replace it?`, zh: `${path} 已经存在，要覆盖吗？`}),
	existsHint: {en: 'y: yes, replace it · n: no, another path', zh: 'y：是，覆盖 · n：否，换个路径'},
	saving: {en: 'Writing ...', zh: '正在写入……'},
	saved: (path: string): Text => ({en: `✓ Written to ${path}.`, zh: `✓ 已写入 ${path}。`}),
	next: {en: 'Next, in the shell:', zh: '接下来，在命令行里：'},
	explain: {en: 'why each thing is where it is', zh: '每样东西为什么放在那里'},
	down: {en: 'what is left with one machine down', zh: '坏一台机器后还剩什么'},
};
