import {setImmediate as turn, setTimeout as delay} from 'node:timers/promises';
import type {ReactNode} from 'react';
import {render} from 'ink';
import type {ExecutionContext} from 'ava';
import {displayWidth} from '../../source/model/display-width.js';
import {App} from '../../source/ui/app.js';
import type {Route, World} from '../../source/ui/world.js';
import {fakeTerminal, type FakeTerminal} from './terminal.js';

export type Rendered = FakeTerminal & {
	/** The last frame once nothing changes any more. */
	readonly settled: () => Promise<string>;
	/** Types, then waits until nothing changes any more. */
	readonly press: (...keys: readonly string[]) => Promise<string>;
	/** Exit codes that the app asked for. */
	readonly exits: readonly number[];
};

/** Turns of the event loop in which React draws what a key changed, and what that changes in turn: time says nothing on a busy machine. */
const turnsToDraw = 25;

async function turns(): Promise<void> {
	for (let count = 0; count < turnsToDraw; count++) {
		await turn();
	}
}

/** Waits until something is so; the test's own deadline ends it. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) {
		await delay(4);
	}
}

/** What keys send. */
export const keys = {
	up: '\u001B[A', down: '\u001B[B', right: '\u001B[C', left: '\u001B[D', enter: '\r', escape: '\u001B', backspace: '\u007F', pageDown: '\u001B[6~', pageUp: '\u001B[5~', ctrlC: '\u0003',
} as const;

/** Draws something in a terminal of its own; it is gone with the test. */
export function renderIn(t: ExecutionContext, node: ReactNode, {columns = 80, rows = 24, screenReader = false}: {columns?: number; rows?: number; screenReader?: boolean} = {}): Rendered {
	const terminal = fakeTerminal(columns, rows);
	const {unmount} = render(node, {
		stdin: terminal.stdin, stdout: terminal.stdout, stderr: terminal.stderr, debug: true, exitOnCtrlC: false, patchConsole: false, isScreenReaderEnabled: screenReader,
	});
	t.teardown(unmount);
	const settled = async () => {
		let before = '';
		// Three quiet looks in a row with every screen loaded, or the test's own deadline.
		for (let quiet = 0; quiet < 3;) {
			await delay(2);
			await turns();
			const now = terminal.written();
			quiet = now === before && !/Loading \.\.\.|加载中/v.test(terminal.frame()) ? quiet + 1 : 0;
			before = now;
		}

		return terminal.frame();
	};

	return {
		...terminal,
		exits: [],
		settled,
		async press(...typed) {
			for (const key of typed) {
				terminal.type(key);
				await settled();
			}

			return settled();
		},
	};
}

/** The whole program in a terminal of its own. */
export function renderApp(t: ExecutionContext, world: World, {columns = 80, rows = 24, start = [{screen: 'home'}]}: {
	columns?: number;
	rows?: number;
	start?: readonly Route[];
} = {}): Rendered {
	const exits: number[] = [];
	const app = (
		<App
			world={world}
			start={start}
			onQuit={code => {
				exits.push(code);
			}}
		/>
	);
	const rendered = renderIn(t, app, {columns, rows, screenReader: world.screenReader});
	return {...rendered, exits};
}

/** A frame is lower than the terminal, or Ink clears the scrollback, and never wider. */
export function assertFits(t: ExecutionContext, frame: string, columns: number, rows: number): void {
	const lines = frame.split('\n');
	t.true(lines.length <= rows - 1, `${lines.length} lines in ${rows} rows`);
	for (const line of lines) {
		t.true(displayWidth(line) <= columns, `${displayWidth(line)} of ${columns} columns: ${line}`);
	}
}
