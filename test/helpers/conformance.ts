import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type {ExecutionContext, TestFn} from 'ava';

/** Where Debian puts programs; a normal user's PATH has not all of these. */
export const programPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The words that run something as root: a build machine's user may become it without a password. */
export const asRoot: readonly string[] = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

/** What a test names among its programs where it opens a sandbox. */
export const namespaces = 'namespaces (root, or sudo without a password)';

/** By trying: a container may have root and still no right to make namespaces. */
function canMakeNamespaces(): boolean {
	const words = [...asRoot, 'unshare', '--net', '--mount', '--pid', '--fork', 'ip', 'link'];
	return spawnSync(words[0]!, words.slice(1), {env: {PATH: programPath}, stdio: 'ignore'}).status === 0;
}

function isInstalled(program: string): boolean {
	return program === namespaces
		? canMakeNamespaces()
		: programPath.split(':').some(directory => {
			try {
				accessSync(path.join(directory, program), constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

export type RealTest = (title: string, body: (t: ExecutionContext) => Promise<void> | void) => void;

/**
A test against real programs, one at a time. Where one of them is not installed the test is skipped, unless
K8S_HA_TUTOR_CONFORMANCE=1 says that nothing may be: then it fails and names what is missing.
@param test AVA's own, of the file that the test stands in.
@param programs As they are called, e.g. `haproxy`; `namespaces` for a sandbox.
*/
export function realTest(test: TestFn, ...programs: readonly string[]): RealTest {
	const missing = programs.filter(program => !isInstalled(program));
	if (missing.length === 0) {
		return (title, body) => {
			test.serial(title, body);
		};
	}

	if (process.env.K8S_HA_TUTOR_CONFORMANCE === '1') {
		return title => {
			test.serial(title, t => {
				t.fail(`not installed: ${missing.join(', ')}`);
			});
		};
	}

	return (title, body) => {
		const {skip} = test.serial;
		skip(`${title} (not installed: ${missing.join(', ')})`, body);
	};
}

/**
Asks again until the answer is the one that is waited for.
@param withinMs From the first question; generous, since the machine may be busy. @default 15000
@param everyMs The pause before it asks again. @default 50
@throws Error with the last answer where it never came.
*/
export async function until<T>(what: string, ask: () => Promise<T> | T, isRight: (answer: T) => boolean, {withinMs = 15_000, everyMs = 50}: {withinMs?: number; everyMs?: number} = {}): Promise<T> {
	const end = Date.now() + withinMs;
	for (;;) {
		// One question after the other is the point.

		const answer = await ask();
		if (isRight(answer)) {
			return answer;
		}

		if (Date.now() > end) {
			throw new Error(`${what}: not within ${withinMs} ms; last seen: ${JSON.stringify(answer)}`);
		}

		await delay(everyMs);
	}
}
