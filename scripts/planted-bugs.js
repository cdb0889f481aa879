/*
Plants each bug of test/planted-bugs in a copy of the source, and requires that the test it names fails with it: `npm run planted-bugs
-- [--only WORDS] [--every N]`. A test that fails without the bug proves nothing, so each is run as it is first. The copies lie under
node_modules, where the tests find their packages and nobody else finds the tests.
*/
import {spawn} from 'node:child_process';
import {
	cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {transform} from 'esbuild';

const root = path.join(import.meta.dirname, '..');

/** Longer than any test takes that is not caught in an endless loop. */
const patienceMs = 300_000;

function usage(problem) {
	console.error(`${problem}\nUsage: npm run planted-bugs -- [--only WORDS] [--every N]`);
	process.exit(2);
}

function readArguments() {
	let values;
	try {
		({values} = parseArgs({options: {only: {type: 'string', default: ''}, every: {type: 'string', default: '1'}}}));
	} catch (error) {
		usage(error.message);
	}

	if (!/^[1-9]\d*$/.test(values.every)) {
		usage(`--every ${values.every}: a whole number from 1 on is wanted.`);
	}

	return {only: values.only, every: Number(values.every)};
}

/** All bugs, by the room whose list they are in. */
async function allBugs() {
	const directory = path.join(root, 'test/planted-bugs');
	const files = readdirSync(directory).filter(name => name.endsWith('.ts') && name !== 'types.ts').sort();
	const lists = await Promise.all(files.map(async name => {
		const [bugs] = Object.values(await import(pathToFileURL(path.join(directory, name)).href));
		return bugs.map(bug => ({...bug, room: path.basename(name, '.ts')}));
	}));
	return lists.flat();
}

function newCopy(parent, index) {
	const copy = path.join(parent, String(index));
	mkdirSync(copy);
	for (const name of ['source', 'test', 'fixtures', 'package.json', 'tsconfig.json']) {
		cpSync(path.join(root, name), path.join(copy, name), {recursive: true});
	}

	return copy;
}

/** Runs one test file in a copy. @returns Which of its tests failed, and whether it came to an end. */
function runTest(copy, file) {
	return new Promise((resolve, reject) => {
		const ava = path.join(root, 'node_modules/ava/entrypoints/cli.mjs');
		const child = spawn(process.execPath, [ava, '--tap', '--fail-fast', file], {cwd: copy, stdio: ['ignore', 'pipe', 'ignore'], timeout: patienceMs, killSignal: 'SIGKILL', env: {...process.env, FORCE_COLOR: '0'}});
		let output = '';
		child.stdout.setEncoding('utf8').on('data', text => {
			output += text;
		});
		child.on('error', reject);
		child.on('close', (code, signal) => {
			resolve({passed: code === 0, timedOut: signal !== null, failures: [...output.matchAll(/^not ok \d+ - (?<title>.*)$/gm)].map(({groups}) => groups.title)});
		});
	});
}

/** Puts the bug in; the copy is as before when this has come to an end. @returns Undefined where it is caught, else why it is not. */
async function tryBug(copy, bug) {
	const file = path.join(copy, bug.file);
	const before = readFileSync(file, 'utf8');
	const count = before.split(bug.find).length - 1;
	if (count !== 1) {
		return `what it replaces is there ${count} times`;
	}

	const planted = before.replace(bug.find, () => bug.replace);
	try {
		await transform(planted, {loader: 'ts'});
	} catch (error) {
		return `it does not compile: ${error.message.split('\n')[0]}`;
	}

	writeFileSync(file, planted);
	try {
		const {passed, timedOut, failures} = await runTest(copy, bug.caughtBy);
		if (passed) {
			return 'the test passes with it';
		}

		// A test file that does not even load fails without naming one of its tests.
		return timedOut || failures.some(title => !title.includes(path.basename(bug.caughtBy))) ? undefined : 'no test of it failed: the file did not run';
	} finally {
		writeFileSync(file, before);
	}
}

/** Whether a test passes as it is; asked once for each. */
function asItIs(known, copy, file) {
	if (!known.has(file)) {
		known.set(file, runTest(copy, file).then(({passed}) => passed));
	}

	return known.get(file);
}

async function main(parent) {
	const {only, every} = readArguments();
	const bugs = (await allBugs()).filter(({room, name}, index) => `${room} ${name}`.includes(only) && index % every === 0);
	if (bugs.length === 0) {
		usage(`--only ${only}: there is no such bug.`);
	}

	const known = new Map();
	const waiting = [...bugs];
	const results = new Map();
	const worker = async (_, index) => {
		const copy = newCopy(parent, index);
		for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
			const began = performance.now();
			const why = await asItIs(known, copy, bug.caughtBy) ? await tryBug(copy, bug) : 'the test fails without it';
			results.set(bug, why);
			console.log(`${why === undefined ? 'caught' : 'MISSED'}  ${bug.room.padEnd(14)} ${bug.name}${why === undefined ? '' : `: ${why}`}  (${path.basename(bug.caughtBy)}, ${((performance.now() - began) / 1000).toFixed(1)} s)`);
		}
	};

	await Promise.all(Array.from({length: Math.min(2, availableParallelism(), bugs.length)}, worker));
	const caught = bugs.filter(bug => results.get(bug) === undefined).length;
	console.log(`caught ${caught} of ${bugs.length}`);
	process.exitCode = caught === bugs.length ? 0 : 1;
}

const planted = path.join(root, 'node_modules/.planted');
mkdirSync(planted, {recursive: true});
const parent = mkdtempSync(path.join(planted, 'run-'));
process.on('exit', () => {
	rmSync(parent, {recursive: true, force: true});
});
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.once(signal, () => {
		process.exit(130);
	});
}

await main(parent);
