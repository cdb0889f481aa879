import type {Language, Text} from '../../model/language.js';
import {inMilliseconds, type Microseconds} from '../../simulation/kernel/time.js';

function trimmed(count: number, digits: number): string {
	return String(Number(count.toFixed(digits)));
}

/** A span as people say it: `0.4 ms`, `250 ms`, `3.605 s`, `300 s`; exact to the millisecond where it is one or more. */
export function spanOf(span: Microseconds): string {
	const rounded = inMilliseconds(span);
	if (rounded >= 1000) {
		return `${trimmed(rounded / 1000, 3)} s`;
	}

	return rounded >= 1 ? `${rounded} ms` : `${trimmed(span / 1000, 1)} ms`;
}

/** A moment on the scenario's clock, to the millisecond: `5.000 s`. */
export function momentOf(at: Microseconds): string {
	return `${(inMilliseconds(at) / 1000).toFixed(3)} s`;
}

const units = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes: `512 B`, `1.5 MiB`, `2 GiB`. */
export function bytesOf(bytes: number): string {
	const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
	return `${trimmed(bytes / (1024 ** power), 1)} ${units[power]!}`;
}

/** `1 entry`, `3 entries`. */
export function counted(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; `a`, `a 和 b`, `a、b 和 c`. */
export function enumeration(names: readonly string[], language: Language): string {
	const last = names.at(-1);
	if (last === undefined) {
		return language === 'en' ? 'nobody' : '无';
	}

	const before = names.slice(0, -1).join(language === 'en' ? ', ' : '、');
	return before === '' ? last : `${before} ${language === 'en' ? 'and' : '和'} ${last}`;
}

/** Without the spaces that names bring along where no letter or digit stands on one of their sides. */
export function tidyChinese(text: string): string {
	return text.replaceAll(/(?<=[\p{Script=Han}，。：；（）、]) (?=[\p{Script=Han}，。：；（）、])/gv, '').replaceAll(/ (?=[，。：；（）、])|(?<=[，。：；（）、]) /gv, '');
}

/** Ticks, and about how long they last: `13 ticks (about 1.3 s)`. */
export function ticksOf(ticks: number, tickMs: number | undefined): Text {
	const span = tickMs === undefined ? undefined : spanOf(ticks * tickMs * 1000);
	const count = counted(ticks, 'tick', 'ticks');
	return span === undefined
		? {en: count, zh: `${ticks} 个 tick`}
		: {en: `${count} (about ${span})`, zh: `${ticks} 个 tick（约 ${span}）`};
}
