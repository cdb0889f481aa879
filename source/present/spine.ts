import {displayWidth} from '../model/display-width.js';
import type {Language, Text} from '../model/language.js';
import {padText, rowWidth} from './fit-row.js';
import {span, type Row} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

type SpinePart = {
	/** The lessons whose own part this is. */
	readonly lessons: readonly string[];
	readonly what: Text;
	readonly decides: Text;
	readonly inPartition: Text;
	/** The same in two words, for the header of a lesson. */
	readonly short: Text;
};

/** Who decides, and what does a partition do? Learned first, shown again in each lesson. */
const parts: readonly SpinePart[] = [
	{
		lessons: ['etcd-quorum', 'raft'],
		what: {en: 'etcd', zh: 'etcd'},
		decides: {en: 'a majority votes', zh: '多数派投票'},
		inPartition: {en: 'the minority refuses', zh: '少数派拒绝服务'},
		short: {en: 'etcd majority', zh: 'etcd 过半'},
	},
	{
		lessons: ['leader-election'],
		what: {en: 'scheduler, controllers', zh: 'scheduler、controller-manager'},
		decides: {en: 'whoever writes the Lease', zh: '写入 Lease 的那个'},
		inPartition: {en: 'the others pause', zh: '其余的停下等待'},
		short: {en: 'Lease writer', zh: 'Lease 写入者'},
	},
	{
		lessons: ['vrrp'],
		what: {en: 'VIP', zh: 'VIP'},
		decides: {en: 'highest priority heard', zh: '听到的最高优先级'},
		inPartition: {en: 'a cut gives two', zh: '一断开就有两个'},
		short: {en: 'VIP highest', zh: 'VIP 优先级最高'},
	},
	{
		lessons: ['apiserver'],
		what: {en: 'apiserver', zh: 'apiserver'},
		decides: {en: 'nobody', zh: '没有谁'},
		inPartition: {en: 'all serve, if etcd does', zh: '都服务，取决于 etcd'},
		short: {en: 'API nobody', zh: 'apiserver 无人'},
	},
	{
		lessons: ['nodes'],
		what: {en: 'kubelet', zh: 'kubelet'},
		decides: {en: 'only itself', zh: '只听自己的'},
		inPartition: {en: 'goes on', zh: '继续运行'},
		short: {en: 'kubelet itself', zh: 'kubelet 自己'},
	},
];

const titles = {
	question: {en: 'Who decides, and what does a partition do?', zh: '谁说了算？网络分区时会怎样？'},
	what: {en: '', zh: ''},
	decides: {en: 'Who decides', zh: '谁说了算'},
	inPartition: {en: 'In a partition', zh: '网络分区时'},
	numbers: {en: 'Four numbers to remember', zh: '要记住的四个数'},
	users: {en: 'Users notice the VIP and the pods.', zh: '用户能感觉到的是 VIP 和 Pod。'},
} satisfies Record<string, Text>;

const numbers: ReadonlyArray<{readonly time: Text; readonly what: Text}> = [
	{time: {en: 'about 1.2 s', zh: '约 1.2 秒'}, what: {en: 'etcd has a new leader', zh: 'etcd 选出新 Leader'}},
	{time: {en: 'at most 3.6 s', zh: '最多 3.6 秒'}, what: {en: 'the VIP is on another machine', zh: 'VIP 漂移到另一台机器'}},
	{time: {en: 'about 17 s', zh: '约 17 秒'}, what: {en: 'the Lease has another holder', zh: 'Lease 换了持有者'}},
	{time: {en: 'about 6 min', zh: '约 6 分钟'}, what: {en: 'pods run elsewhere after a machine died', zh: '机器宕机后 Pod 在别处运行'}},
];

function joinedRow(shown: readonly SpinePart[], lesson: string, language: Language): Row {
	return shown.flatMap(({lessons, short}, index) => {
		const part = lessons.includes(lesson) ? span(`[${short[language]}]`, 'accent') : span(short[language], 'dim');
		return index === 0 ? [part] : [span(' · ', 'dim'), part];
	});
}

/**
The spine in one quiet row; the part that the lesson is about stands in brackets. All of it fits 76 columns; in fewer,
parts at the end are left out, but never the lesson's own.
*/
export function spineRow(lesson: string, language: Language, width = 76): Row {
	let shown = parts;
	while (shown.length > 1 && rowWidth(joinedRow(shown, lesson, language)) > width) {
		const last = shown.findLastIndex(({lessons}) => !lessons.includes(lesson));
		shown = shown.filter((_, index) => index !== last);
	}

	return joinedRow(shown, lesson, language);
}

/** The whole spine: a table where the width allows it, else one paragraph per part. */
export function spineRows(language: Language, width: number): Row[] {
	const widest = (column: 'what' | 'decides' | 'inPartition') => Math.max(displayWidth(titles[column][language]), ...parts.map(part => displayWidth(part[column][language])));
	const whatWidth = widest('what') + 3;
	const decidesWidth = widest('decides') + 3;
	const isWide = width >= whatWidth + decidesWidth + widest('inPartition');
	const table = isWide
		? [
			[span(padText(titles.what[language], whatWidth) + padText(titles.decides[language], decidesWidth) + titles.inPartition[language], 'dim')],
			...parts.map(({what, decides, inPartition}): Row => [
				span(padText(what[language], whatWidth), 'strong'), span(padText(decides[language], decidesWidth)), span(inPartition[language]),
			]),
		]
		: parts.flatMap(({what, decides, inPartition}) => wrapRow([
			span(what[language], 'strong'), span(language === 'en' ? `: ${decides.en}; ${inPartition.en}` : `：${decides.zh}；${inPartition.zh}`),
		], width, 2));
	return [
		...wrapText(titles.question[language], width, 'title'),
		[],
		...table,
		[],
		...wrapText(titles.numbers[language], width, 'strong'),
		...numbers.flatMap(({time, what}) => wrapRow([span(padText(time[language], 15), 'accent'), span(what[language])], width, 2)),
		[],
		...wrapText(titles.users[language], width),
	];
}
