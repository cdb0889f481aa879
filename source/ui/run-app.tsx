import process from 'node:process';
import {render} from 'ink';
import {UserError} from '../model/user-error.js';
import {App} from './app.js';
import {bugReport} from './bug-report.js';
import {ErrorBoundary} from './components/error-boundary.js';
import {openScreen} from './terminal-screen.js';
import type {Route, World} from './world.js';

export type RunOptions = {
	/**
	Write only the lines that changed. Ink 6.8 draws them one row too low; the build mends that, an unbundled program
	leaves it off.
	@default false
	*/
	readonly incrementalRendering?: boolean;
	readonly stdin?: NodeJS.ReadStream;
	readonly stdout?: NodeJS.WriteStream;
	readonly stderr?: NodeJS.WriteStream;
};

/** Signals that end the program, and the exit code the shell is told. */
const signals = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const;

/** How many of the last keys a bug report names. */
const rememberedKeys = 30;

/**
Runs the full-screen program until it is left. The terminal is as before when the promise settles, whatever happened.
@returns the exit code: 0 after `q`, 130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP, 70 after a bug.
@throws UserError where the person caused it and can mend it; the terminal is restored by then.
*/
export async function runApp(world: World, start: readonly Route[], {
	incrementalRendering = false,
	stdin = process.stdin,
	stdout = process.stdout,
	stderr = process.stderr,
}: RunOptions = {}): Promise<number> {
	const keys: string[] = [];
	const screen = openScreen(stdout, {isAlternate: !world.screenReader});
	let end: (outcome: {exitCode: number} | {error: unknown}) => void = () => undefined;
	const outcome = new Promise<{exitCode: number} | {error: unknown}>(resolve => {
		end = resolve;
	});
	const onError = (error: unknown) => {
		end({error});
	};

	const listeners = signals.map(([signal, exitCode]) => [signal, () => {
		end({exitCode});
	}] as const);
	for (const [signal, listener] of listeners) {
		process.on(signal, listener);
	}

	// A terminal that is gone cannot be written to. The listener stays: the last write fails when everything else is over.
	stdout.on('error', () => {
		end({exitCode: 129});
	});
	process.on('uncaughtException', onError);
	process.on('unhandledRejection', onError);
	try {
		const instance = render(
			<ErrorBoundary onError={onError}>
				<App
					world={world}
					start={start}
					onQuit={exitCode => {
						end({exitCode});
					}}
					onPress={({name}) => {
						keys.push(name);
						keys.splice(0, keys.length - rememberedKeys);
					}}
				/>
			</ErrorBoundary>,
			// 125 frames a second at most: a key is drawn within 8 ms of the last frame, and nothing here moves by itself faster than 30.
			{stdin, stdout: screen.stdout, stderr, exitOnCtrlC: false, incrementalRendering, isScreenReaderEnabled: world.screenReader, maxFps: 125},
		);
		// What Ink itself rejects with: raw mode refused, an error outside our boundary.
		const exited = instance.waitUntilExit();
		exited.then(() => {
			end({exitCode: 0});
		}, onError);
		const ended = await outcome;
		instance.unmount();
		try {
			await exited;
		} catch {
			// It is the outcome already.
		}

		screen.close();
		if ('exitCode' in ended) {
			return ended.exitCode;
		}

		if (ended.error instanceof UserError) {
			throw ended.error;
		}

		stderr.write(bugReport(ended.error, {world, keys}));
		return 70;
	} finally {
		screen.close();
		process.off('uncaughtException', onError);
		process.off('unhandledRejection', onError);
		for (const [signal, listener] of listeners) {
			process.off(signal, listener);
		}
	}
}
