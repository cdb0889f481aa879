import type {Language, Text} from '../model/language.js';
import type {Lesson} from '../model/lesson.js';
import type {Plan} from '../model/plan.js';
import type {NewProgressEvent, ProgressEvent} from '../model/progress.js';
import type {ScenarioOptions} from '../simulation/scenarios/begin-scenario.js';

/** A lesson in a list, known without reading the whole of it. */
export type LessonEntry = {
	readonly id: string;
	readonly title: Text;
	readonly summary: Text;
	readonly minutes: number;
	/** How many steps and questions it has. */
	readonly steps: number;
	readonly questions: number;
};

/** Where answers are kept; it never throws (see platform/progress-log.ts). */
export type ProgressStore = {
	events(): readonly ProgressEvent[];
	record(event: NewProgressEvent): void;
	/** What went wrong with the file, if anything did: shown once, and answers go on in memory. */
	readonly notice: Text | undefined;
	readonly persistent: boolean;
};

export type SaveResult
	= | {readonly kind: 'saved'; readonly path: string}
	/** Something is there already; ask, then save again with `force`. */
		| {readonly kind: 'exists'; readonly path: string}
		| {readonly kind: 'failed'; readonly says: Text};

export type ExportResult
	= | {readonly kind: 'written'}
	/** These of the files are there already, and nothing was written; ask, then write again with `force`. */
		| {readonly kind: 'exists'; readonly files: readonly string[]}
		| {readonly kind: 'failed'; readonly says: Text};

/** Everything a screen may want of the world. Screens get it as a prop; none of them touches the world itself. */
export type World = {
	readonly language: Language;
	/** Box drawing and symbols as plain ASCII. */
	readonly ascii: boolean;
	readonly colour: boolean;
	readonly screenReader: boolean;
	readonly lessons: readonly LessonEntry[];
	/** @throws UserError where the lesson's files are broken. */
	readonly loadLesson: (id: string) => Promise<Lesson>;
	readonly progress: ProgressStore;
	readonly savePlan: (plan: Plan, path: string, options: {force: boolean}) => Promise<SaveResult>;
	/** Writes files below a directory, all or none: text by relative path. */
	readonly writeFiles: (directory: string, files: ReadonlyMap<string, string>, options: {force: boolean}) => Promise<ExportResult>;
	readonly version: string;
	/** Leaves a line in the terminal when the program ends; the last one stays. */
	readonly leaveBehind?: (line: string) => void;
};

/** Where in the program one is. Screens below the top of the stack stay mounted, so nothing typed is lost. */
export type Route
	= | {readonly screen: 'home'}
		| {readonly screen: 'lessons'}
		| {readonly screen: 'lesson'; readonly lesson: string}
		| {readonly screen: 'quiz'; readonly lesson: string}
		| {readonly screen: 'planner'}
		| {readonly screen: 'plan'; readonly plan: Plan; readonly chinese: ReadonlyMap<string, string>}
		| {readonly screen: 'save'; readonly plan: Plan}
		| {readonly screen: 'export'; readonly plan: Plan; readonly chinese: ReadonlyMap<string, string>}
		| {readonly screen: 'progress'}
		| {readonly screen: 'scenarios'}
		/** `made`: what was done by hand in a run that is told again, with its times. */
		| {readonly screen: 'simulate'; readonly scenario: string; readonly options?: ScenarioOptions; readonly made?: readonly string[]};

export type ScreenProps = {
	readonly world: World;
	/** Only the top of the stack takes keys. */
	readonly active: boolean;
	readonly go: (route: Route) => void;
	readonly back: () => void;
	/** Swap this screen for another, e.g. a lesson for its quiz. */
	readonly replace: (route: Route) => void;
};
