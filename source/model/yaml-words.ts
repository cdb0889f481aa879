import type {Text} from './language.js';

/** What YAML itself can complain about, in plain words; the library's own words span lines and speak of its inside. */
const syntaxWords: ReadonlyMap<string, Text> = new Map([
	['ALIAS_PROPS', {en: 'an alias (*name) stands where it may not', zh: '别名（*name）出现在不允许的位置'}],
	['BAD_ALIAS', {en: 'a name after & or * is missing or wrong; a text that begins with & or * needs quotes', zh: '& 或 * 后面的名称缺失或有误；以 & 或 * 开头的文本要加引号'}],
	['BAD_DIRECTIVE', {en: 'a line that begins with % is not understood here', zh: '以 % 开头的行无法识别'}],
	['BAD_DQ_ESCAPE', {en: String.raw`a backslash in double quotes that begins no known escape; write \\ or use single quotes`, zh: String.raw`双引号中的反斜杠不是有效的转义；请写成 \\ 或改用单引号`}],
	['BAD_INDENT', {en: 'the indentation does not fit the lines above', zh: '缩进与上面的行不一致'}],
	['BAD_PROP_ORDER', {en: 'an anchor or tag stands where it may not', zh: '锚点或标签出现在不允许的位置'}],
	['BAD_SCALAR_START', {en: 'a text may not begin with this character; put it in quotes', zh: '文本不能以这个字符开头；请加上引号'}],
	['BLOCK_AS_IMPLICIT_KEY', {en: 'a second ": " on one line; put the text in quotes or begin a new line', zh: '一行里出现第二个 ": "；请给文本加引号，或另起一行'}],
	['BLOCK_IN_FLOW', {en: 'an indented block inside [ ] or { }', zh: '[ ] 或 { } 里不能出现缩进块'}],
	['DUPLICATE_KEY', {en: 'this key stands twice in one map', zh: '同一个键出现了两次'}],
	['MISSING_CHAR', {en: 'something is not closed or a ":" is missing: a quote, a bracket or the ":" after a key', zh: '缺少引号、括号或键后面的 ":"'}],
	['MULTILINE_IMPLICIT_KEY', {en: 'a line without "key: value", or a key that goes over several lines', zh: '这一行不是 "键： 值"，或者键跨了多行'}],
	['MULTIPLE_DOCS', {en: 'a second document (---); one file holds one', zh: '出现第二个文档（---）；一个文件只能有一个'}],
	['RESOURCE_EXHAUSTION', {en: 'it is nested too deeply', zh: '嵌套太深'}],
	['TAB_AS_INDENT', {en: 'a tab in the indentation; YAML wants spaces', zh: '缩进中有制表符；YAML 要求用空格'}],
	['TAG_RESOLVE_FAILED', {en: 'a tag (!name) that is not known here; write the plain value', zh: '无法识别的标签（!name）；请直接写值'}],
	['UNEXPECTED_TOKEN', {en: 'something follows that does not belong here; is a quote or a comma missing?', zh: '后面有不该出现的内容；是不是少了引号或逗号？'}],
]);

/** The words for an error code of the yaml library. */
export function yamlSyntaxWords(code: string): Text {
	return syntaxWords.get(code) ?? {en: 'this cannot be read as YAML', zh: '无法按 YAML 读取'};
}
