import {commentText} from './quoting.js';

/** What yamllint takes for a long line by default, and what still reads well beside a terminal's prompt. */
const widest = 80;

/**
A text as comment lines that begin with `#`, broken between words, so that no reader of the file scrolls sideways.
@param indent How many spaces stand before the `#`.
*/
export function commentLines(text: string, indent = 0): string[] {
	const before = `${' '.repeat(indent)}#`;
	const lines: string[] = [];
	let line = before;
	for (const word of commentText(text).split(' ')) {
		if (line !== before && line.length + 1 + word.length > widest) {
			lines.push(line);
			line = before;
		}

		line += ` ${word}`;
	}

	return [...lines, line];
}
