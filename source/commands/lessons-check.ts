import {checkLessons} from '../course/check/check-lessons.js';
import type {Problem} from '../model/problem.js';
import {bundledLessonsDirectory, readLessonSources} from '../platform/lesson-files.js';
import {lessonListWords} from '../present/messages/lesson-list.js';
import {lessonPageRowLimit, lessonPageRows} from '../present/lesson-page.js';
import {runStoryRows} from '../present/simulation/run-story.js';
import {told} from '../present/simulation/told.js';
import type {RunCommand} from './command-table.js';
import type {Shell} from './shell.js';

function problemLine({file, line, column, says}: Problem, shell: Shell): string {
	const place = [file, line, column].filter(part => part !== undefined).join(':');
	return `${place}: ${shell.tell(says)}\n`;
}

/** For authors: one line for each mistake, exit 1 where there is one. */
export const checkLessonFiles: RunCommand = async (shell, {words: [directory]}) => {
	const {sources, claims, claimsFile, only} = await readLessonSources(directory ?? await bundledLessonsDirectory());
	const bundled = directory === undefined ? [] : (await readLessonSources(await bundledLessonsDirectory())).sources.map(({id}) => id);
	const problems = checkLessons(sources, claims, {
		claimsFile,
		only,
		known: bundled,
		pageRows: lessonPageRows,
		pageRowLimit: lessonPageRowLimit,
		runRows: runStoryRows,
		noteKinds: Object.keys(told),
	});
	if (shell.json) {
		shell.write(`${JSON.stringify({problems: problems.map(({says, ...rest}) => ({...rest, message: says.en}))}, undefined, 2)}\n`);
	} else if (problems.length > 0) {
		shell.write(problems.map(problem => problemLine(problem, shell)).join(''));
	} else {
		shell.write(`${shell.tell(lessonListWords.checked(only === undefined ? sources.length : 1))}\n`);
	}

	return problems.length > 0 ? 1 : 0;
};
