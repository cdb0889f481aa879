import {runbookSections as sections} from '../../present/messages/runbook.js';
import type {Machine} from '../../model/plan.js';
import {needsSuperAdmin} from '../kube-vip/manifest.js';
import {ipOf} from '../machine-hosts.js';
import {joinFileName} from '../kubeadm/join-configuration.js';
import {nameList} from '../../present/name-list.js';
import {shellWord} from '../quoting.js';
import {
	heading, list, note, otherwise, paragraph, phrase, run, runHere, see, steps, warning, type Block,
} from './document.js';
import {
	askEtcd, blanks, namesOf, readEtcdVariables, remote, type Facts,
} from './facts.js';
import {kubeVipFile} from './files.js';
import {kubectlForRoot, newSecrets} from './step-control-plane.js';
import {pointHome} from './step-balancer.js';

/** The one that survives in the examples: a control plane that is not the one replaced. */
function survivorOf({controlPlanes, first}: Facts): Machine {
	return controlPlanes[1] ?? first;
}

/**
Why what is dead goes first. etcd counts it until it is removed (etcd FAQ; strict-reconfig-check): of three members with one
dead every release refuses to add; of more, releases before 3.5.30 and 3.6.11 do.
*/
export function removeFirst(members: number): Block {
	const values = {count: String(members), more: String(members + 1), needed: String(Math.floor((members + 1) / 2) + 1)};
	return members <= 3
		? warning('OPS-ADD-DEAD', {
			en: 'Remove the dead member before anything new joins. Until then it counts: of {count} members with one dead, one more would make {more} of which {needed} have to answer, and etcd refuses it, learners included.',
			zh: '在任何新成员加入之前，先移除宕机的成员。在那之前它一直算数：{count} 个成员中有一个宕机，再加一个就是 {more} 个，其中 {needed} 个必须有应答；etcd 会拒绝，learner 也一样。',
		}, values)
		: warning('OPS-ADD-DEAD', {
			en: 'Remove the dead member before anything new joins. Until then it counts: one more would make {more} of which {needed} have to answer. Many releases of etcd refuse that while one of {count} is down; where they do not, a slip with the new one costs more than it would after the removal.',
			zh: '在任何新成员加入之前，先移除宕机的成员。在那之前它一直算数：再加一个就是 {more} 个，其中 {needed} 个必须有应答。{count} 个中有一个宕机时，许多版本的 etcd 会拒绝；即使不拒绝，新成员一旦出错，代价也比先移除更大。',
		}, values);
}

/** How one that died leaves the cluster: first out of etcd, then out of Kubernetes, before anything new comes in. */
function removeBlocks(facts: Facts, dead: string, survivor: string): Block[] {
	const {isExternal, etcd, plan} = facts;
	const left = etcd.length - 1;
	return [
		...(isExternal
			? []
			: [
				removeFirst(etcd.length),
				run([survivor], ...askEtcd),
				see({en: '{dead} unhealthy, all {left} others healthy, and a leader among them. Note the ID of {dead}: the first column.', zh: '{dead} 不健康，其余 {left} 个都健康，其中有 Leader。记下 {dead} 的 ID：第一列。'}, {dead, left: String(left)}),
				otherwise({en: 'another one is unhealthy as well: stop. Bring that one back first; below {quorum} of {count} go to "Quorum is lost".', zh: '还有别的成员不健康：停下来。先恢复那一个；少于 {count} 个中的 {quorum} 个时，转到“失去法定人数”。'}, {quorum: String(plan.etcd.quorum), count: String(etcd.length)}),
				run([survivor], readEtcdVariables, 'etcdctl member remove MEMBER_ID', 'etcdctl member list -w table'),
				see({en: '{left} members, all `started`. {quorum} of {left} are needed now: until the new one is in, be careful with the others.', zh: '{left} 个成员，都是 `started`。现在需要 {left} 个中的 {quorum} 个：新成员加入之前，小心对待其余的。'}, {left: String(left), quorum: String(Math.floor(left / 2) + 1)}),
			]),
		run([survivor], `kubectl --kubeconfig /etc/kubernetes/admin.conf delete node ${dead}`),
	];
}

