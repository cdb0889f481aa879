import type {EtcdOperation} from '../../simulation/control-plane/etcd/messages.js';
import type {EtcdServerNote} from '../../simulation/control-plane/etcd/notes.js';
import type {Text} from '../../model/language.js';
import {bytesOf, counted, spanOf} from './figures.js';
import type {Sentences} from './narration-context.js';
import {changeWord, operationWord} from './operation-words.js';

function membersNow(voters: number, quorum: number): Text {
	return {
		en: `now ${counted(voters, 'member votes', 'members vote')}, and quorum is ${quorum}`,
		zh: `现在有 ${voters} 个投票成员，法定人数是 ${quorum}`,
	};
}

/** What waits for a leader under the name of a status is the member's own name, which it publishes when it starts. */
function queuedWord(operation: EtcdOperation['kind']): Text {
	return operation === 'status' ? {en: 'to publish its own name', zh: '登记自己的名字'} : operationWord(operation);
}

/** What an etcd member tells beside its Raft. */
export const etcdSentences: Sentences<EtcdServerNote> = {
	'etcd-started': (_note, {process}) => ({
		en: `${process} starts, and does not serve clients yet.`,
		zh: `${process} 启动，还不为客户端服务。`,
	}),
	'etcd-serving': (_note, {process}) => ({
		en: `${process} is known to the cluster, and serves clients from now on.`,
		zh: `${process} 已为集群所知，从现在起为客户端服务。`,
	}),
	'etcd-stopping': ({leads}, {process}) => ({
		en: `${process} has got SIGTERM: it sends its clients away${leads ? ', and hands its leadership over before it exits' : ' and exits'}.`,
		zh: `${process} 收到 SIGTERM：它让客户端离开${leads ? '，退出前先移交 Leader' : '，然后退出'}。`,
	}),
	'etcd-stopped': (_note, {process}) => ({en: `${process} has exited.`, zh: `${process} 已退出。`}),
	'etcd-removed': (_note, {process}) => ({
		en: `${process} has been removed from the cluster, and exits for good.`,
		zh: `${process} 已被移出集群，永久退出。`,
	}),
	'etcd-leader-changed': ({leader}, {process, nameOf}) => leader === null
		? {en: `${process} knows no leader: writes and linearizable reads have to wait.`, zh: `${process} 不知道谁是 Leader：写入和线性一致性读只能等待。`}
		: {en: `${process} takes ${nameOf(leader)} for the leader.`, zh: `${process} 认 ${nameOf(leader)} 为 Leader。`},
	'etcd-write-queued': ({operation, waiting}, {process}) => ({
		en: `${process} knows no leader that could take a request (${queuedWord(operation).en}): it keeps it until there is one${waiting === 1 ? '' : `; ${waiting} wait by now`}.`,
		zh: `${process} 不知道可以把请求（${queuedWord(operation).zh}）交给哪个 Leader：先留着等${waiting === 1 ? '' : `，现在共有 ${waiting} 个`}。`,
	}),
	'etcd-queue-proposed': ({count, leader}, {process, nameOf}) => nameOf(leader) === process
		? {en: `${process} leads, and takes up what had to wait: ${counted(count, 'request', 'requests')}.`, zh: `${process} 成为 Leader，开始处理等待的 ${count} 个请求。`}
		: {en: `${process} passes what had to wait on to the leader, ${nameOf(leader)}: ${counted(count, 'request', 'requests')}.`, zh: `${process} 把等待的 ${count} 个请求交给 Leader ${nameOf(leader)}。`},
	'etcd-request-failed': ({operation, error, waitedUs}, {process}) => ({
		en: `${process} fails a request (${operationWord(operation).en}) ${waitedUs === 0 ? 'at once' : `after ${spanOf(waitedUs)}`}: "${error}".`,
		zh: `${process} ${waitedUs === 0 ? '立即' : `在 ${spanOf(waitedUs)} 后`}让一个请求（${operationWord(operation).zh}）失败："${error}"。`,
	}),
	'etcd-read-retried': ({waiting}, {process}) => ({
		en: `${process} has no word from a leader for ${counted(waiting, 'linearizable read', 'linearizable reads')}, and asks again.`,
		zh: `${process} 有 ${waiting} 个线性一致性读没有等到 Leader 的答复，再问一次。`,
	}),
	'etcd-served-stale': ({revision}, {process}) => ({
		en: `${process} answers a serializable read from its own data, revision ${revision}, though it knows no leader: the answer may be old.`,
		zh: `${process} 不知道谁是 Leader，仍用自己的数据（revision ${revision}）回答串行读：可能是旧数据。`,
	}),
	'etcd-member-added': ({member, learner, voters, quorum}, {process, nameOf}) => ({
		en: `${process} counts ${nameOf(member)} as a ${learner ? 'learner, which has no vote' : 'member, whether it runs or not'}: ${membersNow(voters, quorum).en}.`,
		zh: `${process} 把 ${nameOf(member)} 算作${learner ? ' learner，没有投票权' : '成员，不管它是否在运行'}：${membersNow(voters, quorum).zh}。`,
	}),
	'etcd-member-removed': ({member, voters, quorum}, {process, nameOf}) => ({
		en: `${process} no longer counts ${nameOf(member)} as a member: ${membersNow(voters, quorum).en}.`,
		zh: `${process} 不再把 ${nameOf(member)} 算作成员：${membersNow(voters, quorum).zh}。`,
	}),
	'etcd-member-promoted': ({member, voters, quorum}, {process, nameOf}) => ({
		en: `${process} gives the learner ${nameOf(member)} a vote: ${membersNow(voters, quorum).en}.`,
		zh: `${process} 让 learner ${nameOf(member)} 有了投票权：${membersNow(voters, quorum).zh}。`,
	}),
	'etcd-change-refused': ({operation, member, error}, {process, nameOf}) => ({
		en: `${process} refuses to ${changeWord(operation).en} ${nameOf(member)}: "${error}".`,
		zh: `${process} 拒绝${changeWord(operation).zh} ${nameOf(member)}："${error}"。`,
	}),
	'etcd-alarm-raised': ({member, bytes, quotaBytes}, {process, nameOf}) => ({
		en: `${process} raises the alarm NOSPACE for ${nameOf(member)}: one more write does not fit, with a database of ${bytesOf(bytes)} and a quota of ${bytesOf(quotaBytes)}; no member takes writes until the alarm is disarmed.`,
		zh: `${process} 因 ${nameOf(member)} 发出 NOSPACE 告警：数据库已有 ${bytesOf(bytes)}，配额是 ${bytesOf(quotaBytes)}，再写一次就放不下；解除告警前所有成员都不接受写入。`,
	}),
	'etcd-disarmed': (_note, {process}) => ({
		en: `${process} takes the alarm back, and writes are taken again.`,
		zh: `${process} 解除告警，重新接受写入。`,
	}),
	'etcd-compacted': ({revision, bytesInUse}, {process}) => ({
		en: `${process} forgets what was before revision ${revision}: ${bytesOf(bytesInUse)} of its database are in use, but the file stays as large as it was.`,
		zh: `${process} 丢掉 revision ${revision} 之前的历史：数据库中 ${bytesOf(bytesInUse)} 在使用，但文件并没有变小。`,
	}),
	'etcd-defragmented': ({bytesBefore, bytes}, {process}) => ({
		en: `${process} writes its database file anew: ${bytesOf(bytesBefore)} become ${bytesOf(bytes)}.`,
		zh: `${process} 重写数据库文件（碎片整理）：从 ${bytesOf(bytesBefore)} 变为 ${bytesOf(bytes)}。`,
	}),
	'etcd-snapshot-saved': ({revision, bytes}, {process}) => ({
		en: `${process} hands out a snapshot of its own data: revision ${revision}, ${bytesOf(bytes)}.`,
		zh: `${process} 交出自己数据的快照：revision ${revision}，${bytesOf(bytes)}。`,
	}),
	'etcd-snapshot-loaded': ({index, revision}, {process}) => ({
		en: `${process} loads the leader's whole store: entry ${index}, revision ${revision}.`,
		zh: `${process} 载入 Leader 的整个存储：第 ${index} 条日志，revision ${revision}。`,
	}),
	'etcd-log-compacted': ({index}, {process}) => ({
		en: `${process} lets a snapshot stand for its log up to entry ${index}.`,
		zh: `${process} 用快照代替到第 ${index} 条为止的日志。`,
	}),
	'etcd-transfer-started': ({to}, {process, nameOf}) => ({
		en: `${process} hands its leadership over to ${nameOf(to)}.`,
		zh: `${process} 把 Leader 移交给 ${nameOf(to)}。`,
	}),
	'etcd-transfer-finished': ({to, tookUs}, {process, nameOf}) => ({
		en: `${process} sees ${nameOf(to)} lead, ${spanOf(tookUs)} after it began to hand over.`,
		zh: `${process} 看到 ${nameOf(to)} 成为 Leader，距开始移交 ${spanOf(tookUs)}。`,
	}),
	'etcd-transfer-failed': ({to, error}, {process, nameOf}) => ({
		en: `${process} could not hand over to ${nameOf(to)}: "${error}".`,
		zh: `${process} 没能移交给 ${nameOf(to)}："${error}"。`,
	}),
	'etcd-peer-active': ({peer}, {process, nameOf}) => ({
		en: `${process} is connected to ${nameOf(peer)}.`,
		zh: `${process} 与 ${nameOf(peer)} 已连通。`,
	}),
	'etcd-peer-inactive': ({peer, why}, {process, nameOf}) => ({
		en: `${process} has lost ${nameOf(peer)}: ${why === 'refused' ? 'nobody listens there' : 'it has been silent for too long'}.`,
		zh: `${process} 与 ${nameOf(peer)} 失去连接：${why === 'refused' ? '那里没有进程在监听' : '太久没有消息'}。`,
	}),
};
