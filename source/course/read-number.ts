/** What may stand behind a number of seconds, milliseconds or minutes, in either language. */
const unitNames: Readonly<Record<string, readonly string[]>> = {
	s: ['s', 'sec', 'second', 'seconds', '秒'],
	ms: ['ms', 'millisecond', 'milliseconds', '毫秒'],
	min: ['min', 'minute', 'minutes', '分钟', '分'],
};

/**
The number a person typed: `3`, `3.6`, `3.6 s`, `３．６`, with the question's unit behind it or without.
A comma is refused: 3,609 is three and a half for one person and three thousand for another.
@returns undefined where it is no number.
*/
export function readNumber(text: string, unit: string): number | undefined {
	// Chinese keyboards give full-width digits and 。 for the point.
	let plain = text.normalize('NFKC').replaceAll('。', '.').trim().toLowerCase();
	const units = [unit.toLowerCase(), ...(unitNames[unit] ?? [])].filter(name => name !== '');
	const behind = units.filter(name => plain.endsWith(name)).sort((a, b) => b.length - a.length)[0];
	if (behind !== undefined) {
		plain = plain.slice(0, -behind.length).trimEnd();
	}

	return /^[+\-]?(?:\d+(?:\.\d*)?|\.\d+)$/v.test(plain) ? Number(plain) : undefined;
}
