import type {Language} from '../../../model/language.js';
import {displayWidth} from '../../../model/display-width.js';
import {fitRow, padText, padTextStart, rowWidth} from '../../fit-row.js';
import {simulator as words} from '../../messages/simulator.js';
import {span, type Row} from '../../span.js';
import type {MemberPicture} from './etcd-picture.js';
import type {Flight} from './flights.js';
import {lane, letterOf} from './lane.js';
import {memberStanding} from './part-cells.js';

export type EtcdTable = {
	readonly members: readonly MemberPicture[];
	readonly flights: readonly Flight[];
	/** Whether what one sends reaches the other. */
	readonly isCut: (from: MemberPicture, to: MemberPicture) => boolean;
	/** The logs themselves matter more than what is on its way. */
	readonly wantsLogs: boolean;
};

/** A link shorter than this shows no movement. */
const shortestLane = 6;
const longestLane = 24;

/** Terms need at least this much room to show how logs differ. */
const shortestLog = 12;
const roleWidth = 12;

function numberColumns(members: readonly MemberPicture[], language: Language) {
	const column = (label: string, of: (member: MemberPicture) => number) => ({label, of, width: Math.max(displayWidth(label), ...members.map(member => String(of(member)).length))});
	return [
		column(words.term[language], ({term}) => term),
		column(words.log[language], ({lastIndex}) => lastIndex),
		column(words.commit[language], ({commitIndex}) => commitIndex),
	];
}

/** The newest entries that fit, by their terms; `|` stands after the last one that the member knows to be committed. */
export function termsRow({terms, lastIndex, commitIndex}: MemberPicture, width: number): Row {
	const first = lastIndex - terms.length + 1;
	const cells = terms.map((term, place) => `${place > 0 && first + place === commitIndex + 1 ? '|' : ' '}${term}`);
	if (commitIndex === lastIndex) {
		cells.push('|');
	}

	let from = cells.length;
	let used = 0;
	const isWhole = first <= 1;
	while (from > 0 && used + cells[from - 1]!.length <= width - (isWhole && from === 1 ? 0 : 1)) {
		from--;
		used += cells[from]!.length;
	}

	const text = cells.slice(from).join('');
	const [known = '', open] = text.split('|');
	return [span(from > 0 || !isWhole ? '…' : '', 'dim'), span(known), ...(open === undefined ? [] : [span('|', 'accent'), span(open, 'warn')])];
}

/** What a member has on its way, by the numbers of those it goes to: `A→23`. */
function sendsText({id}: MemberPicture, members: readonly MemberPicture[], flights: readonly Flight[]): string {
	const number = new Map(members.map((member, index) => [member.id, index + 1]));
	const sent = new Map<string, number[]>();
	for (const {from, to, kind} of flights) {
		if (from === id && number.has(to)) {
			const letter = letterOf(kind);
			sent.set(letter, [...sent.get(letter) ?? [], number.get(to)!]);
		}
	}

	return [...sent].map(([letter, to]) => `${letter}→${to.sort((left, right) => left - right).join('')}`).join(' ');
}

/** Members below each other: role, term, log, commit index; beside them a link to each of the others with what is on it, or the logs. */
export function etcdRows({members, flights, isCut, wantsLogs}: EtcdTable, {language, width}: {readonly language: Language; readonly width: number}): Row[] {
	const nameWidth = Math.max(displayWidth(words.member[language]), ...members.map(({name}) => name.length));
	const numbers = numberColumns(members, language);
	const left = nameWidth + 1 + roleWidth + numbers.reduce((sum, column) => sum + column.width + 2, 0) + 2;
	const room = Math.max(0, width - left);
	const laneRoom = wantsLogs ? Math.max(0, room - shortestLog - 14) : room;
	const laneWidth = Math.min(longestLane, Math.floor(laneRoom / members.length) - 1);
	const hasLanes = laneWidth >= Math.max(shortestLane, ...members.map(({name}) => displayWidth(words.sendsTo(name)[language])));
	const lanesWidth = hasLanes ? members.length * (laneWidth + 1) : 0;
	const logWidth = room - lanesWidth - (hasLanes ? 0 : 10) >= shortestLog ? Math.min(60, room - lanesWidth - (hasLanes ? 1 : 10)) : 0;
	const header: Row = [
		span(`${padText(words.member[language], nameWidth + 1)}${padText(words.role[language], roleWidth)}`, 'dim'),
		...numbers.map(({label, width: columnWidth}) => span(`  ${padTextStart(label, columnWidth)}`, 'dim')),
		span('  '),
		...(logWidth > 0 ? [span(padText(fitText(words.lastTerms[language], logWidth - 1), logWidth), 'dim')] : []),
		...(hasLanes ? members.map(({name}) => span(padText(words.sendsTo(name)[language], laneWidth + 1), 'dim')) : [span(words.sends[language], 'dim')]),
	];
	return [header, ...members.map((member): Row => {
		const {sign, says, tone} = memberStanding(member, language);
		const terms = logWidth > 0 ? termsRow(member, logWidth - 1) : [];
		return [
			span(padText(member.name, nameWidth + 1), member.role === 'leader' && member.vitality === 'running' ? 'strong' : 'plain'),
			span(padText(`${sign} ${says}`, roleWidth), tone),
			...numbers.map(({of, width: columnWidth}) => span(`  ${padTextStart(String(of(member)), columnWidth)}`)),
			span('  '),
			...terms,
			...(logWidth > 0 ? [span(' '.repeat(Math.max(0, logWidth - rowWidth(terms))))] : []),
			...(hasLanes
				? members.flatMap((to): Row => to === member
					? [span(' '.repeat(laneWidth + 1))]
					: [...lane(laneWidth, {there: flights.filter(flight => flight.from === member.id && flight.to === to.id), isCut: isCut(member, to)}), span(' ')])
				: [span(fitText(sendsText(member, members, flights), room - logWidth), 'accent')]),
		];
	})];
}

function fitText(text: string, width: number): string {
	return fitRow([span(text)], width).map(each => each.text).join('');
}
