import type {Text} from '../../model/language.js';
import {takenOutMs} from '../haproxy/check-interval.js';
import {hostOf} from '../machine-hosts.js';
import {hostPort} from '../quoting.js';
import {
	bare, heading, note, otherwise, paragraph, phrase, run, see, table, type Block, type Phrase,
} from './document.js';
import {
	apiserverPort, askEtcd, namesOf, type Facts,
} from './facts.js';

/** Whether each apiserver is ready, asked past whatever stands before it, and then through that. */
export function askApiservers({controlPlanes, endpoint}: Facts): string {
	return `for host in ${controlPlanes.map(machine => hostPort(hostOf(machine), apiserverPort)).join(' ')} ${endpoint}; do printf '%s ' "$host"; curl -ks --max-time 5 "https://$host/readyz"; echo; done`;
}

/** Says "all is well" in a few lines; asked after the build, and before and after every change. */
export function healthBlocks(facts: Facts): Block[] {
	const {first, controlPlanes, etcd} = facts;
	return [
		run([first.name], askApiservers(facts)),
		see({en: '`ok` from each of {count} and from the endpoint.', zh: '{count} 个 apiserver 和端点都返回 `ok`。'}, {count: String(controlPlanes.length)}),
		run(namesOf(etcd).slice(0, 1), ...askEtcd),
		see({en: '{count} members `started`, {count} times `is healthy`, one leader, no errors, and RAFT INDEX within a few of each other.', zh: '{count} 个成员 `started`，{count} 个 `is healthy`，一个 Leader，没有 errors，RAFT INDEX 相差无几。'}, {count: String(etcd.length)}),
		run([first.name], 'kubectl get nodes', 'kubectl get pods -A -o wide | grep -vE \'Running|Completed\''),
		see({en: 'every node `Ready`, and of the second command only the line of titles.', zh: '每个节点都是 `Ready`；第二条命令只有标题行。'}),
	];
}

/** The plan's last step: see that it is whole, then that it survives what it promises. */
export function verifyStep(facts: Facts): Block[] {
	const {plan, first, controlPlanes, endpoint, etcd, isSingle} = facts;
	const tolerated = plan.guarantees.controlPlane.anyMachines;
	const victim = controlPlanes.at(-1) ?? first;
	const watcher = facts.workers[0] ?? controlPlanes[1] ?? first;
	return [
		...healthBlocks(facts),
		...(isSingle
			? []
			: [
				note('DNS-TWO', {en: 'kubeadm starts both CoreDNS Pods while there is one node, so both may live on {first}: losing it would take the cluster\'s DNS along. Start them anew now that there are more nodes.', zh: 'kubeadm 在只有一个节点时启动两个 CoreDNS Pod，它们可能都在 {first} 上：失去它，集群的 DNS 也没了。现在节点多了，重启它们。'}, {first: first.name}),
				run([first.name], 'kubectl -n kube-system rollout restart deployment coredns', 'kubectl -n kube-system rollout status deployment coredns', 'kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide'),
				see({en: 'two Pods `Running`, on two different nodes.', zh: '两个 `Running` 的 Pod，在两个不同的节点上。'}),
			]),
		...(tolerated === 0
			? [paragraph({en: 'This plan survives no loss of a machine that holds the control plane, so there is nothing to switch off. Take the first snapshot now, as the section on backups says.', zh: '这个方案承受不了承载控制平面的机器故障，所以没有可以关掉来试的机器。现在就按“备份”一节做第一次快照。'})]
			: [
				heading(3, {en: 'Switch one machine off, on purpose', zh: '故意关掉一台机器'}),
				paragraph({
					en: `Do it now, while nobody depends on the cluster: {victim} first, then ${facts.holdsVip ? 'the machine that holds the VIP' : '{first}'}${facts.isExternal ? ', then {member}' : ''}. Wait between them until all is healthy again. In one window let this run:`,
					zh: `趁现在还没有人依赖这个集群：先关 {victim}，再关${facts.holdsVip ? '持有 VIP 的那台' : ' {first}'}${facts.isExternal ? '，最后关 {member}' : ''}。每次之间等到一切恢复健康。在一个窗口里一直运行：`,
				}, {victim: victim.name, first: first.name, member: etcd[0]?.name ?? ''}),
				run([watcher.name], `while true; do date +%T; curl -ks --max-time 1 https://${endpoint}/readyz || echo DOWN; echo; sleep 1; done`),
				run([victim.name], 'systemctl poweroff'),
				see({en: '`ok` again within seconds, and `etcdctl endpoint health` unhealthy for one member of {count} at most. Switch it on: it comes back by itself, with nothing typed.', zh: '几秒之内重新出现 `ok`；{count} 个成员中最多一个在 `etcdctl endpoint health` 里不健康。再开机：它会自己恢复，不需要任何命令。'}, {count: String(etcd.length)}),
				table(
					{en: 'How long things take, at the usual settings', zh: '常用设置下各部分的恢复时间'},
					[{en: 'What', zh: '项目'}, {en: 'Takes', zh: '耗时'}],
					timeRows(facts),
				),
				otherwise({en: 'note what stayed down and for how long, bring the machine back, and read the section for that part. Do not take the cluster into use before this drill passes.', zh: '记下什么没有恢复、持续了多久，把机器恢复，再看对应的章节。演练没有通过之前，不要投入使用。'}),
			]),
	];
}

function seconds(ms: number): string {
	return String(Math.round(ms / 100) / 10);
}

/** Seconds that each layer takes, from its own timers; a range, because nobody knows when in an interval the failure falls. */
function timeRows({plan, workers}: Facts): Phrase[][] {
	const {kind} = plan.loadBalancer;
	const speaksVrrp = kind === 'keepalived' || kind === 'dedicated';
	const hasProxy = speaksVrrp || (kind === 'node-local' && workers.length > 0);
	const takenOut = takenOutMs(plan);
	const rows: Array<[what: Text, takes: string]> = [
		[{en: 'etcd: a new leader', zh: 'etcd：选出新的 Leader'}, '0.8 - 1.9 s'],
		...(speaksVrrp ? [[{en: 'the VIP on another machine', zh: 'VIP 漂移到另一台机器'}, '2.6 - 3.6 s'] satisfies [Text, string]] : []),
		...(kind === 'kube-vip' ? [[{en: 'the VIP on another machine (kube-vip\'s Lease)', zh: 'VIP 漂移到另一台机器（kube-vip 的 Lease）'}, '13 - 24 s'] satisfies [Text, string]] : []),
		...(hasProxy ? [[{en: 'HAProxy takes a dead apiserver out', zh: 'HAProxy 摘除宕机的 apiserver'}, `${seconds(takenOut.from)} - ${seconds(takenOut.to)} s`] satisfies [Text, string]] : []),
		[{en: 'scheduler and controller-manager: a new leader', zh: 'scheduler 和 controller-manager：选出新的 Leader'}, '13 - 24 s'],
		[{en: 'a dead Node counts as Unknown', zh: '宕机的 Node 变为 Unknown'}, '40 - 55 s'],
		[{en: 'its Pods are made anew elsewhere', zh: '它的 Pod 在别处重建'}, '340 - 355 s'],
	];
	return rows.map(([what, takes]) => [phrase({en: '{en}', zh: '{zh}'}, what), bare(takes)]);
}
