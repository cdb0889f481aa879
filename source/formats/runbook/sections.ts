import {runbookSections as titles} from '../../present/messages/runbook.js';
import type {ExportInput} from '../target.js';
import {about} from './about.js';
import {backups} from './backup.js';
import {build} from './build.js';
import {certificates} from './certificates.js';
import {controlPlaneOperations} from './control-planes.js';
import {
	heading, paragraph, phrase, table, type Block, type Phrase,
} from './document.js';
import {etcdOperations} from './etcd-members.js';
import {factsOf, type Facts} from './facts.js';
import {files} from './files.js';
import {ports} from './ports.js';
import {prerequisites} from './prerequisites.js';
import {quorumLoss} from './quorum-loss.js';
import {restore} from './restore.js';
import {upgrade} from './upgrade.js';
import {workerOperations} from './workers.js';

type SectionId = keyof typeof titles;

const order = Object.keys(titles) as SectionId[];

function numbered(id: SectionId): Phrase {
	const {en, zh} = titles[id];
	return phrase({en: `{number}. ${en}`, zh: `{number}. ${zh}`}, {number: String(order.indexOf(id) + 1)});
}

/** What one finds at night, and the section to open. */
const troubles: ReadonlyArray<readonly [what: Phrase, section: SectionId]> = [
	[phrase({en: 'kubectl hangs or times out, and running applications go on', zh: 'kubectl 卡住或超时，应用仍在运行'}), 'quorumLoss'],
	[phrase({en: 'A machine with a control plane is dead, kubectl works', zh: '一台控制平面节点宕机，kubectl 仍可用'}), 'controlPlanes'],
	[phrase({en: 'An etcd member is dead, kubectl works', zh: '一个 etcd 成员宕机，kubectl 仍可用'}), 'etcdMembers'],
	[phrase({en: 'A worker is dead, or Pods hang in `Terminating`', zh: '工作节点宕机，或 Pod 一直是 `Terminating`'}), 'workers'],
	[phrase({en: '`x509: certificate has expired`', zh: '`x509: certificate has expired`'}), 'certificates'],
	[phrase({en: 'Data is gone, and nobody can bring the machines back', zh: '数据丢失，机器也无法恢复'}), 'restore'],
];

function indexBlock({isSingle}: Facts): Block {
	// With one control plane its death is the loss of the quorum.
	const possible = troubles.filter(([, section]) => !isSingle || (section !== 'controlPlanes' && section !== 'etcdMembers'));
	return table(
		{en: 'If something is wrong right now', zh: '如果现在就有问题'},
		[{en: 'What you see', zh: '现象'}, {en: 'Open', zh: '翻到'}],
		possible.map(([what, section]) => [what, numbered(section)]),
	);
}

/** The sections' headings with their numbers, so that one may say over the phone which one is meant. */
function withNumbers(blocks: readonly Block[]): Block[] {
	return blocks.map(block => {
		const id = block.kind === 'heading' && block.level === 2 ? order.find(each => titles[each] === block.phrase.says) : undefined;
		return id === undefined ? block : {kind: 'heading', level: 2, phrase: numbered(id)};
	});
}

/** The whole runbook, in the order that somebody needs it: to build, to see, to change, and when it burns. */
export function runbookBlocks(input: ExportInput): Block[] {
	const facts = factsOf(input);
	const {metadata: {name}} = input.plan;
	return withNumbers([
		heading(1, {en: 'Runbook of {name}', zh: '{name} 的操作手册（Runbook）'}, {name}),
		paragraph({
			en: 'For whoever is on call, also at three in the morning and without the one who planned this. The steps are in order; after each stands what you should see, and what to do where it looks otherwise. Do not go on past a step that looks otherwise.',
			zh: '写给值班的人，哪怕是凌晨三点、规划的人不在场。步骤按顺序排列；每一步后面写着应该看到什么，以及不是这样时怎么办。没有看到预期结果，就不要继续下一步。',
		}),
		indexBlock(facts),
		...about(facts, input.language),
		...prerequisites(facts),
		...ports(facts),
		...files(facts),
		...build(facts),
		...backups(facts),
		...workerOperations(facts),
		...controlPlaneOperations(facts),
		...etcdOperations(facts),
		...quorumLoss(facts),
		...restore(facts),
		...upgrade(facts),
		...certificates(facts),
	]);
}
