import type {Text} from '../model/language.js';
import {readCommaList} from '../model/comma-list.js';
import {didYouMean, nearest} from '../model/nearest.js';
import {UserError} from '../model/user-error.js';
import {argumentErrors} from '../present/messages/cli.js';

/** A word with an optional suggestion as the way to mend it. */
export function wrongArgument(says: Text, suggestion?: string): UserError {
	return new UserError(says, didYouMean(suggestion));
}

const toHalfWidth = (text: string) => text.normalize('NFKC').trim();

/** A flag that wants a whole number; `1e9`, `2.5` and an empty value are refused with what is wanted. */
export function wholeNumber(flag: string, low: number, high: number): (value: string) => number {
	return value => {
		const text = toHalfWidth(value);
		const number = Number(text);
		if (!/^-?\d+$/v.test(text) || number < low || number > high) {
			throw wrongArgument(argumentErrors.notWholeNumber(flag, value, low, high));
		}

		return number;
	};
}

/** A flag that wants one of a few words. */
export function choice<Choice extends string>(flag: string, choices: readonly Choice[]): (value: string) => Choice {
	return value => {
		const found = choices.find(each => each === value);
		if (found === undefined) {
			throw wrongArgument(argumentErrors.invalidChoice(flag, value, choices), nearest(value, choices));
		}

		return found;
	};
}

/** `a,b,c`; an empty part is refused. Full-width commas are understood. */
export function list(flag: string, wanted: Text): (value: string) => string[] {
	return value => {
		const parts = readCommaList(value);
		if (parts === undefined) {
			throw new UserError(argumentErrors.notList(flag, value, wanted));
		}

		return parts;
	};
}

/** A flag that may be given again and again: all its values, in order. */
export function repeated(value: string, before: unknown): string[] {
	return [...(before as readonly string[] | undefined ?? []), value];
}

/** `3` or `5,1,1`, as numbers. */
export function wholeNumbers(flag: string, low: number, high: number, wanted: Text): (value: string) => number[] {
	const parts = list(flag, wanted);
	return value => parts(value).map(part => {
		const number = Number(part);
		if (!/^-?\d+$/v.test(part) || number < low || number > high) {
			throw new UserError(argumentErrors.notList(flag, value, wanted));
		}

		return number;
	});
}