/** The manifest of kube-vip once the machine has joined; the first machine's names a kubeconfig that only kubeadm init makes. */
function kubeVipBlocks(facts: Facts, machine: Machine): Block[] {
	const {plan, first} = facts;
	if (plan.loadBalancer.kind !== 'kube-vip') {
		return [];
	}

	const manifest = '/etc/kubernetes/manifests/kube-vip.yaml';
	return machine.name === first.name && needsSuperAdmin(plan)
		? [
			paragraph({en: 'Last, its kube-vip manifest. The exported one was for kubeadm init and names super-admin.conf, which a machine that joins does not have:', zh: '最后放上它的 kube-vip 清单。导出的那份是给 kubeadm init 用的，里面是 super-admin.conf，加入的机器上没有这个文件：'}),
			runHere(`scp ${kubeVipFile(machine.name)} ${remote(machine, '/root/kube-vip.yaml')}`),
			run([machine.name], `sed s#/super-admin.conf#/admin.conf# /root/kube-vip.yaml > ${manifest}`),
		]
		: [
			paragraph({en: 'Last, its kube-vip manifest:', zh: '最后放上它的 kube-vip 清单：'}),
			runHere(`scp ${kubeVipFile(machine.name)} ${remote(machine, manifest)}`),
		];
}

/** The new machine under the old name, with the file that the export has for it. */
function joinAgain(facts: Facts, machine: Machine, survivor: Machine): Block[] {
	const {plan, first, etcd, isExternal} = facts;
	const file = joinFileName(machine);
	const isNodeLocal = plan.loadBalancer.kind === 'node-local';
	return [
		paragraph({en: 'Prepare the new machine as in "Before the first step". Make sure that the old one stays off, or is wiped: it still holds the keys of the cluster. Then new words to join with:', zh: '按“动手之前”准备新机器。确认旧机器保持关机，或者已经清除：它还保存着集群的密钥。然后生成新的加入凭据：'}),
		...newSecrets(facts, survivor.name),
		...(plan.loadBalancer.kind === 'keepalived' && plan.loadBalancer.machines.includes(machine.name)
			? [
				paragraph({en: 'It is a load balancer as well: put its HAProxy and keepalived in place as in the step that installed them, and see that the VIP is where it was.', zh: '它同时是负载均衡器：按安装负载均衡器的步骤放好 HAProxy 和 keepalived，并确认 VIP 没有变化。'}),
			]
			: []),
		runHere(
			'sh kubeadm/fill-in.sh TOKEN CA_HASH CERTIFICATE_KEY',
			`scp kubeadm/filled-in/${file} ${remote(machine, `/root/${file}`)}`,
			`scp kubeadm/${first.name}-init.yaml ${remote(machine, `/root/${first.name}-init.yaml`)}`,
			...(isNodeLocal ? [`scp kubeadm/node-local/point-endpoint.sh ${remote(machine, '/root/point-endpoint.sh')}`] : []),
		),
		...(isNodeLocal ? [paragraph({en: 'Until it has joined, the endpoint\'s name leads to {survivor} there.', zh: '加入之前，那台机器上端点的名字指向 {survivor}。'}, {survivor: survivor.name})] : []),
		run(
			[machine.name],
			...(isNodeLocal ? [`sh /root/point-endpoint.sh ${shellWord(ipOf(survivor) ?? blanks.address)}`] : []),
			`kubeadm join --config /root/${file} && rm /root/${file}`,
			...pointHome(facts),
			...kubectlForRoot,
		),
		see({en: '`a new control plane instance was created`.', zh: '`a new control plane instance was created`。'}),
		otherwise({en: '**It complains about an unhealthy etcd member:** the dead one is still in the list; remove it first. **It says that the Node exists:** delete it as above.', zh: '**提示 etcd 成员不健康**：宕机的成员还在列表里，先移除。**提示 Node 已存在**：按上面的方法删除。'}),
		run(isExternal ? namesOf(etcd).slice(0, 1) : [survivor.name], ...askEtcd),
		see(isExternal
			? {en: 'all {count} members healthy, as before: etcd was not touched.', zh: '{count} 个成员都健康，与之前一样：etcd 没有变化。'}
			: {en: '{count} healthy members again, none of them a learner.', zh: '又有 {count} 个健康的成员，没有 learner。'}, {count: String(etcd.length)}),
		...kubeVipBlocks(facts, machine),
	];
}

function replaceBlocks(facts: Facts): Block[] {
	const {controlPlanes, first} = facts;
	const dead = controlPlanes.at(-1) ?? first;
	return [
		heading(3, {en: 'Replace a control plane that died', zh: '替换宕机的控制平面节点'}),
		paragraph({
			en: 'The example is {dead}; for any other put its name in its place, for {first} see below. The new machine takes the old name and the old address: then nothing else has to change, neither HAProxy nor certificates nor this runbook.',
			zh: '以 {dead} 为例；换成别的时替换名字即可，{first} 见下文。新机器沿用旧的名字和地址：这样 HAProxy、证书和本手册都不用改。',
		}, {dead: dead.name, first: first.name}),
		...removeBlocks(facts, dead.name, first.name),
		...joinAgain(facts, dead, first),
	];
}

