import stringWidth from 'string-width';

/** How many terminal columns a text takes: 2 for a Chinese character, 0 for a combining mark, 1 for most others. */
export function displayWidth(text: string): number {
	return stringWidth(text);
}
