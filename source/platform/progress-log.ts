import {randomBytes} from 'node:crypto';
import path from 'node:path';
import {mergeProgress, newEvents} from '../course/merge-progress.js';
import {exportProgress, readProgressLines} from '../course/progress-line.js';
import type {Text} from '../model/language.js';
import type {NewProgressEvent, ProgressEvent} from '../model/progress.js';
import {realLogFiles, type LogFiles} from './append-file.js';
import {errorCode} from './error-code.js';

/** The progress of one person on this machine. Nothing here ever throws: what cannot be written is kept in memory. */
export type ProgressLog = {
	/** Everything known, oldest first as it was opened, then as it was recorded. */
	readonly events: () => readonly ProgressEvent[];
	/** Writes one event to the end of the log and to the disk before it returns. */
	readonly record: (event: NewProgressEvent) => void;
	/** Takes over events of another log; those already here are left out. @returns how many were new. */
	readonly merge: (events: readonly ProgressEvent[]) => number;
	/** What went wrong with the file, for the person; undefined where all is well. */
	readonly notice: Text | undefined;
	/** Whether everything recorded so far is on the disk. */
	readonly persistent: boolean;
	/** The file that is written to; undefined where there is none. */
	readonly file: string | undefined;
};

export type ProgressLogOptions = {
	/** Undefined where the system has no place for data: everything stays in memory. */
	readonly directory: string | undefined;
	readonly clock?: () => Date;
	/** Called once; every id of this run begins with it. */
	readonly randomId?: () => string;
	readonly files?: LogFiles;
};

/** The log, and the names it takes where something else has its name. All of them are read. */
const fileNames = ['progress.jsonl', 'progress-1.jsonl', 'progress-2.jsonl'];

/** Lines that cannot be read are copied here, so that they are told only once and never lost. */
const unreadableName = 'progress.unreadable.txt';

/** A clock that was further ahead than this was wrong; its times are not followed. */
const smallStepMs = 60_000;

type Opened = {
	events: ProgressEvent[];
	file: string | undefined;
	notices: Text[];
};

function because(error: unknown): string {
	return errorCode(error) ?? (error instanceof Error ? error.message : String(error));
}

/** Whether a text that holds no whole event is still ours: nothing, or a first line that was torn. */
function isTornStart(text: string): boolean {
	return text.trim() === '' || text.startsWith('{"id":"');
}

/** Copies lines that cannot be read beside the log, unless they are there already. */
function setAside(directory: string, lines: readonly string[], files: LogFiles): Text | undefined {
	const file = path.join(directory, unreadableName);
	try {
		const there = new Set(files.kindOf(file) === 'file' ? files.read(file).split('\n') : []);
		const news = lines.filter(line => !there.has(line));
		if (news.length === 0) {
			return undefined;
		}

		files.appendLines(file, news.map(line => `${line}\n`).join(''));
		return {
			en: `${news.length} ${news.length === 1 ? 'line' : 'lines'} of the progress log could not be read and ${news.length === 1 ? 'was' : 'were'} set aside in ${file}. Everything else counts as before.`,
			zh: `进度记录中有 ${news.length} 行无法读取，已另存到 ${file}。其余内容照常计入。`,
		};
	} catch {
		return {
			en: `${lines.length} ${lines.length === 1 ? 'line' : 'lines'} of the progress log in ${directory} cannot be read. Everything else counts as before.`,
			zh: `${directory} 的进度记录中有 ${lines.length} 行无法读取。其余内容照常计入。`,
		};
	}
}

