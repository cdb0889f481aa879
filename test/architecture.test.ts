import {readFile} from 'node:fs/promises';
import test from 'ava';
import {commandTable, type CommandEntry} from '../source/commands/command-table.js';

type Output = {readonly imports: ReadonlyArray<{readonly path: string; readonly kind: string}>; readonly inputs: Readonly<Record<string, {readonly bytesInOutput: number}>>; readonly entryPoint?: string};
type Metafile = {readonly outputs: Readonly<Record<string, Output>>; readonly inputs: Readonly<Record<string, {readonly imports: ReadonlyArray<{readonly path: string; readonly kind: string; readonly external?: boolean}>}>>};

const metafile = JSON.parse(await readFile(new URL('../dist/meta.json', import.meta.url), 'utf8')) as Metafile;

/** The output chunks that are loaded with this one, without anything that is imported later. */
function staticClosure(output: string, seen = new Set<string>()): Set<string> {
	if (!seen.has(output)) {
		seen.add(output);
		for (const {path, kind} of metafile.outputs[output]?.imports ?? []) {
			if (kind === 'import-statement') {
				staticClosure(path, seen);
			}
		}
	}

	return seen;
}

function inputsOf(output: string): string[] {
	return [...staticClosure(output)].flatMap(each => Object.entries(metafile.outputs[each]?.inputs ?? {}).filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([input]) => input));
}

function outputOf(source: string): string {
	const found = Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint === source);
	if (!found) {
		throw new Error(`${source} is no chunk of its own`);
	}

	return found[0];
}

const tui = /node_modules\/(?:react|ink|ink-select-input|react-reconciler|yoga-layout|scheduler)\//v;

test('the entry loads no package at all, and no command', t => {
	t.deepEqual(inputsOf(outputOf('source/cli.ts')).filter(input => input !== 'source/cli.ts'), []);
});

const commands = ['main', 'home', 'learn', 'quiz', 'lessons', 'lessons-check', 'plan', 'explain', 'export', 'progress', 'schema', 'open-tui'];

test('what a command loads before it runs holds neither React nor Ink nor Yoga', t => {
	const files = new Set(Object.values(metafile.outputs).flatMap(({entryPoint}) => entryPoint ? [entryPoint] : []));
	for (const command of [...commands, 'simulate', 'simulate-run', 'simulate-sweep', 'simulate-job']) {
		const source = `source/commands/${command}.ts`;
		const output = files.has(source) ? outputOf(source) : outputOf('source/commands/main.ts');
		t.deepEqual(inputsOf(output).filter(input => tui.test(input)), [], command);
	}
});

