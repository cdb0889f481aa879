/** Longer texts are cut in a message. */
const longestQuoted = 40;

/**
A text as it is quoted in a message: in double quotes, on one line, cut where it is long, and with everything that a
terminal would obey instead of showing written as its code.
*/
export function quoted(text: string): string {
	const letters = [...text];
	const short = letters.length > longestQuoted ? `${letters.slice(0, longestQuoted - 1).join('')}…` : text;
	return JSON.stringify(short).replaceAll(
		/[\p{Control}\p{Format}\u2028\u2029]/gv,
		character => String.raw`\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
	);
}
