import {planText} from '../formats/plan-file.js';
import type {Plan} from '../model/plan.js';
import {UserError} from '../model/user-error.js';
import {exists, isDirectory, writeTextFile} from '../platform/files.js';
import type {SaveResult} from '../ui/world.js';

/** Writes a plan for the full-screen program; what goes wrong comes back as a value to show. */
export async function savePlan(plan: Plan, path: string, {force}: {force: boolean}): Promise<SaveResult> {
	if (await isDirectory(path)) {
		return {kind: 'failed', says: {en: `${path} is a directory; add the name of a file.`, zh: `${path} 是一个目录；请加上文件名。`}};
	}

	if (!force && await exists(path)) {
		return {kind: 'exists', path};
	}

	try {
		await writeTextFile(path, planText(plan), {force});
		return {kind: 'saved', path};
	} catch (error) {
		if (error instanceof UserError) {
			return {kind: 'failed', says: error.says};
		}

		throw error;
	}
}
