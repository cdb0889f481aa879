/** What means nothing to Mermaid, to Markdown or to HTML, wherever in a text it stands. */
const plain = /[\p{Letter}\p{Mark}\p{Number} ,\/]/v;

/** Means nothing within a word; at the start of one Markdown would make a list of it. */
const plainInWord = /[\-.]/v;

const wordLetter = /[\p{Letter}\p{Number}]/v;

/** Longer names are cut: a box as wide as the screen shows nothing. The words for all roles of a machine together are 45. */
const longest = 45;

function isPlain(letter: string, before = '', after = ''): boolean {
	return plain.test(letter) || (plainInWord.test(letter) && wordLetter.test(before) && wordLetter.test(after));
}

/**
A text inside the quotes of a Mermaid label. Every character with a meaning is written as its number (`#35;`), which Mermaid
shows as the character: quotes end a label, `%%` begins a directive wherever it stands, and Markdown and HTML are obeyed.
*/
export function labelText(value: string): string {
	const letters = [...value.replaceAll(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gv, ' ').trim()];
	const short = letters.length > longest ? [...letters.slice(0, longest - 1), '…'] : letters;
	return short.length === 0
		// Mermaid takes no empty label.
		? '?'
		: short.map((letter, index) => isPlain(letter, short[index - 1], short[index + 1]) ? letter : `#${letter.codePointAt(0)!};`).join('');
}

/** Lines of one label, in quotes. */
export function label(...lines: readonly string[]): string {
	return `"${lines.map(line => labelText(line)).join('<br/>')}"`;
}
