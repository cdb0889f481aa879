import type {Text} from '../../model/language.js';
import type {KubeletFailure, NodeNote} from '../../simulation/node-lifecycle/notes.js';
import {counted, spanOf} from './figures.js';
import type {NarrationContext, Sentences} from './narration-context.js';

type Note<Kind extends NodeNote['kind']> = Extract<NodeNote, {readonly kind: Kind}>;

const failures: Readonly<Record<KubeletFailure, Text>> = {
	'not-found': {en: 'what it asked for is not there', zh: '所求的对象不存在'},
	conflict: {en: 'somebody else wrote first', zh: '别人先写了'},
	exists: {en: 'it is there already', zh: '对象已存在'},
	unavailable: {en: 'no apiserver can do it', zh: '没有 apiserver 能办到'},
	timeout: {en: 'no answer came in time', zh: '超时没有应答'},
};

const whyLeft: Readonly<Record<Note<'node-untainted'>['why'], Text>> = {
	ready: {en: 'the node is Ready again', zh: '节点恢复 Ready'},
	'full-disruption': {en: 'the controller doubts itself rather than the nodes', zh: '控制器怀疑的是自己而不是节点'},
	'new-to-controller': {en: 'the controller has only just met the node', zh: '控制器刚刚认识这个节点'},
};

function zoneChanged({zone, state, notReady, nodes, ratePerS}: Note<'node-zone'>, {process}: NarrationContext): Text {
	// Nodes without a zone are one together.
	const where = zone === '' ? {en: '', zh: ''} : {en: ` of zone ${zone}`, zh: `可用区 ${zone} 的`};
	const head = {
		en: `${process} finds ${notReady} of ${counted(nodes, 'node', 'nodes')}${where.en} not ready (zone state ${state})`,
		zh: `${process} 发现${where.zh} ${nodes} 个节点中有 ${notReady} 个未就绪（区域状态 ${state}）`,
	};
	if (ratePerS === 0) {
		return {en: `${head.en}: too many for comfort, and it evicts nothing there.`, zh: `${head.zh}：多得可疑，那里不再驱逐。`};
	}

	const every = spanOf(1_000_000 / ratePerS);
	return {en: `${head.en}: it gives NoExecute taints there to at most one node every ${every}.`, zh: `${head.zh}：在那里最多每 ${every} 给一个节点打上 NoExecute 污点。`};
}

function tainted({node, taint, effect, swapped}: Note<'node-tainted'>, {process}: NarrationContext): Text {
	const key = `node.kubernetes.io/${taint}`;
	const instead = swapped ? {en: ', in place of the other one', zh: '，换下另一个'} : {en: '', zh: ''};
	return effect === 'no-schedule'
		? {en: `${process} taints ${node} with ${key}:NoSchedule${instead.en}: it gets no new pods.`, zh: `${process} 给 ${node} 打上污点 ${key}:NoSchedule${instead.zh}：不再调度新 Pod 到那里。`}
		: {en: `${process} taints ${node} with ${key}:NoExecute${instead.en}: from now on its pods are evicted, each as long as it tolerates that.`, zh: `${process} 给 ${node} 打上污点 ${key}:NoExecute${instead.zh}：从现在起，其上的 Pod 各自过了容忍时间就被驱逐。`};
}

