import type {TargetOutcome} from '../../../formats/export-files.js';
import {displayWidth} from '../../../model/display-width.js';
import type {Language} from '../../../model/language.js';
import {fileLines, windowRow} from '../../../present/file-window.js';
import {padText} from '../../../present/fit-row.js';
import {exportScreen as words} from '../../../present/messages/export-screen.js';
import {exportWords} from '../../../present/messages/export.js';
import {sideBySide} from '../../../present/side-by-side.js';
import {span, type Row, type Span} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import type {Outcomes} from './export-outcomes.js';
import type {ExportState} from './export-reducer.js';

type PageOptions = {
	readonly language: Language;
	readonly width: number;
	/** Lines of the page; a list of files takes no more than fit. */
	readonly height: number;
	/** Whether what is told of a target may stand beside the list. */
	readonly hasColumns: boolean;
};

/** From this width of the page on, the target under the cursor is told beside the list. */
export const widthForColumns = 70;

/** Columns of the list: cursor, mark, name and the longest of what comes of a target. */
const listWidth = 37;

/** From this width beside the list on, a file's beginning can be read there. */
const widthForBeginning = 80;

/** Files that are named below a target even where the window is low. */
const fewestFiles = 4;

function statusSpan(outcome: TargetOutcome, language: Language): Span {
	switch (outcome.kind) {
		case 'written': {
			return span(`✓ ${words.files(outcome.files.size)[language]}`, 'good');
		}

		case 'refused': {
			return span(`✗ ${words.refused[language]}`, 'dim');
		}

		case 'missing': {
			return span(`! ${words.needs(outcome.needs.length)[language]}`, 'warn');
		}
	}
}

function targetRow(outcome: TargetOutcome, {isHere, isMarked, nameWidth, language}: {isHere: boolean; isMarked: boolean; nameWidth: number; language: Language}): Row {
	// What cannot be written can be marked, but that changes nothing.
	const mark = outcome.kind === 'refused' ? '[-]' : (isMarked ? '[x]' : '[ ]');
	const name = padText(outcome.target.name, nameWidth);
	return [span(isHere ? '❯ ' : '  ', 'accent'), span(`${mark} `), isHere ? span(name, 'strong') : span(name), span('  '), statusSpan(outcome, language)];
}

function fileRows(files: readonly string[], most: number, language: Language): Row[] {
	const shown = files.length <= most ? files : files.slice(0, most - 1);
	const more = files.length - shown.length;
	return [
		...shown.map((file): Row => [span('  '), span(file, 'code')]),
		...(more === 0 ? [] : [[span(`  ${words.moreFiles(more)[language]}`, 'dim')] satisfies Row]),
	];
}

/** What a target is for, and what comes of it. */
function aboutRows(outcome: TargetOutcome, {isMarked, mostFiles, language, width}: {isMarked: boolean; mostFiles: number; language: Language; width: number}): Row[] {
	const {target} = outcome;
	const about = wrapText(target.about[language], width, 'dim');
	switch (outcome.kind) {
		case 'written': {
			const files = [...outcome.files.keys()];
			return [
				...about,
				...wrapText(words[isMarked ? 'written' : 'unmarked'](files.length)[language], width),
				...fileRows(files, mostFiles, language),
				...wrapText(words.look[language], width, 'dim'),
			];
		}

		case 'refused': {
			return [...about, ...wrapRow([span('✗ ', 'bad'), span(exportWords.refused(target.name, outcome.says[language])[language])], width, 2)];
		}

		case 'missing': {
			return [
				...about,
				...outcome.needs.flatMap(({flag, says}) => wrapRow([span('! ', 'warn'), span(exportWords.missing(target.name, flag, says[language])[language])], width, 2)),
				...wrapText(words.typeIt[language], width, 'dim'),
			];
		}
	}
}

/** The first lines of a target's first file, where there is room for them. */
function beginningRows(outcome: TargetOutcome, {width, height}: {width: number; height: number}): Row[] {
	const [path, text] = (outcome.kind === 'written' ? [...outcome.files][0] : undefined) ?? ['', ''];
	if (path === '' || width < widthForBeginning || height < 4) {
		return [];
	}

	const lines = fileLines(text);
	const shown = lines.length <= height - 2 ? lines : lines.slice(0, height - 3);
	return [
		[],
		[span(path, 'title')],
		...shown.map(line => windowRow(line, {shift: 0, width})),
		...(shown.length < lines.length ? [[span('...', 'dim')] satisfies Row] : []),
	];
}

/**
As many rows of the list as fit, with those from `first` to `last` among them: the window of the frame keeps a single row in
sight, and what stands beside the list must not scroll away with it.
*/
function listWindow(list: readonly Row[], {first, last}: {first: number; last: number}, height: number, language: Language): readonly Row[] {
	const size = last - first + 1;
	if (list.length <= height || size > height) {
		return list;
	}

	const top = Math.max(0, Math.min(first - Math.floor((height - size) / 2), list.length - height));
	const below = list.length - top - height;
	return list.slice(top, top + height).map((row, index) => {
		const isKept = top + index >= first && top + index <= last;
		if (index === 0 && top > 0 && !isKept) {
			return [span(`    ${words.above(top + 1)[language]}`, 'dim')];
		}

		return index === height - 1 && below > 0 && !isKept ? [span(`    ${words.below(below + 1)[language]}`, 'dim')] : row;
	});
}

export type Page = {
	readonly rows: readonly Row[];
	/** Kept in sight. */
	readonly focusRow: number;
	/** Where a page too tall for the window starts; its focus where nothing is said. */
	readonly startRow?: number;
};

/** The list of targets, and beside or below the one under the cursor what comes of it. */
export function targetsPage(state: ExportState, {outcomes, refusal}: Outcomes, {language, width, height, hasColumns}: PageOptions): Page {
	if (refusal.length > 0) {
		return {rows: refusal.flatMap((says, index) => wrapRow([span(index === 0 ? '✗ ' : '  ', 'bad'), span(says[language])], width, 2)), focusRow: 0};
	}

	const nameWidth = Math.max(...outcomes.map(({target}) => displayWidth(target.name)));
	const isMarked = ({target}: TargetOutcome) => !state.unmarked.has(target.name);
	const list = outcomes.map((outcome, index) => targetRow(outcome, {isHere: index === state.cursor, isMarked: isMarked(outcome), nameWidth, language}));
	const outcome = outcomes[state.cursor]!;
	const about = (aboutWidth: number, mostFiles: number) => aboutRows(outcome, {isMarked: isMarked(outcome), mostFiles, language, width: aboutWidth});
	if (hasColumns) {
		const aboutWidth = width - listWidth - 2;
		const others = about(aboutWidth, 1).length - 1;
		const told = about(aboutWidth, Math.max(fewestFiles, height - others));
		const beginning = beginningRows(outcome, {width: aboutWidth, height: height - told.length});
		const shown = listWindow(list, {first: state.cursor, last: state.cursor}, height, language);
		return {rows: sideBySide(shown, [...told, ...beginning], listWidth + 2), focusRow: Math.max(0, shown.indexOf(list[state.cursor]!))};
	}

	const below = about(Math.max(1, width - 6), fewestFiles).map((row): Row => [span('      '), ...row]);
	const all = [...list.slice(0, state.cursor + 1), ...below, ...list.slice(state.cursor + 1)];
	const rows = listWindow(all, {first: state.cursor, last: state.cursor + below.length}, height, language);
	return {rows, focusRow: Math.max(0, rows.indexOf(list[state.cursor]!))};
}