test('no other command loads the simulator before it runs, and the list of scenarios nothing that runs them', t => {
	// What lessons ask about the simulator, their check answers by running it.
	for (const command of commands.filter(each => each !== 'lessons-check')) {
		const source = `source/commands/${command}.ts`;
		const output = Object.values(metafile.outputs).some(({entryPoint}) => entryPoint === source) ? outputOf(source) : outputOf('source/commands/main.ts');
		t.deepEqual(inputsOf(output).filter(input => /^source\/(?:present\/)?simulation\//v.test(input)), [], command);
	}

	for (const command of ['simulate', 'simulate-list']) {
		t.deepEqual(inputsOf(outputOf(`source/commands/${command}.ts`)).filter(input => /^source\/simulation\/(?!scenarios\/[a-z\-]*scenarios?\.ts)/v.test(input)), [], command);
	}
});

test('a worker thread of a sweep begins with a file of its own, which holds no words but those of errors', t => {
	t.is(outputOf('source/commands/sweep-worker.ts'), 'dist/chunks/sweep-worker.js');
	t.deepEqual(inputsOf('dist/chunks/sweep-worker.js').filter(input => /^source\/(?:present|ui|formats)\//v.test(input)), []);
});

test('planning to JSON loads neither the YAML reader nor the schemas', t => {
	t.deepEqual(inputsOf(outputOf('source/commands/plan.ts')).filter(input => /node_modules\/(?:yaml|zod)\//v.test(input)), []);
});

test('the full-screen program loads neither the planner nor YAML nor the schemas before its first frame', t => {
	t.deepEqual(inputsOf(outputOf('source/ui/run-app.tsx')).filter(input => /node_modules\/(?:yaml|zod)\/|source\/planner\//v.test(input)), []);
});

test('a lesson and its quiz are open before the simulator is loaded', t => {
	for (const screen of ['ui/run-app', 'ui/screens/lesson/lesson-screen', 'ui/screens/quiz/quiz-screen']) {
		t.deepEqual(inputsOf(outputOf(`source/${screen}.tsx`)).filter(input => /^source\/(?:present\/)?simulation\//v.test(input)), [], screen);
	}
});

/** Which rooms a room may import; dynamic imports count as well. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	model: [],
	simulation: ['model'],
	planner: ['model'],
	course: ['model', 'planner', 'simulation'],
	present: ['model', 'planner', 'course', 'simulation'],
	formats: ['model', 'planner', 'present'],
	platform: ['model', 'course'],
	ui: ['model', 'planner', 'course', 'present', 'formats', 'simulation'],
	commands: ['model', 'planner', 'course', 'present', 'formats', 'platform', 'ui', 'simulation'],
};

test('every room imports only what it may', t => {
	const wrong: string[] = [];
	for (const [input, {imports}] of Object.entries(metafile.inputs)) {
		const room = /^source\/(?<room>[^\/]+)\//v.exec(input)?.groups?.room;
		for (const {path} of room ? imports : []) {
			const other = /^source\/(?<room>[^\/]+)\//v.exec(path)?.groups?.room;
			if (other && other !== room && !mayImport[room!]?.includes(other)) {
				wrong.push(`${input} imports ${path}`);
			}
		}
	}

	t.deepEqual(wrong, []);
});

const protocols = ['raft', 'vrrp', 'lease', 'health-check', 'node-lifecycle'];

/** Which rooms of the simulator a room of it may import. */
const simulatorMayImport: Readonly<Record<string, readonly string[]>> = {
	kernel: [],
	...Object.fromEntries(protocols.map(protocol => [protocol, ['kernel']])),
	'control-plane': ['kernel', ...protocols],
	experiment: ['kernel', ...protocols, 'control-plane'],
	scenarios: ['kernel', ...protocols, 'control-plane', 'experiment'],
};

test('in the simulator a protocol knows only the kernel, and nobody knows what composes it', t => {
	const roomOf = (file: string) => /^source\/simulation\/(?<room>[^\/]+)\//v.exec(file)?.groups?.room;
	const imports = Object.entries(metafile.inputs).flatMap(([input, each]) => each.imports.map(({path}) => ({input, path, room: roomOf(input), other: roomOf(path)})));
	const inside = imports.filter(({room, other}) => room !== undefined && other !== undefined && room !== other);
	t.deepEqual([...new Set(inside.map(({room}) => room!))].filter(room => !simulatorMayImport[room]), []);
	t.deepEqual(inside.filter(({room, other}) => !simulatorMayImport[room!]!.includes(other!)).map(({input, path}) => `${input} imports ${path}`), []);
	t.true(inside.length > 100);
});

test('the pure rooms import nothing of the world', t => {
	const wrong = Object.entries(metafile.inputs)
		.filter(([input]) => /^source\/(?:model|simulation|planner|course|present|formats)\//v.test(input))
		.flatMap(([input, {imports}]) => imports.filter(({path, external}) => (external ?? false) || path.startsWith('node:') || tui.test(path)).map(({path}) => `${input} imports ${path}`));
	t.deepEqual(wrong, []);
});

test('the bundle brings everything along', t => {
	const external = Object.values(metafile.outputs).flatMap(({imports}) => imports.map(({path}) => path)).filter(path => !path.startsWith('dist/') && !/^(?:node:)?[a-z_\/]+$/v.test(path));
	t.deepEqual(external, []);
});

test('every command has examples that begin with the program, and words in both languages', t => {
	const all = (entries: readonly CommandEntry[]): CommandEntry[] => entries.flatMap(entry => [entry, ...all(entry.commands ?? [])]);
	for (const {name, examples, about, flags = []} of all(commandTable)) {
		t.true(examples.length > 0 && examples.every(example => example.startsWith('k8s-ha-tutor ')), name);
		for (const text of [about, ...flags.map(flag => flag.about)]) {
			t.regex(text.en, /\S/v);
			t.regex(text.zh, /\S/v);
		}
	}
});
