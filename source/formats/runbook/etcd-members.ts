import {runbookSections as sections} from '../../present/messages/runbook.js';
import {
	heading, note, otherwise, paragraph, run, runHere, see, type Block,
} from './document.js';
import {
	askEtcd, etcdPeerUrl, namesOf, readEtcdVariables, type Facts,
} from './facts.js';
import {removeFirst} from './control-planes.js';
import {copyMember} from './step-etcd.js';

/** External etcd only: a stacked member comes and goes with its control plane. */
export function etcdOperations(facts: Facts): Block[] {
	const {etcd, plan, isExternal, isSingle} = facts;
	const dead = etcd.at(-1);
	if (!isExternal || dead === undefined) {
		return [
			heading(2, sections.etcdMembers),
			paragraph(isSingle
				? {en: 'The only member lives and dies with the control plane: see the section above, and the one on restoring.', zh: '唯一的成员与控制平面节点共存亡：见上一节和恢复一节。'}
				: {en: 'Every member lives on a control plane: `kubeadm join` adds it as a learner and promotes it, and replacing the control plane, as above, replaces it. One rule for both: first remove what is dead, then add.', zh: '每个成员都在控制平面节点上：`kubeadm join` 先以 learner 加入再提升，按上一节替换控制平面节点就替换了它。两者同一条规则：先移除宕机的，再增加新的。'}),
		];
	}

	const [survivor = ''] = namesOf(etcd);
	return [
		heading(2, sections.etcdMembers),
		removeFirst(etcd.length),
		note('OPS-ONE', {en: 'One member at a time, and all healthy before the next. The example is {dead}; the new machine takes its name and address, so that no apiserver has to be told.', zh: '一次一个成员，全部健康之后再做下一个。以 {dead} 为例；新机器沿用它的名字和地址，apiserver 就不需要任何修改。'}, {dead: dead.name}),
		run([survivor], ...askEtcd),
		see({en: '{dead} unhealthy, {left} healthy, one leader. Note its ID: the first column.', zh: '{dead} 不健康，{left} 个健康，一个 Leader。记下它的 ID：第一列。'}, {dead: dead.name, left: String(etcd.length - 1)}),
		otherwise({en: 'fewer than {quorum} healthy: go to "Quorum is lost".', zh: '健康的少于 {quorum} 个：转到“失去法定人数”。'}, {quorum: String(plan.etcd.quorum)}),
		run([survivor], readEtcdVariables, 'etcdctl member remove MEMBER_ID'),
		paragraph({en: 'Prepare the new machine and copy its files; a member that starts anew joins a cluster that exists:', zh: '准备新机器并复制文件；重新加入的成员要加入的是已有的集群：'}),
		runHere(...copyMember(dead)),
		run([dead.name], 'sed -i s/^ETCD_INITIAL_CLUSTER_STATE=.*/ETCD_INITIAL_CLUSTER_STATE=existing/ /etc/etcd/etcd.env', 'test ! -e /var/lib/etcd/member', 'systemctl daemon-reload'),
		see({en: 'nothing. A data directory from before has to be moved away: with it the member is told that it was removed, and ends.', zh: '没有输出。以前的数据目录必须移走：否则成员会发现自己已被移除而退出。'}),
		run([survivor], readEtcdVariables, `etcdctl member add ${dead.name} --peer-urls=${etcdPeerUrl(dead)} --learner`),
		see({en: '`added to cluster`, and the ID of the new member.', zh: '`added to cluster`，以及新成员的 ID。'}),
		otherwise({en: '`unhealthy cluster`: a member is down, or was connected for less than five seconds. Wait, look at the health, try again.', zh: '`unhealthy cluster`：有成员宕机，或者连接还不到五秒。等一等，检查健康状态，再试。'}),
		run([dead.name], 'systemctl enable etcd', 'systemctl start --no-block etcd'),
		run([survivor], readEtcdVariables, 'etcdctl member promote MEMBER_ID', 'etcdctl member list -w table'),
		see({en: '`promoted`, then {count} members `started` and IS LEARNER false for all.', zh: '`promoted`，然后 {count} 个成员 `started`，IS LEARNER 全为 false。'}, {count: String(etcd.length)}),
		otherwise({en: '`can only promote a learner member which is in sync with leader`: it still copies the data. Ask again after a while; `journalctl -u etcd` on {dead} shows how it goes.', zh: '`can only promote a learner member which is in sync with leader`：还在复制数据。过一会儿再试；{dead} 上的 `journalctl -u etcd` 可以看到进展。'}, {dead: dead.name}),
		paragraph({en: 'A machine with another address is a new member to everybody: then also change `--etcd-servers` in /etc/kubernetes/manifests/kube-apiserver.yaml on every control plane, one after the other, and the endpoints in the ConfigMap kubeadm-config (`kubectl -n kube-system edit configmap kubeadm-config`).', zh: '如果新机器的地址不同，对所有人来说它就是新成员：还要逐台修改每台控制平面节点上 /etc/kubernetes/manifests/kube-apiserver.yaml 的 `--etcd-servers`，以及 ConfigMap kubeadm-config 里的端点（`kubectl -n kube-system edit configmap kubeadm-config`）。'}),
	];
}
