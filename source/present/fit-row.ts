import {displayWidth} from '../model/display-width.js';
import {rowText, type Row, type Span} from './span.js';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** How many columns a row takes. */
export function rowWidth(row: Row): number {
	return displayWidth(rowText(row));
}

/** The row cut to `width` columns, with `…` at the end where something was lost. A wide character is never halved. */
export function fitRow(row: Row, width: number): Row {
	if (rowWidth(row) <= width) {
		return row;
	}

	const fitted: Span[] = [];
	let left = Math.max(0, width - 1);
	for (const {text, tone} of row) {
		let kept = '';
		for (const {segment} of segmenter.segment(text)) {
			const segmentWidth = displayWidth(segment);
			if (segmentWidth > left) {
				fitted.push(tone === undefined ? {text: kept} : {text: kept, tone}, {text: width > 0 ? '…' : ''});
				return fitted;
			}

			kept += segment;
			left -= segmentWidth;
		}

		fitted.push(tone === undefined ? {text: kept} : {text: kept, tone});
	}

	return fitted;
}

/** Blanks up to `width` columns behind the text. */
export function padText(text: string, width: number): string {
	return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Blanks up to `width` columns in front of the text. */
export function padTextStart(text: string, width: number): string {
	return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
