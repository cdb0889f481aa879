import type {Language, Text} from '../model/language.js';

/** One piece of a README: a heading, a paragraph or commands. */
export type ReadmePart
	= | {readonly heading: Text; readonly level?: 1 | 2}
		| {readonly paragraph: Text}
		| {readonly commands: readonly string[]};

/** Markdown, with an empty line between its parts. Commands are the same in every language. */
export function readmeText(parts: readonly ReadmePart[], language: Language): string {
	const texts = parts.map(part => {
		if ('heading' in part) {
			return `${'#'.repeat(part.level ?? 2)} ${part.heading[language]}`;
		}

		return 'commands' in part ? ['```sh', ...part.commands, '```'].join('\n') : part.paragraph[language];
	});
	return `${texts.join('\n\n')}\n`;
}
