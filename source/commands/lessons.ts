import {foldProgress} from '../course/progress-view.js';
import {openLessons} from '../platform/lesson-files.js';
import {lessonList} from '../present/lesson-list.js';
import type {RunCommand} from './command-table.js';
import {openLearner} from './open-learner.js';

/** The lessons in the order of the course, and which are done. */
export const listLessons: RunCommand = async shell => {
	const library = await openLessons();
	const lessons = await library.list();
	const progress = await openLearner(shell);
	const view = foldProgress(progress.events());
	if (shell.json) {
		const list = lessons.map(({id, title, minutes, steps, questions}) => ({
			id,
			title: title.en,
			minutes,
			steps,
			questions,
			done: view.lessons.get(id)?.finished ?? false,
		}));
		shell.write(`${JSON.stringify({lessons: list}, undefined, 2)}\n`);
	} else {
		shell.print(lessonList(lessons, view, shell.language, shell.width));
	}

	if (progress.notice) {
		shell.say(progress.notice);
	}

	return 0;
};
