import test from 'ava';
import {
	exportProgress, importProgress, readProgressLine, readProgressLines, writeProgressLine,
} from '../../source/course/progress-line.js';
import type {ProgressEvent} from '../../source/model/progress.js';
import {UserError} from '../../source/model/user-error.js';

const base = {id: 'k3x-0001', at: '2026-11-21T10:00:00.000Z'};
const events: readonly ProgressEvent[] = [
	{...base, kind: 'step', lesson: 'vrrp', step: 'opening'},
	{...base, kind: 'answer', lesson: 'vrrp', question: 'seconds', given: ['3.6 s'], correct: true, sure: null, hints: 0},
	{...base, kind: 'reveal', lesson: 'vrrp', question: 'seconds'},
	{...base, kind: 'finish', lesson: 'vrrp'},
	{...base, kind: 'reset', lesson: null},
	{...base, kind: 'reset', lesson: 'vrrp'},
	{...base, kind: 'language', language: 'zh'},
];

test('every kind of event survives being written and read', t => {
	for (const event of events) {
		const line = writeProgressLine(event);
		t.false(line.includes('\n'));
		t.true(line.startsWith('{"id":"'), 'a torn line is known by how it begins');
		t.deepEqual(readProgressLine(line), event);
	}
});

test('what is no event is not read', t => {
	const broken: unknown[] = [
		null,
		3,
		'text',
		[],
		{},
		{...base},
		{...base, kind: 'other'},
		{...base, kind: 'step', lesson: 'vrrp'},
		{...base, at: 'yesterday', kind: 'finish', lesson: 'vrrp'},
		{...base, at: '2026-11-21T10:00:00Z', kind: 'finish', lesson: 'vrrp'},
		{...base, id: '', kind: 'finish', lesson: 'vrrp'},
		{...base, kind: 'finish', lesson: 'v\u001B[31m'},
		{...base, kind: 'finish', lesson: 'x'.repeat(201)},
		{...base, kind: 'language', language: 'fr'},
		{...events[1], given: 'b'},
		{...events[1], given: [1]},
		{...events[1], hints: 4},
		{...events[1], correct: 'yes'},
		{...events[1], sure: 1},
	];
	for (const value of broken) {
		t.is(readProgressLine(JSON.stringify(value)), undefined, JSON.stringify(value));
	}

	for (const line of ['', '{', writeProgressLine(events[1]!).slice(0, -5), '\0\0\0', '-----BEGIN']) {
		t.is(readProgressLine(line), undefined);
	}
});

test('the lines of a log that cannot be read are told with their number', t => {
	const text = `${writeProgressLine(events[0]!)}\n\nnonsense\r\n${writeProgressLine(events[3]!)}`;
	t.deepEqual(readProgressLines(text), {events: [events[0]!, events[3]!], unreadable: [{line: 3, text: 'nonsense\r'}]});
});

test('an import takes a whole export or nothing', t => {
	t.deepEqual(importProgress(exportProgress(events), 'p.jsonl'), events);
	t.deepEqual(importProgress(`\uFEFF${exportProgress(events).replaceAll('\n', '\r\n')}`, 'p.jsonl'), events);
	const error = t.throws(() => importProgress(`${exportProgress(events)}oops\n`, 'p.jsonl'), {instanceOf: UserError});
	t.deepEqual(error.at, {file: 'p.jsonl', line: 8, column: 1});
	t.is(error.exitCode, 2);
	t.deepEqual(importProgress('', 'p.jsonl'), [], 'what a machine exports where nothing was learned');
});
