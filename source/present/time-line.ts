import type {Happening} from '../course/plays/timeline.js';
import type {Language, Text} from '../model/language.js';
import {padText, padTextStart} from './fit-row.js';
import {play as words} from './messages/play.js';
import {span, type Row, type Tone} from './span.js';
import {wrapRow, wrapText} from './wrap.js';

/** How a clock stands: at the moment, running or not, how fast. */
export type Clock = {
	readonly nowMs: number;
	readonly isRunning: boolean;
	readonly speed: number;
	/** What else there is to say at this moment, beside the clock. */
	readonly beside?: string;
};

/** One program on a time line. */
export type TimeLineRow = {
	readonly name: string;
	/** Its priority, or whatever else tells it apart; may be empty. */
	readonly note: string;
	readonly sign: string;
	readonly state: string;
	readonly tone: Tone;
	readonly says: string;
	/** How much of its wait is over, 0 to 1; undefined where it waits for nothing. */
	readonly waited: number | undefined;
};

export type TimeLineOptions = {
	readonly language: Language;
	readonly width: number;
	readonly cursor: number;
	readonly height: number;
	/**
	Draw each wait as a bar; a screen reader would spell it out sign by sign.
	@default true
	*/
	readonly hasBars?: boolean;
};

/** Seconds to a hundredth, as everywhere in the time lines. */
export function secondsOf(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(2)} s`;
}

const barWidth = 16;

/** Cursor, name, note, sign and state, what it waits for, and the bar. */
const widthWithBars = 2 + 6 + 6 + 11 + 27 + barWidth;

function barSpans(waited: number | undefined): Row {
	if (waited === undefined) {
		return [];
	}

	const full = Math.max(0, Math.min(barWidth, Math.round(waited * barWidth)));
	return [span('█'.repeat(full), 'accent'), span('░'.repeat(barWidth - full), 'dim')];
}

/** `12.35 s  ▶ running x1`. */
function clockRow({nowMs, isRunning, speed, beside}: Clock, language: Language): Row {
	return [
		span(padTextStart(secondsOf(nowMs), 9), 'strong'),
		span(isRunning ? '  ▶ ' : '  ■ ', isRunning ? 'good' : 'dim'),
		span(`${(isRunning ? words.running : words.paused)[language]} · x${speed}`, 'dim'),
		...(beside === undefined ? [] : [span(`     ${beside}`)]),
	];
}

/** As many of the last happenings as fit, oldest first; of the very last at least its beginning. */
function newest(happened: readonly Row[][], room: number): Row[] {
	const shown: Row[] = [];
	for (const rows of happened.toReversed()) {
		if (shown.length + rows.length > room) {
			break;
		}

		shown.unshift(...rows);
	}

	return shown.length > 0 ? shown : happened.at(-1)?.slice(0, room) ?? [];
}

/**
A time line: its clock, one row per program with the wait it counts down, what that means, and what happened last, as
many of it as `height` leaves room for.
*/
export function timeLineRows(clock: Clock, lines: readonly TimeLineRow[], said: {sentences: readonly Text[]; happenings: readonly Happening[]}, {language, width, cursor, height, hasBars = true}: TimeLineOptions): Row[] {
	const areBarsDrawn = hasBars && width >= widthWithBars;
	const programs = lines.map(({name, note, sign, state, tone, says, waited}, index): Row => [
		span(index === cursor ? '❯ ' : '  ', 'accent'),
		span(padText(name, 6)),
		span(`${padTextStart(note, 4)}  `, 'dim'),
		span(`${sign} ${padText(state, 9)}`, tone),
		...(areBarsDrawn ? [span(padText(says, 27)), ...barSpans(waited)] : [span(says)]),
	]);
	const sentences = wrapText(said.sentences.map(sentence => sentence[language]).join(language === 'en' ? ' ' : ''), width, 'strong');
	const above = [clockRow(clock, language), ...programs, ...sentences];
	const happened = said.happenings.map(({atMs, says}) => wrapRow([span(`${padTextStart(secondsOf(atMs), 9)}  ${says[language]}`, 'dim')], width, 11));
	return [...above, ...newest(happened, Math.max(1, Math.min(5, height - above.length)))];
}
