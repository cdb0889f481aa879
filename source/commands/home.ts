import {openTui} from './open-tui.js';
import type {ExitCode, Shell} from './shell.js';

export async function home(shell: Shell): Promise<ExitCode> {
	return openTui(shell, [{screen: 'home'}]);
}
