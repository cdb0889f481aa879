import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {programPath} from './conformance.js';

/**
Puts files into a new directory of their own for as long as the body takes.
@param files By their path in the directory.
*/
export async function onDisk<T>(files: ReadonlyMap<string, string>, body: (directory: string) => Promise<T>): Promise<T> {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-files-'));
	try {
		for (const [file, text] of files) {
			await mkdir(path.dirname(path.join(directory, file)), {recursive: true});
			await writeFile(path.join(directory, file), text);
		}

		return await body(directory);
	} finally {
		await rm(directory, {recursive: true});
	}
}

export type ToolResult = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

/** Runs a program of this machine to its end, with nothing of the caller's environment. */
export async function runTool(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<ToolResult> {
	return new Promise((resolve, reject) => {
		execFile(words[0]!, words.slice(1), {
			env: {PATH: programPath, LC_ALL: 'C.UTF-8', ...environment},
			maxBuffer: 64_000_000,
		}, (error, stdout, stderr) => {
			const exitCode = error ? error.code : 0;
			if (typeof exitCode === 'number') {
				resolve({exitCode, stdout, stderr});
			} else {
				reject(new Error(`${words.join(' ')} did not end by itself`, {cause: error}));
			}
		});
	});
}
