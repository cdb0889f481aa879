import type {ChainRole} from '../control-plane/topology.js';
import type {Scenario} from './scenario.js';

const leases: readonly ChainRole[] = ['etcd', 'apiserver', 'controllers'];
const everything: readonly ChainRole[] = ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'];

/** Scenarios of the Leases, the nodes, and the whole chain. */
export const controlPlaneScenarios: readonly Scenario[] = [
	{
		id: 'scheduler-leader-crash',
		title: {en: 'The leading scheduler crashes', zh: '当 Leader 的 scheduler 崩溃'},
		about: {en: 'Its Lease says that it leads until it has run out; the others look every few seconds.', zh: '在过期之前，Lease 上写的仍是它；其他副本每隔几秒看一次。'},
		protocols: ['lease'],
		parts: leases,
		faults: ['5s kill scheduler-leader'],
		untilMs: 40_000,
		measures: ['leaseTakeoverMs'],
	},
	{
		id: 'scheduler-leader-stop',
		title: {en: 'The leading scheduler is stopped', zh: '停止当 Leader 的 scheduler'},
		about: {en: 'SIGTERM: it empties its Lease, and the next to look takes it.', zh: 'SIGTERM：它清空自己的 Lease，下一个来看的副本立即接管。'},
		protocols: ['lease'],
		parts: leases,
		faults: ['5s stop scheduler-leader'],
		untilMs: 20_000,
		measures: ['leaseTakeoverMs'],
	},
	{
		id: 'lease-clock-drift',
		title: {en: 'A slow clock makes two leaders', zh: '时钟变慢，出现两个 Leader'},
		about: {en: 'The leader\'s clock runs at half speed, and its machine is cut off: it believes in its Lease long after the others.', zh: 'Leader 的时钟只有一半速度，机器又被隔断：别人早已不认，它还相信自己的 Lease。'},
		protocols: ['lease', 'raft'],
		parts: leases,
		faults: ['3s drift scheduler-leader -50%', '8s cut scheduler-leader|rest', '45s heal'],
		untilMs: 60_000,
		measures: ['leaseTakeoverMs', 'etcdLeaderGapMs'],
		measuredFault: 1,
	},
	{
		id: 'node-crash',
		title: {en: 'A worker loses power', zh: '一台工作节点断电'},
		about: {en: 'Nobody tells the control plane. It counts the missed heartbeats, and then waits what the pods tolerate.', zh: '没有人通知控制平面。它数着缺失的心跳，然后再等待 Pod 容忍的时间。'},
		protocols: ['node-lifecycle', 'lease'],
		parts: ['etcd', 'apiserver', 'controllers', 'kubelet'],
		endpoint: 'node-local',
		faults: ['5s kill node-4', '390s restart node-4'],
		untilMs: 420_000,
		measures: ['nodeUnknownMs', 'podsDeletedMs', 'podsDeletionRequested'],
	},
	{
		id: 'load-balancer-lost',
		title: {en: 'Every load balancer is lost for ten minutes', zh: '所有负载均衡器消失十分钟'},
		about: {en: 'Every apiserver is well, and the workers cannot reach one. Control planes ask their own (with --set node.localKubelets=false, as before kubeadm 1.33, they cannot reach one either). What does the control plane do to nodes that are fine?', zh: '每个 apiserver 都健康，而工作节点一个也到不了。控制平面节点访问的是本机的 apiserver（--set node.localKubelets=false 时像 kubeadm 1.33 之前那样，一个也到不了）。控制平面会对完好的节点做什么？'},
		protocols: ['node-lifecycle', 'vrrp', 'health-check'],
		parts: everything,
		faults: [
			...[1, 2, 3].flatMap(index => [`5s kill keepalived-${index}`, `5s kill haproxy-${index}`]),
			...[1, 2, 3].flatMap(index => [`605s restart haproxy-${index}`, `605s restart keepalived-${index}`]),
		],
		untilMs: 700_000,
		measures: ['apiOutageMs', 'nodeUnknownMs', 'podsDeletedMs', 'podsDeletionRequested'],
	},
	{
		id: 'zone-lost',
		title: {en: 'A whole zone is lost', zh: '整个可用区消失'},
		about: {en: 'One of three zones loses power, with a member of everything in it.', zh: '三个可用区之一断电，每一种组件都有一个在里面。'},
		protocols: ['raft', 'vrrp', 'lease', 'node-lifecycle'],
		parts: everything,
		faults: ['5s kill zone-a', '380s restart zone-a'],
		untilMs: 420_000,
		measures: ['etcdLeaderGapMs', 'vipFailoverMs', 'apiOutageMs', 'leaseTakeoverMs', 'nodeUnknownMs', 'podsDeletedMs', 'podsDeletionRequested'],
		zones: true,
	},
	{
		id: 'machine-crash',
		title: {en: 'A whole control-plane machine crashes', zh: '整台控制平面机器崩溃'},
		about: {en: 'etcd, apiserver, scheduler, HAProxy and keepalived die together, with the VIP: what comes back when?', zh: 'etcd、apiserver、scheduler、HAProxy 和 keepalived 连同 VIP 一起消失：什么在什么时候恢复？'},
		protocols: ['raft', 'vrrp', 'health-check', 'lease', 'node-lifecycle'],
		parts: everything,
		faults: ['5s kill node/vip-holder', '80s restart node-1'],
		untilMs: 120_000,
		measures: ['etcdLeaderGapMs', 'writeOutageMs', 'vipFailoverMs', 'apiOutageMs', 'backendDownMs', 'leaseTakeoverMs', 'nodeUnknownMs'],
	},
];
