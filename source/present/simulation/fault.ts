import type {Text} from '../../model/language.js';
import {readFault} from '../../simulation/control-plane/read-fault.js';
import type {FaultDeed} from '../../simulation/control-plane/fault.js';
import {enumeration, spanOf} from './figures.js';

/** A name as it was written, and in brackets who that was, where it was a role or a zone. */
function called(written: string, actual: readonly string[]): Text {
	if (written === 'rest') {
		return {en: 'all other machines', zh: '其他所有机器'};
	}

	return actual.length === 0 || actual.join(',') === written
		? {en: written, zh: written}
		: {en: `${written} (now ${enumeration(actual, 'en')})`, zh: `${written}（此刻是 ${enumeration(actual, 'zh')}）`};
}

type Aimed = Extract<FaultDeed, {readonly target: string}>;
type Linked = Extract<FaultDeed, {readonly from: readonly string[]}>;

function aimed(deed: Aimed, targets: readonly string[]): Text {
	const {en, zh} = called(deed.target, targets);
	switch (deed.verb) {
		case 'kill': {
			return {en: `Fault: ${en} is gone at once, without a goodbye (SIGKILL, or a power cut).`, zh: `故障：${zh} 突然消失，来不及告别（SIGKILL 或断电）。`};
		}

		case 'stop': {
			return {en: `Fault: ${en} is asked to stop (SIGTERM), and may wind up first.`, zh: `故障：${zh} 被要求停止（SIGTERM），可以先收尾。`};
		}

		case 'freeze': {
			return {en: `Fault: ${en} is frozen (SIGSTOP): it does nothing, notices nothing, and its connections stay open.`, zh: `故障：${zh} 被冻结（SIGSTOP）：什么也不做，什么也察觉不到，连接却都开着。`};
		}

		case 'resume': {
			return {en: `Repair: ${en} goes on where it was frozen (SIGCONT), and does not know that time has passed.`, zh: `修复：${zh} 从冻结处继续（SIGCONT），并不知道时间已经过去。`};
		}

		case 'restart': {
			return {en: `From outside: ${en} is started, with what the disk holds.`, zh: `外部操作：${zh} 启动，只带着磁盘上的内容。`};
		}

		case 'fill-disk': {
			return {en: `Fault: the disk that ${en} writes to is full.`, zh: `故障：${zh} 所用的磁盘写满了。`};
		}

		case 'campaign': {
			return {en: `From outside: ${en} is made to act as if its election timeout had just run out.`, zh: `外部操作：让 ${zh} 当作选举超时刚到。`};
		}

		case 'slow-disk': {
			return {en: `Fault: on the disk that ${en} writes to, each write takes ${spanOf(deed.byUs)} from now on until it is durable.`, zh: `故障：${zh} 所用的磁盘从现在起每次落盘要 ${spanOf(deed.byUs)}。`};
		}

		case 'drift': {
			const {percent} = deed;
			if (percent === 0) {
				return {en: `Repair: the clock of ${en} runs at the right speed again.`, zh: `修复：${zh} 的时钟恢复正常快慢。`};
			}

			return {
				en: `Fault: the clock of ${en} runs ${Math.abs(percent)} % too ${percent > 0 ? 'fast' : 'slow'} from now on.`,
				zh: `故障：${zh} 的时钟从现在起${percent > 0 ? '快' : '慢'} ${Math.abs(percent)} %。`,
			};
		}
	}
}

/** Both sides of a link fault, each name with who that was; a zone is several machines, and then all are named at the end. */
function sides({from, to}: Linked, targets: readonly string[]): {readonly from: Text; readonly to: Text; readonly hits: Text} {
	const isOneToOne = targets.length === from.length + to.length;
	const first = isOneToOne ? targets.slice(0, from.length) : [];
	const side = (names: readonly string[], offset: number): Text => {
		const each = names.map((name, index) => ({name, actual: isOneToOne ? [targets[offset + index]!] : []}))
			// Whoever stands on the first side is no part of the other.
			.filter(({actual}) => offset === 0 || !actual.some(who => first.includes(who)))
			.map(({name, actual}) => called(name, actual));
		return {en: each.map(({en}) => en).join(' + '), zh: each.map(({zh}) => zh).join(' + ')};
	};

	const hit = targets.filter(name => name !== 'rest');
	return {
		from: side(from, 0),
		to: side(to, from.length),
		hits: isOneToOne || hit.length === 0 ? {en: '', zh: ''} : {en: ` (${enumeration(hit, 'en')})`, zh: `（${enumeration(hit, 'zh')}）`},
	};
}

function linked(deed: Linked, targets: readonly string[]): Text {
	if (deed.from.length === 0) {
		return {en: 'Repair: every link that was cut carries packets again.', zh: '修复：所有切断的链路都恢复通信。'};
	}

	const {from, to, hits} = sides(deed, targets);
	const way = deed.oneWay
		? {en: `from ${from.en} to ${to.en}${hits.en}`, zh: `从 ${from.zh} 到 ${to.zh}${hits.zh}`}
		: {en: `between ${from.en} and ${to.en}${hits.en}`, zh: `在 ${from.zh} 与 ${to.zh} 之间${hits.zh}`};
	switch (deed.verb) {
		case 'cut': {
			const other = deed.oneWay ? {en: 'the other way still works', zh: '反方向仍然通'} : {en: 'packets vanish, and nobody is told', zh: '报文消失，谁也不会得到通知'};
			return {en: `Fault: the network ${way.en} is cut: ${other.en}.`, zh: `故障：${way.zh}，网络被切断：${other.zh}。`};
		}

		case 'heal': {
			return {en: `Repair: the network ${way.en} works again.`, zh: `修复：${way.zh}，网络恢复。`};
		}

		case 'delay': {
			return {en: `Fault: packets ${way.en} take ${spanOf(deed.byUs)} from now on.`, zh: `故障：${way.zh}，报文从现在起要走 ${spanOf(deed.byUs)}。`};
		}

		case 'lose': {
			return {en: `Fault: of the packets ${way.en}, ${deed.percent} % are lost from now on.`, zh: `故障：${way.zh}，从现在起有 ${deed.percent} % 的报文丢失。`};
		}
	}
}

/**
A fault (or a repair) in a sentence; undefined for a command of the operator's, which is told when it is typed.
@param text As it was written: see readFault.
@param targets Whom it hit, by name.
*/
export function tellFault(text: string, targets: readonly string[]): Text | undefined {
	const {deed} = readFault(text);
	if (deed.verb === 'etcdctl') {
		return undefined;
	}

	return 'target' in deed ? aimed(deed, targets) : linked(deed, targets);
}
