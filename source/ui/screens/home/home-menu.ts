import type {ProgressView} from '../../../course/progress-view.js';
import type {Language} from '../../../model/language.js';
import type {ProgressEvent} from '../../../model/progress.js';
import {home} from '../../../present/messages/home.js';
import type {LessonEntry, Route} from '../../world.js';

export type HomeChoice
	= | {readonly type: 'open'; readonly route: Route}
		| {readonly type: 'language'}
		| {readonly type: 'help'}
		| {readonly type: 'quit'};

export type HomeItem = {
	readonly key: string;
	readonly label: string;
	/** A few quiet words beside the label. */
	readonly detail: string;
	readonly choice: HomeChoice;
};

/** The lesson to go on with: the one last touched where it is not finished, else the first unfinished one; undefined when all are. */
export function lessonToContinue(events: readonly ProgressEvent[], view: ProgressView, lessons: readonly LessonEntry[]): LessonEntry | undefined {
	const isOpen = (entry: LessonEntry) => view.lessons.get(entry.id)?.finished !== true;
	const touched = events.findLast(event => event.kind === 'step');
	const last = lessons.find(({id}) => id === touched?.lesson);
	return last && view.lessons.has(last.id) && isOpen(last) ? last : lessons.find(entry => isOpen(entry));
}

function continueItem(events: readonly ProgressEvent[], view: ProgressView, lessons: readonly LessonEntry[], language: Language): HomeItem[] {
	const entry = lessonToContinue(events, view, lessons);
	if (!entry) {
		return [];
	}

	const seen = Math.min(entry.steps, view.lessons.get(entry.id)?.steps.size ?? 0);
	const title = entry.title[language];
	return [{
		key: 'continue',
		label: (seen === 0 ? home.start : home.continue)[language],
		detail: (seen === 0 ? home.minutes(title, entry.minutes) : home.stepsSeen(title, seen, entry.steps))[language],
		choice: {type: 'open', route: {screen: 'lesson', lesson: entry.id}},
	}];
}

/** The entries of the home screen, first the one most people want. */
export function homeMenu({events, view, lessons, language}: {
	events: readonly ProgressEvent[];
	view: ProgressView;
	lessons: readonly LessonEntry[];
	language: Language;
}): HomeItem[] {
	const all = [...view.lessons.values()];
	const done = lessons.filter(({id}) => view.lessons.get(id)?.finished === true).length;
	const solved = all.flatMap(({questions}) => [...questions.values()]).filter(question => question.solved).length;
	const questions = lessons.reduce((sum, entry) => sum + entry.questions, 0);
	const open = (key: string, route: Route, detail: string, label: string): HomeItem => ({key, label, detail, choice: {type: 'open', route}});
	return [
		...continueItem(events, view, lessons, language),
		open('lessons', {screen: 'lessons'}, home.lessonsDone(done, lessons.length)[language], home.lessons[language]),
		open('simulator', {screen: 'scenarios'}, home.simulatorDetail[language], home.simulator[language]),
		open('planner', {screen: 'planner'}, home.plannerDetail[language], home.planner[language]),
		open('progress', {screen: 'progress'}, home.solved(solved, questions)[language], home.progress[language]),
		{key: 'language', label: home.language[language], detail: home.otherLanguage[language], choice: {type: 'language'}},
		{key: 'help', label: home.help[language], detail: home.helpDetail[language], choice: {type: 'help'}},
		{key: 'quit', label: home.quit[language], detail: home.quitDetail[language], choice: {type: 'quit'}},
	];
}
