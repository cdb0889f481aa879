/*
How a value is put into a file so that it stays in its field. Values have been checked before (checked-values.ts);
whoever writes a file quotes all the same, so that neither part has to be trusted alone.
*/

/** Starts with a letter or a slash, so that YAML can take it neither for a number nor for a date. */
const plainYaml = /^[a-z\/][a-z\d]*(?:[\-_.\/][a-z\d]+)*$/iv;

/** Words that YAML 1.1 or 1.2 reads as something other than text. */
const yamlWords = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n']);

/** Controls, marks that turn the direction of writing, and everything that some reader takes for the end of a line. */
const unprintable = /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gv;

/** A character by its code, as YAML reads it back and people can look it up. */
function escaped(character: string): string {
	const code = character.codePointAt(0)!.toString(16);
	return code.length > 4 ? String.raw`\U${code.padStart(8, '0')}` : String.raw`\u${code.padStart(4, '0')}`;
}

/** What no shell, unit file or configuration file can hold in one line. */
function refuseUnprintable(value: string, where: string): void {
	if (value.search(unprintable) !== -1) {
		throw new RangeError(`a value with unprintable characters cannot be written into ${where}`);
	}
}

/**
A text as one YAML scalar: plain where every YAML reader takes it for the same text (YAML 1.1 reads yes, 1:20 and 1.30 as
something else), double-quoted otherwise.
*/
export function yamlText(value: string): string {
	return plainYaml.test(value) && !yamlWords.has(value.toLowerCase())
		? value
		: JSON.stringify(value).replaceAll(unprintable, character => escaped(character));
}

/**
A text as one word of a POSIX shell command: as it is where no character of it means anything, in single quotes otherwise.
@throws RangeError for control characters: checked values have none, and a command with one would not be what it looks like.
*/
export function shellWord(value: string): string {
	refuseUnprintable(value, 'a shell command');
	return /^[\w.\/:@%+,\-][\w.\/:@%+,=\-]*$/v.test(value) ? value : `'${value.replaceAll('\'', String.raw`'\''`)}'`;
}

/**
A text as one word of a file whose reader has quoting rules of its own (HAProxy, keepalived, systemd, INI): written as it is,
since no character that it may hold means anything to any of them.
@throws RangeError for every other character, for none at all, and for a first character that could begin an option.
*/
export function configWord(value: string): string {
	if (!/^[a-z\d_\/.:][\w.\/:@+,=\-]*$/iv.test(value)) {
		throw new RangeError('a value that needs quoting cannot be written into a configuration file');
	}

	return value;
}

/** A text inside a comment: on one line, whatever it holds. Line breaks become spaces, what cannot be seen its code. */
export function commentText(value: string): string {
	return value
		.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/gv, ' ')
		.replaceAll(unprintable, character => escaped(character))
		.trim();
}

/** A host as it stands before a port or in a URL: an IPv6 address in brackets (RFC 3986 §3.2.2), everything else as it is. */
export function hostInUrl(host: string): string {
	const word = configWord(host);
	return word.includes(':') ? `[${word}]` : word;
}

/** A host and its port: `10.0.0.11:6443`, `[2001:db8::11]:6443`, `node-1:6443`. */
export function hostPort(host: string, port: number): string {
	return `${hostInUrl(host)}:${port}`;
}
