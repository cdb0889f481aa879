import {randomBytes} from 'node:crypto';
import {
	chmod, mkdir, rename, rm, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../model/user-error.js';
import {exists, fileError} from './files.js';

/** Scripts can be run as they are. */
const isScript = (file: string) => file.endsWith('.sh');

/** The files that are there already, by their path under the directory. */
export async function existingFiles(directory: string, files: Iterable<string>): Promise<string[]> {
	const found: string[] = [];
	for (const file of files) {
		if (await exists(path.join(directory, file))) {
			found.push(file);
		}
	}

	return found;
}

/**
Writes files below a directory: all of them into a temporary directory beside it first, and only when every one is there they
take their names. Nothing that exists is replaced without `force`.
@param files text by relative path; none leads out of the directory.
@throws UserError (exit 2) where something exists already or cannot be written; then nothing has changed.
*/
export async function writeTree(directory: string, files: ReadonlyMap<string, string>, {force}: {force: boolean}): Promise<void> {
	for (const file of files.keys()) {
		if (path.isAbsolute(file) || file.split(/[\/\\]/v).includes('..')) {
			throw new Error(`${file} leads out of the directory`);
		}
	}

	const there = force ? [] : await existingFiles(directory, files.keys());
	if (there.length > 0) {
		throw new UserError({
			en: `${path.join(directory, there[0]!)} exists already${there.length > 1 ? ` (and ${there.length - 1} more)` : ''}, and nothing was written.`,
			zh: `${path.join(directory, there[0]!)} 已经存在${there.length > 1 ? `（另有 ${there.length - 1} 个）` : ''}，没有写入任何内容。`,
		}, {fix: {en: 'Choose another --out, or add --force to replace it.', zh: '换一个 --out，或者加上 --force 覆盖。'}});
	}

	const temporary = path.join(path.dirname(path.resolve(directory)), `.${path.basename(path.resolve(directory)).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
	let isMade = false;
	try {
		await mkdir(temporary);
		isMade = true;
		for (const [file, text] of files) {
			await mkdir(path.join(temporary, path.dirname(file)), {recursive: true});
			await writeFile(path.join(temporary, file), text, {flag: 'wx'});
			if (isScript(file)) {
				await chmod(path.join(temporary, file), 0o755);
			}
		}

		if (await exists(directory)) {
			for (const file of files.keys()) {
				await mkdir(path.join(directory, path.dirname(file)), {recursive: true});
				await rename(path.join(temporary, file), path.join(directory, file));
			}
		} else {
			await rename(temporary, directory);
			isMade = false;
		}
	} catch (error) {
		throw fileError(directory, error);
	} finally {
		if (isMade) {
			await rm(temporary, {recursive: true, force: true});
		}
	}
}
