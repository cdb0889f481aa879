import process from 'node:process';
import type {ProgressStore, Route, World} from '../ui/world.js';
import type {Language} from '../model/language.js';
import {openLessons} from '../platform/lesson-files.js';
import {openLearner} from './open-learner.js';
import type {ExitCode, Shell} from './shell.js';

/** The language chosen in the program earlier, unless one is asked for now. */
function chosenLanguage(shell: Shell, progress: ProgressStore): Language {
	const chosen = progress.events().findLast(event => event.kind === 'language');
	return shell.languageAsked || chosen === undefined ? shell.language : chosen.language;
}

type Library = Pick<World, 'lessons' | 'loadLesson' | 'leaveBehind'>;

function worldOf(shell: Shell, progress: ProgressStore, library: Library): World {
	return {
		language: chosenLanguage(shell, progress),
		ascii: shell.ascii,
		colour: shell.colour,
		screenReader: shell.screenReader,
		...library,
		progress,
		version: shell.version,
		async savePlan(plan, path, {force}) {
			const {savePlan} = await import('./save-plan.js');
			return savePlan(plan, path, {force});
		},
		async writeFiles(directory, files, {force}) {
			const {writeExport} = await import('./write-export.js');
			return writeExport(directory, files, {force});
		},
	};
}

/** Opens the full-screen program at the last of these places; the others lie below it. */
export async function openTui(shell: Shell, start: readonly Route[]): Promise<ExitCode> {
	if (!shell.colour) {
		// Ink's colours ask FORCE_COLOR when they are loaded, and know nothing of NO_COLOR.
		process.env.FORCE_COLOR = '0';
	}

	const [{runApp}, library, progress] = await Promise.all([import('../ui/run-app.js'), openLessons(), openLearner(shell)]);
	let lastLine: string | undefined;
	const world = worldOf(shell, progress, {
		lessons: await library.list(),
		loadLesson: library.load,
		leaveBehind(line) {
			lastLine = line;
		},
	});
	const exitCode = await runApp(world, start, {incrementalRendering: shell.version !== 'development'});
	// What was read was told on the screen; what could not be written must not be lost with it.
	if (progress.notice && !progress.persistent) {
		shell.say(progress.notice);
	}

	if (lastLine !== undefined) {
		shell.write(`${lastLine}\n`);
	}

	// Ink's last timer would hold the process for some 35 ms; everything is written by now.
	process.exit(exitCode);
}