/** Reads every file of the log, and finds the one to write to. */
function openFiles(directory: string, files: LogFiles): Opened {
	const opened: Opened = {events: [], file: undefined, notices: []};
	const unreadable: string[] = [];
	const strangers: string[] = [];
	for (const name of fileNames) {
		const file = path.join(directory, name);
		try {
			const kind = files.kindOf(file);
			const text = kind === 'file' ? files.read(file) : '';
			const lines = readProgressLines(text);
			if (kind === 'other' || (lines.events.length === 0 && !isTornStart(text))) {
				throw new TypeError('not a progress log');
			}

			opened.file ??= file;
			opened.events.push(...lines.events);
			unreadable.push(...lines.unreadable.map(line => line.text));
		} catch {
			// Of the names that are not needed nobody has to hear.
			if (opened.file === undefined) {
				strangers.push(file);
			}
		}
	}

	if (strangers.length > 0) {
		const kept = opened.file;
		opened.notices.push({
			en: `${strangers.join(', ')} cannot be read as a progress log and was left untouched; progress is kept ${kept === undefined ? 'in memory until you quit' : `in ${kept}`}. Move it away, or choose another place with --data-dir.`,
			zh: `${strangers.join('、')} 无法作为进度记录读取，未作改动；进度保存在${kept === undefined ? '内存中，退出后丢失' : ` ${kept}`}。请把它移走，或用 --data-dir 另选位置。`,
		});
	}

	const aside = unreadable.length === 0 ? undefined : setAside(directory, unreadable, files);
	return {...opened, events: mergeProgress(opened.events, []), notices: aside === undefined ? opened.notices : [...opened.notices, aside]};
}

function open(directory: string | undefined, files: LogFiles): Opened {
	if (directory === undefined) {
		return {events: [], file: undefined, notices: [{
			en: 'There is no home directory to keep progress in; it is kept in memory until you quit. Choose a place with --data-dir.',
			zh: '没有可以保存进度的主目录；进度只保留在内存中，退出后丢失。请用 --data-dir 指定位置。',
		}]};
	}

	try {
		files.makeDirectory(directory);
	} catch (error) {
		// It may be there and readable all the same, on a disk that takes no writing.
		const {events} = openFiles(directory, files);
		return {events, file: undefined, notices: [{
			en: `Progress cannot be kept in ${directory} (${because(error)}); it is kept in memory until you quit. Choose another place with --data-dir.`,
			zh: `无法把进度保存到 ${directory}（${because(error)}）；进度只保留在内存中，退出后丢失。请用 --data-dir 另选位置。`,
		}]};
	}

	return openFiles(directory, files);
}

function joined(notices: readonly Text[]): Text | undefined {
	return notices.length === 0 ? undefined : {en: notices.map(({en}) => en).join('\n'), zh: notices.map(({zh}) => zh).join('\n')};
}

/**
Opens the progress log of a directory: one JSON line for each event, only ever appended to.
Two programs may write at once. It never throws; `notice` says what went wrong, and recording goes on in memory. What
could not be written is written with the next event, once the disk takes it again.
*/
export function openProgress({
	directory, clock = () => new Date(), randomId = () => randomBytes(8).toString('hex'), files = realLogFiles,
}: ProgressLogOptions): ProgressLog {
	const {events, file, notices} = open(directory, files);
	const run = randomId();
	const pending: ProgressEvent[] = [];
	let failure: Text | undefined;
	let counter = 0;
	const lastBefore = Date.parse(events.at(-1)?.at ?? '');
	// Later than all that is known, even within one millisecond or after a clock was set back a little.
	let latestMs = lastBefore <= clock().getTime() + smallStepMs ? lastBefore : 0;

	const write = (added: readonly ProgressEvent[]): void => {
		events.push(...added);
		pending.push(...added);
		if (file === undefined || pending.length === 0) {
			return;
		}

		try {
			files.appendLines(file, exportProgress(pending));
			pending.length = 0;
			failure = undefined;
		} catch (error) {
			failure = {
				en: `${file} cannot be written (${because(error)}); the latest progress is kept in memory until you quit, and written as soon as that is possible.`,
				zh: `无法写入 ${file}（${because(error)}）；最近的进度保留在内存中，一旦可以写入就会保存，否则退出后丢失。`,
			};
		}
	};

	return {
		file,
		events: () => events,
		record(event) {
			latestMs = Math.max(clock().getTime(), latestMs + 1);
			counter++;
			write([{...event, id: `${run}-${String(counter).padStart(6, '0')}`, at: new Date(latestMs).toISOString()}]);
		},
		merge(more) {
			const added = newEvents(events, more);
			write(added);
			return added.length;
		},
		get notice() {
			return joined([...notices, ...(failure === undefined ? [] : [failure])]);
		},
		get persistent() {
			return file !== undefined && pending.length === 0;
		},
	};
}
