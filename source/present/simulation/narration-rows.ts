import type {Language} from '../../model/language.js';
import {padTextStart} from '../fit-row.js';
import {rowText, span, type Row} from '../span.js';
import {wrapRow} from '../wrap.js';
import {momentOf} from './figures.js';
import type {NarrationLine} from './narration-line.js';

/** Room for `999.999 s`; a later moment takes more. */
const usualTimeWidth = 9;

function timeWidthOf(lines: readonly NarrationLine[]): number {
	return Math.max(usualTimeWidth, ...lines.slice(-1).map(({atUs}) => momentOf(atUs).length));
}

/**
One line: `  5.000 s  etcd-1 ...`. Who tells it stands out by its weight and by its place, at the beginning.
@param timeWidth Columns for the time, so that lines of one narration stand below each other.
*/
export function narrationLine({atUs, process, text, tone}: NarrationLine, language: Language, timeWidth = usualTimeWidth): Row {
	const sentence = text[language];
	const time = span(`${padTextStart(momentOf(atUs), timeWidth)}  `, 'dim');
	return process !== '' && tone === 'plain' && sentence.startsWith(process)
		? [time, span(process, 'strong'), span(sentence.slice(process.length))]
		: [time, tone === 'plain' ? span(sentence) : span(sentence, tone)];
}

/** Narrower than this, a hanging indent would leave no room for the words. */
const narrowest = 40;

/** A whole narration, wrapped; what does not fit a line goes on below the words, not below the time. */
export function narrationRows(lines: readonly NarrationLine[], language: Language, width: number): Row[] {
	const timeWidth = timeWidthOf(lines);
	return lines.flatMap(line => wrapRow(narrationLine(line, language, timeWidth), width, width < narrowest ? 2 : timeWidth + 2));
}

/** A whole narration as plain lines, one per line however long. */
export function narrationText(lines: readonly NarrationLine[], language: Language): string[] {
	const timeWidth = timeWidthOf(lines);
	return lines.map(line => rowText(narrationLine(line, language, timeWidth)));
}
