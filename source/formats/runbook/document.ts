/*
What a runbook is made of, before it is Markdown or HTML. Words and values stay apart until they are written: a template is
ours and may hold marks, a value is somebody else's and never does.
*/
import type {Language, Text} from '../../model/language.js';
import {commentText} from '../quoting.js';

/** What stands in the places of a template. */
export type Values = Readonly<Record<string, string>>;

/** A template with `code`, **strong** and {places}, and what stands in the places. */
export type Phrase = {readonly says: Text; readonly values: Values};

export type Callout = 'see' | 'otherwise' | 'note' | 'warning';

export type Block
	= | {readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly phrase: Phrase}
		| {readonly kind: 'paragraph'; readonly phrase: Phrase}
	/** `rule`: the id of the planning rule that it says, e.g. OPS-ADD-DEAD. */
		| {readonly kind: 'callout'; readonly callout: Callout; readonly rule: string | null; readonly phrase: Phrase}
	/** `where`: on which machines; null: on one's own workstation. `inTurn`: never on two of them at once. */
		| {readonly kind: 'commands'; readonly where: readonly string[] | null; readonly inTurn: boolean; readonly lines: readonly string[]}
		| {readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Phrase[]}
		| {readonly kind: 'table'; readonly caption: Phrase; readonly header: readonly Phrase[]; readonly rows: ReadonlyArray<readonly Phrase[]>};

/** A stretch of a phrase, to be escaped as a whole. */
export type Piece = {readonly kind: 'text' | 'code' | 'strong'; readonly text: string};

export function phrase(says: Text, values: Values = {}): Phrase {
	return {says, values};
}

/** A phrase that is nothing but a value, the same in every language. */
export function bare(value: string): Phrase {
	return phrase({en: '{value}', zh: '{value}'}, {value});
}

/** The same, as code. */
export function code(value: string): Phrase {
	return phrase({en: '`{value}`', zh: '`{value}`'}, {value});
}

export function heading(level: 1 | 2 | 3, says: Text, values?: Values): Block {
	return {kind: 'heading', level, phrase: phrase(says, values)};
}

export function paragraph(says: Text, values?: Values): Block {
	return {kind: 'paragraph', phrase: phrase(says, values)};
}

function callout(which: Callout, rule: string | null, says: Text, values?: Values): Block {
	return {kind: 'callout', callout: which, rule, phrase: phrase(says, values)};
}

/** What one sees where all is well. */
export function see(says: Text, values?: Values): Block {
	return callout('see', null, says, values);
}

/** What to do where it looks otherwise. */
export function otherwise(says: Text, values?: Values): Block {
	return callout('otherwise', null, says, values);
}

export function note(rule: string | null, says: Text, values?: Values): Block {
	return callout('note', rule, says, values);
}

export function warning(rule: string | null, says: Text, values?: Values): Block {
	return callout('warning', rule, says, values);
}

/** Commands for root on these machines, all the same on each. */
export function run(where: readonly string[], ...lines: readonly string[]): Block {
	return {kind: 'commands', where, inTurn: false, lines};
}

/** The same commands on one machine after the other, never on two at once. */
export function runInTurn(where: readonly string[], ...lines: readonly string[]): Block {
	return {kind: 'commands', where, inTurn: where.length > 1, lines};
}

/** Commands for one's own workstation, in the directory of the exported files. */
export function runHere(...lines: readonly string[]): Block {
	return {kind: 'commands', where: null, inTurn: false, lines};
}

export function list(...items: readonly Phrase[]): Block {
	return {kind: 'list', ordered: false, items};
}

export function steps(...items: readonly Phrase[]): Block {
	return {kind: 'list', ordered: true, items};
}

export function table(caption: Text, header: readonly Text[], rows: ReadonlyArray<readonly Phrase[]>): Block {
	return {kind: 'table', caption: phrase(caption), header: header.map(each => phrase(each)), rows};
}

const mark = /`(?<code>[^`]*)`|\*\*(?<strong>[^*]*)\*\*|(?<text>[^`*]+|.)/gv;

/** @throws RangeError for a place that nothing stands in: that is a mistake in the runbook, not in the plan. */
function filled(template: string, values: Values): string {
	return template.replaceAll(/\{(?<place>[a-zA-Z]+)\}/gv, (...match) => {
		const {place} = match.at(-1) as {place: string};
		const value = values[place];
		if (value === undefined) {
			throw new RangeError(`nothing stands in {${place}} of "${template}"`);
		}

		return commentText(value);
	});
}

/** A phrase in one language, its marks read and its places filled; a value that looks like a mark stays what it is. */
export function piecesOf({says, values}: Phrase, language: Language): Piece[] {
	return [...says[language].matchAll(mark)].map(({groups}): Piece => {
		if (groups?.code !== undefined) {
			return {kind: 'code', text: filled(groups.code, values)};
		}

		return groups?.strong === undefined
			? {kind: 'text', text: filled(groups?.text ?? '', values)}
			: {kind: 'strong', text: filled(groups.strong, values)};
	});
}