function replaceFirstBlocks(facts: Facts): Block[] {
	const {first} = facts;
	const survivor = survivorOf(facts);
	return [
		heading(3, {en: 'Replace the first node', zh: '替换第一个节点'}),
		note('ROLE-FIRST', {
			en: '{first} is like the others by now, and comes back like any of them: `{join}` is its file; `kubeadm init` would make a second cluster. Two things are left of its having been the first: super-admin.conf was only there, and lists that name it first keep their order: change no order, append new machines at the end.',
			zh: '{first} 现在与其他节点没有区别，恢复的方法也一样：用 `{join}`；`kubeadm init` 会产生第二个集群。它曾是第一个节点，只留下两点：super-admin.conf 只在它上面有过；把它写在第一位的列表保持原来的顺序：不要调整顺序，新机器加在末尾。',
		}, {first: first.name, join: joinFileName(first)}),
		...removeBlocks(facts, first.name, survivor.name),
		...joinAgain(facts, first, survivor),
	];
}

function addBlocks({isExternal, etcd, controlPlanes, plan, balancers, language}: Facts): Block[] {
	const {kind} = plan.loadBalancer;
	const proxied = kind === 'keepalived' || kind === 'dedicated';
	return [
		heading(3, {en: 'Add a control plane', zh: '增加控制平面节点'}),
		...(isExternal
			? [paragraph({en: 'Apiservers have no vote here: one more is one more, and any number will do. One at a time all the same.', zh: '这里的 apiserver 没有投票权：多一台就是多一台，数量不限。仍然一次一台。'})]
			: [
				note('OPS-STEP-Q', {
					en: 'Each one brings an etcd member. Go from {count} to {next} in two joins, and do not stop between: {between} members survive no more than {count}, and need one more to agree. Better still, make a new plan first: k8s-ha-tutor plan says what {next} buy.',
					zh: '每台都会带来一个 etcd 成员。从 {count} 个到 {next} 个分两次加入，中间不要停：{between} 个成员的容错数与 {count} 个一样，却要多一个才够法定人数。更好的办法是先重新规划：k8s-ha-tutor plan 会说明 {next} 个能带来什么。',
				}, {count: String(etcd.length), between: String(etcd.length + 1), next: String(etcd.length + 2)}),
			]),
		steps(
			phrase({en: 'All etcd members are healthy, before and after each join.', zh: '每次加入之前和之后，所有 etcd 成员都健康。'}),
			proxied
				? phrase({en: 'The new address stands as a `server` line in haproxy.cfg on {names}; `haproxy -c -f /etc/haproxy/haproxy.cfg`, then `systemctl reload haproxy`, one machine after the other.', zh: '在 {names} 的 haproxy.cfg 中加一行新地址的 `server`；`haproxy -c -f /etc/haproxy/haproxy.cfg`，然后 `systemctl reload haproxy`，逐台进行。'}, {names: nameList(namesOf(balancers), language)})
				: phrase({en: 'What stands before the apiservers learns the new address, where it keeps a list of them.', zh: '如果 apiserver 前面的组件保存着地址列表，把新地址加进去。'}),
			phrase({en: 'New words to join with, as above; then `kubeadm join` with `--control-plane --certificate-key CERTIFICATE_KEY --node-name NEW_MACHINE`.', zh: '按上面的方法生成新的加入凭据；然后执行 `kubeadm join`，带上 `--control-plane --certificate-key CERTIFICATE_KEY --node-name NEW_MACHINE`。'}),
			phrase({en: 'This runbook and the files are exported again from the new plan.', zh: '用新的方案重新导出本手册和文件。'}),
		),
		paragraph({en: 'Control planes now: {names}.', zh: '现在的控制平面节点：{names}。'}, {names: nameList(namesOf(controlPlanes), language)}),
	];
}

function singleBlocks(facts: Facts): Block[] {
	const {first} = facts;
	return [
		paragraph({
			en: 'There is one control plane, {first}. If its machine dies for good, nothing can be joined to: build a new one with the same name and address, and restore the last snapshot into it, as the section on restoring says.',
			zh: '只有一台控制平面节点 {first}。如果这台机器彻底损坏，就没有可以加入的集群了：用同样的名字和地址重建一台，再按恢复一节把最近的快照恢复进去。',
		}, {first: first.name}),
		list(phrase({en: 'To be able to do that, /etc/kubernetes/pki has to be kept off the machine together with the snapshots: it holds the authorities that every node and every token trusts.', zh: '要做到这一点，/etc/kubernetes/pki 必须和快照一起保存在机器之外：里面是每个节点和每个 token 所信任的证书颁发机构。'})),
	];
}

/** A control plane instead of one that died, the first node instead of itself, and one more. */
export function controlPlaneOperations(facts: Facts): Block[] {
	return [
		heading(2, sections.controlPlanes),
		...(facts.isSingle ? singleBlocks(facts) : [...replaceBlocks(facts), ...replaceFirstBlocks(facts), ...addBlocks(facts)]),
	];
}
