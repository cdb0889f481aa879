import {runbookSections as sections} from '../../present/messages/runbook.js';
import type {Language} from '../../model/language.js';
import {planSummary} from '../../present/plan-summary.js';
import {availabilityOf, guaranteesOf} from './guarantee-phrases.js';
import {
	code, heading, list, note, paragraph, phrase, table, warning, type Block, type Phrase,
} from './document.js';
import {blanks, type Facts} from './facts.js';

/** Values that nobody gave and that this runbook leaves open, each with the flag that fills it in. */
function blankRows({plan, holdsVip, endpointHost, vip, version, networkInterface, backupTo}: Facts): Phrase[][] {
	const {machines, topology} = plan;
	const without = machines.filter(({address}) => address === null).length;
	const rows: Array<[isOpen: boolean, blank: string, flag: string, what: Phrase]> = [
		[holdsVip && vip === blanks.vip, blanks.vip, '--vip', phrase({en: 'the address that moves between the load balancers', zh: '在负载均衡器之间漂移的地址'})],
		[endpointHost === blanks.endpoint, blanks.endpoint, '--endpoint', phrase({en: 'the name or address that every node finds the API at', zh: '所有节点访问 API 所用的名字或地址'})],
		[holdsVip && networkInterface === blanks.interface, blanks.interface, '--interface', phrase({en: 'the network interface that holds the VIP', zh: '持有 VIP 的网卡'})],
		[version === blanks.version, blanks.version, '--kubernetes-version', phrase({en: 'the release of Kubernetes, like v1.37.1', zh: 'Kubernetes 的版本，例如 v1.37.1'})],
		[backupTo === blanks.backupTo, blanks.backupTo, '--backup-to', phrase({en: 'where snapshots are kept, off these machines', zh: '快照的存放处，要在这些机器之外'})],
		[without > 0, blanks.address, '--addresses', phrase(topology === 'external'
			? {en: 'the addresses of {count} machines; commands use their names instead, but etcd listens on addresses only', zh: '{count} 台机器的地址；命令中改用机器名，但 etcd 只能在地址上监听'}
			: {en: 'the addresses of {count} machines; commands use their names instead, so these have to resolve', zh: '{count} 台机器的地址；命令中改用机器名，所以名字必须能解析'}, {count: String(without)})],
	];
	return rows.filter(([isOpen]) => isOpen).map(([, blank, flag, what]) => [code(blank), what, code(flag)]);
}

function openValues(facts: Facts): Block[] {
	const rows = blankRows(facts);
	return rows.length === 0
		? [paragraph({en: 'Every value is filled in: nothing in this runbook is left blank.', zh: '所有值都已填好：本手册里没有空白。'})]
		: [
			warning(null, {
				en: 'Not everything was known when this was written. Words that begin with `FILL_IN_` are blanks: no command with one in it works. Export again with the flag, or write the value in by hand wherever the blank stands.',
				zh: '编写时还有一些值未知。以 `FILL_IN_` 开头的词都是空白：带有它的命令不能执行。用对应的选项重新导出，或者在每一处手工填上。',
			}),
			table({en: 'Blanks', zh: '空白'}, [{en: 'Blank', zh: '空白'}, {en: 'What it is', zh: '含义'}, {en: 'Flag', zh: '选项'}], rows),
		];
}

function whereSentence({isSingle}: Facts): Block {
	return isSingle
		? warning(null, {
			en: 'This cluster has one control plane: when its machine is down, nothing can be changed, scheduled or healed until it is back. Pods that run go on. The snapshot is your only second copy.',
			zh: '这个集群只有一个控制平面：它的机器宕机期间，什么都不能变更、调度或自愈，直到机器恢复；已经在运行的 Pod 会继续运行。快照是你唯一的第二份数据。',
		})
		: note(null, {
			en: 'While the control plane is down, running pods go on and keep serving; but nothing is changed, scheduled, moved or healed.',
			zh: '控制平面不可用期间，已经在运行的 Pod 会继续运行和提供服务；但什么都不能变更、调度、迁移或自愈。',
		});
}

/** The machines that commands name are the first of their kind, and just that one may be down. */
function elsewhere({isExternal, first, etcd}: Facts): Phrase {
	return isExternal
		? phrase({
			en: 'Where a block names {first} and {first} is down, type it on another control plane, and what is for {member} on another etcd member: they can all do the same.',
			zh: '写着在 {first} 上执行而 {first} 宕机时，就在另一台控制平面节点上执行；写着 {member} 的，就在另一个 etcd 成员上执行：它们能做的都一样。',
		}, {first: first.name, member: etcd[0]?.name ?? ''})
		: phrase({
			en: 'Where a block names {first} and {first} is down, type it on another control plane: they can all do the same.',
			zh: '写着在 {first} 上执行而 {first} 宕机时，就在另一台控制平面节点上执行：它们能做的都一样。',
		}, {first: first.name});
}

/** What the cluster is, what it survives, and how to read what follows. */
export function about(facts: Facts, language: Language): Block[] {
	const {plan} = facts;
	return [
		heading(2, sections.about),
		paragraph({en: '{summary}. Clients and nodes reach the API at `{endpoint}`.', zh: '{summary}。客户端和节点通过 `{endpoint}` 访问 API。'}, {summary: planSummary(plan, language), endpoint: facts.endpoint}),
		table(
			{en: 'What it survives', zh: '能承受的故障'},
			[{en: 'What', zh: '项目'}, {en: 'Answer', zh: '结论'}],
			guaranteesOf(plan).map(({label, says}) => [phrase(label), phrase({en: '{text}', zh: '{text}'}, {text: says[language]})]),
		),
		paragraph({en: 'Availability, computed: {availability}', zh: '可用度（计算值）：{availability}'}, {availability: availabilityOf(plan)[language]}),
		whereSentence(facts),
		heading(3, {en: 'How to read the commands', zh: '命令怎么读'}),
		list(
			phrase({en: 'Above every block stands where it is typed. On a machine that means as root; on your workstation `ssh` and `scp` log in as root.', zh: '每段命令上方写着在哪里执行。在机器上一律用 root；在工作站上，`ssh` 和 `scp` 以 root 登录。'}),
			phrase({en: 'Words in capitals like `TOKEN`, `MEMBER_ID` or `NEW_VERSION` are yours to replace: the step says what with.', zh: '`TOKEN`、`MEMBER_ID`、`NEW_VERSION` 这样的大写词由你替换：该步骤会说明换成什么。'}),
			...(facts.isSingle ? [] : [elsewhere(facts)]),
			phrase({en: '"Quorum" is more than half of the etcd members: here {quorum} of {voters}. Below it the cluster takes no writes.', zh: '“法定人数”指超过半数的 etcd 成员：这里是 {voters} 个中的 {quorum} 个。低于它，集群不接受写入。'}, {quorum: String(plan.etcd.quorum), voters: String(plan.etcd.members.length)}),
		),
		...openValues(facts),
	];
}

