import {spawn, type ChildProcessWithoutNullStreams} from 'node:child_process';
import type {ExecutionContext} from 'ava';
import {asRoot, programPath, until} from './conformance.js';

export type SandboxResult = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

type Where = {
	/** A network namespace made with `ip netns add`; without it, the sandbox's own. */
	readonly machine?: string;
	readonly input?: string;
};

/** A piece of what a program wrote, and when it came. */
export type Heard = {readonly atMs: number; readonly text: string};

/** A program that goes on running until it is stopped or the sandbox is closed. */
export type RunningProgram = {
	/** Everything it has written so far, to both outputs. */
	readonly output: () => string;
	/** Writes a line to its input. */
	readonly tell: (line: string) => void;
	/** The same in the pieces in which it came, each with when that was: milliseconds since the epoch. */
	readonly heard: () => readonly Heard[];
	/** Sends it a signal by its number inside the sandbox. @returns when, in milliseconds since the epoch. */
	readonly signal: (name: 'TERM' | 'KILL' | 'STOP' | 'CONT') => Promise<number>;
	readonly exitCode: () => number | null;
};

export type Sandbox = {
	readonly run: (words: readonly string[], where?: Where) => Promise<SandboxResult>;
	/** The same, and throws where it does not exit with 0. @returns what it wrote to stdout. */
	readonly mustRun: (words: readonly string[], where?: Where) => Promise<string>;
	readonly start: (words: readonly string[], where?: Where) => Promise<RunningProgram>;
	/** Writes a file; only /run is the sandbox's own, in memory. */
	readonly write: (file: string, text: string) => Promise<void>;
};

const environment = {PATH: programPath, LC_ALL: 'C'};

function spawnAsRoot(words: readonly string[]): ChildProcessWithoutNullStreams {
	const all = [...asRoot, ...words];
	return spawn(all[0]!, all.slice(1), {env: environment, cwd: '/'});
}

function collect(child: ChildProcessWithoutNullStreams): {stdout: string; stderr: string; all: string; heard: Heard[]; exitCode: number | null; closed: Promise<void>} {
	const state = {stdout: '', stderr: '', all: '', heard: [] as Heard[], exitCode: null as number | null, closed: Promise.resolve()};
	for (const name of ['stdout', 'stderr'] as const) {
		child[name].setEncoding('utf8').on('data', (text: string) => {
			state[name] += text;
			state.all += text;
			state.heard.push({atMs: Date.now(), text});
		});
	}

	child.stdin.on('error', () => undefined);
	state.closed = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', code => {
			state.exitCode = code ?? -1;
			resolve();
		});
	});
	return state;
}

/**
Tells the program's number before it becomes the program. The shell in between is there for programs that are frozen:
nsenter freezes itself with its child, and would never notice that it has ended.
*/
const startScript = `
exec 3<&0
sh -c 'echo "number $$" && exec "$@"' sh "$@" <&3 3<&- &
wait $!
`;

/**
Network, process and mount namespaces of their own, with an empty /run: real programs run on their real ports and addresses,
and see nothing of this machine's network. Its first process reads from this one, so that everything in it ends with the
test, also where the test is killed.
*/
export async function openSandbox(t: ExecutionContext): Promise<Sandbox> {
	const holder = spawnAsRoot(['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', [
		// Its number as the machine outside sees it, before it gets a /proc of its own.
		'read -r number rest < /proc/self/stat',
		'mount -t proc proc /proc && mount -t tmpfs tmpfs /run && mkdir -p /run/netns && ip link set lo up && echo "ready $number"',
		'read -r line',
	].join('\n')]);
	const held = collect(holder);
	t.teardown(async () => {
		holder.stdin.end();
		await held.closed;
	});
	await until('sandbox', () => held, ({stdout, exitCode}) => stdout.includes('ready') || exitCode !== null);
	const number = /ready (?<number>\d+)/v.exec(held.stdout)?.groups?.number;
	if (number === undefined) {
		throw new Error(`no sandbox: ${held.all}`);
	}

	const enter = (words: readonly string[], machine?: string) => spawnAsRoot([
		'nsenter',
		'--target',
		number,
		'--net',
		'--mount',
		'--pid',
		'--',
		...(machine === undefined ? [] : ['ip', 'netns', 'exec', machine]),
		...words,
	]);

	const run: Sandbox['run'] = async (words, {machine, input = ''} = {}) => {
		const child = enter(words, machine);
		const result = collect(child);
		child.stdin.end(input);
		await result.closed;
		return result;
	};

	const mustRun: Sandbox['mustRun'] = async (words, where) => {
		const {exitCode, stdout, stderr} = await run(words, where);
		if (exitCode !== 0) {
			throw new Error(`${words.join(' ')}: exit code ${exitCode}\n${stdout}${stderr}`);
		}

		return stdout;
	};

	return {
		run,
		mustRun,
		async start(words, {machine} = {}) {
			const child = enter(['sh', '-c', startScript, 'sh', ...words], machine);
			const state = collect(child);
			await until(words.join(' '), () => state, ({stdout, exitCode}) => stdout.includes('\n') || exitCode !== null);
			const own = /^number (?<number>\d+)\n/v.exec(state.stdout)?.groups?.number ?? '';
			return {
				output: () => state.all,
				tell(line) {
					child.stdin.write(`${line}\n`);
				},
				heard: () => state.heard,
				async signal(name) {
					return Number(await mustRun(['sh', '-c', 'date +%s%3N && kill "-$1" "$2"', 'sh', name, own]));
				},
				exitCode: () => state.exitCode,
			};
		},
		async write(file, text) {
			await mustRun(['sh', '-c', 'mkdir -p "$(dirname "$1")" && cat > "$1"', 'sh', file], {input: text});
		},
	};
}
