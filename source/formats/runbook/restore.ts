import {runbookSections as sections} from '../../present/messages/runbook.js';
import type {Machine} from '../../model/plan.js';
import {shellWord} from '../quoting.js';
import {nameList} from '../../present/name-list.js';
import {
	heading, otherwise, paragraph, run, runHere, see, steps, phrase, warning, type Block,
} from './document.js';
import {
	askEtcd, etcdPeerUrl, namesOf, remote, type Facts,
} from './facts.js';
import {kubectlForRoot} from './step-control-plane.js';
import {startPods, stopPods} from './static-pods.js';

/** More than a week of writes at 1500 a second, so that no client sees the revision go back (etcd: Disaster recovery). */
const revisionsBump = 1_000_000_000;

const data = '/var/lib/etcd';

/** Everything of the control plane that speaks to etcd, and etcd itself where it is a static Pod. */
const controlPlanePods = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** Beside the old data and on the same disk, so that it works on a mount point too and nothing is lost. */
function restoreLines(machine: Machine, members: readonly Machine[], {plan, isExternal}: Facts): string[] {
	return [
		`if [ -e ${data}/member ]; then mv ${data}/member "${data}/member.before-$(date +%F-%H%M)"; fi`,
		`etcdutl snapshot restore /root/snapshot.db --name ${machine.name} --data-dir ${data}/restored --initial-cluster ${members.map(each => `${each.name}=${etcdPeerUrl(each)}`).join(',')} --initial-advertise-peer-urls ${etcdPeerUrl(machine)} --initial-cluster-token ${shellWord(`${plan.metadata.name}-restored-1`)} --bump-revision ${revisionsBump} --mark-compacted`,
		`mv ${data}/restored/member ${data}/member`,
		`rmdir ${data}/restored`,
		...(isExternal ? [`chown -R etcd:etcd ${data}`] : []),
	];
}

function copySnapshot(machines: readonly Machine[]): Block {
	return runHere(...machines.map(machine => `scp snapshot.db ${remote(machine, '/root/snapshot.db')}`));
}

/** What is true of every way to restore. */
function preamble({plan, backupTo}: Facts): Block[] {
	return [
		heading(2, sections.restore),
		warning(null, {
			en: 'This takes the whole cluster back to the snapshot: what was created since is forgotten, what was deleted since is back. Read "Quorum is lost" first, and save what the survivors have.',
			zh: '这会让整个集群回到快照的时刻：之后创建的会消失，之后删除的会回来。先读“失去法定人数”，并保存幸存成员的数据。',
		}),
		paragraph({
			en: 'The snapshot is `snapshot.db` on your workstation: the newest from {target}, or what a survivor gave. `etcdutl` restores it (etcdctl no longer can), with the revision moved on by {bump} and everything before marked as compacted: clients then notice that the past is gone, instead of trusting what they remember.',
			zh: '快照是工作站上的 `snapshot.db`：来自 {target} 的最新一份，或者幸存成员给出的那份。用 `etcdutl` 恢复（etcdctl 已不再支持），把修订号推进 {bump}，并把之前的全部标记为已压缩：这样客户端会知道历史已经不在，而不会继续相信自己的缓存。',
		}, {bump: String(revisionsBump), target: backupTo}),
		runHere('etcdutl snapshot status -w table snapshot.db'),
		see({en: 'a hash, a revision, and a number of keys that you believe.', zh: '哈希、修订号，以及可信的键数。'}),
		otherwise({en: '`snapshot missing hash` or a broken file: take the one before it. `--skip-hash-check` is only for a file that was copied out of a data directory.', zh: '`snapshot missing hash` 或文件损坏：换前一份快照。`--skip-hash-check` 只用于从数据目录里直接复制出来的文件。'}),
		paragraph({en: 'The token `{token}` keeps members of before from joining in by mistake. At the next restore count it up.', zh: '令牌 `{token}` 防止以前的成员误加入。下次恢复时把数字加一。'}, {token: `${plan.metadata.name}-restored-1`}),
	];
}

function startAgain(facts: Facts, where: readonly Machine[]): Block[] {
	const {first, plan} = facts;
	return [
		run(namesOf(where), startPods, 'systemctl restart kubelet'),
		run(namesOf(facts.etcd).slice(0, 1), ...askEtcd),
		see({en: '{count} healthy, and one leader among them.', zh: '{count} 个健康，其中一个是 Leader。'}, {count: String(facts.isExternal || where.length > 1 ? facts.etcd.length : 1)}),
		run([first.name], 'kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes', 'kubectl --kubeconfig /etc/kubernetes/admin.conf get pods -A -o wide'),
		see({en: 'nodes become `Ready` within some minutes, and Pods go to where the snapshot had them.', zh: '节点在几分钟内变为 `Ready`，Pod 回到快照中的状态。'}),
		otherwise({en: 'a node that stays `NotReady`: `systemctl restart kubelet` there. Everything that watches the API (operators, the network plugin) may be started anew to be sure.', zh: '节点一直 `NotReady`：在那里执行 `systemctl restart kubelet`。监听 API 的组件（operator、网络插件）可以重启一次以防万一。'}),
		...(plan.loadBalancer.kind === 'kube-vip' ? [paragraph({en: 'The VIP comes back last: kube-vip needs the API to elect its holder. Until then speak to an apiserver by its own address.', zh: 'VIP 最后才恢复：kube-vip 要靠 API 选出持有者。在那之前用某个 apiserver 自己的地址访问。'})] : []),
	];
}

