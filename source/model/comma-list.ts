/** The parts of `a,b,c`, without blanks around them; full-width commas and digits are understood. Undefined where a part is empty. */
export function readCommaList(text: string): string[] | undefined {
	const parts = text.split(/[,，]/v).map(part => part.normalize('NFKC').trim());
	return parts.includes('') ? undefined : parts;
}
