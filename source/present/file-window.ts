import {displayWidth} from '../model/display-width.js';
import {span, type Row} from './span.js';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** A tab goes on to the next multiple of this many columns. */
const tabColumns = 8;

/** Printable ASCII: one column each, so that nothing has to be measured. */
const isPlain = (text: string) => /^[ -~]*$/v.test(text);

function withoutTabs(line: string): string {
	return line.split('\t').reduce((before, part) => before + ' '.repeat(tabColumns - (displayWidth(before) % tabColumns)) + part);
}

/**
The lines of a file as a terminal may show them: tabs as blanks, and `�` for every control character, or one that would hide
or turn round what stands beside it. The line break at the end of the file begins no line of its own.
*/
export function fileLines(text: string): string[] {
	const lines = text.split('\n');
	return (lines.at(-1) === '' ? lines.slice(0, -1) : lines)
		.map(line => isPlain(line) ? line : withoutTabs(line).replaceAll(/[\p{Control}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gv, '�'));
}

/** How many columns the widest of the lines takes. */
export function widestLine(lines: readonly string[]): number {
	return lines.reduce((widest, line) => Math.max(widest, isPlain(line) ? line.length : displayWidth(line)), 0);
}

/** The columns from `from` up to `to`; half a wide character is a blank. */
function columns(line: string, from: number, to: number): string {
	if (isPlain(line)) {
		return line.slice(from, to);
	}

	let shown = '';
	let at = 0;
	for (const {segment} of segmenter.segment(line)) {
		if (at >= to) {
			break;
		}

		const width = displayWidth(segment);
		const isWhole = at >= from && at + width <= to;
		shown += isWhole ? segment : ' '.repeat(Math.max(0, Math.min(at + width, to) - Math.max(at, from)));
		at += width;
	}

	return shown;
}

/** The part of a line that a window shows, moved right by `shift` columns; `‹` and `›` mark what is cut off on either side. */
export function windowRow(line: string, {shift, width}: {shift: number; width: number}): Row {
	const total = widestLine([line]);
	const isCutBefore = shift > 0 && total > 0;
	const isCutAfter = total > shift + width;
	const from = isCutBefore ? shift + 1 : shift;
	const to = isCutAfter ? shift + width - 1 : shift + width;
	return [
		...(isCutBefore ? [span('‹', 'accent')] : []),
		span(columns(line, from, to)),
		...(isCutAfter ? [span('›', 'accent')] : []),
	];
}
