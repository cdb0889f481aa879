import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {foldProgress} from '../../source/course/progress-view.js';
import type {NewProgressEvent} from '../../source/model/progress.js';
import {realLogFiles} from '../../source/platform/append-file.js';
import {dataDirectory} from '../../source/platform/data-directory.js';
import {openProgress} from '../../source/platform/progress-log.js';

const step: NewProgressEvent = {kind: 'step', lesson: 'vrrp', step: 'opening'};
const right: NewProgressEvent = {kind: 'answer', lesson: 'vrrp', question: 'seconds', given: ['3.6'], correct: true, sure: true, hints: 0};

function makeDirectory(t: ExecutionContext): string {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'k8s-ha-tutor-'));
	t.teardown(() => {
		rmSync(directory, {recursive: true, force: true});
	});
	return directory;
}

function failing(code: string): never {
	throw Object.assign(new Error(code), {code});
}

test('what is recorded is there when the log is opened again', t => {
	const directory = path.join(makeDirectory(t), 'deep', 'below');
	const log = openProgress({directory});
	t.deepEqual(log.events(), []);
	log.record(step);
	log.record(right);
	t.true(log.persistent);
	t.is(log.notice, undefined);
	const again = openProgress({directory});
	t.deepEqual(again.events(), log.events());
	t.is(again.notice, undefined);
	t.true(foldProgress(again.events()).lessons.get('vrrp')?.questions.get('seconds')?.solved);
});

test('every event gets the time and an id of its own; events of one moment keep their order', t => {
	const directory = makeDirectory(t);
	const log = openProgress({directory, clock: () => new Date('2026-11-21T10:00:00Z'), randomId: () => 'run'});
	for (let index = 0; index < 12; index++) {
		log.record({...step, step: `s${index}`});
	}

	t.like(log.events()[0], {id: 'run-000001', at: '2026-11-21T10:00:00.000Z'});
	t.is(foldProgress(openProgress({directory}).events()).lessons.get('vrrp')?.step, 's11');
});

test('a clock that is set back does not put an answer before the ones already given', t => {
	const times = ['2026-11-21T08:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-21T09:00:00.000Z', '2026-11-21T11:00:00.000Z'];
	const log = openProgress({directory: makeDirectory(t), clock: () => new Date(times.shift()!)});
	log.record(step);
	log.record(step);
	log.record(step);
	t.deepEqual(log.events().map(({at}) => at.slice(11)), ['10:00:00.000Z', '10:00:00.001Z', '11:00:00.000Z']);
});

test('a torn last line is isolated: the next event begins a line of its own and nothing else is lost', t => {
	const directory = makeDirectory(t);
	openProgress({directory}).record(step);
	const file = path.join(directory, 'progress.jsonl');
	appendFileSync(file, '{"id":"torn","at":"2026-11-2');
	const log = openProgress({directory});
	t.is(log.events().length, 1);
	t.regex(log.notice!.en, /1 line of the progress log could not be read and was set aside/v);
	log.record(right);
	t.is(openProgress({directory}).events().length, 2);
	t.is(openProgress({directory}).notice, undefined, 'it is told once');
	t.is(readFileSync(path.join(directory, 'progress.unreadable.txt'), 'utf8'), '{"id":"torn","at":"2026-11-2\n');
	t.true(readFileSync(file, 'utf8').includes('{"id":"torn"'), 'and stays where it was');
});

test('a whole last event without its line break is read and kept', t => {
	const directory = makeDirectory(t);
	openProgress({directory}).record(step);
	const file = path.join(directory, 'progress.jsonl');
	writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
	const log = openProgress({directory});
	t.is(log.notice, undefined);
	log.record(right);
	t.deepEqual(openProgress({directory}).events().map(({kind}) => kind), ['step', 'answer']);
});

test('a log of which only the first line was begun is still ours', t => {
	const directory = makeDirectory(t);
	writeFileSync(path.join(directory, 'progress.jsonl'), '{"id":"x');
	const log = openProgress({directory});
	log.record(step);
	t.is(path.basename(log.file!), 'progress.jsonl');
	t.is(openProgress({directory}).events().length, 1);
});

test('zeros that a crash left in the middle cost nothing but themselves', t => {
	const directory = makeDirectory(t);
	openProgress({directory}).record(step);
	appendFileSync(path.join(directory, 'progress.jsonl'), new Uint8Array(512));
	openProgress({directory}).record(right);
	t.is(openProgress({directory}).events().length, 2);
});

const strangers: ReadonlyArray<readonly [name: string, put: (file: string) => void]> = [
	['a binary file', file => {
		writeFileSync(file, new Uint8Array([127, 69, 76, 70, 2, 1, 1, 0, 255, 254, 10, 0]));
	}],
	['a text of somebody else', file => {
		writeFileSync(file, 'shopping list\nmilk\n');
	}],
	['JSON lines of another program', file => {
		writeFileSync(file, '{"level":"info"}\n');
	}],
	['a directory', file => {
		mkdirSync(file);
	}],
	['a device', file => {
		symlinkSync('/dev/null', file);
	}],
];

for (const [name, put] of strangers) {
	test(`${name} in the log's place is left untouched, and the log takes another name`, t => {
		const directory = makeDirectory(t);
		const file = path.join(directory, 'progress.jsonl');
		put(file);
		const before = name.startsWith('a d') ? '' : readFileSync(file, 'hex');
		const log = openProgress({directory});
		t.regex(log.notice!.en, /progress\.jsonl cannot be read as a progress log and was left untouched/v);
		log.record(step);
		t.true(log.persistent);
		t.is(name.startsWith('a d') ? '' : readFileSync(file, 'hex'), before);
		t.is(openProgress({directory}).events().length, 1);

		rmSync(file, {recursive: true});
		const later = openProgress({directory});
		later.record(right);
		t.is(later.notice, undefined);
		t.is(openProgress({directory}).events().length, 2, 'once it is moved away, both names count');
	});
}