/** Every member anew from the same file: with external etcd always, stacked where all machines are there. */
function allMembers(facts: Facts): Block[] {
	const {etcd, controlPlanes, isExternal, language} = facts;
	const names = namesOf(etcd);
	return [
		heading(3, isExternal
			? {en: 'All members, on {names}', zh: '全部成员：{names}'}
			: {en: 'All machines are there: every member on {names}', zh: '机器都在：恢复 {names} 上的每个成员'}, {names: nameList(names, language)}),
		...(isExternal ? [paragraph({en: 'A machine that was replaced is prepared as in the step that created etcd, up to and without starting it.', zh: '换过的机器先按创建 etcd 的步骤准备好，但不要启动。'})] : []),
		copySnapshot(etcd),
		paragraph({en: 'Stop everything that writes, on every one of them, before the first is restored:', zh: '恢复第一个成员之前，先在每一台上停掉所有写入者：'}),
		run(namesOf(controlPlanes), ...stopPods(isExternal ? controlPlanePods : [...controlPlanePods, 'etcd'])),
		...(isExternal ? [run(names, 'systemctl stop etcd')] : []),
		...etcd.map(machine => run([machine.name], ...restoreLines(machine, etcd, facts))),
		...(isExternal
			? [run(names, 'systemctl start --no-block etcd')]
			: []),
		...startAgain(facts, controlPlanes),
	];
}

/** Stacked, with one machine left: restore it alone, then let the others join as new ones. */
function oneMember(facts: Facts): Block[] {
	const {first, controlPlanes} = facts;
	const others = namesOf(controlPlanes.slice(1));
	return [
		heading(3, {en: 'Only one machine is left', zh: '只剩一台机器'}),
		paragraph({en: 'The example is {first}; put the name and address of the one that is left in its place. It becomes a cluster of one member, and the others join it anew.', zh: '以 {first} 为例；换成剩下那台的名字和地址。它先成为只有一个成员的集群，其他机器再重新加入。'}, {first: first.name}),
		copySnapshot([first]),
		run([first.name], ...stopPods([...controlPlanePods, 'etcd']), ...restoreLines(first, [first], facts)),
		...startAgain(facts, [first]),
		paragraph({en: 'Now forget the lost ones, wipe them if they ever come back (`kubeadm reset`), and join their replacements one at a time, as in "Replace a control plane that died" (etcd has forgotten its old members already):', zh: '然后移除丢失的节点；它们如果恢复，先清除（`kubeadm reset`）；再按“替换宕机的控制平面节点”一次一台加入替换的机器（etcd 里已经没有旧的成员）：'}),
		run([first.name], `kubectl --kubeconfig /etc/kubernetes/admin.conf delete node ${others.join(' ')}`),
	];
}

/** No machine is left: a new one with the old authorities and the old data. */
function noMachine(facts: Facts): Block[] {
	const {first, plan, isSingle} = facts;
	return [
		heading(3, {en: 'No control plane is left', zh: '控制平面节点一台都不剩'}),
		steps(
			phrase({en: 'Prepare a new machine with the name and address of {first}.', zh: '准备一台新机器，沿用 {first} 的名字和地址。'}, {first: first.name}),
			phrase({en: 'Put back the authorities that were kept with the snapshots: ca, front-proxy-ca, etcd/ca, each .crt and .key, and sa.key and sa.pub. Only these: kubeadm makes the rest anew.', zh: '放回与快照一起保存的证书颁发机构：ca、front-proxy-ca、etcd/ca 的 .crt 和 .key，以及 sa.key、sa.pub。只放这些：其余由 kubeadm 重新生成。'}),
			phrase({en: 'Restore the data before kubeadm starts, then let kubeadm init take it as it is.', zh: '在 kubeadm 启动之前恢复数据，再让 kubeadm init 直接使用它。'}),
			...(isSingle ? [] : [phrase({en: 'Join the others as new control planes, one at a time.', zh: '其他机器作为新的控制平面节点一次一台加入。'})]),
		),
		runHere(
			`ssh ${shellWord(first.address ?? first.name)} mkdir -p /etc/kubernetes/pki/etcd`,
			`scp kubernetes-pki/ca.crt kubernetes-pki/ca.key kubernetes-pki/front-proxy-ca.crt kubernetes-pki/front-proxy-ca.key kubernetes-pki/sa.key kubernetes-pki/sa.pub ${remote(first, '/etc/kubernetes/pki/')}`,
			`scp kubernetes-pki/etcd/ca.crt kubernetes-pki/etcd/ca.key ${remote(first, '/etc/kubernetes/pki/etcd/')}`,
			`scp snapshot.db ${remote(first, '/root/snapshot.db')}`,
			`scp kubeadm/${first.name}-init.yaml ${remote(first, `/root/${first.name}-init.yaml`)}`,
		),
		run([first.name], `install -d -m 700 ${data}`, ...restoreLines(first, [first], facts), `kubeadm init --config /root/${first.name}-init.yaml${isSingle ? '' : ' --upload-certs'} --ignore-preflight-errors=DirAvailable--var-lib-etcd`, ...kubectlForRoot, 'kubectl get nodes'),
		see({en: '`initialized successfully`, and the nodes of before.', zh: '`initialized successfully`，以及以前的节点。'}),
		...(plan.loadBalancer.kind === 'none' || plan.loadBalancer.kind === 'cloud' ? [] : [paragraph({en: 'What stands before the apiservers has to be up first, as in the build.', zh: '与搭建时一样，apiserver 前面的组件要先运行起来。'})]),
	];
}

/** From one snapshot back to a cluster, for what this plan can have lost. */
export function restore(facts: Facts): Block[] {
	const {isExternal, isSingle} = facts;
	return [
		...preamble(facts),
		...allMembers(facts),
		...(isExternal || isSingle ? [] : oneMember(facts)),
		...(isExternal ? [] : noMachine(facts)),
	];
}
