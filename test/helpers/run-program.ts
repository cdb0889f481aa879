import {spawn} from 'node:child_process';
import process from 'node:process';

export type RunResult = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

export type RunOptions = {
	readonly input?: string;
	readonly cwd?: string;
	readonly environment?: Readonly<Record<string, string>>;
};

export const program = new URL('../../dist/cli.js', import.meta.url).pathname;

/** Runs the built program in a pipe, as a script would, in an English UTF-8 locale unless said otherwise. */
export async function runProgram(words: readonly string[], {input, cwd = process.cwd(), environment = {}}: RunOptions = {}): Promise<RunResult> {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:CI|NO_COLOR|FORCE_COLOR|NODE_ENV|NODE_OPTIONS|LC_.*|LANG)$/v.test(name)));
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [program, ...words], {cwd, env: {...inherited, LANG: 'en_US.UTF-8', ...environment}});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', exitCode => {
			resolve({exitCode, stdout, stderr});
		});
		child.stdin.on('error', () => undefined);
		child.stdin.end(input ?? '');
	});
}
