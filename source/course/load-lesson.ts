import type * as z from 'zod';
import {
	claimsSchema, lessonStructureSchema, lessonWordsSchema,
	type Claims, type Lesson, type LessonWords, type WrittenStructure,
} from '../model/lesson.js';
import {problemsError, type Problem} from '../model/problem.js';
import {readYaml, type Locate} from '../model/read-yaml.js';
import {answers} from './check/answers.js';
import {predictions} from './check/predictions.js';
import {runs} from './check/runs.js';
import {uniqueIds} from './check/unique-ids.js';
import {wordsComplete} from './check/words-complete.js';
import {answeredQuestion} from './predictions/predict.js';

/** The three texts of a lesson, as read. */
export type LessonFiles = {
	/** The name of its directory; the lesson's id must be the same. */
	readonly id: string;
	readonly structure: string;
	readonly en: string;
	readonly zh: string;
	/** Shown before the file names in messages, e.g. `lessons/vrrp`. */
	readonly directory: string;
};

/** A file that was read: its value, and where each part of it stands. */
export type Located<T> = {
	readonly file: string;
	readonly value: T;
	readonly locate: Locate;
};

/** A lesson of which every file fits its schema, and that is not checked further yet. */
export type LocatedLesson = {
	readonly id: string;
	readonly directory: string;
	readonly structure: Located<WrittenStructure>;
	readonly en: Located<LessonWords>;
	readonly zh: Located<LessonWords>;
};

function readLocated<T>(text: string, schema: z.ZodType<T>, file: string, problems: Problem[]): Located<T> | undefined {
	const result = readYaml(text, schema, {file});
	if ('problems' in result) {
		problems.push(...result.problems);
		return undefined;
	}

	return {file, value: result.value, locate: result.locate};
}

/** Reads the three files against their schemas. */
export function readLesson({id, structure, en, zh, directory}: LessonFiles): {lesson: LocatedLesson} | {problems: Problem[]} {
	const problems: Problem[] = [];
	const read = {
		structure: readLocated(structure, lessonStructureSchema, `${directory}/lesson.yaml`, problems),
		en: readLocated(en, lessonWordsSchema, `${directory}/en.yaml`, problems),
		zh: readLocated(zh, lessonWordsSchema, `${directory}/zh.yaml`, problems),
	};
	return read.structure === undefined || read.en === undefined || read.zh === undefined
		? {problems}
		: {lesson: {id, directory, structure: read.structure, en: read.en, zh: read.zh}};
}

/** Reads `claims.yaml`. */
export function readClaims(text: string, file: string): {claims: Located<Claims>} | {problems: Problem[]} {
	const problems: Problem[] = [];
	const claims = readLocated(text, claimsSchema, file, problems);
	return claims === undefined ? {problems} : {claims};
}

/** The rules without which a lesson cannot be shown at all; `lessons check` has many more. */
const neededToShow = [uniqueIds, answers, runs, predictions, wordsComplete];

/**
Reads a lesson to be shown. What is to be predicted is simulated, which takes its time: the build keeps what came of it.
@throws UserError (exit 2) with file, line and column where a file does not fit its schema, a word is missing or a
question has no right answer.
*/
export function parseLesson(files: LessonFiles): Lesson {
	const result = readLesson(files);
	const problems = 'problems' in result ? result.problems : neededToShow.flatMap(rule => rule(result.lesson));
	if ('problems' in result || problems.length > 0) {
		throw problemsError(problems, {
			en: `\`k8s-ha-tutor lessons check ${files.directory}\` lists everything that is wrong.`,
			zh: `运行 \`k8s-ha-tutor lessons check ${files.directory}\` 可列出全部问题。`,
		});
	}

	const {structure, en, zh} = result.lesson;
	const {questions} = structure.value;
	return {structure: {...structure.value, questions: questions.map(question => answeredQuestion(question))}, words: {en: en.value, zh: zh.value}};
}
