import {readCommaList} from '../../../model/comma-list.js';
import {displayWidth} from '../../../model/display-width.js';
import type {Language, Text} from '../../../model/language.js';
import {padText} from '../../../present/fit-row.js';
import {exportValues as words} from '../../../present/messages/export-screen.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import type {ExportState} from './export-reducer.js';
import {fieldFlags, type ExportField} from './export-values.js';
import type {Page} from './target-rows.js';

/** Columns of cursor and flag, where the value stands beside it. */
const flagWidth = 24;

/** Narrower pages have the value below its flag. */
const narrowest = 44;

/** A list breaks behind its commas: an address in two halves cannot be read. */
function wrapList(text: string, width: number): string[] {
	const lines = [''];
	for (const part of text.split(/(?<=[,，])/v)) {
		const line = lines.at(-1)! + part;
		if (lines.at(-1) === '' || displayWidth(line) <= width) {
			lines[lines.length - 1] = line;
		} else {
			lines.push(part);
		}
	}

	return lines;
}

/** The flag, and the value beside or below it, over as many lines as it takes. */
function valueRows(field: ExportField, text: string, {isHere, language, width}: {isHere: boolean; language: Language; width: number}): Row[] {
	const isBeside = width >= narrowest;
	const indent = isBeside ? flagWidth : 2;
	const flag: Row = [span(isHere ? '❯ ' : '  ', 'accent'), isHere ? span(fieldFlags[field], 'strong') : span(fieldFlags[field])];
	const room = Math.max(2, width - indent);
	// The cursor takes a column of its own.
	const lines = wrapList(text, room - 1);
	const value = lines.map((line, index): Row => isHere
		? [span(line, 'strong'), ...(index === lines.length - 1 ? [span('▏', 'accent')] : [])]
		: [text === '' ? span(words.empty[language], 'dim') : span(line)]);
	const [first = [], ...others] = value.flatMap(row => wrapRow(row, room));
	const margin = span(' '.repeat(indent));
	return isBeside
		? [[flag[0]!, {...flag[1]!, text: padText(fieldFlags[field], flagWidth - 2)}, ...first], ...others.map(row => [margin, ...row])]
		: [flag, ...[first, ...others].map(row => [margin, ...row])];
}

/** What the value under the cursor is for, who waits for it, and whose address comes next. */
function aboutRows(field: ExportField, state: ExportState, {names, language, width}: {names: readonly string[]; language: Language; width: number}): Row[] {
	const {machines} = state.plan;
	const given = readCommaList(state.typed.addresses ?? '')?.length ?? Math.max(0, (state.typed.addresses ?? '').split(/[,，]/v).length - 1);
	return [
		...wrapText(words.about[field][language], width),
		...wrapText((names.length === 0 ? words.optional : words.neededBy(names.join(language === 'en' ? ', ' : '、')))[language], width, 'dim'),
		...(field === 'addresses' && given < machines.length ? wrapText(words.addresses(given, machines.length, machines[given]!.name)[language], width, 'dim') : []),
	];
}

/**
The values that can be typed, with what is wrong with them.
@param problems with the values as they were taken.
@param names the targets that wait for the value under the cursor.
*/
export function valuesPage(state: ExportState, {problems, names}: {problems: ReadonlyMap<ExportField, Text>; names: readonly string[]}, {language, width}: {language: Language; width: number}): Page {
	const {fields, typed, view} = state;
	const at = view.kind === 'values' ? view.field : 0;
	const isTold = view.kind === 'values' && view.isTold;
	const rows: Row[] = [
		...wrapText(words.title[language], width, 'title'),
		...wrapText(words.why[language], width, 'dim'),
		[],
	];
	let focusRow = 0;
	let startRow = 0;
	for (const [index, field] of fields.entries()) {
		const isHere = index === at;
		startRow = isHere ? rows.length : startRow;
		const says = isHere && !isTold ? undefined : problems.get(field);
		rows.push(...valueRows(field, typed[field] ?? '', {isHere, language, width}));
		if (says) {
			rows.push(...wrapRow([span('  '), span(`✗ ${says[language]}`, 'bad')], width, 4));
		}

		focusRow = isHere ? rows.length - 1 : focusRow;
	}

	return {rows: [...rows, [], ...aboutRows(fields[at]!, state, {names, language, width})], focusRow, startRow};
}
