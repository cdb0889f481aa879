import type {Text} from '../../model/language.js';
import type {LeaseError} from '../../simulation/lease/messages.js';
import type {LeaseNote, LeaseTaking} from '../../simulation/lease/notes.js';
import {spanOf} from './figures.js';
import type {Sentences} from './narration-context.js';

const takings: Readonly<Record<LeaseTaking, (from: string) => Text>> = {
	created: () => ({en: 'there was none before', zh: '之前还没有'}),
	expired: from => ({en: `${from} had not renewed it in time`, zh: `${from} 没有按时续约`}),
	released: () => ({en: 'its holder had released it', zh: '持有者已释放'}),
	'already-ours': () => ({en: 'it had been written for it already', zh: '之前已经写上了它'}),
};

const failures: Readonly<Record<LeaseError | 'held', Text>> = {
	'not-found': {en: 'the Lease is not there', zh: 'Lease 不存在'},
	conflict: {en: 'somebody else wrote it first', zh: '别人先写了'},
	exists: {en: 'somebody else created it first', zh: '别人先创建了'},
	unavailable: {en: 'the apiserver cannot do it', zh: 'apiserver 办不到'},
	timeout: {en: 'no answer came in time', zh: '超时没有应答'},
	held: {en: 'the record names another holder', zh: '记录上是别的持有者'},
};

/** What client-go's leader election tells. */
export const leaseSentences: Sentences<LeaseNote> = {
	'lease-started': ({lease, identity}, {process}) => ({
		en: `${process} starts as ${identity}, and tries to get the Lease ${lease}.`,
		zh: `${process} 以 ${identity} 的身份启动，争取 Lease ${lease}。`,
	}),
	'lease-observed': ({lease, holder, transitions}, {process}) => holder === ''
		? {en: `${process} sees that nobody holds the Lease ${lease}.`, zh: `${process} 看到 Lease ${lease} 没有持有者。`}
		: {
			en: `${process} sees that ${holder} holds the Lease ${lease}, which has changed hands ${transitions === 1 ? 'once' : `${transitions} times`}.`,
			zh: `${process} 看到 ${holder} 持有 Lease ${lease}，它已换手 ${transitions} 次。`,
		},
	'lease-acquired': ({lease, identity, how, from, transitions}, {process}) => ({
		en: `${process} takes the Lease ${lease} as ${identity} and leads: ${takings[how](from).en} (leaseTransitions ${transitions}).`,
		zh: `${process} 以 ${identity} 的身份取得 Lease ${lease}，成为 Leader：${takings[how](from).zh}（leaseTransitions ${transitions}）。`,
	}),
	'lease-renewed': ({lease, tookUs, tryingUs}, {process}) => ({
		en: `${process} has renewed the Lease ${lease}: the answer took ${spanOf(tookUs)}${tryingUs > tookUs ? `, all tries ${spanOf(tryingUs)}` : ''}.`,
		zh: `${process} 已给 Lease ${lease} 续约：应答用了 ${spanOf(tookUs)}${tryingUs > tookUs ? `，全部尝试共 ${spanOf(tryingUs)}` : ''}。`,
	}),
	'lease-renewal-failed': ({lease, why, leftUs}, {process}) => ({
		en: `${process} could not renew the Lease ${lease}, for ${failures[why].en}: it stops leading unless it succeeds within ${spanOf(leftUs)}.`,
		zh: `${process} 没能给 Lease ${lease} 续约：${failures[why].zh}；若 ${spanOf(leftUs)} 内仍不成功，就不再当 Leader。`,
	}),
	'lease-lost': ({lease, holder, sinceUs}, {process}) => ({
		en: `${process} gives up leading by the Lease ${lease}: its renew deadline is over, and by its own clock ${spanOf(sinceUs)} have passed since it last saw the Lease change${holder === '' ? '' : `; the holder it knows of is ${holder}`}.`,
		zh: `${process} 不再凭 Lease ${lease} 当 Leader：续约期限已过，按它自己的时钟，距它上次看到 Lease 变化 ${spanOf(sinceUs)}${holder === '' ? '' : `；它所知的持有者是 ${holder}`}。`,
	}),
	'lease-released': ({lease, identity, overwrote}, {process}) => overwrote === identity || overwrote === ''
		? {en: `${process} releases the Lease ${lease}: the next one to look may have it at once.`, zh: `${process} 释放 Lease ${lease}：下一个来看的可以立即取得。`}
		: {en: `${process} empties the Lease ${lease} on its way out, though ${overwrote} holds it by now.`, zh: `${process} 退出时清空了 Lease ${lease}，尽管此时持有者已是 ${overwrote}。`},
	'lease-not-released': ({lease, why}, {process}) => why === 'not-held'
		? {en: `${process} ends; the Lease ${lease} is not its own.`, zh: `${process} 结束；Lease ${lease} 不是它的。`}
		: {
			en: `${process} ends and leaves the Lease ${lease} as it is${why === 'failed' ? ', for it could not release it' : ''}: as far as it knows, others have to wait until it runs out.`,
			zh: `${process} 结束，Lease ${lease} 保持原样${why === 'failed' ? '，因为没能释放' : ''}：就它所知，别人只能等它到期。`,
		},
	'lease-acted': ({lease, leads, validUs}, {process}) => validUs > 0
		? {
			en: `${process} does the work that the Lease ${lease} guards; by its own clock the Lease is good for ${spanOf(validUs)} more.`,
			zh: `${process} 在做 Lease ${lease} 所保护的工作；按它自己的时钟，租约还有 ${spanOf(validUs)}。`,
		}
		: {
			en: `${process} does the work that the Lease ${lease} guards ${leads ? 'and believes that it leads, though' : 'though it has lost, and'} by its own clock its Lease is no longer good: nothing stops it, for there is no fencing.`,
			zh: `${process} 还在做 Lease ${lease} 所保护的工作，${leads ? '并以为自己是 Leader，' : '尽管它已失去 Leader 身份，'}而按它自己的时钟，租约已不再有效：没有隔离（fencing），什么也拦不住它。`,
		},
};
