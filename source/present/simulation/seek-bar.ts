import type {Language} from '../../model/language.js';
import {displayWidth} from '../../model/display-width.js';
import type {Microseconds} from '../../simulation/kernel/time.js';
import {simulator as words} from '../messages/simulator.js';
import {span, type Row, type Tone} from '../span.js';
import {momentOf, spanOf} from './figures.js';

export type SeekBar = {
	readonly nowUs: Microseconds;
	readonly untilUs: Microseconds;
	readonly seenUs: Microseconds;
	readonly isPlaying: boolean;
	readonly speed: number;
	/** Of the speed that was asked for, how much is reached, 0 to 1. */
	readonly pace: number;
	readonly seed: number;
	/** When something goes wrong by the scenario, and when somebody did something. */
	readonly stagedUs: readonly Microseconds[];
	readonly madeUs: readonly Microseconds[];
};

/** `1x`, `200x`, `1/50x`. */
export function speedText(speed: number): string {
	return speed >= 1 ? `${speed}x` : `1/${Math.round(1 / speed)}x`;
}

/** Slower than this share of what was asked for is worth a word. */
const keepsUp = 0.9;

function barRow({nowUs, untilUs, seenUs, stagedUs, madeUs}: SeekBar, width: number): Row {
	const place = (at: Microseconds) => Math.max(0, Math.min(width - 1, Math.floor(at / untilUs * width)));
	const now = place(nowUs);
	const seen = place(seenUs);
	const staged = new Set(stagedUs.map(at => place(at)));
	const made = new Set(madeUs.map(at => place(at)));
	const cells = Array.from({length: width}, (_, index): {text: string; tone: Tone} => {
		if (made.has(index)) {
			return {text: '▲', tone: 'warn'};
		}

		if (staged.has(index)) {
			return {text: '!', tone: index <= now ? 'bad' : 'warn'};
		}

		if (index < now || nowUs >= untilUs) {
			return {text: '█', tone: 'accent'};
		}

		return index === now ? {text: '▓', tone: 'accent'} : {text: index <= seen && seenUs > nowUs ? '▒' : '░', tone: 'dim'};
	});
	const row: Array<{text: string; tone: Tone}> = [];
	for (const {text, tone} of cells) {
		const before = row.at(-1);
		if (before?.tone === tone) {
			before.text += text;
		} else {
			row.push({text, tone});
		}
	}

	return row;
}

/** Where time stands, as a bar with everything that goes wrong marked on it: `!` staged, `▲` done by hand. */
export function seekBarRow(bar: SeekBar, {language, width}: {readonly language: Language; readonly width: number}): Row {
	const {nowUs, untilUs, isPlaying, speed, pace, seed} = bar;
	const isEnd = nowUs >= untilUs;
	const state = isEnd ? words.ended : (isPlaying ? words.playing : words.paused);
	const sign = isEnd ? '■' : (isPlaying ? '▸' : '■');
	const states = [words.ended, words.playing, words.paused].map(text => displayWidth(text[language]));
	const left = `${sign} ${state[language]}${' '.repeat(Math.max(...states) - displayWidth(state[language]))} `;
	const time = slowTime(nowUs, speed).padStart(11);
	const isLate = isPlaying && pace < keepsUp;
	const fast = isLate ? `${speedText(speed)} (${words.behind[language]}: ${speedText(Math.max(1, Math.round(speed * pace)))})` : speedText(speed);
	const right = ` ${spanOf(untilUs)}  ${fast.padEnd(8)}  ${words.seed(seed)[language]}`;
	const room = width - displayWidth(left) - displayWidth(time) - 1 - displayWidth(right);
	return [
		span(left, isPlaying ? 'good' : 'dim'),
		span(`${time} `, 'strong'),
		...(room >= 8 ? barRow(bar, room) : []),
		span(right, isLate ? 'warn' : 'dim'),
	];
}

/** In slow motion microseconds are what passes. */
function slowTime(nowUs: Microseconds, speed: number): string {
	return speed < 0.1 ? `${(nowUs / 1_000_000).toFixed(6)} s` : momentOf(nowUs);
}
