import {UserError} from '../model/user-error.js';
import {openLessons} from '../platform/lesson-files.js';
import {lessonListWords} from '../present/messages/lesson-list.js';
import type {RunCommand} from './command-table.js';
import {listLessons} from './lessons.js';
import {openTui} from './open-tui.js';

/** A lesson in the TUI; as text where there is no terminal for it. Without a name: the list. */
export const learn: RunCommand = async (shell, input) => {
	const {words: [id]} = input;
	if (id === undefined) {
		return shell.interactive ? openTui(shell, [{screen: 'home'}, {screen: 'lessons'}]) : listLessons(shell, input);
	}

	if (shell.json) {
		throw new UserError(lessonListWords.noJson('learn'), {fix: lessonListWords.noJsonFix});
	}

	const library = await openLessons();
	const lesson = await library.load(id);
	if (shell.interactive) {
		return openTui(shell, [{screen: 'home'}, {screen: 'lesson', lesson: id}]);
	}

	const {lessonText} = await import('../present/lesson-text.js');
	// Only a lesson that shows a run needs the simulator.
	const hasRuns = lesson.structure.steps.some(({kind}) => kind === 'simulate');
	const {runStory} = hasRuns ? await import('../present/simulation/run-story.js') : {};
	shell.print(lessonText(lesson, shell.language, shell.width, runStory));
	return 0;
};
