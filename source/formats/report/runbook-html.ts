import type {Language} from '../../model/language.js';
import {runbookWords} from '../../present/messages/runbook.js';
import {nameList} from '../../present/name-list.js';
import {piecesOf, type Block, type Phrase} from '../runbook/document.js';
import {
	join, lineBreak, tag, type Html,
} from './html.js';
import {scrollable} from './scrollable.js';

/** Tables with this many columns or more are too wide for a phone. */
const manyColumns = 4;

/** A text whose blanks stand out: nobody shall type them. */
function withBlanks(text: string, write: (text: string) => Html): Html {
	return join(...text.split(/(?<blank>FILL_IN_[A-Z]+(?:_[A-Z]+)*)/v).map((part, index) => index % 2 === 0 ? write(part) : tag('mark', {}, part)));
}

function inline(phrase: Phrase, language: Language): Html {
	return join(...piecesOf(phrase, language).map(({kind, text}) => {
		const written = withBlanks(text, part => join(part));
		return kind === 'text' ? written : tag(kind, {}, written);
	}));
}

function plainText(phrase: Phrase, language: Language): string {
	return piecesOf(phrase, language).map(({text}) => text).join('');
}

/** Where a section of the runbook stands in the page. */
export type Anchor = {readonly id: string; readonly title: string};

function sectionId(index: number): string {
	return `runbook-${index + 1}`;
}

function sections(blocks: readonly Block[]): Array<Extract<Block, {kind: 'heading'}>> {
	return blocks.filter((block): block is Extract<Block, {kind: 'heading'}> => block.kind === 'heading' && block.level === 2);
}

/** The runbook's sections, for the table of contents. */
export function anchors(blocks: readonly Block[], language: Language): Anchor[] {
	return sections(blocks).map(({phrase}, index) => ({id: sectionId(index), title: plainText(phrase, language)}));
}

function table({caption, header, rows}: Extract<Block, {kind: 'table'}>, id: string, language: Language): Html {
	return scrollable(id, tag(
		'table',
		{class: header.length >= manyColumns ? 'many' : undefined},
		tag('caption', {id}, inline(caption, language)),
		tag('thead', {}, tag('tr', {}, ...header.map(each => tag('th', {scope: 'col'}, inline(each, language))))),
		tag('tbody', {}, ...rows.map(row => tag('tr', {}, ...row.map((cell, index) => index === 0
			? tag('th', {scope: 'row'}, inline(cell, language))
			: tag('td', {}, inline(cell, language)))))),
	));
}

function commands({where, inTurn, lines}: Extract<Block, {kind: 'commands'}>, language: Language): Html {
	const label = where === null ? runbookWords.here : runbookWords[inTurn ? 'inTurn' : 'on'](nameList(where, language));
	// A line that wraps is told from the next one by its indent; copied, it is one line again.
	const code = lines.map(line => tag('span', {class: 'line'}, withBlanks(line, part => join(part)), lineBreak));
	return join(tag('p', {class: 'where'}, label[language]), tag('pre', {}, tag('code', {}, ...code)));
}

/** `id`: what links and labels find the block by. */
function blockHtml(block: Block, id: string | undefined, language: Language): Html {
	switch (block.kind) {
		case 'heading': {
			// The page says itself that here the runbook begins.
			return block.level === 1 ? join() : tag(`h${block.level + 1}`, {id}, inline(block.phrase, language));
		}

		case 'paragraph': {
			return tag('p', {}, inline(block.phrase, language));
		}

		case 'callout': {
			const rule = block.rule === null ? '' : runbookWords.rule(block.rule)[language];
			return tag('p', {class: `callout ${block.callout}`}, tag('strong', {}, `${runbookWords.callout[block.callout][language]}${rule}`), runbookWords.colon[language], inline(block.phrase, language));
		}

		case 'list': {
			return tag(block.ordered ? 'ol' : 'ul', {}, ...block.items.map(item => tag('li', {}, inline(item, language))));
		}

		case 'commands': {
			return commands(block, language);
		}

		case 'table': {
			return table(block, id ?? '', language);
		}
	}
}

/** The same blocks as the Markdown, one level of headings below the page's own. */
export function runbookHtml(blocks: readonly Block[], language: Language): Html {
	const ids = new Map<Block, string>(sections(blocks).map((block, index) => [block, sectionId(index)]));
	return join(...blocks.map((block, index) => blockHtml(block, block.kind === 'table' ? `runbook-table-${index + 1}` : ids.get(block), language)));
}
