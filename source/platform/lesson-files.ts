import {readdir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {LessonSource} from '../course/check/check-lessons.js';
import {compareLessons} from '../course/course-lessons.js';
import type {Text} from '../model/language.js';
import type {Lesson} from '../model/lesson.js';
import {fnv1a32} from '../model/fnv.js';
import {nearest} from '../model/nearest.js';
import {quoted} from '../model/quoted.js';
import {UserError} from '../model/user-error.js';
import {errorCode} from './error-code.js';

/** A lesson in a list, known without its pages. */
export type LessonSummary = {
	readonly id: string;
	readonly title: Text;
	readonly summary: Text;
	readonly minutes: number;
	/** How many steps and questions it has. */
	readonly steps: number;
	readonly questions: number;
};

/** One lesson as the build wrote it down; used only while the YAML is still what it was made from. */
type CompiledLesson = {
	readonly fingerprint: number;
	readonly summary: LessonSummary;
	readonly lesson: Lesson;
};

export type CompiledLessons = {readonly format: 1; readonly lessons: readonly CompiledLesson[]};

/** What `lessons check` reads: every lesson of a directory, and the register of claims beside them. */
export type LessonSources = {
	readonly sources: readonly LessonSource[];
	readonly claims: string | null;
	readonly claimsFile: string;
	/** Set where the directory is one lesson: its neighbours are read with it, but only it is meant. */
	readonly only: string | undefined;
};

export type LessonLibrary = {
	/** Where the lessons are. */
	readonly directory: string;
	/** In the order of the course. @throws UserError where a lesson is broken. */
	readonly list: () => Promise<readonly LessonSummary[]>;
	/** @throws UserError (exit 2) where there is no such lesson, or where its files are broken: file, line and column. */
	readonly load: (id: string) => Promise<Lesson>;
};

const fileNames = ['lesson.yaml', 'en.yaml', 'zh.yaml'] as const;

/** A text, or null where there is no such file. What is not UTF-8 shows as U+FFFD, which the YAML reader refuses with its line. */
async function readText(file: string): Promise<string | null> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const code = errorCode(error);
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			return null;
		}

		throw new UserError({en: `${file} cannot be read (${code ?? String(error)}).`, zh: `无法读取 ${file}（${code ?? String(error)}）。`});
	}
}

async function isDirectory(directory: string): Promise<boolean> {
	try {
		const found = await stat(directory);
		return found.isDirectory();
	} catch {
		return false;
	}
}

/** A path as a person would write it from where they are. */
function shown(directory: string): string {
	const relative = path.relative(process.cwd(), directory);
	return relative.startsWith('..') || path.isAbsolute(relative) ? directory : relative || '.';
}

/**
The lessons that came with the program: `lessons/` beside its package.json, from source/, from dist/ and from dist/chunks/.
@throws Error where there is none: the package is broken.
*/
export async function bundledLessonsDirectory(from = fileURLToPath(import.meta.url)): Promise<string> {
	let directory = path.dirname(from);
	for (let level = 0; level < 4; level++) {
		const lessons = path.join(directory, 'lessons');
		if (await isDirectory(lessons) && await readText(path.join(directory, 'package.json')) !== null) {
			return lessons;
		}

		directory = path.dirname(directory);
	}

	throw new Error(`no lessons beside the program (${from})`);
}

async function readSource(directory: string, id: string, label: string): Promise<LessonSource> {
	const [structure, en, zh] = await Promise.all(fileNames.map(async name => readText(path.join(directory, id, name))));
	return {id, directory: label, structure: structure ?? null, en: en ?? null, zh: zh ?? null};
}

/** Names of the directories that hold at least one of a lesson's files, in the order of the course. */
async function lessonIds(directory: string): Promise<string[]> {
	const entries = await readdir(directory, {withFileTypes: true});
	const names = entries.filter(entry => entry.isDirectory() || entry.isSymbolicLink()).map(({name}) => name);
	const held = await Promise.all(names.map(async name => {
		const inside = await readdir(path.join(directory, name)).catch((): string[] => []);
		return fileNames.some(file => inside.includes(file));
	}));
	return names.filter((_, index) => held[index]).sort(compareLessons);
}

