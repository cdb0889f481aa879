import {runbookSections as sections} from '../../present/messages/runbook.js';
import {readIp} from '../../planner/addresses.js';
import {hostOf} from '../machine-hosts.js';
import {hostPort} from '../quoting.js';
import {
	heading, note, otherwise, paragraph, phrase, run, runHere, see, table, warning, type Block,
} from './document.js';
import {
	apiserverPort, etcdClientUrl, namesOf, readEtcdVariables, remote, type Facts,
} from './facts.js';
import {askApiservers} from './verify.js';

/** What holds the way to apiservers that are well, by kind of load balancer. */
function wayIsBroken({plan, endpointHost, networkInterface, first}: Facts): {readonly en: string; readonly zh: string} {
	const {kind} = plan.loadBalancer;
	const name = readIp(endpointHost) === undefined ? {en: ' Where does the name lead: `getent hosts {host}`?', zh: '名字指向哪里：`getent hosts {host}`？'} : {en: '', zh: ''};
	const look = kind === 'keepalived' || kind === 'dedicated'
		? {en: ` Who holds the VIP, and do HAProxy and keepalived run: \`ip -brief address show dev ${networkInterface}\` and \`systemctl status haproxy keepalived\` on each load balancer.`, zh: `谁持有 VIP，HAProxy 和 keepalived 是否在运行：在每台负载均衡器上执行 \`ip -brief address show dev ${networkInterface}\` 和 \`systemctl status haproxy keepalived\`。`}
		: (kind === 'kube-vip'
			? {en: ` Who holds the VIP, and what does kube-vip say: \`ip -brief address show dev ${networkInterface}\`, then \`crictl ps -a --name kube-vip\` and \`crictl logs\` with its id, on each control plane.`, zh: `谁持有 VIP，kube-vip 说了什么：在每台控制平面节点上执行 \`ip -brief address show dev ${networkInterface}\`，再执行 \`crictl ps -a --name kube-vip\`，用它的 id 执行 \`crictl logs\`。`}
			: {en: '', zh: ''});
	return {
		en: `**The apiservers say ok, only the endpoint does not:** etcd is well, the way to it is not.${look.en}${name.en} Until it is mended, go past it: \`kubectl --kubeconfig /etc/kubernetes/admin.conf --server https://${hostPort(hostOf(first), apiserverPort)}\`.`,
		zh: `**各 apiserver 返回 ok，只有端点没有**：etcd 正常，通向它的路有问题。${look.zh}${name.zh}修好之前可以绕过去：\`kubectl --kubeconfig /etc/kubernetes/admin.conf --server https://${hostPort(hostOf(first), apiserverPort)}\`。`,
	};
}

/** A kubectl that hangs has more reasons than a lost quorum, and each of them is mended elsewhere. */
function isItTheQuorum(facts: Facts): Block[] {
	const {etcd, controlPlanes, plan, endpointHost} = facts;
	const way = wayIsBroken(facts);
	return [
		heading(3, {en: 'Is it the quorum?', zh: '真的是法定人数的问题吗？'}),
		run(namesOf(controlPlanes).slice(0, 1), askApiservers(facts)),
		run(namesOf(etcd).slice(0, 1), readEtcdVariables, 'etcdctl endpoint health'),
		see(etcd.length === 1
			? {en: 'no `ok`, and the member is unhealthy: it is etcd. Read on.', zh: '没有 `ok`，成员也不健康：是 etcd 的问题。继续往下读。'}
			: {en: 'no `ok` from any apiserver, and fewer than {quorum} members healthy: it is the quorum. Read on.', zh: '没有一个 apiserver 返回 `ok`，健康的成员少于 {quorum} 个：是法定人数的问题。继续往下读。'}, {quorum: String(plan.etcd.quorum)}),
		otherwise({
			en: `${plan.loadBalancer.kind === 'none' ? '' : `${way.en} `}**${etcd.length === 1 ? 'The member is' : '{quorum} or more members are'} healthy, and no apiserver says ok:** \`crictl ps -a --name kube-apiserver\` on a control plane, then \`crictl logs\` with its id; \`x509\` there leads to "Certificates, every year".`,
			zh: `${plan.loadBalancer.kind === 'none' ? '' : way.zh}**${etcd.length === 1 ? '成员是健康的' : '健康的成员有 {quorum} 个或更多'}，却没有 apiserver 返回 ok**：在控制平面节点上执行 \`crictl ps -a --name kube-apiserver\`，再用它的 id 执行 \`crictl logs\`；出现 \`x509\` 就转到“每年的证书”。`,
		}, {quorum: String(plan.etcd.quorum), host: endpointHost}),
	];
}

