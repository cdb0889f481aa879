import type {Text} from '../model/language.js';
import type {ProgressEvent} from '../model/progress.js';
import {UserError} from '../model/user-error.js';

type Fields = Readonly<Record<string, unknown>>;

/** Longer than anything this program writes; what is longer was written by something else. */
const longestText = 200;

function isText(value: unknown): value is string {
	// Progress is shown again, so nothing that a terminal would obey comes in by this door.
	return typeof value === 'string' && value.length > 0 && value.length <= longestText && !/[\p{Control}\uFFFD]/v.test(value);
}

/** As `Date.toISOString` writes it: always with milliseconds, so that moments compare as texts. */
function isMoment(value: unknown): boolean {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/v.test(value);
}

function oneOf(value: unknown, values: readonly unknown[]): boolean {
	return values.includes(value);
}

function fitsKind(fields: Fields): boolean {
	const {kind, lesson, step, question, given, correct, sure, hints, language} = fields;
	switch (kind) {
		case 'step': {
			return isText(lesson) && isText(step);
		}

		case 'answer': {
			return isText(lesson) && isText(question)
				&& Array.isArray(given) && given.length <= 10 && given.every(item => isText(item))
				&& typeof correct === 'boolean' && oneOf(sure, [null, true, false])
				&& oneOf(hints, [0, 1, 2, 3]);
		}

		case 'reveal': {
			return isText(lesson) && isText(question);
		}

		case 'finish': {
			return isText(lesson);
		}

		case 'reset': {
			return lesson === null || isText(lesson);
		}

		case 'language': {
			return oneOf(language, ['en', 'zh']);
		}

		default: {
			return false;
		}
	}
}

function isEvent(value: unknown): value is ProgressEvent {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const fields: Fields = {...value};
	const {id, at} = fields;
	return isText(id) && isMoment(at) && fitsKind(fields);
}

/** The event of one line of the progress log; undefined where the line is torn or was written by something else. */
export function readProgressLine(line: string): ProgressEvent | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return isEvent(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** One line of the progress log, without its line break. It begins with the id, by which a torn line is known as ours. */
export function writeProgressLine({id, at, ...rest}: ProgressEvent): string {
	return JSON.stringify({id, at, ...rest});
}

export type ProgressLines = {
	readonly events: readonly ProgressEvent[];
	/** Lines that cannot be read, with their number from 1. */
	readonly unreadable: ReadonlyArray<{readonly line: number; readonly text: string}>;
};

/** All lines of a progress log. */
export function readProgressLines(text: string): ProgressLines {
	const events: ProgressEvent[] = [];
	const unreadable: Array<{line: number; text: string}> = [];
	for (const [index, line] of text.split('\n').entries()) {
		if (line.trim() === '') {
			continue;
		}

		const event = readProgressLine(line);
		if (event === undefined) {
			unreadable.push({line: index + 1, text: line});
		} else {
			events.push(event);
		}
	}

	return {events, unreadable};
}

/** The text of a progress log with these events: what `progress export` writes. */
export function exportProgress(events: readonly ProgressEvent[]): string {
	return events.map(event => `${writeProgressLine(event)}\n`).join('');
}

/**
Reads a file that `progress export` wrote, whole or not at all.
@throws UserError (exit 2) at the first line that is no event.
*/
export function importProgress(text: string, file: string): readonly ProgressEvent[] {
	const {events, unreadable: [first]} = readProgressLines(text.startsWith('\uFEFF') ? text.slice(1) : text);
	const fix: Text = {en: 'Give a file that `k8s-ha-tutor progress export` wrote. Nothing was imported.', zh: '请给出由 `k8s-ha-tutor progress export` 写的文件。没有导入任何内容。'};
	if (first !== undefined) {
		throw new UserError({en: 'this line is no progress event', zh: '这一行不是进度事件'}, {at: {file, line: first.line, column: 1}, fix});
	}

	return events;
}