/**
Reads every lesson of a directory for the linter.
@param directory A directory of lessons, or of one lesson.
@throws UserError (exit 2) where it is no directory or holds no lesson.
*/
export async function readLessonSources(directory: string): Promise<LessonSources> {
	if (!await isDirectory(directory)) {
		throw new UserError(
			{en: `${directory} is not a directory.`, zh: `${directory} 不是目录。`},
			{fix: {en: 'Give a directory of lessons, or one lesson\'s directory with lesson.yaml in it.', zh: '请给出存放课程的目录，或某一课的目录（里面有 lesson.yaml）。'}},
		);
	}

	const inside = await readdir(directory);
	const isOne = fileNames.some(name => inside.includes(name));
	const absolute = path.resolve(directory);
	const root = isOne ? path.dirname(absolute) : absolute;
	const ids = await lessonIds(root);
	if (ids.length === 0) {
		throw new UserError(
			{en: `${directory} holds no lesson.`, zh: `${directory} 里没有课程。`},
			{fix: {en: 'A lesson is a directory with lesson.yaml, en.yaml and zh.yaml.', zh: '一课是一个目录，里面有 lesson.yaml、en.yaml 和 zh.yaml。'}},
		);
	}

	const only = isOne ? path.basename(absolute) : undefined;
	// As the person wrote it; with forward slashes, so that messages read the same everywhere.
	const slashed = (file: string) => (path.isAbsolute(file) ? shown(file) : path.normalize(file)).replaceAll('\\', '/').replace(/(?<=.)\/+$/v, '');
	const around = isOne ? path.join(directory, '..') : directory;
	const label = (id: string) => slashed(id === only ? directory : path.join(around, id));
	const claimsFile = slashed(path.join(around, 'claims.yaml'));
	return {
		sources: await Promise.all(ids.map(async id => readSource(root, id, label(id)))),
		claims: await readText(path.join(root, 'claims.yaml')),
		claimsFile,
		only,
	};
}

function fingerprintOf({structure, en, zh}: LessonSource): number {
	return fnv1a32(JSON.stringify([structure, en, zh]));
}

/** Loads the YAML reader and the schemas only now: with lessons as built they are never needed. */
async function parse(source: LessonSource): Promise<Lesson> {
	const {structure, en, zh, id, directory} = source;
	if (structure === null || en === null || zh === null) {
		const missing = fileNames[[structure, en, zh].indexOf(null)]!;
		throw new UserError(
			{en: 'this file is missing; a lesson is lesson.yaml, en.yaml and zh.yaml', zh: '缺少这个文件；一课由 lesson.yaml、en.yaml 和 zh.yaml 组成'},
			{
				at: {file: `${directory}/${missing}`},
				fix: {en: `\`k8s-ha-tutor lessons check ${directory}\` lists everything that is wrong.`, zh: `运行 \`k8s-ha-tutor lessons check ${directory}\` 可列出全部问题。`},
			},
		);
	}

	const {parseLesson} = await import('../course/load-lesson.js');
	return parseLesson({structure, en, zh, id, directory});
}

function compile(source: LessonSource, lesson: Lesson): CompiledLesson {
	const {structure, words: {en, zh}} = lesson;
	return {
		fingerprint: fingerprintOf(source),
		summary: {
			id: source.id,
			title: {en: en.title, zh: zh.title},
			summary: {en: en.summary, zh: zh.summary},
			minutes: structure.minutes,
			steps: structure.steps.length,
			questions: structure.questions.length,
		},
		lesson,
	};
}

/**
Reads all lessons of a directory into one value for `dist/lessons.json`, in the order of the course.
@throws UserError where a lesson is broken.
*/
export async function compileLessons(directory: string): Promise<CompiledLessons> {
	const ids = await lessonIds(directory);
	const lessons = await Promise.all(ids.map(async id => {
		const source = await readSource(directory, id, path.join(directory, id));
		return compile(source, await parse(source));
	}));
	return {format: 1, lessons};
}

function isCompiled(value: unknown): value is CompiledLessons {
	return typeof value === 'object' && value !== null && 'format' in value && value.format === 1 && 'lessons' in value && Array.isArray(value.lessons);
}

async function readCache(file: string): Promise<ReadonlyMap<string, CompiledLesson>> {
	try {
		const compiled: unknown = JSON.parse(await readFile(file, 'utf8'));
		return new Map(isCompiled(compiled) ? compiled.lessons.map(lesson => [lesson.summary.id, lesson]) : []);
	} catch {
		// It only saves time; without it the YAML says the same.
		return new Map();
	}
}

/**
The lessons of a directory, by default those that came with the program.
@param cacheFile What the build wrote; a lesson whose YAML has changed since is read anew.
*/
export async function openLessons({directory, cacheFile}: {directory?: string; cacheFile?: string} = {}): Promise<LessonLibrary> {
	const root = directory ?? await bundledLessonsDirectory();
	const cache = await readCache(cacheFile ?? path.join(root, '..', 'dist', 'lessons.json'));
	const ids = await lessonIds(root);
	const read = async (id: string): Promise<CompiledLesson> => {
		const source = await readSource(root, id, shown(path.join(root, id)));
		const cached = cache.get(id);
		return cached?.fingerprint === fingerprintOf(source) ? cached : compile(source, await parse(source));
	};

	return {
		directory: root,
		async list() {
			const lessons = await Promise.all(ids.map(async id => read(id)));
			return lessons.map(({summary}) => summary);
		},
		async load(id) {
			if (!ids.includes(id)) {
				const near = nearest(id, ids);
				throw new UserError(
					{en: `There is no lesson ${quoted(id)}.`, zh: `没有课程 ${quoted(id)}。`},
					{
						fix: near === undefined
							? {en: `The lessons are ${ids.join(', ')}.`, zh: `现有课程：${ids.join('、')}。`}
							: {en: `Did you mean ${near}?`, zh: `你是不是想写 ${near}？`},
					},
				);
			}

			const {lesson} = await read(id);
			return lesson;
		},
	};
}
