import {randomBytes} from 'node:crypto';
import {link, lstat, open, readFile, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../model/user-error.js';
import type {Text} from '../model/language.js';
import {errorCode} from './error-code.js';

const reasons: ReadonlyMap<string, Text> = new Map([
	['ENOENT', {en: 'there is no such file or directory', zh: '文件或目录不存在'}],
	['EACCES', {en: 'permission denied', zh: '没有权限'}],
	['EPERM', {en: 'permission denied', zh: '没有权限'}],
	['EROFS', {en: 'the file system is read-only', zh: '文件系统只读'}],
	['ENOSPC', {en: 'the disk is full', zh: '磁盘已满'}],
	['EISDIR', {en: 'it is a directory', zh: '它是一个目录'}],
	['ENOTDIR', {en: 'a part of the path is not a directory', zh: '路径中有一段不是目录'}],
	['ENAMETOOLONG', {en: 'the name is too long', zh: '名字太长'}],
	['ELOOP', {en: 'too many symbolic links', zh: '符号链接层数太多'}],
]);

/** Why a file could not be read or written, in words; the system's own code stays visible. */
function reason(error: unknown): Text {
	const code = errorCode(error) ?? 'unknown error';
	const words = reasons.get(code);
	return words ? {en: `${words.en} (${code})`, zh: `${words.zh}（${code}）`} : {en: code, zh: code};
}

/** @throws UserError (exit 2) where the file cannot be read as UTF-8 text. */
export async function readTextFile(file: string): Promise<string> {
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(await readFile(file));
	} catch (error) {
		const because = error instanceof TypeError ? {en: 'it is not UTF-8 text', zh: '它不是 UTF-8 文本'} : reason(error);
		throw new UserError(
			{en: `${file} cannot be read: ${because.en}.`, zh: `无法读取 ${file}：${because.zh}。`},
			{fix: {en: 'Check the path.', zh: '请检查路径。'}},
		);
	}
}

/** Whether anything has this name, a broken link included. */
export async function exists(file: string): Promise<boolean> {
	try {
		await lstat(file);
		return true;
	} catch (error) {
		const code = errorCode(error);
		return code !== 'ENOENT' && code !== 'ENOTDIR';
	}
}

function alreadyThere(file: string): UserError {
	return new UserError(
		{en: `${file} exists already, and nothing was written.`, zh: `${file} 已经存在，没有写入任何内容。`},
		{fix: {en: 'Choose another name, or add --force to replace it.', zh: '换一个名字，或者加上 --force 覆盖它。'}},
	);
}

/** What is told about a file that cannot be written, whatever the system said. */
export function fileError(file: string, error: unknown): UserError {
	if (errorCode(error) === 'ENOENT') {
		const directory = path.dirname(file);
		return new UserError(
			{en: `${file} cannot be written: there is no directory ${directory} (ENOENT).`, zh: `无法写入 ${file}：没有目录 ${directory}（ENOENT）。`},
			{fix: {en: 'Make it first, or choose another place. Nothing was changed.', zh: '请先创建它，或者换一个位置。没有改动任何内容。'}},
		);
	}

	const because = reason(error);
	return new UserError(
		{en: `${file} cannot be written: ${because.en}.`, zh: `无法写入 ${file}：${because.zh}。`},
		{fix: {en: 'Choose a place where you may write. Nothing was changed.', zh: '请选一个可写的位置。没有改动任何内容。'}},
	);
}

/** Whether a directory has this name. */
export async function isDirectory(file: string): Promise<boolean> {
	try {
		const stats = await lstat(file);
		return stats.isDirectory();
	} catch {
		return false;
	}
}

/**
Writes a whole file or nothing: into a temporary file beside it first, which then takes the name in one step.
Without `force` an existing file is never replaced, not even when it appears at the last moment.
@throws UserError (exit 2) where it exists already or cannot be written.
*/
export async function writeTextFile(file: string, text: string, {force}: {force: boolean}): Promise<void> {
	if (!force && await exists(file)) {
		throw alreadyThere(file);
	}

	const temporary = path.join(path.dirname(file), `.${path.basename(file).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
	let isMade = false;
	try {
		const handle = await open(temporary, 'wx');
		isMade = true;
		try {
			await handle.writeFile(text);
			await handle.sync();
		} finally {
			await handle.close();
		}

		await (force ? rename(temporary, file) : link(temporary, file));
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			throw alreadyThere(file);
		}

		throw fileError(file, error);
	} finally {
		if (isMade) {
			await rm(temporary, {force: true});
		}
	}
}
