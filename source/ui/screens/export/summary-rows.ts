import type {Language} from '../../../model/language.js';
import {exportScreen as words} from '../../../present/messages/export-screen.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import {filesToWrite, markedOutcomes, type Outcomes} from './export-outcomes.js';
import type {ExportState} from './export-reducer.js';
import {fieldFlags} from './export-values.js';

/** Values that were typed and are wrong: never passed over in silence. */
export function problemRows(problems: Outcomes['problems'], language: Language, width: number): Row[] {
	return [...problems].flatMap(([field, says]) => wrapRow([span('✗ ', 'bad'), span(words.notUsed(fieldFlags[field], says[language])[language])], width, 2));
}

/** Marked targets that wait for a value. */
export function waitingRows(state: ExportState, outcomes: Outcomes, language: Language, width: number): Row[] {
	const separator = language === 'en' ? ', ' : '、';
	const waiting = markedOutcomes(state, outcomes).flatMap(outcome => outcome.kind === 'missing'
		? [words.waits(outcome.target.name, outcome.needs.map(({flag}) => flag).join(separator))[language]]
		: []);
	return waiting.length === 0 ? [] : wrapRow([span('! ', 'warn'), span(words.waiting(waiting.join(separator))[language])], width, 2);
}

/** How much is written when one says so now. */
export function totalRows(state: ExportState, outcomes: Outcomes, language: Language, width: number): Row[] {
	const {length} = markedOutcomes(state, outcomes).filter(({kind}) => kind === 'written');
	const {size} = filesToWrite(state, outcomes);
	return wrapText((size === 0 ? words.nothing : words.total(size, length, outcomes.outcomes.length))[language], width, 'strong');
}

/** The same with every name. */
export function summaryRows(state: ExportState, outcomes: Outcomes, language: Language, width: number): Row[] {
	const names = markedOutcomes(state, outcomes).filter(({kind}) => kind === 'written').map(({target}) => target.name);
	const {size} = filesToWrite(state, outcomes);
	return wrapText((size === 0 ? words.nothing : words.summary(size, names.join(language === 'en' ? ', ' : '、')))[language], width, 'strong');
}
