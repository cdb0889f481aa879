import {compareProblems, type Problem} from '../../model/problem.js';
import {
	readClaims, readLesson, type LessonFiles, type LocatedLesson,
} from '../load-lesson.js';
import {answerPosition} from './answer-position.js';
import {answers} from './answers.js';
import {askedQuestions} from './asked-questions.js';
import {claims as claimsAgree} from './claims.js';
import {cleanText} from './clean-text.js';
import {directoryName} from './directory-name.js';
import {enoughQuestions} from './enough-questions.js';
import {fresh} from './fresh.js';
import {hints} from './hints.js';
import {interaction} from './interaction.js';
import {lastQuestion} from './last-question.js';
import {longestOption} from './longest-option.js';
import {pageFits, type PageLimits} from './page-fits.js';
import {plays} from './plays.js';
import {predictedWords} from './predicted-words.js';
import {predictions} from './predictions.js';
import {requires} from './requires.js';
import type {Rule} from './rule.js';
import {noteNames} from './note-names.js';
import {runs} from './runs.js';
import {shownRuns, type RunLimits} from './shown-runs.js';
import {sources} from './sources.js';
import {uniqueIds} from './unique-ids.js';
import {wordsComplete} from './words-complete.js';

/** The files of one lesson's directory; null for one that is not there. */
export type LessonSource = {
	readonly id: string;
	readonly directory: string;
	readonly structure: string | null;
	readonly en: string | null;
	readonly zh: string | null;
};

export type CheckOptions = PageLimits & RunLimits & {
	/** Every kind of note that there is; without them none is refused. */
	readonly noteKinds?: readonly string[] | undefined;
	/** Lessons that exist elsewhere and may be required. */
	readonly known?: readonly string[];
	/** How claims.yaml is called in messages. */
	readonly claimsFile?: string;
	/** Where given, only problems of this lesson are told; the others are read for what it requires. */
	readonly only?: string | undefined;
};

const fileNames = {structure: 'lesson.yaml', en: 'en.yaml', zh: 'zh.yaml'} as const;

function missingFiles(source: LessonSource): Problem[] {
	return (['structure', 'en', 'zh'] as const).filter(key => source[key] === null).map(key => ({
		file: `${source.directory}/${fileNames[key]}`,
		field: '',
		says: {en: 'this file is missing; a lesson is lesson.yaml, en.yaml and zh.yaml', zh: '缺少这个文件；一课由 lesson.yaml、en.yaml 和 zh.yaml 组成'},
	}));
}

function complete({structure, en, zh, ...rest}: LessonSource): LessonFiles | undefined {
	return structure === null || en === null || zh === null ? undefined : {...rest, structure, en, zh};
}

/**
Everything that is wrong with a set of lessons, sorted by file and line; an empty list is a pass.
@param lessonSources All the lessons of a directory: some rules look at them together.
@param claimsText The text of claims.yaml, or null where there is none.
*/
export function checkLessons(lessonSources: readonly LessonSource[], claimsText: string | null, {
	known = [], claimsFile = 'claims.yaml', only, noteKinds, ...limits
}: CheckOptions = {}): Problem[] {
	const rules: Rule[] = [
		directoryName,
		uniqueIds,
		answers,
		wordsComplete,
		fresh,
		longestOption,
		answerPosition,
		hints,
		enoughQuestions,
		sources,
		pageFits(limits),
		interaction,
		askedQuestions,
		lastQuestion,
		cleanText,
		plays,
		runs,
		noteNames(noteKinds),
		predictions,
		predictedWords,
		shownRuns(limits),
	];
	const problems: Problem[] = [];
	const lessons: LocatedLesson[] = [];
	for (const source of lessonSources) {
		const files = complete(source);
		const result = files === undefined ? {problems: missingFiles(source)} : readLesson(files);
		if ('problems' in result) {
			problems.push(...result.problems);
		} else {
			lessons.push(result.lesson);
			// Nothing is told of the neighbours, and their simulations take time.
			problems.push(...only === undefined || only === source.id ? rules.flatMap(rule => rule(result.lesson)) : []);
		}
	}

	// A lesson that cannot be read exists all the same: nobody else is told that it does not.
	const elsewhere = [...known, ...lessonSources.map(({id}) => id)];
	problems.push(...requires(lessons, elsewhere));
	const register = claimsText === null ? undefined : readClaims(claimsText, claimsFile);
	if (register !== undefined && 'problems' in register) {
		problems.push(...register.problems);
	} else {
		problems.push(...claimsAgree(lessons, register?.claims, elsewhere));
	}

	const directory = lessonSources.find(({id}) => id === only)?.directory;
	return problems
		.filter(({file}) => directory === undefined || file.startsWith(`${directory}/`))
		.sort(compareProblems);
}
