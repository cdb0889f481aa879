import type {Text} from '../../model/language.js';
import type {EtcdOperation} from '../../simulation/control-plane/etcd/messages.js';

const words: Readonly<Record<EtcdOperation['kind'], Text>> = {
	put: {en: 'write', zh: '写入'},
	delete: {en: 'delete', zh: '删除'},
	get: {en: 'read', zh: '读取'},
	list: {en: 'list', zh: '列出'},
	'member-list': {en: 'list the members', zh: '列出成员'},
	'member-add': {en: 'add a member', zh: '添加成员'},
	'member-remove': {en: 'remove a member', zh: '移除成员'},
	'member-promote': {en: 'promote a learner', zh: '提升 learner'},
	'move-leader': {en: 'move the leader', zh: '移交 Leader'},
	'snapshot-save': {en: 'save a snapshot', zh: '保存快照'},
	status: {en: 'status', zh: '查看状态'},
	compact: {en: 'compact', zh: '压缩'},
	defragment: {en: 'defragment', zh: '碎片整理'},
	disarm: {en: 'disarm the alarm', zh: '解除告警'},
	health: {en: 'health', zh: '健康检查'},
};

/** What a client asked an etcd member for. */
export function operationWord(operation: EtcdOperation['kind']): Text {
	return words[operation];
}

/** What is done to a member, before its name. */
const changeWords: Readonly<Partial<Record<EtcdOperation['kind'], Text>>> = {
	'member-add': {en: 'add', zh: '添加'},
	'member-remove': {en: 'remove', zh: '移除'},
	'member-promote': {en: 'promote', zh: '提升'},
};

/** What a change of members does to one of them. */
export function changeWord(operation: EtcdOperation['kind']): Text {
	return changeWords[operation] ?? words[operation];
}

/** The operator's commands as etcdctl has them; what is not listed is called by its own name. */
const etcdctlWords: Readonly<Record<string, (word: string) => string>> = {
	put: word => `put /operator/${word}`,
	delete: word => `del /operator/${word}`,
	'get-serializable': word => `get ${word} --consistency=s`,
	'member-add': word => `member add ${word}`,
	'member-add-learner': word => `member add ${word} --learner`,
	'member-remove': word => `member remove ${word}`,
	'member-promote': word => `member promote ${word}`,
	'snapshot-save': () => 'snapshot save',
	status: () => 'endpoint status',
	compact: () => 'compact',
	defragment: () => 'defrag',
	disarm: () => 'alarm disarm',
};

/** An operator's command as it is typed (members by their names instead of their numbers). */
export function etcdctlLine([name = '', word = '']: readonly string[]): string {
	const typed = etcdctlWords[name]?.(word) ?? [name, word].join(' ').trim();
	return `etcdctl ${typed}`;
}
