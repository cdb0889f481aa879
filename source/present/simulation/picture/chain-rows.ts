import type {Language} from '../../../model/language.js';
import {displayWidth} from '../../../model/display-width.js';
import {padText, rowWidth} from '../../fit-row.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row} from '../../span.js';
import type {Flight} from './flights.js';
import type {MemberPicture} from './etcd-picture.js';
import {lane} from './lane.js';
import {apiserverStanding, memberStanding, proxyCell, vipStanding, type Standing} from './part-cells.js';
import type {MachinePicture, Picture} from './picture.js';

type Page = {readonly language: Language; readonly width: number};

/** A column of the chain: its head, and what stands there for a machine. */
type Column = {
	readonly head: string;
	readonly width: number;
	readonly cell: (machine: MachinePicture) => Row;
	/** What goes to this column's program on a machine, and comes back from it. */
	readonly flights: (machine: MachinePicture) => {readonly there: readonly Flight[]; readonly back: readonly Flight[]} | null;
};

function standingCell(standing: Standing | null): Row {
	return standing === null ? [] : [span(`${standing.sign} ${standing.says}`, standing.tone)];
}

/** Role, term, and how much of the log is committed; what is down says only that. */
function etcdCell(member: MemberPicture, language: Language): Row {
	const {term, commitIndex, lastIndex, vitality} = member;
	return [...standingCell(memberStanding(member, language)), ...(vitality === 'running' ? [span(` ${language === 'en' ? 't' : '任期 '}${term} ${commitIndex}/${lastIndex}`)] : [])];
}

/** Links before a program: whatever comes from left of it, and goes back there. */
function flightsOf(id: number | undefined, flights: readonly Flight[], isFromLeft: (id: number) => boolean): {readonly there: readonly Flight[]; readonly back: readonly Flight[]} | null {
	return id === undefined
		? null
		: {there: flights.filter(({from, to}) => to === id && isFromLeft(from)), back: flights.filter(({from, to}) => from === id && isFromLeft(to))};
}

function columnsOf({machines, vipBy}: Picture, flights: readonly Flight[], language: Language): Column[] {
	const all: Array<Column | null> = [
		vipBy === null
			? null
			: {
				head: vipBy,
				width: 0,
				cell: ({vip}) => standingCell(vip && vipStanding(vip, language)),
				flights: () => null,
			},
		machines.some(({proxy}) => proxy !== null)
			? {
				head: 'HAProxy',
				width: 0,
				cell: ({proxy}) => proxy ? proxyCell(proxy, language) : [],
				flights: ({proxy}) => flightsOf(proxy?.id, flights, id => !machines.some(machine => machine.apiserver?.id === id || machine.etcd?.id === id)),
			}
			: null,
		machines.some(({apiserver}) => apiserver !== null)
			? {
				head: 'apiserver',
				width: 0,
				cell: ({apiserver}) => standingCell(apiserver && apiserverStanding(apiserver, language)),
				flights: ({apiserver}) => flightsOf(apiserver?.id, flights, id => !machines.some(machine => machine.etcd?.id === id)),
			}
			: null,
		machines.some(({etcd}) => etcd !== null)
			? {
				head: 'etcd',
				width: 0,
				cell: ({etcd}) => etcd === null ? [] : etcdCell(etcd, language),
				flights: ({etcd}) => flightsOf(etcd?.id, flights, id => !machines.some(machine => machine.etcd?.id === id)),
			}
			: null,
	];
	return all.filter(column => column !== null).map(column => ({
		...column,
		width: Math.max(displayWidth(column.head), ...machines.map(machine => rowWidth(column.cell(machine)))),
	}));
}

/** Columns keep the width of their usual words, so that nothing jumps when a word changes. */
const usualWidths: ReadonlyMap<string, number> = new Map([['keepalived', 12], ['kube-vip', 10], ['HAProxy', 7], ['apiserver', 11], ['etcd', 23]]);
const longestLane = 14;

/** Machines below each other, and on each the chain from left to right: VIP, HAProxy, apiserver, etcd, with what goes along it. */
export function chainRows(picture: Picture, flights: readonly Flight[], {language, width}: Page): Row[] {
	const {machines} = picture;
	const nameWidth = Math.max(displayWidth(words.machine[language]), ...machines.map(({name}) => name.length));
	const columns = columnsOf(picture, flights, language).map(column => ({...column, width: Math.max(column.width, usualWidths.get(column.head) ?? 0)}));
	const taken = nameWidth + columns.reduce((sum, column) => sum + column.width + 1, 0);
	const laneWidth = columns.length < 2 ? 0 : Math.max(2, Math.min(longestLane, Math.floor((width - taken) / (columns.length - 1)) - 1));
	const line = (name: Row, cellOf: (column: Column) => Row, linkOf: (column: Column) => Row): Row => [
		...name,
		...columns.flatMap((column, index): Row => {
			const cell = cellOf(column);
			return [
				...(index === 0 ? [] : linkOf(column)),
				span(' '),
				...cell,
				span(' '.repeat(Math.max(0, column.width - rowWidth(cell)) + (index === columns.length - 1 ? 0 : 1))),
			];
		}),
	];
	const blank: Row = [span(' '.repeat(laneWidth))];
	return [
		line([span(padText(words.machine[language], nameWidth), 'dim')], ({head}) => [span(head, 'dim')], () => blank),
		...machines.map(machine => line(
			[span(padText(machine.name, nameWidth), machine.isUp ? 'plain' : 'bad')],
			column => column.cell(machine),
			column => {
				const on = column.flights(machine);
				return on === null ? blank : lane(laneWidth, {...on, isBothWays: true});
			},
		)),
	];
}
