import {PassThrough} from 'node:stream';

export type FakeTerminal = {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	/** Everything written to stdout so far, with its escape sequences. */
	readonly written: () => string;
	/** The last frame, drawn in Ink's debug mode: one write per frame. */
	readonly frame: () => string;
	readonly errors: () => string;
	readonly type: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
};

/** A terminal of a given size that nobody looks at. */
export function fakeTerminal(columns: number, rows: number): FakeTerminal {
	const writes: string[] = [];
	const messages: string[] = [];
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode: () => undefined,
		ref: () => undefined,
		unref: () => undefined,
	}) as unknown as NodeJS.ReadStream;
	const stdout = Object.assign(new PassThrough(), {isTTY: true, columns, rows}) as unknown as NodeJS.WriteStream;
	const stderr = new PassThrough() as unknown as NodeJS.WriteStream;
	stdout.on('data', (chunk: Uint8Array) => {
		writes.push(chunk.toString());
	});
	stderr.on('data', (chunk: Uint8Array) => {
		messages.push(chunk.toString());
	});
	return {
		stdin,
		stdout,
		stderr,
		written: () => writes.join(''),
		frame: () => writes.findLast(write => write !== '') ?? '',
		errors: () => messages.join(''),
		type(text) {
			(stdin as unknown as PassThrough).write(text);
		},
		resize(columns, rows) {
			Object.assign(stdout, {columns, rows});
			stdout.emit('resize');
		},
	};
}
