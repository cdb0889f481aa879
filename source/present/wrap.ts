import {displayWidth} from '../model/display-width.js';
import type {Row, Span, Tone} from './span.js';

/** Characters that may not begin a line: closing and full-width punctuation. */
const neverFirst = new Set('，。；：？！、）》」』】〉…·％,.;:?!)]}%');

/** Characters that may not end a line: opening brackets and quotation marks. */
const neverLast = new Set('（《「『【〈([{');

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

type Piece = {readonly text: string; readonly tone: Tone | undefined; readonly width: number; readonly isSpace: boolean};

/** A line may break between two wide characters, and after a space; a Latin word stays whole. */
function pieces(row: Row): Piece[] {
	const all: Piece[] = [];
	for (const {text, tone} of row) {
		let word = '';
		const flush = () => {
			if (word !== '') {
				all.push({text: word, tone, width: displayWidth(word), isSpace: false});
				word = '';
			}
		};

		for (const {segment} of segmenter.segment(text)) {
			const width = displayWidth(segment);
			if (segment === ' ') {
				flush();
				all.push({text: ' ', tone, width: 1, isSpace: true});
			} else if (width > 1) {
				flush();
				all.push({text: segment, tone, width, isSpace: false});
			} else {
				word += segment;
			}
		}

		flush();
	}

	return all;
}

function mayBreakBetween(before: Piece, after: Piece): boolean {
	if (after.isSpace) {
		return false;
	}

	if (before.isSpace) {
		return true;
	}

	const first = [...after.text][0]!;
	const last = [...before.text].at(-1)!;
	if (neverFirst.has(first) || neverLast.has(last)) {
		return false;
	}

	// Two spans of one word (`etcd` and `'s`) stay together; Chinese beside Latin may part.
	return displayWidth(first) > 1 || displayWidth(last) > 1;
}

/** Groups of pieces between which a line may break. */
function groups(all: readonly Piece[]): Piece[][] {
	const result: Piece[][] = [];
	for (const piece of all) {
		const group = result.at(-1);
		const before = group?.at(-1);
		if (group && before && !mayBreakBetween(before, piece)) {
			group.push(piece);
		} else {
			result.push([piece]);
		}
	}

	return result;
}

function mergeSpans(line: readonly Piece[]): Row {
	const row: Span[] = [];
	for (const {text, tone} of line) {
		const before = row.at(-1);
		if (before && before.tone === tone) {
			row[row.length - 1] = tone === undefined ? {text: before.text + text} : {text: before.text + text, tone};
		} else {
			row.push(tone === undefined ? {text} : {text, tone});
		}
	}

	return row;
}

function trimEnd(line: Piece[]): Piece[] {
	const end = line.findLastIndex(piece => !piece.isSpace);
	return line.slice(0, end + 1);
}

/** What is wider than a whole line is cut between characters. */
function cut(group: readonly Piece[], width: number): Piece[][] {
	const lines: Piece[][] = [[]];
	let used = 0;
	for (const {text, tone} of group) {
		for (const {segment} of segmenter.segment(text)) {
			const segmentWidth = displayWidth(segment);
			if (used + segmentWidth > width && used > 0) {
				lines.push([]);
				used = 0;
			}

			lines.at(-1)!.push({text: segment, tone, width: segmentWidth, isSpace: segment === ' '});
			used += segmentWidth;
		}
	}

	return lines;
}

/**
Breaks a row into rows no wider than `width` columns. Chinese breaks between characters (never before closing punctuation
or after an opening bracket), Latin between words; a word wider than the line is cut.
@param indent columns by which every row after the first is indented.
*/
export function wrapRow(row: Row, width: number, indent = 0): Row[] {
	const lines: Piece[][] = [];
	let line: Piece[] = [];
	let used = 0;
	const room = () => Math.max(1, lines.length === 0 ? width : width - indent);
	const push = () => {
		lines.push(trimEnd(line));
		line = [];
		used = 0;
	};

	for (const group of groups(pieces(row))) {
		const bare = trimEnd([...group]);
		const bareWidth = bare.reduce((sum, piece) => sum + piece.width, 0);
		const groupWidth = group.reduce((sum, piece) => sum + piece.width, 0);
		if (used > 0 && used + bareWidth > room()) {
			push();
		}

		if (bareWidth > room()) {
			const parts = cut(group, room());
			for (const part of parts.slice(0, -1)) {
				line = part;
				push();
			}

			line = parts.at(-1)!;
			used = line.reduce((sum, piece) => sum + piece.width, 0);
		} else {
			line.push(...group);
			used += groupWidth;
		}
	}

	push();
	const margin: Span = {text: ' '.repeat(indent)};
	return lines.map((pieces, index) => index > 0 && indent > 0 ? [margin, ...mergeSpans(pieces)] : mergeSpans(pieces));
}

/** Wraps plain text with line breaks in it. */
export function wrapText(text: string, width: number, tone?: Tone): Row[] {
	return text.split('\n').flatMap(line => wrapRow([tone === undefined ? {text: line} : {text: line, tone}], width));
}
