import {openProgress, type ProgressLog} from '../platform/progress-log.js';
import {dataDirectory} from '../platform/data-directory.js';
import type {Shell} from './shell.js';

/** The log of what was learned, in --data-dir or where the system keeps such data. */
export async function openLearner(shell: Shell): Promise<ProgressLog> {
	return openProgress({directory: shell.dataDirectory ?? dataDirectory()});
}
