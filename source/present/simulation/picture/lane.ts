import {span, type Row} from '../../span.js';
import type {Flight} from './flights.js';

/** A message is a letter on its link: large for what is asked, small for the answer. */
const letters: Readonly<Record<string, string>> = {
	'raft-append': 'A',
	'raft-append-answer': 'a',
	'raft-heartbeat': 'H',
	'raft-heartbeat-answer': 'h',
	'raft-vote': 'V',
	'raft-vote-answer': 'v',
	'raft-pre-vote': 'P',
	'raft-pre-vote-answer': 'p',
	'raft-snapshot': 'S',
	'raft-timeout-now': 'T',
	'raft-proposal': 'W',
	'raft-transfer': 'T',
	'raft-read-index': 'R',
	'raft-read-index-answer': 'r',
	'health-check': 'C',
	'health-check-answer': 'c',
	'lease-request': 'L',
	'lease-answer': 'l',
	'vrrp-advert': 'A',
	'gratuitous-arp': 'G',
	refused: '×',
};

/** The letter of a message; `●` for all others, `○` for their answers. */
export function letterOf(kind: string): string {
	return letters[kind] ?? (/response|answer|pong|closed/v.test(kind) ? '○' : '●');
}

/** What lanes say of each other: where two letters would stand on one place the later one stands. */
export type LaneMark = {readonly at: number; readonly sign: string};

function drawn(width: number, marks: readonly LaneMark[], line: string): Row {
	const cells = Array.from({length: width}, () => line);
	for (const {at, sign} of marks) {
		cells[Math.max(0, Math.min(width - 1, at))] = sign;
	}

	// Neighbours of one kind are one span.
	const row: Array<{text: string; tone: 'dim' | 'accent'}> = [];
	for (const cell of cells) {
		const tone = cell === line || cell === '▸' ? 'dim' : 'accent';
		const before = row.at(-1);
		if (before?.tone === tone) {
			before.text += cell;
		} else {
			row.push({text: cell, tone});
		}
	}

	return row;
}

/**
A link of `width` columns with what is on it. To the right goes what `to` is sent, to the left what it sends back.
@param isCut Nothing gets through: the link is drawn broken.
@param isBothWays It has no direction of its own.
*/
export function lane(width: number, {there, back = [], isCut = false, isBothWays = false}: {readonly there: readonly Flight[]; readonly back?: readonly Flight[]; readonly isCut?: boolean; readonly isBothWays?: boolean}): Row {
	if (isCut) {
		const left = Math.floor((width - 1) / 2);
		return [span('╌'.repeat(left), 'dim'), span('×', 'bad'), span('╌'.repeat(width - 1 - left), 'dim')];
	}

	const marks = [
		...there.map(({progress, kind}): LaneMark => ({at: Math.floor(progress * width), sign: letterOf(kind)})),
		...back.map(({progress, kind}): LaneMark => ({at: Math.floor((1 - progress) * width), sign: letterOf(kind)})),
	];
	return drawn(width, isBothWays ? marks : [{at: width - 1, sign: '▸'}, ...marks], '─');
}
