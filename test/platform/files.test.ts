import {
	mkdir, mkdtemp, readdir, readFile, symlink, writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {exists, readTextFile, writeTextFile} from '../../source/platform/files.js';

const newDirectory = async () => mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-files-'));

test('a new file is written whole, and nothing else is left behind', async t => {
	const directory = await newDirectory();
	await writeTextFile(path.join(directory, 'plan.yaml'), 'kind: Plan\n', {force: false});
	t.is(await readFile(path.join(directory, 'plan.yaml'), 'utf8'), 'kind: Plan\n');
	t.deepEqual(await readdir(directory), ['plan.yaml']);
});

test('an existing file is never replaced without force', async t => {
	const directory = await newDirectory();
	const file = path.join(directory, 'plan.yaml');
	await writeFile(file, 'mine');
	const error = await t.throwsAsync(writeTextFile(file, 'other', {force: false}), {instanceOf: UserError});
	t.is(error.exitCode, 2);
	t.regex(error.message, /exists already/v);
	t.is(await readFile(file, 'utf8'), 'mine');
	t.deepEqual(await readdir(directory), ['plan.yaml']);
	await writeTextFile(file, 'other', {force: true});
	t.is(await readFile(file, 'utf8'), 'other');
});

test('a broken link is something that exists', async t => {
	const directory = await newDirectory();
	const file = path.join(directory, 'plan.yaml');
	await symlink(path.join(directory, 'nowhere'), file);
	t.true(await exists(file));
	await t.throwsAsync(writeTextFile(file, 'x', {force: false}), {instanceOf: UserError});
});

test('of two writers at once one wins and the other is told', async t => {
	const file = path.join(await newDirectory(), 'plan.yaml');
	const results = await Promise.allSettled(Array.from({length: 8}, async (_, index) => writeTextFile(file, `${index}`.repeat(1000), {force: false})));
	t.is(results.filter(({status}) => status === 'fulfilled').length, 1);
	t.regex(await readFile(file, 'utf8'), /^(?<digit>\d)\k<digit>{999}$/v);
});

test('where nothing can be written, the reason is said in words', async t => {
	const directory = await newDirectory();
	const missing = await t.throwsAsync(writeTextFile(path.join(directory, 'no', 'plan.yaml'), 'x', {force: false}), {instanceOf: UserError});
	t.regex(missing.message, /there is no directory .*no \(ENOENT\)/v);
	await writeFile(path.join(directory, 'file'), '');
	const below = await t.throwsAsync(writeTextFile(path.join(directory, 'file', 'plan.yaml'), 'x', {force: true}), {instanceOf: UserError});
	t.regex(below.message, /not a directory \(ENOTDIR\)/v);
	await mkdir(path.join(directory, 'directory'));
	const over = await t.throwsAsync(writeTextFile(path.join(directory, 'directory'), 'x', {force: true}), {instanceOf: UserError});
	t.regex(over.message, /directory/v);
});

test('reading: a missing file, a directory and bytes that are no text are told apart', async t => {
	const directory = await newDirectory();
	await t.throwsAsync(readTextFile(path.join(directory, 'none')), {message: /no such file or directory/v});
	await t.throwsAsync(readTextFile(directory), {message: /it is a directory/v});
	await writeFile(path.join(directory, 'binary'), new Uint8Array([0xFF, 0xFE, 0x00]));
	await t.throwsAsync(readTextFile(path.join(directory, 'binary')), {message: /not UTF-8/v});
	await writeFile(path.join(directory, 'text'), '法定人数');
	t.is(await readTextFile(path.join(directory, 'text')), '法定人数');
});
