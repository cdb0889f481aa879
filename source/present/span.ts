/**
How a piece of text is meant. The terminal decides what that looks like; every tone is also told by a word or a sign,
never by colour alone.
*/
export type Tone = 'plain' | 'title' | 'strong' | 'dim' | 'code' | 'good' | 'bad' | 'warn' | 'accent' | 'key';

export type Span = {readonly text: string; readonly tone?: Tone};

/** One line on the screen, without its line break. */
export type Row = readonly Span[];

/** Short for a span. */
export function span(text: string, tone?: Tone): Span {
	return tone === undefined ? {text} : {text, tone};
}

/** The bare text of a row. */
export function rowText(row: Row): string {
	return row.map(({text}) => text).join('');
}
