import {runbookSections as sections} from '../../present/messages/runbook.js';
import {
	heading, list, note, otherwise, paragraph, phrase, run, see, warning, type Block,
} from './document.js';
import type {Facts} from './facts.js';
import {pointHome} from './step-balancer.js';

/** A worker more, and a worker instead of another. */
export function workerOperations(facts: Facts): Block[] {
	const {first, plan} = facts;
	const isNodeLocal = plan.loadBalancer.kind === 'node-local';
	return [
		heading(2, sections.workers),
		heading(3, {en: 'Add a worker', zh: '增加工作节点'}),
		paragraph({en: 'Workers have no vote: adding one changes nothing about what the control plane survives. Prepare the machine as in "Before the first step", open the ports, then ask for the words to join with:', zh: '工作节点没有投票权：增加一台不影响控制平面能承受的故障。先按“动手之前”准备机器、放行端口，再取得加入命令：'}),
		run([first.name], 'kubeadm token create --print-join-command'),
		...(isNodeLocal
			? [paragraph({en: 'Give the new machine the proxy first: the three files of `kubeadm/node-local/`, as in the step that joined the workers, and point the endpoint\'s name at a control plane that runs.', zh: '先给新机器放上代理：按加入工作节点的步骤放好 `kubeadm/node-local/` 的三个文件，并把端点的名字指向一台正在运行的控制平面节点。'})]
			: []),
		paragraph({en: 'On the new machine type the printed line, with its own name behind it:', zh: '在新机器上执行打印出来的那一行，后面加上它自己的名字：'}),
		run(['NEW_MACHINE'], `kubeadm join ${facts.endpoint} --token TOKEN --discovery-token-ca-cert-hash CA_HASH --node-name NEW_MACHINE${isNodeLocal ? ' --ignore-preflight-errors=DirAvailable--etc-kubernetes-manifests' : ''}`, ...pointHome(facts)),
		see({en: '`This node has joined the cluster`, and `Ready` in `kubectl get nodes` within a few minutes.', zh: '`This node has joined the cluster`，几分钟内 `kubectl get nodes` 显示 `Ready`。'}),
		...(plan.machines.some(({zone}) => zone !== null) ? [run([first.name], 'kubectl label node NEW_MACHINE topology.kubernetes.io/zone=ZONE')] : []),
		heading(3, {en: 'Replace or remove a worker', zh: '替换或移除工作节点'}),
		paragraph({en: 'First make sure that the rest has room for its Pods. Then:', zh: '先确认其余机器容得下它的 Pod，然后：'}),
		run([first.name], 'kubectl drain WORKER --ignore-daemonsets --delete-emptydir-data --timeout=10m'),
		see({en: '`drained`.', zh: '`drained`。'}),
		otherwise({en: '"Cannot evict pod as it would violate the pod\'s disruption budget": the application has no replica to spare. Give it one more; do not force it.', zh: '“Cannot evict pod as it would violate the pod\'s disruption budget”：应用没有多余的副本。先增加一个副本，不要强行驱逐。'}),
		run([first.name], 'kubectl delete node WORKER'),
		run(['WORKER'], 'kubeadm reset'),
		paragraph({en: 'Then add the new machine as above.', zh: '然后按上面的方法加入新机器。'}),
		heading(3, {en: 'A worker that died', zh: '工作节点宕机'}),
		list(
			phrase({en: 'Its Pods start elsewhere by themselves after 340 to 355 seconds: 40 to 55 until the Node counts as Unknown, and 300 that every Pod tolerates.', zh: '它的 Pod 会在 340 到 355 秒之后自动在别处重建：40 到 55 秒 Node 变为 Unknown，再加每个 Pod 默认容忍的 300 秒。'}),
			phrase({en: 'If it comes back before, nothing happens at all.', zh: '如果在此之前恢复，什么都不会发生。'}),
		),
		note('STS-STUCK', {
			en: 'A Pod of a StatefulSet stays `Terminating` and is not made anew, and its volume stays attached, because nobody can know that the old one has stopped writing. Only a person who has made sure that the machine is off may say so:',
			zh: 'StatefulSet 的 Pod 会一直是 `Terminating`，不会重建，卷也不会卸载，因为没有谁能确定旧的 Pod 已经停止写入。只有确认机器已经关机的人才可以这样说：',
		}),
		warning(null, {en: 'Make sure that the machine has no power before you type this. With the old Pod still running, two of them write to one volume.', zh: '执行之前务必确认机器已经断电。旧的 Pod 如果还在运行，就会有两个 Pod 写同一个卷。'}),
		run([first.name], 'kubectl taint nodes WORKER node.kubernetes.io/out-of-service=nodeshutdown:NoExecute'),
		paragraph({en: 'When the machine is back and clean, take it away again:', zh: '机器恢复并清理之后，再去掉它：'}),
		run([first.name], 'kubectl taint nodes WORKER node.kubernetes.io/out-of-service=nodeshutdown:NoExecute-'),
	];
}
