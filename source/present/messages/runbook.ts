import type {Text} from '../../model/language.js';

/** Words around the parts of a runbook; what its sections say stands beside them. */
export const runbookWords = {
	here: {en: 'On your workstation, in the directory of the exported files:', zh: '在你的工作站上，进入导出文件所在的目录：'},
	on: (machines: string): Text => ({en: `On ${machines}, as root:`, zh: `在 ${machines} 上，以 root 执行：`}),
	inTurn: (machines: string): Text => ({en: `On ${machines}, as root, one after the other and never on two at once:`, zh: `在 ${machines} 上，以 root 逐台执行，绝不同时在两台上：`}),
	callout: {
		see: {en: 'You should see', zh: '应该看到'},
		otherwise: {en: 'If it looks otherwise', zh: '如果不是这样'},
		note: {en: 'Note', zh: '说明'},
		warning: {en: 'Careful', zh: '当心'},
	} satisfies Record<string, Text>,
	/** Between a label and what it says; in Chinese the colon stands outside of the bold, or Markdown would not see its end. */
	colon: {en: ': ', zh: '：'},
	rule: (id: string): Text => ({en: ` (${id})`, zh: `（${id}）`}),
};

/** The sections in their order; their numbers follow from it. */
export const runbookSections = {
	about: {en: 'What this cluster is, and what it survives', zh: '这个集群是什么，能承受什么'},
	prerequisites: {en: 'Before the first step', zh: '动手之前'},
	ports: {en: 'Who must reach whom', zh: '谁要能访问谁'},
	files: {en: 'The files', zh: '文件'},
	build: {en: 'Building it, step by step', zh: '逐步搭建'},
	backups: {en: 'Backups', zh: '备份'},
	workers: {en: 'Adding and replacing a worker', zh: '增加和替换工作节点'},
	controlPlanes: {en: 'Adding and replacing a control plane', zh: '增加和替换控制平面节点'},
	etcdMembers: {en: 'Adding and replacing an etcd member', zh: '增加和替换 etcd 成员'},
	quorumLoss: {en: 'Quorum is lost', zh: '失去法定人数'},
	restore: {en: 'Restore from a snapshot', zh: '从快照恢复'},
	upgrade: {en: 'Upgrade', zh: '升级'},
	certificates: {en: 'Certificates, every year', zh: '每年的证书'},
} satisfies Record<string, Text>;