/** What the node lifecycle controller and the kubelets tell. */
export const nodeSentences: Sentences<NodeNote> = {
	'node-controller-started': (_note, {process}) => ({
		en: `${process} begins to watch the nodes, knows nothing of them yet, and gives each its full grace period.`,
		zh: `${process} 开始监视节点，对它们还一无所知，给每个节点完整的宽限期。`,
	}),
	'node-unknown': ({node, silentUs}, {process}) => ({
		en: `${process} has seen nothing new of ${node} for ${spanOf(silentUs)}, longer than the grace period: it marks the node Ready=Unknown.`,
		zh: `${process} 已有 ${spanOf(silentUs)} 没有看到 ${node} 的新消息，超过宽限期：把它标记为 Ready=Unknown。`,
	}),
	'node-queued': ({node, taint, place}, {process}) => ({
		en: `${process} puts ${node} in the queue for its NoExecute taint (${taint}), ${place === 0 ? 'first of all' : `behind ${counted(place, 'other', 'others')}`}.`,
		zh: `${process} 让 ${node} 排队等待 NoExecute 污点（${taint}），${place === 0 ? '排在最前' : `前面有 ${place} 个`}。`,
	}),
	'node-unqueued': ({node, why}, {process}) => ({
		en: `${process} takes ${node} out of the queue for the NoExecute taint: ${whyLeft[why].en}.`,
		zh: `${process} 让 ${node} 不再排队等待 NoExecute 污点：${whyLeft[why].zh}。`,
	}),
	'node-tainted': tainted,
	'node-untainted': ({node, effect, why}, {process}) => ({
		en: `${process} takes the ${effect === 'no-execute' ? 'NoExecute' : 'NoSchedule'} taint off ${node}: ${whyLeft[why].en}.`,
		zh: `${process} 取下 ${node} 的 ${effect === 'no-execute' ? 'NoExecute' : 'NoSchedule'} 污点：${whyLeft[why].zh}。`,
	}),
	'node-zone': zoneChanged,
	'node-full-disruption': ({nodes}, {process}) => ({
		en: `${process} finds not one of ${counted(nodes, 'node', 'nodes')} ready: it rather takes itself for the one that is cut off, and evicts nothing (full disruption).`,
		zh: `${process} 发现 ${nodes} 个节点没有一个就绪：它宁可认为断网的是自己，停止驱逐（完全中断模式）。`,
	}),
	'node-full-disruption-over': ({nodes, ready}, {process}) => ({
		en: `${process} finds ${ready} of ${counted(nodes, 'node', 'nodes')} ready, and trusts what it sees again: every node gets its full grace period anew.`,
		zh: `${process} 发现 ${nodes} 个节点有 ${ready} 个就绪，重新相信自己所见：每个节点重新得到完整的宽限期。`,
	}),
	'pod-eviction-scheduled': ({pod, node, afterUs}, {process}) => ({
		en: `${process} lets the pod ${pod} on ${node} tolerate the taint for ${spanOf(afterUs)}, and then deletes it.`,
		zh: `${process} 容许 ${node} 上的 Pod ${pod} 再留 ${spanOf(afterUs)}（容忍时间），之后删除。`,
	}),
	'pod-eviction-cancelled': ({pod, node, leftUs}, {process}) => ({
		en: `${process} spares the pod ${pod} on ${node}, ${spanOf(leftUs)} before it was to be deleted.`,
		zh: `${process} 取消对 ${node} 上 Pod ${pod} 的驱逐，离删除还有 ${spanOf(leftUs)}。`,
	}),
	'pod-deletion-requested': ({pod, node, toleratedUs}, {process}) => ({
		en: `${process} deletes the pod ${pod} on ${node} in the API${toleratedUs === 0 ? ' at once' : `, ${spanOf(toleratedUs)} after it saw the taint`}: its containers run on, if their machine does, until the kubelet there hears of it.`,
		zh: `${process} ${toleratedUs === 0 ? '立即' : `在看到污点 ${spanOf(toleratedUs)} 后`}从 API 删除 ${node} 上的 Pod ${pod}：只要机器还在，容器就继续运行，直到那里的 kubelet 得知。`,
	}),
	'kubelet-started': ({node, pods}, {process}) => ({
		en: `${process} starts on ${node} with ${counted(pods, 'pod', 'pods')}.`,
		zh: `${process} 在 ${node} 上启动，有 ${pods} 个 Pod。`,
	}),
	'kubelet-renewed': ({node}, {process}) => ({en: `${process} has renewed the Lease of ${node}.`, zh: `${process} 已给 ${node} 的 Lease 续约。`}),
	'kubelet-posted-status': ({node, why}, {process}) => ({
		en: `${process} posts the status of ${node}: ${why === 'changed' ? 'the API shows another one' : 'it is due'}.`,
		zh: `${process} 上报 ${node} 的状态：${why === 'changed' ? 'API 中的状态与实际不同' : '到了上报时间'}。`,
	}),
	'kubelet-lost-contact': ({node, why}, {process}) => ({
		en: `${process} cannot report that ${node} is alive, for ${failures[why].en}; its pods run on.`,
		zh: `${process} 无法上报 ${node} 还活着：${failures[why].zh}；它的 Pod 继续运行。`,
	}),
	'kubelet-regained-contact': ({afterUs}, {process}) => ({
		en: `${process} reaches an apiserver again, after ${spanOf(afterUs)}.`,
		zh: `${process} 在 ${spanOf(afterUs)} 后重新联系上 apiserver。`,
	}),
	'kubelet-stops-pod': ({node, pod}, {process}) => ({
		en: `${process} hears that the pod ${pod} on ${node} was deleted in the API, and only now ends its containers: they ran until this moment.`,
		zh: `${process} 得知 ${node} 上的 Pod ${pod} 已从 API 删除，这时才结束它的容器：容器一直运行到此刻。`,
	}),
	'kubelet-stopped-pod': ({node, pod}, {process}) => ({
		en: `${process} has ended the containers of the pod ${pod} on ${node}.`,
		zh: `${process} 已结束 ${node} 上 Pod ${pod} 的容器。`,
	}),
};