/** Wait or restore: the one decision of the night, and what to save first. */
export function quorumLoss(facts: Facts): Block[] {
	const {etcd, plan, isSingle} = facts;
	const {quorum, members} = plan.etcd;
	const values = {quorum: String(quorum), count: String(members.length)};
	return [
		heading(2, sections.quorumLoss),
		paragraph(isSingle
			? {en: 'The only etcd member does not answer. No writes, no reads: kubectl hangs or says that the connection is refused. Pods go on running.', zh: '唯一的 etcd 成员没有应答。不能写也不能读：kubectl 卡住或提示连接被拒绝。Pod 继续运行。'}
			: {en: 'Fewer than {quorum} of {count} members answer. No writes, and no reads that must be current: kubectl times out with `etcdserver: request timed out` or `context deadline exceeded`. Pods go on running.', zh: '{count} 个成员中有应答的少于 {quorum} 个。不能写入，也没有线性一致性读：kubectl 超时，提示 `etcdserver: request timed out` 或 `context deadline exceeded`。Pod 继续运行。'}, values),
		warning(null, {en: 'Do not restart, reset or empty anything yet. A member\'s data directory on a machine that is merely off is worth more than any backup.', zh: '先不要重启、重置或清空任何东西。只是关了机的机器上，成员的数据目录比任何备份都更有价值。'}),
		...isItTheQuorum(facts),
		heading(3, {en: 'Wait or restore?', zh: '等待还是恢复？'}),
		table(
			{en: 'The decision', zh: '决定'},
			[{en: 'What you know', zh: '你知道的情况'}, {en: 'Do', zh: '该做的事'}],
			[
				[phrase({en: 'Machines are off, or cut off by the network, and their disks are whole', zh: '机器关机或网络中断，磁盘完好'}), phrase({en: '**Wait**: bring back power or network. With {quorum} of {count} up etcd goes on by itself, with nothing lost that was ever confirmed.', zh: '**等待**：恢复供电或网络。{count} 个成员中有 {quorum} 个正常，etcd 就会自己恢复，已确认的数据不会丢失。'}, values)],
				[phrase({en: 'Nobody knows yet', zh: '还不清楚'}), phrase({en: '**Wait**, and find out. Running applications are not harmed by an hour without a control plane.', zh: '**等待**，并查明情况。控制平面停一小时不会损害正在运行的应用。'})],
				[isSingle
					? phrase({en: 'The disk of the only member is gone for good', zh: '唯一成员的磁盘彻底损坏'})
					: phrase({en: 'The disks of so many members are gone for good that {quorum} can never be up again', zh: '太多成员的磁盘彻底损坏，再也凑不齐 {quorum} 个'}, values), phrase({en: '**Restore**: next section. What was written after the snapshot is lost.', zh: '**恢复**：见下一节。快照之后写入的数据会丢失。'})],
				[phrase({en: 'Data was deleted or overwritten by mistake', zh: '数据被误删或误改'}), phrase({en: '**Restore**, since every member has the mistake. Think twice: it takes everything back, not just that.', zh: '**恢复**，因为每个成员上都有这个错误。三思：恢复会让一切都回退，不只是那部分数据。'})],
			],
		),
		...(etcd.length === 1
			? []
			: [
				heading(3, {en: 'Save what a survivor has', zh: '保存幸存成员的数据'}),
				paragraph({en: 'A member that is up gives a snapshot without a quorum too, and its copy is newer than last night\'s. Do it on every one that answers, before you restore anything:', zh: '没有法定人数时，正常的成员也能给出快照，而且比昨晚的备份更新。恢复之前，在每个有应答的成员上都做一次：'}),
				...etcd.map(machine => run(
					[machine.name],
					readEtcdVariables,
					`ETCDCTL_ENDPOINTS=${etcdClientUrl(machine)} etcdctl endpoint status -w table`,
					`ETCDCTL_ENDPOINTS=${etcdClientUrl(machine)} etcdctl snapshot save /root/${machine.name}-rescue.db`,
				)),
				see({en: '`Snapshot saved`. Of several take the one whose status showed the highest RAFT APPLIED INDEX, and bring it to your workstation:', zh: '`Snapshot saved`。有多个时，取状态中 RAFT APPLIED INDEX 最高的那个，复制到你的工作站：'}),
				runHere(...etcd.slice(0, 1).map(machine => `scp ${remote(machine, `/root/${machine.name}-rescue.db`)} snapshot.db`)),
				otherwise({en: 'a member that does not answer has only its files: copy its whole data directory away, with etcd stopped. `snap/db` alone may lack the newest writes, and has no hash to be checked by.', zh: '没有应答的成员只剩文件：停掉 etcd，把整个数据目录复制出来。单独的 `snap/db` 可能缺少最新的写入，也没有可供校验的哈希。'}),
			]),
		note(null, {en: '`--force-new-cluster` is not the way: it can panic while old members are alive, and leaves two clusters that think they are one.', zh: '不要用 `--force-new-cluster`：旧成员还在时它可能崩溃，还会留下两个都自认为是同一个集群的集群。'}),
	];
}
