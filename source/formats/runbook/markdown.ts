import type {Language} from '../../model/language.js';
import {runbookWords as words} from '../../present/messages/runbook.js';
import {nameList} from '../../present/name-list.js';
import {
	piecesOf, type Block, type Phrase, type Piece,
} from './document.js';

/** A run of backticks longer than any inside (CommonMark §4.5 and §6.1). */
function fence(text: string, shortest: number): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/gv)].map(([run]) => run.length));
	return '`'.repeat(Math.max(shortest, longest + 1));
}

function codeSpan(text: string): string {
	const around = fence(text, 1);
	const room = /^[` ]|[` ]$/v.test(text) || text === '' ? ' ' : '';
	return `${around}${room}${text}${room}${around}`;
}

/** Text in which nothing is a mark of Markdown. An underscore inside a word is none, and stays readable. */
function plain(text: string): string {
	return text
		.replaceAll(/[\\`*\[\]<>\|~]|&/gv, character => `\\${character}`)
		.replaceAll(/(?<![a-zA-Z\d])_|_(?![a-zA-Z\d])/gv, String.raw`\_`);
}

function inline(piece: Piece): string {
	switch (piece.kind) {
		case 'code': {
			return codeSpan(piece.text);
		}

		case 'strong': {
			return `**${plain(piece.text)}**`;
		}

		case 'text': {
			return plain(piece.text);
		}
	}
}

/** What at the beginning of a line would make it a heading, a list or a rule. */
function lineStart(line: string): string {
	return line.replace(/^(?<digits>\d*)(?<sign>#+|[+\-=.\)])(?=\s|$|-|=)/v, String.raw`$<digits>\$<sign>`);
}

function text(phrase: Phrase, language: Language): string {
	return lineStart(piecesOf(phrase, language).map(piece => inline(piece)).join('').trim());
}

/** Signs at the end of a heading are no part of it (CommonMark §4.2), unless a backslash stands before them. */
function title(phrase: Phrase, language: Language): string {
	return piecesOf(phrase, language).map(piece => inline(piece)).join('').trim().replace(/#+$/v, signs => `\\${signs}`);
}

/** In a table a bar ends the cell, in code too, unless a backslash stands before it (GitHub Flavored Markdown §4.10). */
function cell(phrase: Phrase, language: Language): string {
	const pieces = piecesOf(phrase, language);
	return pieces.map(piece => piece.kind === 'code' ? codeSpan(piece.text).replaceAll('|', String.raw`\|`) : inline(piece)).join('').trim();
}

function tableLines({caption, header, rows}: Extract<Block, {kind: 'table'}>, language: Language): string {
	const line = (cells: readonly Phrase[]) => `| ${cells.map(each => cell(each, language)).join(' | ')} |`;
	return [
		`*${text(caption, language)}*`,
		'',
		line(header),
		`|${' --- |'.repeat(header.length)}`,
		...rows.map(row => line(row)),
	].join('\n');
}

/** Commands are plain lines; the fence is longer than any run of backticks in them. */
function commandLines({where, inTurn, lines}: Extract<Block, {kind: 'commands'}>, language: Language): string {
	const code = lines.join('\n');
	const around = fence(code, 3);
	const label = where === null ? words.here[language] : words[inTurn ? 'inTurn' : 'on'](nameList(where, language))[language];
	return `**${plain(label)}**\n\n${around}sh\n${code}\n${around}`;
}

function block(each: Block, language: Language): string {
	switch (each.kind) {
		case 'heading': {
			return `${'#'.repeat(each.level)} ${title(each.phrase, language)}`;
		}

		case 'paragraph': {
			return text(each.phrase, language);
		}

		case 'callout': {
			const rule = each.rule === null ? '' : words.rule(each.rule)[language];
			return `> **${words.callout[each.callout][language]}**${rule}${words.colon[language]}${text(each.phrase, language)}`;
		}

		case 'list': {
			return each.items.map((item, index) => `${each.ordered ? `${index + 1}.` : '-'} ${text(item, language)}`).join('\n');
		}

		case 'commands': {
			return commandLines(each, language);
		}

		case 'table': {
			return tableLines(each, language);
		}
	}
}

/** The blocks as GitHub Flavored Markdown, with an empty line between them. */
export function markdown(blocks: readonly Block[], language: Language): string {
	return `${blocks.map(each => block(each, language)).join('\n\n')}\n`;
}
