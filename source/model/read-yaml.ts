import {
	isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Pair,
} from 'yaml';
import type * as z from 'zod';
import type {Text} from './language.js';
import {nearest} from './nearest.js';
import {compareProblems, fieldName, type Problem} from './problem.js';
import {issueWords, knownKeys, unknownKeyWords, valueAt} from './schema-words.js';
import {yamlSyntaxWords} from './yaml-words.js';

export {problemsError, type Problem} from './problem.js';

type Path = readonly PropertyKey[];

/** Where in the file a value stands; of a value that is not there, the nearest one around it. */
export type Locate = (path: Path) => {line: number; column: number};

export type YamlResult<T> = {value: T; locate: Locate} | {problems: Problem[]};

const alias: Text = {en: 'anchors and aliases (&name, *name) are not accepted; write the value out', zh: '不接受锚点和别名（&name、*name）；请直接写出值'};
const tooDeep: Text = {en: 'it is nested too deeply to be read', zh: '嵌套太深，无法读取'};

/**
Characters that a terminal obeys instead of showing: C0 and C1 controls, DEL, and the marks that turn the direction of
writing around, with which a text can look like another.
*/
const unsafeCharacter = /[[\p{Control}--[\t\n\r]]\u202A-\u202E\u2066-\u2069\p{Surrogate}]/v;

