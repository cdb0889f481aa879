import {runbookSections as sections} from '../../present/messages/runbook.js';
import {nameList} from '../../present/name-list.js';
import {
	heading, list, note, otherwise, paragraph, phrase, run, runInTurn, see, steps, type Block,
} from './document.js';
import {
	askEtcd, namesOf, readEtcdVariables, type Facts,
} from './facts.js';

/** Debian's way to take exactly one release of packages that are held back otherwise. */
function packages(...names: readonly string[]): string[] {
	return [`apt-mark unhold ${names.join(' ')}`, 'apt-get update', `apt-get install -y ${names.map(name => `${name}='NEW_VERSION-*'`).join(' ')}`, `apt-mark hold ${names.join(' ')}`];
}

function etcdUpgrade({etcd, isExternal}: Facts): Block[] {
	return isExternal
		? [
			heading(3, {en: 'External etcd, on its own day', zh: '外部 etcd，另选一天'}),
			paragraph({en: 'kubeadm does not touch it. One minor release at a time, and one member at a time: snapshot, health, replace the program, restart, health. The leader last, so that there is one election only.', zh: 'kubeadm 不会动它。一次一个次版本，一次一个成员：快照、检查健康、替换程序、重启、再检查健康。Leader 放在最后，这样只有一次选举。'}),
			runInTurn(namesOf(etcd), ...askEtcd, 'etcd --version', 'systemctl restart etcd', 'sleep 10', 'etcdctl endpoint health', 'etcdctl endpoint status -w table'),
			see({en: 'all {count} healthy again before you touch the next one.', zh: '{count} 个都恢复健康之后再动下一个。'}, {count: String(etcd.length)}),
		]
		: [];
}

