import process from 'node:process';
import type {Text} from '../model/language.js';
import type {Settings} from '../platform/settings.js';
import type {Row} from '../present/span.js';
import {toText} from '../present/text.js';
import {version} from './version.js';

/** What a command talks to: the settings, the result on stdout, messages on stderr. */
export type Shell = Settings & {
	readonly version: string;
	/** What was typed behind the program's name. */
	readonly words: readonly string[];
	/** Rows for a person, on stdout. */
	readonly print: (rows: readonly Row[]) => void;
	/** Exact text, on stdout. */
	readonly write: (text: string) => void;
	/** A message about what was done or went wrong, on stderr. */
	readonly say: (message: Text) => void;
	readonly tell: (text: Text) => string;
};

/** The one exit code that a command ends with. */
export type ExitCode = 0 | 1 | 2 | 69 | 70 | 130 | 143;

export function makeShell(settings: Settings, words: readonly string[]): Shell {
	return {
		...settings,
		words,
		version,
		print(rows) {
			process.stdout.write(toText(rows, settings));
		},
		write(text) {
			process.stdout.write(text);
		},
		say(message) {
			process.stderr.write(`${message[settings.language]}\n`);
		},
		tell: text => text[settings.language],
	};
}