function codePoint(character: string): string {
	return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function unsafeWords(character: string): Text {
	return {
		en: `a control character (${codePoint(character)}); take it out`,
		zh: `含有控制字符（${codePoint(character)}）；请删除`,
	};
}

function startOf(node: unknown, otherwise = 0): number {
	return isNode(node) ? node.range?.[0] ?? otherwise : otherwise;
}

type Place = {readonly node: unknown; readonly offset: number};

function keyOf({key}: Pair): string {
	return String(isScalar(key) ? key.value : key);
}

/** One step down from a node; undefined where there is nothing. */
function placeBelow({node, offset}: Place, part: PropertyKey): Place | undefined {
	if (isSeq(node)) {
		const item = node.items[Number(part)];
		return item === undefined ? undefined : {node: item, offset: startOf(item, offset)};
	}

	const pair = isMap(node) ? node.items.find(item => keyOf(item) === String(part)) : undefined;
	if (pair === undefined) {
		return undefined;
	}

	// A block below its key is best shown by the key.
	const atKey = isCollection(pair.value) && pair.value.flow !== true;
	const keyOffset = startOf(pair.key, offset);
	return {node: pair.value, offset: atKey ? keyOffset : startOf(pair.value, keyOffset)};
}

/** The start of the value at a path, or of the nearest one around it. */
function offsetAt(document: Document, path: Path): number {
	let place: Place = {node: document.contents, offset: startOf(document.contents)};
	for (const part of path) {
		const below = placeBelow(place, part);
		if (below === undefined) {
			break;
		}

		place = below;
	}

	return place.offset;
}

/** The start of a key, not of its value. */
function keyOffsetAt(document: Document, path: Path): number {
	const map = document.getIn(path.slice(0, -1), true);
	const pair = isMap(map) ? map.items.find(item => keyOf(item) === String(path.at(-1))) : undefined;
	return startOf(pair?.key, offsetAt(document, path));
}

/** The problems that lie in the YAML tree itself: aliases, keys that are no words, hidden control characters. */
function treeProblems(document: Document, problem: (offset: number, says: Text) => Problem): Problem[] {
	const found: Problem[] = [];
	visit(document, (_, node) => {
		if (isAlias(node) || ((isScalar(node) || isCollection(node)) && node.anchor !== undefined)) {
			found.push(problem(startOf(node), alias));
		} else if (isPair(node) && isCollection(node.key)) {
			found.push(problem(startOf(node.key), {en: 'a key must be a plain word', zh: '键必须是普通的词'}));
		} else if (isScalar(node) && typeof node.value === 'string') {
			const unsafe = unsafeCharacter.exec(node.value);
			if (unsafe !== null) {
				found.push(problem(startOf(node), unsafeWords(unsafe[0])));
			}
		}

		return found.length > 0 ? visit.BREAK : undefined;
	});
	return found;
}

/** What can be told from the bare text, before YAML is asked. */
function textProblems(text: string, problem: (offset: number, says: Text) => Problem): Problem[] {
	if (text.trim() === '') {
		return [problem(0, {en: 'the file is empty', zh: '文件是空的'})];
	}

	const foreign = text.indexOf('\uFFFD');
	if (foreign !== -1) {
		return [problem(foreign, {en: 'these bytes are not UTF-8; save the file as UTF-8', zh: '这里的字节不是 UTF-8；请把文件存为 UTF-8'})];
	}

	const unsafe = unsafeCharacter.exec(text);
	return unsafe === null ? [] : [problem(unsafe.index, unsafeWords(unsafe[0]))];
}

function syntaxProblems(document: Document, problem: (offset: number, says: Text) => Problem): Problem[] {
	const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
	// What follows the first mistake in the syntax is mostly its echo.
	return first === undefined ? [] : [problem(first.pos[0], yamlSyntaxWords(first.code))];
}

/**
Reads a YAML (or JSON) text into a value of a schema. It never throws for what the text holds.
@param text As decoded from UTF-8; a byte order mark is skipped.
@returns The value and a way to find each part of it in the text, or everything that is wrong, each with line and column.
Unknown keys are refused with the nearest known one. Aliases are refused, so nothing can expand beyond its own size.
*/
export function readYaml<T>(text: string, schema: z.ZodType<T>, {file}: {file: string}): YamlResult<T> {
	const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
	const lineCounter = new LineCounter();
	const position = (offset: number) => {
		const {line, col} = lineCounter.linePos(offset);
		return {line: Math.max(line, 1), column: Math.max(col, 1)};
	};

	const problem = (offset: number, says: Text, field = ''): Problem => ({file, ...position(offset), field, says});
	// The counter knows its lines only once the parser has passed them.
	lineCounter.addNewLine(0);
	for (const {index} of body.matchAll(/\n/gv)) {
		lineCounter.addNewLine(index + 1);
	}

	const early = textProblems(body, problem);
	if (early.length > 0) {
		return {problems: early};
	}

	let document: Document;
	let value: unknown;
	try {
		document = parseDocument(body, {prettyErrors: false, uniqueKeys: true});
		const broken = syntaxProblems(document, problem);
		const unfit = broken.length > 0 ? broken : treeProblems(document, problem);
		if (unfit.length > 0) {
			return {problems: unfit};
		}

		value = document.toJS();
	} catch (error) {
		// The parser works its way down by calling itself; a text made of brackets runs it out of stack.
		if (error instanceof RangeError) {
			return {problems: [problem(0, tooDeep)]};
		}

		throw error;
	}

	const parsed = schema.safeParse(value);
	if (parsed.success) {
		return {value: parsed.data, locate: path => position(offsetAt(document, path))};
	}

	// A mistyped key is told once, where it stands: that the right one is missing would only hide it.
	const mistyped = new Set(parsed.error.issues.flatMap(issue => issue.code === 'unrecognized_keys'
		? issue.keys.map(key => fieldName([...issue.path, nearest(key, knownKeys(schema, value, issue.path)) ?? key]))
		: []));
	const problems = parsed.error.issues.flatMap((issue): Problem[] => {
		if (issue.code === 'unrecognized_keys') {
			const known = knownKeys(schema, value, issue.path);
			return issue.keys.map(key => {
				const path = [...issue.path, key];
				const field = fieldName(path);
				return problem(keyOffsetAt(document, path), unknownKeyWords(key, field, known), field);
			});
		}

		const {path} = issue;
		const field = fieldName(path);
		if (mistyped.has(field) && valueAt(value, path) === undefined) {
			return [];
		}

		return [problem(issue.code === 'invalid_key' ? keyOffsetAt(document, path) : offsetAt(document, path), issueWords(issue, field, valueAt(value, path)), field)];
	});
	return {problems: problems.sort(compareProblems)};
}