/** One minor release at a time, control planes before workers, quorum before and after each (version skew policy). */
export function upgrade(facts: Facts): Block[] {
	const {first, controlPlanes, etcd, workers, isExternal, isSingle, plan, language} = facts;
	const others = controlPlanes.slice(1);
	const [member = ''] = namesOf(etcd);
	const quorum = {count: String(etcd.length), quorum: String(plan.etcd.quorum)};
	const spare = etcd.length - plan.etcd.quorum;
	return [
		heading(2, sections.upgrade),
		list(
			phrase({en: 'One minor release at a time, never skipping one: apiservers may be one minor apart from each other while it goes on, no more.', zh: '一次一个次版本，不能跳过：升级期间各 apiserver 之间最多相差一个次版本。'}),
			phrase({en: 'Control planes before workers. A kubelet is never newer than the oldest apiserver, and at most three minor releases older; kube-proxy likewise; kubectl one either way.', zh: '先控制平面节点，后工作节点。kubelet 不能比最旧的 apiserver 新，最多旧三个次版本；kube-proxy 相同；kubectl 前后各一个。'}),
			phrase({en: 'controller-manager and scheduler are never newer than the apiservers: kubeadm sees to that, machine by machine.', zh: 'controller-manager 和 scheduler 不能比 apiserver 新：kubeadm 会逐台保证。'}),
			phrase({en: 'Read the release notes for what was removed, and look up which release your network plugin wants.', zh: '阅读发布说明中移除了什么，并查明网络插件需要的版本。'}),
		),
		paragraph({
			en: '`NEW_VERSION` is like 1.38.2. The package commands are apt\'s; with another package manager do the same with the same packages. pkgs.k8s.io has a repository for each minor release: switch every machine to the new one first.',
			zh: '`NEW_VERSION` 形如 1.38.2。软件包命令以 apt 为例；其他包管理器对同样的软件包做同样的事。pkgs.k8s.io 每个次版本有一个仓库：先把每台机器切换到新的仓库。',
		}),
		note('OPS-ONE', spare === 0
			? {en: 'Every restart of etcd is an outage here: {quorum} of {count} must be up. Choose an hour when nobody minds.', zh: '这里每次重启 etcd 都是一次中断：{count} 个成员中 {quorum} 个必须正常。选一个没有影响的时段。'}
			: {en: 'One machine at a time. While one restarts, the cluster survives one failure less than the {spare} it promises: look at the quorum before and after each, and stop at the first that does not come back.', zh: '一次一台。一台重启期间，集群能承受的故障比承诺的少一个（原本 {spare} 个）：每台前后都检查法定人数，有一台没有恢复就停下来。'}, {...quorum, spare: String(spare)}),
		heading(3, {en: 'Before and after every machine', zh: '每台机器之前和之后'}),
		run([member], ...askEtcd),
		see({en: '{count} of {count} healthy. With fewer, do not begin and do not go on.', zh: '{count} 个全部健康。少一个就不要开始，也不要继续。'}, quorum),
		paragraph({en: 'Before the first one also a snapshot, as in the section on backups.', zh: '第一台之前还要按备份一节做一次快照。'}),
		heading(3, {en: 'The first control plane: {name}', zh: '第一台控制平面节点：{name}'}, {name: first.name}),
		run([first.name], ...packages('kubeadm'), 'kubeadm upgrade plan', 'kubeadm upgrade apply vNEW_VERSION'),
		see({en: '`SUCCESS! A control plane node of your cluster was upgraded`, or older words to that effect.', zh: '`SUCCESS! A control plane node of your cluster was upgraded`，旧版本的措辞略有不同。'}),
		otherwise({en: 'kubeadm puts the old manifests back by itself where a component does not come up. Read what it says, mend it, run the same command again: it goes on where it stopped.', zh: '如果某个组件没有起来，kubeadm 会自动换回旧的清单。按提示修好，再执行同一条命令：它会接着做。'}),
		run([first.name], `kubectl drain ${first.name} --ignore-daemonsets --delete-emptydir-data`, ...packages('kubelet', 'kubectl'), 'systemctl daemon-reload', 'systemctl restart kubelet', `kubectl uncordon ${first.name}`),
		...(isSingle
			? []
			: [
				heading(3, {en: 'The other control planes: {names}', zh: '其他控制平面节点：{names}'}, {names: nameList(namesOf(others), language)}),
				paragraph({en: 'One after the other, in this order, with the health of etcd before and after each:', zh: '按这个顺序逐台进行，每台前后都检查 etcd 的健康状态：'}),
				...others.map(({name}) => run([name], ...packages('kubeadm'), 'kubeadm upgrade node', `kubectl --kubeconfig /etc/kubernetes/admin.conf drain ${name} --ignore-daemonsets --delete-emptydir-data`, ...packages('kubelet', 'kubectl'), 'systemctl daemon-reload', 'systemctl restart kubelet', `kubectl --kubeconfig /etc/kubernetes/admin.conf uncordon ${name}`, ...(isExternal ? [] : [readEtcdVariables, 'etcdctl endpoint health']))),
			]),
		...(workers.length === 0
			? []
			: [
				heading(3, {en: 'The workers', zh: '工作节点'}),
				paragraph({en: 'A few at a time, as far as the rest has room. For each of {names}:', zh: '一次几台，以其余机器容得下为限。对 {names} 逐台进行：'}, {names: nameList(namesOf(workers), language)}),
				run([first.name], 'kubectl drain WORKER --ignore-daemonsets --delete-emptydir-data'),
				run(['WORKER'], ...packages('kubeadm'), 'kubeadm upgrade node', ...packages('kubelet'), 'systemctl daemon-reload', 'systemctl restart kubelet'),
				run([first.name], 'kubectl uncordon WORKER'),
			]),
		run([first.name], 'kubectl get nodes'),
		see({en: 'every node `Ready`, and all of the new release.', zh: '每个节点都是 `Ready`，全部是新版本。'}),
		...(plan.loadBalancer.kind === 'kube-vip' || plan.loadBalancer.kind === 'node-local' ? [paragraph({en: 'kubeadm leaves manifests that are not its own alone: raise the image of the static Pod before the apiservers yourself, one machine at a time.', zh: 'kubeadm 不会动不属于它的清单：apiserver 前面的静态 Pod 的镜像要自己升级，一次一台。'})] : []),
		...etcdUpgrade(facts),
		steps(phrase({en: 'Write the new release into the plan, and export again.', zh: '把新版本写进方案，重新导出。'})),
	];
}
