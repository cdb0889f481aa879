import {commentLines} from '../comment-lines.js';

/** Lines further to the right. Comments are broken anew, so that they still fit. */
export function indented(lines: readonly string[], spaces: number): string[] {
	const moved: string[] = [];
	let comment: string[] = [];
	for (const line of [...lines, '']) {
		const {indent, text} = /^(?<indent> *)# (?<text>.*)$/v.exec(line)?.groups ?? {};
		if (text !== undefined && indent !== undefined) {
			comment.push(text);
			continue;
		}

		if (comment.length > 0) {
			moved.push(...commentLines(comment.join(' '), spaces + (/^ */v.exec(line)?.[0].length ?? 0)));
			comment = [];
		}

		moved.push(line === '' ? '' : `${' '.repeat(spaces)}${line}`);
	}

	return moved.slice(0, -1);
}
