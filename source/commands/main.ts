import process from 'node:process';
import {UserError} from '../model/user-error.js';
import type {Language} from '../model/language.js';
import {localeLanguage} from '../platform/settings.js';
import {runCommandLine} from './command-line.js';
import type {ExitCode} from './shell.js';

/** The language for messages before the arguments are understood: --lang wherever it stands, else the locale. */
function earlyLanguage(words: readonly string[]): Language {
	const at = words.indexOf('--lang');
	const asked = at === -1 ? words.find(word => word.startsWith('--lang='))?.slice('--lang='.length) : words[at + 1];
	return asked === 'zh' || asked === 'en' ? asked : localeLanguage(process.env);
}

/**
A reader that has seen enough (`| head -1`) is no error; nothing more can be said to it.
A full device is one.
*/
function onOutputError(error: NodeJS.ErrnoException): void {
	if (error.code === 'EPIPE' || error.code === 'EBADF' || error.code === 'ERR_STREAM_DESTROYED') {
		process.exit(0);
	}

	process.stderr.write(`k8s-ha-tutor: output failed: ${error.code ?? error.message}\n`);
	process.exit(2);
}

/** Runs the command that the words ask for and sets the exit code. Never throws. */
export async function main(words: readonly string[]): Promise<void> {
	process.stdout.on('error', onOutputError);
	process.stderr.on('error', () => undefined);
	const language = earlyLanguage(words);
	let exitCode: ExitCode;
	try {
		exitCode = await runCommandLine(words, language);
	} catch (error) {
		const {bugMessage, userErrorMessage} = await import('./error-message.js');
		if (error instanceof UserError) {
			process.stderr.write(userErrorMessage(error, language));
			exitCode = error.exitCode;
		} else {
			process.stderr.write(bugMessage(error, words, language));
			exitCode = 70;
		}
	}

	process.exitCode = exitCode;
}
