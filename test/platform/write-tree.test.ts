import {
	mkdtemp, readFile, readdir, stat, writeFile, mkdir,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {writeTree} from '../../source/platform/write-tree.js';

const newDirectory = async () => mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-tree-'));
const files = new Map([['haproxy/haproxy.cfg', 'one\n'], ['kubeadm/fill-in.sh', '#!/bin/sh\n']]);

test('all files are written below a new directory, scripts can be run, and nothing else is left', async t => {
	const parent = await newDirectory();
	const directory = path.join(parent, 'cluster');
	await writeTree(directory, files, {force: false});
	t.is(await readFile(path.join(directory, 'haproxy/haproxy.cfg'), 'utf8'), 'one\n');
	const {mode} = await stat(path.join(directory, 'kubeadm/fill-in.sh'));
	t.is(mode & 0o111, 0o111);
	t.deepEqual(await readdir(parent), ['cluster']);
});

test('where one file is there already, nothing is written; with force it is replaced and its neighbours stay', async t => {
	const parent = await newDirectory();
	const directory = path.join(parent, 'cluster');
	await mkdir(path.join(directory, 'haproxy'), {recursive: true});
	await writeFile(path.join(directory, 'haproxy/haproxy.cfg'), 'mine');
	await writeFile(path.join(directory, 'haproxy/notes.txt'), 'notes');
	const error = await t.throwsAsync(writeTree(directory, files, {force: false}), {instanceOf: UserError});
	t.is(error.exitCode, 2);
	t.regex(error.message, /haproxy\.cfg exists already/v);
	t.deepEqual(await readdir(directory), ['haproxy']);
	t.is(await readFile(path.join(directory, 'haproxy/haproxy.cfg'), 'utf8'), 'mine');
	await writeTree(directory, files, {force: true});
	t.is(await readFile(path.join(directory, 'haproxy/haproxy.cfg'), 'utf8'), 'one\n');
	t.is(await readFile(path.join(directory, 'haproxy/notes.txt'), 'utf8'), 'notes');
	t.deepEqual(await readdir(parent), ['cluster']);
});

test('an existing directory without the files takes them', async t => {
	const directory = await newDirectory();
	await writeTree(directory, files, {force: false});
	t.deepEqual((await readdir(directory)).sort(), ['haproxy', 'kubeadm']);
});

test('where nothing can be written, the reason is said', async t => {
	const parent = await newDirectory();
	await writeFile(path.join(parent, 'file'), '');
	await t.throwsAsync(writeTree(path.join(parent, 'file', 'cluster'), files, {force: false}), {instanceOf: UserError, message: /not a directory/v});
	await t.throwsAsync(writeTree(path.join(parent, 'no', 'cluster'), files, {force: false}), {instanceOf: UserError, message: /there is no directory .*no \(ENOENT\)/v});
	t.deepEqual(await readdir(parent), ['file']);
});

test('no path leads out of the directory', async t => {
	const directory = await newDirectory();
	for (const file of ['../x', '/x', 'a/../../x', String.raw`a\..\x`]) {
		await t.throwsAsync(writeTree(path.join(directory, 'c'), new Map([[file, '']]), {force: false}), {message: /leads out/v});
	}
});
