import type {TargetOutcome} from '../../../formats/export-files.js';
import type {Language, Text} from '../../../model/language.js';
import {exportReport} from '../../../present/export-report.js';
import {exportWrite as words} from '../../../present/messages/export-screen.js';
import {exportWords} from '../../../present/messages/export.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import {markedOutcomes, type Outcomes} from './export-outcomes.js';
import type {ExportState, ViewOf} from './export-reducer.js';
import {problemRows, summaryRows, waitingRows} from './summary-rows.js';
import type {Page} from './target-rows.js';

type Options = {readonly language: Language; readonly width: number};

/** What is already there is named, up to this many. */
const mostNamed = 10;

function directoryPage(state: ExportState, error: Text | undefined, outcomes: Outcomes, {language, width}: Options): Page {
	const rows: Row[] = [
		...wrapText(words.ask[language], width, 'title'),
		...wrapText(words.why[language], width, 'dim'),
		[],
		...wrapRow([span('❯ ', 'accent'), span(state.directory, 'strong'), span('▏', 'accent')], width, 2),
		...(error ? wrapRow([span(`✗ ${error[language]}`, 'bad')], width, 2) : []),
	];
	return {
		rows: [...rows, [], ...summaryRows(state, outcomes, language, width), ...waitingRows(state, outcomes, language, width), ...problemRows(outcomes.problems, language, width)],
		focusRow: rows.length - 1,
	};
}

function askingPage({directory}: ExportState, files: readonly string[], {language, width}: Options): Page {
	return {
		rows: [
			...wrapRow([span('! ', 'warn'), span(words.exists(files.length, directory)[language], 'warn')], width, 2),
			...files.slice(0, mostNamed).map((file): Row => [span('  '), span(file, 'code')]),
			...(files.length > mostNamed ? [[span('  ...')]] : []),
			[],
			...wrapText(words.existsHint[language], width),
		],
		focusRow: 0,
	};
}

/** Why nothing came of a target, in the words of the command. */
function leftOut(outcome: TargetOutcome, language: Language): string[] {
	const {name} = outcome.target;
	switch (outcome.kind) {
		case 'written': {
			return [];
		}

		case 'refused': {
			return [exportWords.refused(name, outcome.says[language])[language]];
		}

		case 'missing': {
			return outcome.needs.map(({flag, says}) => exportWords.missing(name, flag, says[language])[language]);
		}
	}
}

/** What the command prints, and what was asked for and is not there. */
function writtenPage(state: ExportState, outcomes: Outcomes, options: Options): Page {
	const {language, width} = options;
	const marked = markedOutcomes(state, outcomes);
	const left = marked.flatMap(outcome => leftOut(outcome, language));
	return {
		rows: [
			...exportReport(marked, state.directory, options),
			...(left.length === 0 ? [] : [[], [span(words.left[language], 'title')] satisfies Row]),
			...left.flatMap(says => wrapRow([span('  '), span(says)], width, 2)),
		],
		focusRow: 0,
	};
}

/** From the directory to what was written and what to do with it. */
export function writePage(state: ExportState, view: ViewOf<'directory' | 'asking' | 'writing' | 'written'>, outcomes: Outcomes, options: Options): Page {
	switch (view.kind) {
		case 'directory': {
			return directoryPage(state, view.error, outcomes, options);
		}

		case 'asking': {
			return askingPage(state, view.files, options);
		}

		case 'writing': {
			return {rows: wrapText(words.writing[options.language], options.width, 'dim'), focusRow: 0};
		}

		case 'written': {
			return writtenPage(state, outcomes, options);
		}
	}
}
