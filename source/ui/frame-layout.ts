import type {Row} from '../present/span.js';
import type {TerminalSize} from './hooks/use-terminal-size.js';

/** Below this many columns or rows a page is linear text: no rules, no margins, still every key. */
export const boxedColumns = 60;
export const boxedRows = 16;

export type FrameLayout = {
	/** Columns and lines of the page inside the frame. */
	readonly width: number;
	readonly height: number;
	/** Lines of the whole frame: one less than the terminal has. */
	readonly total: number;
	/** Blank columns on the left and on the right. */
	readonly margin: number;
	/** No rules and no margins, because the terminal is small. */
	readonly isLinear: boolean;
	/** For a screen reader: nothing is cut and nothing scrolls. */
	readonly isSpoken: boolean;
	readonly hasHeader: boolean;
};

/** Lines that the frame takes around the page: header, rule, blank; rule, keys. */
const boxedLines = 5;

export function frameLayout({columns, rows}: TerminalSize, {subtitle, screenReader}: {subtitle: boolean; screenReader: boolean}): FrameLayout {
	const total = Math.max(1, rows - 1);
	const isLinear = columns < boxedColumns || rows < boxedRows;
	const subtitleLines = subtitle ? 1 : 0;
	if (screenReader) {
		return {width: Math.max(1, columns), height: Number.POSITIVE_INFINITY, total, margin: 0, isLinear: true, isSpoken: true, hasHeader: true};
	}

	if (isLinear) {
		const hasHeader = total >= 5;
		return {
			width: Math.max(1, columns),
			height: Math.max(1, total - 1 - (hasHeader ? 1 + subtitleLines : 0)),
			total,
			margin: 0,
			isLinear,
			isSpoken: false,
			hasHeader,
		};
	}

	const margin = 2;
	return {
		width: columns - (2 * margin),
		height: total - boxedLines - subtitleLines,
		total,
		margin,
		isLinear,
		isSpoken: false,
		hasHeader: true,
	};
}

/** A page left fewer rows than this by what is pinned below it could not be read. */
const fewestPageRows = 2;

/** What scrolls and what stays: rows to be pinned below the page scroll with it where they leave it too little room. */
export function arrangeRows(height: number, rows: readonly Row[], pinnedRows: readonly Row[]): {pageRows: readonly Row[]; pinned: readonly Row[]; height: number} {
	return pinnedRows.length <= height - fewestPageRows
		? {pageRows: rows, pinned: pinnedRows, height: Math.max(1, height - pinnedRows.length)}
		: {pageRows: [...rows, ...pinnedRows], pinned: [], height: Math.max(1, height)};
}
