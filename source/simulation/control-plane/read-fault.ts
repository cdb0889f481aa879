import type {Text} from '../../model/language.js';
import {didYouMean, nearest} from '../../model/nearest.js';
import {quoted} from '../../model/quoted.js';
import {UserError} from '../../model/user-error.js';
import {milliseconds, type Microseconds} from '../kernel/time.js';
import {faultVerbs, operatorCommands, type Fault, type FaultDeed} from './fault.js';

const example: Text = {
	en: 'A fault reads like "5s kill etcd-leader" or "10s cut node-1|node-2,node-3".',
	zh: '故障的写法如 "5s kill etcd-leader" 或 "10s cut node-1|node-2,node-3"。',
};

function refuse(text: string, says: Text, fix?: {readonly fix?: Text}): never {
	throw new UserError({en: `The fault ${quoted(text)}: ${says.en}`, zh: `故障 ${quoted(text)}：${says.zh}`}, fix?.fix ? fix : {fix: example});
}

const unitMs: Readonly<Record<string, number>> = {ms: 1, s: 1000, m: 60_000};

/** A span such as 300ms, 1.5s or 2m; undefined where it is none. At most an hour. */
export function readSpan(text: string): Microseconds | undefined {
	const {groups} = /^(?<count>\d+(?:\.\d+)?)(?<unit>ms|s|m)$/v.exec(text) ?? {};
	const span = groups ? milliseconds(Number(groups.count) * unitMs[groups.unit!]!) : (text === '0' ? 0 : undefined);
	return span !== undefined && span <= 3_600_000_000 ? span : undefined;
}

function spanOf(text: string, whole: string): Microseconds {
	const span = readSpan(text);
	return span ?? refuse(whole, {
		en: `${quoted(text)} is no time; wanted a number with ms, s or m, at most 60m.`,
		zh: `${quoted(text)} 不是时间；需要带 ms、s 或 m 的数字，最多 60m。`,
	});
}

function percentOf(text: string, whole: string, {low, high}: {readonly low: number; readonly high: number}): number {
	const value = /^[+\-]?\d+(?:\.\d+)?%$/v.test(text) ? Number(text.slice(0, -1)) : Number.NaN;
	return value >= low && value <= high
		? value
		: refuse(whole, {
			en: `${quoted(text)} is no share; wanted ${low}% to ${high}%.`,
			zh: `${quoted(text)} 不是百分比；需要 ${low}% 到 ${high}%。`,
		});
}

type Sides = {readonly from: readonly string[]; readonly to: readonly string[]; readonly oneWay: boolean};

function sidesOf(text: string | undefined, whole: string): Sides {
	const oneWay = text?.includes('->') ?? false;
	const halves = text?.split(oneWay ? '->' : '|').map(half => half.split(',').map(each => each.trim()).filter(Boolean)) ?? [];
	const [from = [], to = []] = halves;
	if (from.includes('rest') && to.includes('rest')) {
		refuse(whole, {en: 'rest stands for all that the other side does not name: it cannot be both sides.', zh: 'rest 表示另一侧没有提到的所有机器：不能两侧都是。'});
	}

	return halves.length === 2 && from.length > 0 && to.length > 0
		? {from, to, oneWay}
		: refuse(whole, {
			en: `wanted two sides, A|B (both ways) or A->B (one way); several names are joined by commas; got ${quoted(text ?? '')}.`,
			zh: `需要两侧：A|B（双向）或 A->B（单向），多个名字用逗号连接；得到的是 ${quoted(text ?? '')}。`,
		});
}

function deedOf(verb: (typeof faultVerbs)[number], words: readonly string[], whole: string): FaultDeed {
	const [first = '', second = ''] = words;
	const wants = (count: number) => {
		if (words.length !== count) {
			refuse(whole, {en: `${verb} takes ${count} more ${count === 1 ? 'word' : 'words'}; got ${words.length}.`, zh: `${verb} 之后需要 ${count} 个词；得到的是 ${words.length} 个。`});
		}
	};

	switch (verb) {
		case 'cut': {
			wants(1);
			return {verb, ...sidesOf(first, whole)};
		}

		case 'heal': {
			if (words.length === 0) {
				return {verb, from: [], to: [], oneWay: false};
			}

			wants(1);
			return {verb, ...sidesOf(first, whole)};
		}

		case 'delay': {
			wants(2);
			return {verb, ...sidesOf(first, whole), byUs: spanOf(second, whole)};
		}

		case 'lose': {
			wants(2);
			return {verb, ...sidesOf(first, whole), percent: percentOf(second, whole, {low: 0, high: 100})};
		}

		case 'slow-disk': {
			wants(2);
			return {verb, target: first, byUs: spanOf(second, whole)};
		}

		case 'drift': {
			wants(2);
			return {verb, target: first, percent: percentOf(second, whole, {low: -90, high: 900})};
		}

		case 'etcdctl': {
			const known = operatorCommands.get(first);
			if (known === undefined) {
				return refuse(whole, {en: `etcdctl has no command ${quoted(first)} here; it has ${[...operatorCommands.keys()].join(', ')}.`, zh: `这里的 etcdctl 没有命令 ${quoted(first)}；可用的有 ${[...operatorCommands.keys()].join('、')}。`}, didYouMean(nearest(first, [...operatorCommands.keys()])));
			}

			wants(known + 1);
			return {verb, command: words};
		}

		case 'kill':
		case 'stop':
		case 'freeze':
		case 'resume':
		case 'restart':
		case 'fill-disk':
		case 'campaign': {
			wants(1);
			return {verb, target: first};
		}
	}
}

/**
Reads a fault as files, flags and keys write it: `"<time> <verb> <target>..."`.
@throws UserError (exit 2) that says which word is wrong and what stands there instead. Whether a name exists is asked when the
control plane is known (resolve-target.ts).
*/
export function readFault(text: string): Fault {
	const [time = '', verb = '', ...words] = text.trim().split(/\s+/v);
	const atUs = spanOf(time, text);
	const known = faultVerbs.find(each => each === verb);
	if (known === undefined) {
		return refuse(text, {en: `${quoted(verb)} is no verb; it knows ${faultVerbs.join(', ')}.`, zh: `${quoted(verb)} 不是动词；可用的有 ${faultVerbs.join('、')}。`}, didYouMean(nearest(verb, faultVerbs)));
	}

	return {atUs, deed: deedOf(known, words, text), text: [time, verb, ...words].join(' ')};
}
