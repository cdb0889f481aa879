import type * as z from 'zod';
import type {Text} from './language.js';
import {nearest} from './nearest.js';
import {quoted} from './quoted.js';

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** What zod keeps of a schema, as far as the messages need it. */
type Definition = {
	readonly type: string;
	readonly innerType?: Schema;
	readonly in?: Schema;
	readonly shape?: Readonly<Record<string, Schema>>;
	readonly element?: Schema;
	readonly valueType?: Schema;
	readonly options?: readonly Schema[];
	readonly discriminator?: string;
	readonly values?: readonly unknown[];
};

function isRecord(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
	return typeof value === 'object' && value !== null;
}

/** The part of a value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
	let value = root;
	for (const part of path) {
		value = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
	}

	return value;
}

function definitionOf(schema: Schema): Definition {
	const definition: Definition = schema._zod.def;
	const wrapped = definition.innerType ?? definition.in;
	return wrapped === undefined ? definition : definitionOf(wrapped);
}

function branchFor(definition: Definition, value: unknown): Definition | undefined {
	const {discriminator, options} = definition;
	if (options === undefined) {
		return definition;
	}

	const branches = options.map(option => definitionOf(option));
	if (discriminator === undefined) {
		return branches.find(branch => branch.shape !== undefined);
	}

	const chosen = isRecord(value) ? value[discriminator] : undefined;
	return branches.find(branch => {
		const literal = branch.shape?.[discriminator];
		return literal !== undefined && definitionOf(literal).values?.includes(chosen);
	});
}

/** The keys that a schema knows at a path; empty where it takes any key or where it cannot be told. */
export function knownKeys(schema: Schema, root: unknown, path: readonly PropertyKey[]): string[] {
	let definition = branchFor(definitionOf(schema), root);
	let value = root;
	for (const part of path) {
		value = valueAt(value, [part]);
		const next: Schema | undefined = definition?.shape?.[String(part)] ?? definition?.element ?? definition?.valueType;
		if (next === undefined) {
			return [];
		}

		definition = branchFor(definitionOf(next), value);
	}

	return Object.keys(definition?.shape ?? {});
}

/** A value that was found, in plain words. */
export function gotWords(value: unknown): Text {
	if (value === undefined) {
		return {en: 'nothing', zh: '空缺'};
	}

	if (value === null) {
		return {en: 'an empty value', zh: '空值'};
	}

	if (typeof value === 'string') {
		return value === '' ? {en: 'an empty text', zh: '空文本'} : {en: `the text ${quoted(value)}`, zh: `文本 ${quoted(value)}`};
	}

	if (typeof value === 'number' || typeof value === 'bigint') {
		return {en: `the number ${value}`, zh: `数字 ${value}`};
	}

	if (typeof value === 'boolean') {
		return {en: `${value}`, zh: `${value}`};
	}

	if (Array.isArray(value)) {
		return {en: `a list of ${value.length}`, zh: `有 ${value.length} 项的列表`};
	}

	return {en: 'a map of keys', zh: '键值表'};
}

const typeWords: Readonly<Record<string, Text>> = {
	string: {en: 'a text', zh: '文本'},
	number: {en: 'a number', zh: '数字'},
	int: {en: 'a whole number', zh: '整数'},
	boolean: {en: 'true or false', zh: 'true 或 false'},
	array: {en: 'a list', zh: '列表'},
	object: {en: 'a map of keys', zh: '键值表'},
	record: {en: 'a map of keys', zh: '键值表'},
	null: {en: 'an empty value', zh: '空值'},
};

/** What the patterns of the shared schemas mean; any other pattern is shown as it is. */
const patternWords: Readonly<Record<string, Text>> = {
	[String.raw`/^[a-z\d]+(?:-[a-z\d]+)*$/v`]: {
		en: 'lower-case letters and digits in words joined by single hyphens, e.g. etcd-quorum',
		zh: '小写字母和数字组成的词，用单个连字符连接，例如 etcd-quorum',
	},
	[String.raw`/^[a-z\d](?:[a-z\d\-]{0,61}[a-z\d])?$/v`]: {
		en: 'a name of at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends (RFC 1123)',
		zh: '至多 63 个小写字母、数字和连字符组成的名称，首尾是字母或数字（RFC 1123）',
	},
	[String.raw`/^[\da-f]{8}$/v`]: {en: 'eight hexadecimal digits in quotes, e.g. "0a1b2c3d"', zh: '带引号的八位十六进制数字，例如 "0a1b2c3d"'},
	[String.raw`/^S\d-\d{1,2}$/v`]: {en: 'the number of a claim, e.g. S3-20', zh: '论断编号，例如 S3-20'},
};

/** Values a person can choose from, as a list in words. */
export function choiceWords(values: readonly unknown[]): Text {
	const all = values.map(String);
	return all.length === 1
		? {en: all[0]!, zh: all[0]!}
		: {en: `one of ${all.join(', ')}`, zh: `${all.join('、')} 之一`};
}

