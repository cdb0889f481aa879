import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

export type PtyOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly cwd?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** How long any wait may take, in milliseconds. */
	readonly deadlineMs?: number;
};

export type Pty = {
	/** The screen as a person sees it, without blanks at the ends of lines. */
	readonly screen: () => string;
	readonly type: (keys: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly signal: (name: string) => void;
	/** Until the text (or pattern) is on a settled screen. Fails with the screen in the message. */
	readonly waitFor: (wanted: string | RegExp) => Promise<string>;
	/** Until the settled screen is another one. */
	readonly waitForChange: (before: string) => Promise<string>;
	readonly waitForGone: (unwanted: string | RegExp) => Promise<string>;
	readonly exitCode: () => Promise<number>;
	/** Whether the alternate screen is on. */
	readonly isAlternate: () => boolean;
	readonly isCursorHidden: () => boolean;
	/** Everything that was written to the terminal. */
	readonly raw: () => string;
	readonly kill: () => void;
};

/** Runs a program in a real pseudo-terminal, with an emulator reading along. */
export function startPty(command: string, words: readonly string[], options: PtyOptions = {}): Pty {
	const {columns = 80, rows = 24, cwd = process.cwd(), environment = {}, deadlineMs = 30_000} = options;
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:CI|CONTINUOUS_INTEGRATION|NO_COLOR|FORCE_COLOR|NODE_ENV|LC_.*|LANG)$/v.test(name)));
	const child = spawn(command, [...words], {
		cols: columns,
		rows,
		cwd,
		name: 'xterm-256color',
		env: {...inherited, TERM: 'xterm-256color', LANG: 'en_US.UTF-8', ...environment},
	});
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let raw = '';
	let pending = 0;
	let exited: number | undefined;
	child.onData(data => {
		raw += data;
		pending++;
		terminal.write(data, () => {
			pending--;
		});
	});
	child.onExit(({exitCode, signal}) => {
		exited = signal ? 128 + signal : exitCode;
	});

	const screen = () => {
		const {active} = terminal.buffer;
		const lines = Array.from({length: terminal.rows}, (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '');
		return lines.join('\n').trimEnd();
	};

	/** No write is under way, and the last synchronised update has ended. */
	const isSettled = () => pending === 0 && raw.lastIndexOf('\u001B[?2026h') <= raw.lastIndexOf('\u001B[?2026l');
	const until = async (isDone: () => boolean, what: string) => {
		const end = Date.now() + deadlineMs;
		while (!(isSettled() && isDone())) {
			if (Date.now() > end) {
				throw new Error(`Waited ${deadlineMs} ms for ${what}. The screen:\n${screen()}`);
			}

			await sleep(10);
		}
	};

	const isThere = (wanted: string | RegExp) => typeof wanted === 'string' ? screen().includes(wanted) : wanted.test(screen());
	return {
		screen,
		type(keys) {
			child.write(keys);
		},
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		signal(name) {
			process.kill(child.pid, name);
		},
		async waitFor(wanted) {
			await until(() => isThere(wanted), String(wanted));
			return screen();
		},
		async waitForChange(before) {
			await until(() => screen() !== before, 'another screen');
			return screen();
		},
		async waitForGone(unwanted) {
			await until(() => !isThere(unwanted), `${String(unwanted)} to go`);
			return screen();
		},
		async exitCode() {
			await until(() => exited !== undefined, 'the end');
			return exited!;
		},
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		isCursorHidden: () => raw.lastIndexOf('\u001B[?25l') > raw.lastIndexOf('\u001B[?25h'),
		raw: () => raw,
		kill() {
			if (exited === undefined) {
				child.kill('SIGKILL');
			}
		},
	};
}
