import type {Row, Span} from './span.js';
import {wrapRow} from './wrap.js';

const inline = /\*\*(?<strong>[^*]+)\*\*|`(?<code>[^`]+)`/gv;

/** **Strong** and `code` inside a paragraph. */
export function inlineSpans(text: string): Span[] {
	const spans: Span[] = [];
	let end = 0;
	for (const match of text.matchAll(inline)) {
		if (match.index > end) {
			spans.push({text: text.slice(end, match.index)});
		}

		const {strong, code} = match.groups!;
		spans.push(strong === undefined ? {text: code!, tone: 'code'} : {text: strong, tone: 'strong'});
		end = match.index + match[0].length;
	}

	if (end < text.length) {
		spans.push({text: text.slice(end)});
	}

	return spans;
}

const han = /\p{Script=Han}|[，。；：？！、）（]/v;

/** Lines of one paragraph become one line: with a space between Latin words, without one between Chinese characters. */
function joinLines(lines: readonly string[]): string {
	let joined = '';
	for (const line of lines.map(each => each.trim())) {
		const seam = joined === '' || (han.test(joined.at(-1)!) && han.test(line.at(0) ?? '')) ? '' : ' ';
		joined += seam + line;
	}

	return joined;
}

function fencedRow(line: string, isCommand: boolean): Row {
	if (isCommand && line.startsWith('$ ')) {
		return [{text: '  $ ', tone: 'dim'}, {text: line.slice(2), tone: 'strong'}];
	}

	return [{text: '  '}, isCommand ? {text: line, tone: 'code'} : {text: line}];
}

/**
The rows of a lesson page: paragraphs, `- ` lists, **strong**, `code`, ```sh blocks (a command behind `$ `, then its answer)
and bare ``` blocks (a diagram), which are never wrapped.
@param width columns to wrap at.
*/
export function markupRows(body: string, width: number): Row[] {
	const rows: Row[] = [];
	let paragraph: string[] = [];
	let fence: 'sh' | 'diagram' | undefined;
	const flush = () => {
		if (paragraph.length > 0) {
			const text = joinLines(paragraph);
			const isItem = text.startsWith('- ');
			rows.push(...isItem
				? wrapRow([{text: '• '}, ...inlineSpans(text.slice(2))], width, 2)
				: wrapRow(inlineSpans(text), width));
			paragraph = [];
		}
	};

	for (const line of body.replace(/\n+$/v, '').split('\n')) {
		if (line.startsWith('```')) {
			flush();
			fence = fence ? undefined : (line.startsWith('```sh') ? 'sh' : 'diagram');
		} else if (fence) {
			rows.push(fencedRow(line, fence === 'sh'));
		} else if (line.trim() === '') {
			flush();
			rows.push([]);
		} else {
			if (line.startsWith('- ')) {
				flush();
			}

			paragraph.push(line);
		}
	}

	flush();
	return rows;
}
