import type {Text} from '../../model/language.js';
import type {GarpReason, Refusal, VrrpNote} from '../../simulation/vrrp/notes.js';
import {counted, spanOf} from './figures.js';
import type {NarrationContext, Sentences} from './narration-context.js';

type Note<Kind extends VrrpNote['kind']> = Extract<VrrpNote, {readonly kind: Kind}>;

function becameBackup({priority, why, from, theirs, waitsUs}: Note<'vrrp-became-backup'>, {process, nameOf}: NarrationContext): Text {
	const other = from < 0 ? '' : nameOf(from);
	const wait = {en: `it takes over after ${spanOf(waitsUs)} without an advert`, zh: `若 ${spanOf(waitsUs)} 收不到通告就接管`};
	switch (why) {
		case 'started': {
			return {en: `${process} waits as BACKUP with priority ${priority}: ${wait.en}.`, zh: `${process} 作为 BACKUP 等待，优先级 ${priority}：${wait.zh}。`};
		}

		case 'recovered': {
			return {en: `${process} is well again, and waits as BACKUP with priority ${priority}: ${wait.en}.`, zh: `${process} 恢复正常，作为 BACKUP 等待，优先级 ${priority}：${wait.zh}。`};
		}

		case 'higher-priority': {
			return {
				en: `${process} hears ${other}, whose priority ${theirs} is above its own ${priority}: it takes the VIP away from its machine and is BACKUP; ${wait.en}.`,
				zh: `${process} 听到 ${other} 的优先级 ${theirs} 高于自己的 ${priority}：它撤下本机的 VIP，成为 BACKUP；${wait.zh}。`,
			};
		}

		case 'higher-address': {
			return {
				en: `${process} hears ${other}, whose priority ${theirs} equals its own and whose address is higher: it takes the VIP away from its machine and is BACKUP; ${wait.en}.`,
				zh: `${process} 听到 ${other} 的优先级也是 ${theirs}，而且地址更大：它撤下本机的 VIP，成为 BACKUP；${wait.zh}。`,
			};
		}
	}
}

const faultReasons: Readonly<Record<Note<'vrrp-entered-fault'>['why'], Text>> = {
	script: {en: 'its check script fails', zh: '检查脚本失败'},
	link: {en: 'its interface has no carrier', zh: '网卡没有链路'},
	'script-unknown': {en: 'its check script has not succeeded yet', zh: '检查脚本还没有成功过'},
};

const refusals: Readonly<Record<Refusal, Text>> = {
	version: {en: 'it is of another VRRP version', zh: 'VRRP 版本不同'},
	password: {en: 'its password is another one', zh: '密码不同'},
	interval: {en: 'its advert interval is another one', zh: '通告间隔不同'},
	addresses: {en: 'it names other addresses', zh: '其中的地址不同'},
};

function gratuitousArp({vip, why, count}: Note<'vrrp-gratuitous-arp'>, {process}: NarrationContext): Text {
	const packets = counted(count, 'gratuitous ARP', 'gratuitous ARPs');
	const reasons: Readonly<Record<GarpReason, Text>> = {
		takeover: {en: `whoever hears them sends the traffic for ${vip} here from now on`, zh: `收到的机器从此把发往 ${vip} 的流量送到这里`},
		'takeover-repeat': {en: 'the takeover\'s second burst, for those that missed the first', zh: '接管后的第二轮，给漏掉第一轮的机器'},
		'lower-advert': {en: 'a lower router may have said otherwise', zh: '优先级更低的路由器可能宣告过别的'},
		'lower-advert-repeat': {en: 'once more after a lower router\'s advert', zh: '因收到优先级更低的通告，再发一轮'},
		refresh: {en: 'the refresh that garp_master_refresh asks for', zh: 'garp_master_refresh 要求的定期刷新'},
	};
	return {en: `${process} sends ${packets}: ${reasons[why].en}.`, zh: `${process} 发出 ${count} 个免费 ARP（GARP）：${reasons[why].zh}。`};
}

