import type {Language, Text} from '../model/language.js';
import {exportWords as words} from './messages/export.js';
import type {Row} from './span.js';
import {wrapRow} from './wrap.js';

/** As much of an outcome as is shown; the writers live above this room. */
export type ShownOutcome
	= | {readonly kind: 'written'; readonly target: {readonly name: string}; readonly files: ReadonlyMap<string, string>; readonly next: readonly Text[]}
		| {readonly kind: 'refused' | 'missing'; readonly target: {readonly name: string}};

/** What was written, and what to do with it, target by target. */
export function exportReport(outcomes: readonly ShownOutcome[], directory: string, {language, width}: {language: Language; width: number}): Row[] {
	const written = outcomes.filter(outcome => outcome.kind === 'written');
	if (written.length === 0) {
		return [[{text: words.nothing[language]}]];
	}

	const files = written.flatMap(outcome => [...outcome.files.keys()]);
	const steps = written.flatMap(outcome => outcome.next.map(text => ({name: outcome.target.name, text})));
	return [
		[{text: words.wrote(files.length, directory)[language], tone: 'strong'}],
		...files.map((file): Row => [{text: '  '}, {text: file, tone: 'code'}]),
		...(steps.length === 0 ? [] : [[], [{text: words.next[language], tone: 'title'}] satisfies Row]),
		...steps.flatMap(({name, text}, index) => wrapRow([
			{text: `${String(index + 1).padStart(2)}. `},
			{text: name, tone: 'strong'},
			{text: language === 'en' ? ': ' : '：'},
			{text: text[language]},
		], width, 4)),
	];
}
