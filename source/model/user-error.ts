import type {Text} from './language.js';

/** What an expected error ends the program with: 1 the answer is no, 2 wrong usage or bad input, 69 a needed program is missing. */
export type ErrorExitCode = 1 | 2 | 69;

/** Where in a file something is wrong; line and column count from 1. */
export type FilePosition = {
	readonly file: string;
	readonly line?: number;
	readonly column?: number;
};

export type UserErrorOptions = {
	/** How the person can mend it: one sentence. */
	readonly fix?: Text;
	readonly at?: FilePosition;
	/** @default 2 */
	readonly exitCode?: ErrorExitCode;
};

/**
An error that the person at the keyboard caused and can mend. It is printed as one message, never with a stack.
Everything else that is thrown is a bug of the program.
*/
export class UserError extends Error {
	override readonly name = 'UserError';
	readonly says: Text;
	readonly fix: Text | undefined;
	readonly at: FilePosition | undefined;
	readonly exitCode: ErrorExitCode;

	/** @param says What is wrong, with what was got and what is wanted. */
	constructor(says: Text, {fix, at, exitCode = 2}: UserErrorOptions = {}) {
		super(says.en);
		this.says = says;
		this.fix = fix;
		this.at = at;
		this.exitCode = exitCode;
	}
}