/** What keepalived tells. */
export const vrrpSentences: Sentences<VrrpNote> = {
	'vrrp-started': ({priority, hadVip}, {process}) => ({
		en: `${process} starts with priority ${priority}${hadVip ? ', and takes away a VIP that was left on its machine' : ''}.`,
		zh: `${process} 启动，优先级 ${priority}${hadVip ? '，并撤下本机遗留的 VIP' : ''}。`,
	}),
	'vrrp-setting-cleared': ({setting}, {process}) => ({
		en: `${process} ignores ${setting}: it does not work with "state MASTER".`,
		zh: `${process} 忽略 ${setting}：它不能与 "state MASTER" 同用。`,
	}),
	'vrrp-became-active': ({priority, why, waitedUs}, {process}) => why === 'address-owner'
		? {en: `${process} owns the address (priority ${priority}): it is MASTER at once and holds the VIP.`, zh: `${process} 是地址的拥有者（优先级 ${priority}）：立即成为 MASTER，持有 VIP。`}
		: {
			en: `${process} is MASTER with priority ${priority} and holds its VIP: for ${spanOf(waitedUs)} no advert has come that it would yield to.`,
			zh: `${process} 以优先级 ${priority} 成为 MASTER，持有 VIP：${spanOf(waitedUs)} 内没有收到需要让位的通告。`,
		},
	'vrrp-became-backup': becameBackup,
	'vrrp-entered-fault': ({why, heldVip}, {process}) => ({
		en: `${process} is in FAULT, because ${faultReasons[why].en}${heldVip ? ': it has given the VIP up' : ''}.`,
		zh: `${process} 进入 FAULT：${faultReasons[why].zh}${heldVip ? '，VIP 已放弃' : ''}。`,
	}),
	'vrrp-resigned': ({why}, {process}) => ({
		en: `${process} says goodbye with priority 0 and takes the VIP away from its machine, because ${why === 'stopped' ? 'it is stopped' : 'it is unwell'}.`,
		zh: `${process} 因${why === 'stopped' ? '被停止' : '自身故障'}，发出优先级 0 的通告，并撤下本机的 VIP。`,
	}),
	'vrrp-stopped': (_note, {process}) => ({en: `${process} takes no more part in VRRP.`, zh: `${process} 不再参与 VRRP。`}),
	'vrrp-heard-resignation': ({from, waitsUs}, {process, nameOf}) => waitsUs === 0
		? {en: `${process} hears that ${nameOf(from)} resigns, and advertises at once that it is MASTER itself.`, zh: `${process} 听到 ${nameOf(from)} 让位，立即通告自己才是 MASTER。`}
		: {en: `${process} hears that ${nameOf(from)} resigns: it takes over in ${spanOf(waitsUs)}, its skew time, unless a higher one does.`, zh: `${process} 听到 ${nameOf(from)} 让位：若没有优先级更高的接管，它在 ${spanOf(waitsUs)}（偏移时间）后接管。`},
	'vrrp-ignored-lower': ({from, theirs, priority, leftUs}, {process, nameOf}) => ({
		en: `${process} disregards ${nameOf(from)}, whose priority ${theirs} is below its own ${priority}: its timer runs on, and it takes over in ${spanOf(leftUs)}.`,
		zh: `${process} 不理会 ${nameOf(from)}：对方的优先级 ${theirs} 低于自己的 ${priority}；计时继续，${spanOf(leftUs)} 后接管。`,
	}),
	'vrrp-preempt-delay': ({state, delayUs}, {process}) => state === 'began'
		? {en: `${process} could take over from a lower one, and lets preempt_delay pass first: ${spanOf(delayUs)}.`, zh: `${process} 可以抢占优先级更低的一台，但先等 preempt_delay：${spanOf(delayUs)}。`}
		: {en: `${process} drops its preempt_delay of ${spanOf(delayUs)}: who advertises now is not lower.`, zh: `${process} 取消 ${spanOf(delayUs)} 的 preempt_delay：现在发通告的优先级并不更低。`},
	'vrrp-outranks': ({from, theirs, priority}, {process, nameOf}) => ({
		en: `${process} hears that ${nameOf(from)} with priority ${theirs} is MASTER too: ${theirs === priority ? 'it has the same and a higher address' : `it has ${priority}`}, stays MASTER and advertises at once.`,
		zh: `${process} 听到优先级 ${theirs} 的 ${nameOf(from)} 也是 MASTER：自己${theirs === priority ? '优先级相同而地址更大' : `是 ${priority}`}，继续当 MASTER，并立即通告。`,
	}),
	'vrrp-refused-advert': ({from, why}, {process, nameOf}) => ({
		en: `${process} throws an advert of ${nameOf(from)} away: ${refusals[why].en}.`,
		zh: `${process} 丢弃 ${nameOf(from)} 的通告：${refusals[why].zh}。`,
	}),
	'vrrp-adopted-interval': ({fromUs, toUs}, {process}) => ({
		en: `${process} goes by the MASTER's advert interval: ${spanOf(toUs)} instead of ${spanOf(fromUs)}.`,
		zh: `${process} 改用 MASTER 的通告间隔：从 ${spanOf(fromUs)} 改为 ${spanOf(toUs)}。`,
	}),
	'vrrp-gratuitous-arp': gratuitousArp,
	'vrrp-script': ({result}, {process}) => result === 'succeeds'
		? {en: `${process} finds that its check script succeeds: the HAProxy beside it answers.`, zh: `${process} 的检查脚本成功：旁边的 HAProxy 有应答。`}
		: {en: `${process} finds that its check script fails: the HAProxy beside it does not answer.`, zh: `${process} 的检查脚本失败：旁边的 HAProxy 没有应答。`},
	'vrrp-priority-changed': ({before, after}, {process}) => ({
		en: `${process} has priority ${after} now instead of ${before}, because of its script's weight.`,
		zh: `${process} 的优先级从 ${before} 变为 ${after}：这是脚本的 weight 所致。`,
	}),
	'vrrp-link': ({up}, {process}) => up
		? {en: `${process} has carrier on its interface again.`, zh: `${process} 的网卡恢复链路。`}
		: {en: `${process} has lost the carrier of its interface.`, zh: `${process} 的网卡失去链路。`},
};
