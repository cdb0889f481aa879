import type {Text} from './language.js';
import {UserError} from './user-error.js';

/** One thing that is wrong in a file, for a person to mend. */
export type Problem = {
	readonly file: string;
	/** From 1. */
	readonly line?: number;
	/** In characters, from 1. */
	readonly column?: number;
	/** The path to the value, e.g. `steps[2].kind`; empty where it is the file as a whole. */
	readonly field: string;
	readonly says: Text;
};

/** A path into a file as a person reads it: `steps[2].kind`. */
export function fieldName(path: readonly PropertyKey[]): string {
	return path
		.map((part, index) => typeof part === 'number' ? `[${part}]` : (index === 0 ? String(part) : `.${String(part)}`))
		.join('');
}

/** The order in which problems are told: by file, then by line and column. */
export function compareProblems(a: Problem, b: Problem): number {
	if (a.file !== b.file) {
		return a.file < b.file ? -1 : 1;
	}

	return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/**
The error a command ends with where a file cannot be read: the first problem at its position, and how many more there are.
@param problems At least one.
*/
export function problemsError(problems: readonly Problem[], fix?: Text): UserError {
	const [first, ...others] = [...problems].sort(compareProblems);
	if (first === undefined) {
		throw new RangeError('problemsError needs at least one problem');
	}

	const more: Text = others.length === 0
		? {en: '', zh: ''}
		: {en: ` (and ${others.length} more ${others.length === 1 ? 'problem' : 'problems'})`, zh: `（另有 ${others.length} 处问题）`};
	return new UserError(
		{en: first.says.en + more.en, zh: first.says.zh + more.zh},
		{
			at: {
				file: first.file,
				...(first.line !== undefined && {line: first.line}),
				...(first.column !== undefined && {column: first.column}),
			},
			...(fix && {fix}),
		},
	);
}
