import {
	closeSync, constants, fdatasyncSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeSync,
} from 'node:fs';
import path from 'node:path';

/** What the progress log needs of the file system; tests put a full disk in its place. */
export type LogFiles = {
	/** Makes a directory and those above it. */
	readonly makeDirectory: (directory: string) => void;
	/** What has this name: `none`, a regular `file`, or `other` (a directory, a device, a pipe). */
	readonly kindOf: (file: string) => 'none' | 'file' | 'other';
	/** The text of a file; bytes that are not UTF-8 become U+FFFD. */
	readonly read: (file: string) => string;
	/** Writes at the end, on a line of its own, and returns once it is on the disk. */
	readonly appendLines: (file: string, text: string) => void;
};

const newline = 10;

function endsInsideLine(descriptor: number): boolean {
	const {size} = fstatSync(descriptor);
	if (size === 0) {
		return false;
	}

	const last = new Uint8Array(1);
	readSync(descriptor, last, 0, 1, size - 1);
	return last[0] !== newline;
}

function appendLines(file: string, text: string): void {
	const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
	try {
		// A line torn by a crash or a full disk stays as it is; ours begins behind it.
		const bytes = new TextEncoder().encode(endsInsideLine(descriptor) ? `\n${text}` : text);
		// One write at the end (O_APPEND), so that two programs at once never write into each other's lines.
		const written = writeSync(descriptor, bytes);
		if (written < bytes.length) {
			throw Object.assign(new Error('the disk took only a part of it'), {code: 'ENOSPC'});
		}

		fdatasyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** Like `mkdir -p`. Node's own recursive mkdir never returns where a parent is there but takes no directory, as /proc. */
function makeDirectory(directory: string): void {
	if (statSync(directory, {throwIfNoEntry: false})?.isDirectory()) {
		return;
	}

	const parent = path.dirname(directory);
	if (parent !== directory) {
		makeDirectory(parent);
	}

	try {
		mkdirSync(directory, {mode: 0o700});
	} catch (error) {
		// Another program may have been faster.
		if (!statSync(directory, {throwIfNoEntry: false})?.isDirectory()) {
			throw error;
		}
	}
}

export const realLogFiles: LogFiles = {
	makeDirectory,
	kindOf(file) {
		const stats = statSync(file, {throwIfNoEntry: false});
		return stats === undefined ? 'none' : (stats.isFile() ? 'file' : 'other');
	},
	read: file => readFileSync(file, 'utf8'),
	appendLines,
};
