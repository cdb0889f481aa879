import type {Row, Tone} from './span.js';
import {asciiText} from './ascii.js';

export type TextOptions = {
	/** SGR colours; no meaning hangs on them. */
	readonly colour: boolean;
	/** Box drawing and symbols as plain ASCII. */
	readonly ascii: boolean;
};

const codes: Readonly<Record<Tone, readonly [string, string] | undefined>> = {
	plain: undefined,
	title: ['1', '22'],
	strong: ['1', '22'],
	dim: ['2', '22'],
	code: ['36', '39'],
	good: ['32', '39'],
	bad: ['31', '39'],
	warn: ['33', '39'],
	accent: ['35', '39'],
	key: ['1', '22'],
};

/** Rows as text for a terminal or a pipe, one line each, with a line break at the end of every line. */
export function toText(rows: readonly Row[], {colour, ascii}: TextOptions): string {
	return rows.map(row => row.map(({text, tone}) => {
		const shown = ascii ? asciiText(text) : text;
		const code = colour && tone ? codes[tone] : undefined;
		return code ? `\u001B[${code[0]}m${shown}\u001B[${code[1]}m` : shown;
	}).join('').trimEnd() + '\n').join('');
}