test('a full disk: recording goes on in memory, says so, and catches up once there is room', t => {
	const directory = makeDirectory(t);
	let full = true;
	const log = openProgress({directory, files: {
		...realLogFiles,
		appendLines(file, text) {
			if (full) {
				failing('ENOSPC');
			}

			realLogFiles.appendLines(file, text);
		},
	}});
	log.record(step);
	t.false(log.persistent);
	t.regex(log.notice!.en, /cannot be written \(ENOSPC\)/v);
	t.is(log.events().length, 1);
	full = false;
	log.record(right);
	t.true(log.persistent);
	t.is(log.notice, undefined);
	t.deepEqual(openProgress({directory}).events(), log.events());
});

test('a disk that took the line but could not say so leaves no duplicate', t => {
	const directory = makeDirectory(t);
	let calls = 0;
	const log = openProgress({directory, files: {
		...realLogFiles,
		appendLines(file, text) {
			realLogFiles.appendLines(file, text);
			calls++;
			if (calls === 1) {
				failing('EIO');
			}
		},
	}});
	log.record(step);
	log.record(right);
	t.is(openProgress({directory}).events().length, 2);
});

test('no home, a place that takes no directory, a file that may not be read: a notice, and memory', t => {
	const places = [
		{directory: undefined},
		{directory: '/proc/self/nowhere/k8s-ha-tutor'},
		{directory: path.join(makeDirectory(t), 'file', 'below')},
		{directory: makeDirectory(t), files: {...realLogFiles, read: () => failing('EACCES'), kindOf: () => 'file' as const}},
		{directory: makeDirectory(t), files: {...realLogFiles, makeDirectory: () => failing('EROFS'), appendLines: () => failing('EROFS')}},
	];
	writeFileSync(path.dirname(places[2]!.directory!), 'a file where a directory should be');
	for (const options of places) {
		const log = openProgress(options);
		t.notThrows(() => {
			log.record(step);
			log.merge(log.events());
		});
		t.is(log.events().length, 1);
		t.false(log.persistent);
		t.regex(log.notice!.en, /kept in memory until you quit/v);
		t.regex(log.notice!.zh, /内存/v);
	}
});

test('what is on a disk that takes no writing is still read', t => {
	const directory = makeDirectory(t);
	openProgress({directory}).record(step);
	const log = openProgress({directory, files: {...realLogFiles, makeDirectory: () => failing('EROFS'), appendLines: () => failing('EROFS')}});
	log.record(right);
	t.is(log.events().length, 2);
	t.false(log.persistent);
});

test('merging another log adds what is new, once', t => {
	const here = openProgress({directory: makeDirectory(t)});
	const there = openProgress({directory: makeDirectory(t)});
	here.record(step);
	there.record(right);
	t.is(here.merge(there.events()), 1);
	t.is(here.merge(there.events()), 0);
	t.is(here.merge([...here.events(), ...there.events()]), 0);
	t.is(here.events().length, 2);
	t.true(here.persistent);
});

test('two programs that write at once lose no line of either', async t => {
	const directory = makeDirectory(t);
	const script = `
		import {openProgress} from ${JSON.stringify(path.resolve('source/platform/progress-log.ts'))};
		const log = openProgress({directory: ${JSON.stringify(directory)}});
		for (let index = 0; index < 150; index++) {
			log.record({kind: 'step', lesson: 'vrrp', step: process.argv.at(-1) + '-' + index + '-' + 'x'.repeat(index)});
		}
		if (!log.persistent) process.exitCode = 1;
	`;
	const run = async (name: string) => {
		const [code] = await once(spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script, name], {stdio: 'ignore'}), 'close') as [number | null];
		t.is(code, 0);
	};

	await Promise.all(['a', 'b', 'c'].map(async name => run(name)));
	const log = openProgress({directory});
	t.is(log.events().length, 450);
	t.is(new Set(log.events().map(({id}) => id)).size, 450);
	t.is(log.notice, undefined);
	t.deepEqual(readdirSync(directory), ['progress.jsonl']);
});

test('the directory of the log is made only for the person, and only when something is opened', t => {
	const directory = path.join(makeDirectory(t), 'own');
	t.false(existsSync(directory));
	openProgress({directory});
	t.true(existsSync(directory));
});

test('data goes where each system keeps it (XDG Base Directory Specification)', t => {
	const linux = {platform: 'linux', home: () => '/home/ada'};
	const noHome = (): string => failing('ENOENT');
	t.is(dataDirectory({...linux, environment: {}}), '/home/ada/.local/share/k8s-ha-tutor');
	t.is(dataDirectory({...linux, environment: {XDG_DATA_HOME: '/data'}}), '/data/k8s-ha-tutor');
	t.is(dataDirectory({...linux, environment: {XDG_DATA_HOME: 'relative'}}), '/home/ada/.local/share/k8s-ha-tutor');
	t.is(dataDirectory({platform: 'darwin', home: () => '/Users/ada', environment: {}}), '/Users/ada/Library/Application Support/k8s-ha-tutor');
	t.is(dataDirectory({platform: 'linux', environment: {}, home: noHome}), undefined);
	t.is(dataDirectory({platform: 'linux', environment: {}, home: () => ''}), undefined);
});
