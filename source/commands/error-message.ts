import process from 'node:process';
import type {Language} from '../model/language.js';
import type {UserError} from '../model/user-error.js';
import {bugWords} from '../present/messages/bug.js';
import {version} from './version.js';

/** `file:line:column: `, as compilers write it, or nothing. */
function position({at}: UserError): string {
	return at ? [at.file, at.line, at.column].filter(part => part !== undefined).join(':') + ': ' : '';
}

/** One message: where, what, and on the next line how to mend it. */
export function userErrorMessage(error: UserError, language: Language): string {
	const fix = error.fix ? `\n${error.fix[language]}` : '';
	return `k8s-ha-tutor: ${position(error)}${error.says[language]}${fix}\n`;
}

/** A bug: what to report, on one line, and how to replay it. Never a stack. */
export function bugMessage(error: unknown, words: readonly string[], language: Language): string {
	const message = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n', 1)[0]!;
	return `k8s-ha-tutor: ${bugWords.report[language]}\n  ${message} (k8s-ha-tutor ${version}, node ${process.version}; k8s-ha-tutor ${words.join(' ')})\n`;
}