function sizeWords(issue: Issue & {code: 'too_small' | 'too_big'}): Text {
	const bound = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
	const least = issue.code === 'too_small';
	const inclusive = issue.inclusive ?? true;
	if (issue.origin === 'array') {
		const entries = bound === 1 ? 'entry' : 'entries';
		return issue.exact === true
			? {en: `exactly ${bound} ${entries}`, zh: `正好 ${bound} 项`}
			: {en: `${least ? 'at least' : 'at most'} ${bound} ${entries}`, zh: `${least ? '至少' : '至多'} ${bound} 项`};
	}

	if (issue.origin === 'string') {
		return least && bound <= 1
			? {en: 'a text that is not empty', zh: '非空文本'}
			: {en: `${least ? 'at least' : 'at most'} ${bound} characters`, zh: `${least ? '至少' : '至多'} ${bound} 个字符`};
	}

	if (inclusive) {
		return {en: `${least ? 'at least' : 'at most'} ${bound}`, zh: `${least ? '至少' : '至多'} ${bound}`};
	}

	return {en: `${least ? 'more' : 'less'} than ${bound}`, zh: `${least ? '大于' : '小于'} ${bound}`};
}

function formatWords(format: string, pattern: string | undefined): Text {
	if (format === 'url') {
		return {en: 'an address such as https://etcd.io/docs', zh: '网址，例如 https://etcd.io/docs'};
	}

	return patternWords[pattern ?? ''] ?? {en: `a text of the form ${pattern ?? format}`, zh: `符合 ${pattern ?? format} 的文本`};
}

function choicesOf(issue: Issue): readonly unknown[] | undefined {
	if (issue.code === 'invalid_value') {
		return issue.values;
	}

	return issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options) ? issue.options : undefined;
}

/** What an issue wants, in plain words. */
function wantedWords(issue: Issue): Text {
	const choices = choicesOf(issue);
	if (choices !== undefined) {
		return choiceWords(choices);
	}

	if (issue.code === 'invalid_type') {
		return typeWords[issue.expected] ?? {en: issue.expected, zh: issue.expected};
	}

	if (issue.code === 'too_small' || issue.code === 'too_big') {
		return sizeWords(issue);
	}

	if (issue.code === 'invalid_format') {
		return formatWords(issue.format, issue.pattern);
	}

	const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
	return inner === undefined ? {en: issue.message, zh: issue.message} : wantedWords(inner);
}

function suggestion(issue: Issue, value: unknown): Text {
	const near = typeof value === 'string' ? nearest(value, (choicesOf(issue) ?? []).map(String)) : undefined;
	if (near !== undefined) {
		return {en: `; did you mean ${near}?`, zh: `；你是不是想写 ${near}？`};
	}

	const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
	return wantsText && (typeof value === 'number' || typeof value === 'boolean')
		? {en: '; put it in quotes', zh: '；请加上引号'}
		: {en: '', zh: ''};
}

/** A Chinese sentence keeps a space before what begins in Latin letters or digits. */
function spaced(words: string): string {
	return /^[\w"]/v.test(words) ? ` ${words}` : words;
}

/** One issue as a sentence: the field, what was got and what is wanted. */
export function issueWords(issue: Issue, field: string, value: unknown): Text {
	const wanted = wantedWords(issue);
	if (issue.code === 'invalid_key') {
		return {en: `the key ${quoted(field)} is not a name; wanted ${wanted.en}`, zh: `键 ${quoted(field)} 不能用作名称；应为${spaced(wanted.zh)}`};
	}

	if (value === undefined) {
		return {en: `${field} is missing; wanted ${wanted.en}`, zh: `缺少 ${field}；应为${spaced(wanted.zh)}`};
	}

	const got = gotWords(value);
	const near = suggestion(issue, value);
	const prefix = field === '' ? {en: 'got', zh: '得到'} : {en: `${field}: got`, zh: `${field}：得到`};
	return {
		en: `${prefix.en} ${got.en}, wanted ${wanted.en}${near.en}`,
		zh: `${prefix.zh}${spaced(got.zh)}，应为${spaced(wanted.zh)}${near.zh}`,
	};
}

/** A key that the schema does not know, with the one that was likely meant, else all that there are. */
export function unknownKeyWords(key: string, field: string, known: readonly string[]): Text {
	const near = nearest(key, known);
	const hint: Text = near === undefined
		? (known.length === 0 ? {en: '', zh: ''} : {en: `; known are ${known.join(', ')}`, zh: `；可用的键有 ${known.join('、')}`})
		: {en: `; did you mean ${near}?`, zh: `；你是不是想写 ${near}？`};
	return {en: `${field}: unknown key${hint.en}`, zh: `${field}：未知的键${hint.zh}`};
}
