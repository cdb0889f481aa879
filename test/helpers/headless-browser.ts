import {Buffer} from 'node:buffer';
import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Readable, Writable} from 'node:stream';
import {programPath} from './conformance.js';

type Message = {
	readonly id?: number;
	readonly sessionId?: string;
	readonly method?: string;
	readonly params?: Readonly<Record<string, unknown>>;
	readonly result?: Readonly<Record<string, unknown>>;
	readonly error?: {readonly message: string};
};

export type View = {
	readonly width: number;
	readonly height: number;
	readonly scheme: 'light' | 'dark';
	readonly media?: 'screen' | 'print';
};

/** One page in the browser, with what it complained about since it was opened. */
export type Page = {
	/** Loads the file at this size and in these colours, and waits until it is drawn. */
	readonly open: (file: string, view: View) => Promise<void>;
	/** The value of an expression in the page, as JSON has it. */
	readonly ask: <T>(expression: string) => Promise<T>;
	readonly screenshot: (options?: {whole?: boolean}) => Promise<Uint8Array>;
	readonly complaints: readonly string[];
	/** Addresses that it has asked for. */
	readonly requests: readonly string[];
};

type Result = Readonly<Record<string, unknown>>;

type Connection = {
	readonly listen: (listener: (message: Message) => void) => () => void;
	readonly send: (method: string, parameters?: Result, sessionId?: string) => Promise<Result>;
};

/** The DevTools protocol over two pipes: messages are JSON, each ended by a zero byte. */
function connect(child: ChildProcess): Connection {
	const waiting = new Map<number, {readonly resolve: (value: Result) => void; readonly reject: (error: Error) => void}>();
	const listeners = new Set<(message: Message) => void>();
	const to = child.stdio[3] as Writable;
	const from = child.stdio[4] as Readable;
	let last = 0;
	let rest = '';

	const receive = (message: Message) => {
		const asker = message.id === undefined ? undefined : waiting.get(message.id);
		if (asker === undefined) {
			for (const listener of listeners) {
				listener(message);
			}
		} else if (message.error) {
			asker.reject(new Error(message.error.message));
		} else {
			asker.resolve(message.result ?? {});
		}
	};

	from.setEncoding('utf8').on('data', (text: string) => {
		const pieces = (rest + text).split('\0');
		rest = pieces.pop() ?? '';
		for (const piece of pieces) {
			receive(JSON.parse(piece) as Message);
		}
	});
	to.on('error', () => undefined);
	child.on('close', code => {
		for (const {reject} of waiting.values()) {
			reject(new Error(`the browser ended with ${code}`));
		}
	});
	return {
		listen(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		async send(method, parameters, sessionId) {
			const id = ++last;
			return new Promise((resolve, reject) => {
				waiting.set(id, {resolve, reject});
				to.write(`${JSON.stringify({id, method, params: parameters ?? {}, ...(sessionId && {sessionId})})}\0`);
			});
		},
	};
}

/** What a page says goes wrong, in one line; undefined for everything else. */
function complaintOf({method, params}: Message): string | undefined {
	const level = method === 'Log.entryAdded' ? (params?.entry as {level: string}).level : params?.type;
	const isComplaint = method === 'Runtime.exceptionThrown'
		|| ((method === 'Runtime.consoleAPICalled' || method === 'Log.entryAdded') && (level === 'error' || level === 'warning'));
	return isComplaint ? JSON.stringify(params) : undefined;
}

async function openPage(connection: Connection): Promise<Page> {
	const {targetId} = await connection.send('Target.createTarget', {url: 'about:blank'});
	const {sessionId} = await connection.send('Target.attachToTarget', {targetId, flatten: true}) as {sessionId: string};
	const send = async (method: string, parameters: Readonly<Record<string, unknown>> = {}) => connection.send(method, parameters, sessionId);
	const complaints: string[] = [];
	const requests: string[] = [];
	connection.listen(message => {
		const complaint = message.sessionId === sessionId ? complaintOf(message) : undefined;
		if (complaint !== undefined) {
			complaints.push(complaint);
		}

		if (message.sessionId === sessionId && message.method === 'Network.requestWillBeSent') {
			requests.push((message.params?.request as {url: string}).url);
		}
	});
	for (const domain of ['Page', 'Runtime', 'Log', 'Network']) {
		await send(`${domain}.enable`);
	}

	return {
		complaints,
		requests,
		async open(file, {width, height, scheme, media = 'screen'}) {
			await send('Emulation.setDeviceMetricsOverride', {
				width, height, deviceScaleFactor: 1, mobile: width < 600,
			});
			await send('Emulation.setEmulatedMedia', {media, features: [{name: 'prefers-color-scheme', value: scheme}]});
			const loaded = new Promise<void>(resolve => {
				const forget = connection.listen(({method, sessionId: of}) => {
					if (of === sessionId && method === 'Page.loadEventFired') {
						forget();
						resolve();
					}
				});
			});
			await send('Page.navigate', {url: `file://${file}`});
			await loaded;
		},
		async ask<T>(expression: string) {
			const {result, exceptionDetails} = await send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true}) as {result: {value: T}; exceptionDetails?: unknown};
			if (exceptionDetails) {
				throw new Error(JSON.stringify(exceptionDetails));
			}

			return result.value;
		},
		async screenshot({whole = false} = {}) {
			const {data} = await send('Page.captureScreenshot', {format: 'png', captureBeyondViewport: whole}) as {data: string};
			return new Uint8Array(Buffer.from(data, 'base64'));
		},
	};
}

/**
Headless Chromium for as long as the body takes, with a profile of its own. It is ended and its files are removed in any case.
No sandbox of its own: build machines run as root, and it only opens files that the tests have written.
*/
export async function withBrowser<T>(body: (page: Page) => Promise<T>): Promise<T> {
	const profile = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-browser-'));
	const child = spawn('chromium', [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--disable-dev-shm-usage',
		'--no-first-run',
		'--disable-extensions',
		'--disable-background-networking',
		'--disable-component-update',
		'--force-color-profile=srgb',
		'--remote-debugging-pipe',
		`--user-data-dir=${profile}`,
	], {env: {PATH: programPath, HOME: profile, LC_ALL: 'C.UTF-8'}, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
	const ended = new Promise(resolve => {
		child.on('close', resolve);
	});
	try {
		return await body(await openPage(connect(child)));
	} finally {
		child.kill('SIGKILL');
		await ended;
		await rm(profile, {recursive: true, force: true, maxRetries: 10, retryDelay: 100});
	}
}
