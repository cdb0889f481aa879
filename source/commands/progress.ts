import process from 'node:process';
import {exportProgress as exportText, importProgress as importText} from '../course/progress-line.js';
import {foldProgress} from '../course/progress-view.js';
import {didYouMean, nearest} from '../model/nearest.js';
import {UserError} from '../model/user-error.js';
import {readTextFile, writeTextFile} from '../platform/files.js';
import {openLessons} from '../platform/lesson-files.js';
import {linesOf} from '../platform/lines.js';
import {lessonListWords} from '../present/messages/lesson-list.js';
import {progressCommandWords as words} from '../present/messages/progress-command.js';
import {progressReport} from '../present/progress-report.js';
import type {RunCommand} from './command-table.js';
import {openLearner} from './open-learner.js';
import type {Shell} from './shell.js';

/** What is done, solved, and worth another look. */
export const showProgress: RunCommand = async shell => {
	const [library, progress] = await Promise.all([openLessons(), openLearner(shell)]);
	const [lessons, view] = [await library.list(), foldProgress(progress.events())];
	if (shell.json) {
		shell.write(`${JSON.stringify({
			language: view.language,
			lessons: lessons.map(({id, steps, questions}) => {
				const seen = view.lessons.get(id);
				const answered = [...seen?.questions ?? []];
				return {
					id,
					finished: seen?.finished ?? false,
					steps: {seen: seen?.steps.size ?? 0, of: steps},
					questions: {solved: answered.filter(([, {solved}]) => solved).length, of: questions},
					sureAndWrong: answered.filter(([, {sureAndWrong}]) => sureAndWrong > 0).map(([question]) => question),
				};
			}),
		}, undefined, 2)}\n`);
	} else {
		shell.print(progressReport(view, lessons, shell.language));
	}

	tellNotice(shell, progress.notice);
	return 0;
};

function tellNotice(shell: Shell, notice: {en: string; zh: string} | undefined): void {
	if (notice) {
		shell.say(notice);
	}
}

/** Everything ever recorded, one event a line. */
export const exportProgress: RunCommand = async (shell, {words: [file]}) => {
	const progress = await openLearner(shell);
	const text = exportText(progress.events());
	if (file === undefined) {
		shell.write(text);
	} else {
		await writeTextFile(file, text, shell);
		shell.say(words.exported(progress.events().length, file));
	}

	tellNotice(shell, progress.notice);
	return 0;
};

/** Takes in what another machine exported; what is here already is not doubled. */
export const importProgress: RunCommand = async (shell, {words: [file = '']}) => {
	const events = importText(await readTextFile(file), file);
	const progress = await openLearner(shell);
	const added = progress.merge(events);
	shell.say(words.imported(added, events.length - added));
	tellNotice(shell, progress.notice);
	return 0;
};

async function confirmed(shell: Shell): Promise<boolean> {
	process.stderr.write(`${shell.tell(words.confirm)} `);
	const {value: line = ''} = await linesOf(process.stdin).next() as {value?: string};
	process.stdin.destroy();
	return /^(?:y|yes|是|好)$/iv.test(line.normalize('NFKC').trim());
}

/** Starts one lesson or all of them anew. The log keeps what was: a reset is an event too. */
export const resetProgress: RunCommand = async (shell, {words: [lesson], flags}) => {
	const library = await openLessons();
	const ids = (await library.list()).map(({id}) => id);
	const progress = await openLearner(shell);
	const view = foldProgress(progress.events());
	if (lesson !== undefined && !ids.includes(lesson) && !view.lessons.has(lesson)) {
		throw new UserError(lessonListWords.unknown(lesson), didYouMean(nearest(lesson, ids)));
	}

	const chosen = lesson === undefined ? [...view.lessons.values()] : [view.lessons.get(lesson)].filter(each => each !== undefined);
	const solved = chosen.flatMap(({questions}) => [...questions.values()]).filter(question => question.solved).length;
	shell.say(words.willReset(lesson ?? null, chosen.reduce((sum, {steps}) => sum + steps.size, 0), solved));
	const {yes} = flags as {yes?: boolean};
	if (!(yes ?? false) && !await confirmed(shell)) {
		shell.say(words.notReset);
		return 0;
	}

	progress.record({kind: 'reset', lesson: lesson ?? null});
	shell.say(words.reset);
	tellNotice(shell, progress.notice);
	return 0;
};
