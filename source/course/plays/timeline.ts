import type {Text} from '../../model/language.js';

/** Something that happened on a time line. */
export type Happening = {readonly atMs: number; readonly says: Text};

/** Older ones leave the list. */
const mostHappenings = 12;

/** A program that was asleep did not play on meanwhile. */
const longestTickMs = 60_000;

export function happened(happenings: readonly Happening[], atMs: number, says: Text): readonly Happening[] {
	return [...happenings, {atMs, says}].slice(-mostHappenings);
}

/** How far one tick moves a time line. */
export function tickMs(elapsedMs: number): number {
	return Math.max(0, Math.min(elapsedMs, longestTickMs));
}

/** Seconds as they are written in sentences: `3.61 s`. */
export function secondsText(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(2)} s`;
}
