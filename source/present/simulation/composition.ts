import type {CompositionNote} from '../../simulation/control-plane/notes.js';
import {tellFault} from './fault.js';
import {counted, spanOf} from './figures.js';
import {untold, type Sentences} from './narration-context.js';
import {etcdctlLine} from './operation-words.js';

/** What the chain tells beside its protocols; probes are told as outages (outages.ts). */
export const compositionSentences: Sentences<CompositionNote> = {
	fault: ({text, targets}) => tellFault(text, targets),
	'fault-missed': ({text, why}) => why === 'nobody'
		? {en: `Nothing happens at "${text}": nobody has that part at this moment.`, zh: `"${text}" 什么也没有发生：此刻没有谁担任这个角色。`}
		: {en: `Nothing happens at "${text}": it would change nothing.`, zh: `"${text}" 什么也没有发生：它不会改变任何东西。`},
	'api-probe': untold,
	'write-probe': untold,
	'proxy-no-server': (_note, {process}) => ({
		en: `${process} has no server that is UP, and closes a client's connection at once.`,
		zh: `${process} 没有一个 UP 的后端，立即关闭客户端的连接。`,
	}),
	'proxy-sessions-shut': ({server, count}, {process, serverName}) => ({
		en: `${process} closes ${counted(count, 'connection', 'connections')} to ${serverName(server)} (on-marked-down shutdown-sessions): clients connect anew.`,
		zh: `${process} 关闭到 ${serverName(server)} 的 ${count} 个连接（on-marked-down shutdown-sessions）：客户端重新连接。`,
	}),
	'apiserver-ready': ({ready}, {process}) => ready
		? {en: `${process} is ready again: etcd answers it, and /readyz gives 200.`, zh: `${process} 恢复就绪：etcd 有应答，/readyz 返回 200。`}
		: {en: `${process} is not ready: etcd does not answer it, and /readyz gives 500.`, zh: `${process} 不再就绪：etcd 没有应答，/readyz 返回 500。`},
	'operator-asked': ({command, member}, {process}) => ({
		en: `${process} types "${etcdctlLine(command)}" (asking ${member}).`,
		zh: `${process} 输入 "${etcdctlLine(command)}"（问的是 ${member}）。`,
	}),
	'operator-answered': ({command, ok, error, says, tookUs}, {process}) => ok
		? {
			en: `${process} sees "${etcdctlLine(command)}" succeed after ${spanOf(tookUs)}${says === null ? '' : `: "${says.trim()}"`}.`,
			zh: `${process} 看到 "${etcdctlLine(command)}" 在 ${spanOf(tookUs)} 后成功${says === null ? '' : `："${says.trim()}"`}。`,
		}
		: {
			en: `${process} sees "${etcdctlLine(command)}" fail${tookUs === 0 ? ' at once' : ` after ${spanOf(tookUs)}`}: "${error ?? ''}".`,
			zh: `${process} 看到 "${etcdctlLine(command)}" ${tookUs === 0 ? '立即' : `在 ${spanOf(tookUs)} 后`}失败："${error ?? ''}"。`,
		},
	'kube-vip-took': ({vip}, {process}) => ({
		en: `${process} leads by its Lease, puts the VIP ${vip} on its machine and says so by gratuitous ARP.`,
		zh: `${process} 凭 Lease 成为 Leader，把 VIP ${vip} 加到本机，并用免费 ARP（GARP）宣告。`,
	}),
	'kube-vip-dropped': ({vip}, {process}) => ({
		en: `${process} no longer leads, and takes the VIP ${vip} away from its machine.`,
		zh: `${process} 不再是 Leader，从本机撤下 VIP ${vip}。`,
	}),
	'etcd-disk-full': (_note, {process}) => ({
		en: `${process} cannot write its log any more, and ends.`,
		zh: `${process} 再也写不了日志，随即退出。`,
	}),
};
