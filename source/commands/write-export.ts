import {UserError} from '../model/user-error.js';
import {existingFiles, writeTree} from '../platform/write-tree.js';
import type {ExportResult} from '../ui/world.js';

/** Writes exported files for the full-screen program; what goes wrong comes back as a value to show. */
export async function writeExport(directory: string, files: ReadonlyMap<string, string>, {force}: {force: boolean}): Promise<ExportResult> {
	const there = force ? [] : await existingFiles(directory, files.keys());
	if (there.length > 0) {
		return {kind: 'exists', files: there};
	}

	try {
		await writeTree(directory, files, {force});
		return {kind: 'written'};
	} catch (error) {
		if (error instanceof UserError) {
			return {kind: 'failed', says: error.says};
		}

		throw error;
	}
}
