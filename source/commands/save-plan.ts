import {planText} from '../formats/plan-file.js';
import type {Plan} from '../model/plan.js';
import {UserError} from '../model/user-error.js';
import {exists, writeTextFile} from '../platform/files.js';
import type {SaveResult} from '../ui/world.js';

/** Writes a plan for the full-screen program; what goes wrong comes back as a value to show. */
export async function savePlan(plan: Plan, path: string, {force}: {force: boolean}): Promise<SaveResult> {
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
