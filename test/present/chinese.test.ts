import {readdir, readFile} from 'node:fs/promises';
import test from 'ava';

const root = new URL('../../', import.meta.url);

/** Half-width punctuation right behind a Chinese character, or a half-width comma right before one. */
const halfWidth = /\p{Script=Han}[,;!?\(\)]|[,;!?\)]\p{Script=Han}|\p{Script=Han}:(?!\/\/)/v;

async function filesBelow(directory: string, ending: RegExp): Promise<string[]> {
	const names = await readdir(new URL(directory, root), {recursive: true});
	return names.filter(name => ending.test(name)).map(name => directory + name);
}

/** Words that are quoted by code are not prose: what a regular expression or a template places between Han is left out. */
function proseOf(line: string): string {
	return /^\s*(?:\/\*|\*|\/\/)/v.test(line) ? '' : line.replaceAll(/en: '(?:[^'\\]|\\.)*'/gv, 'X').replaceAll(/\(\d[^\(\)]*\)/gv, 'X').replaceAll(/\$\{[^\}]*\}/gv, 'X').replaceAll(/\/(?:[^\/\\\n]|\\.)+\/[dgimsuvy]+/gv, '').replaceAll(/`[^`]*`/gv, quoted => /\p{Script=Han}/v.test(quoted) ? quoted : 'X');
}

test('Chinese sentences use full-width punctuation', async t => {
	const files = [
		...await filesBelow('source/', /\.tsx?$/v),
		...await filesBelow('lessons/', /zh\.yaml$/v),
		'README.zh.md',
	];
	const found: string[] = [];
	for (const file of files) {
		const lines = (await readFile(new URL(file, root), 'utf8')).split('\n');
		for (const [index, line] of lines.entries()) {
			if (halfWidth.test(proseOf(line))) {
				found.push(`${file}:${index + 1}: ${line.trim()}`);
			}
		}
	}

	t.deepEqual(found, []);
});

test('the words of the glossary are kept to', async t => {
	const never = /群集|伫列|預設|领袖|主人|奴隶|选票箱|您/v;
	const found: string[] = [];
	for (const file of [...await filesBelow('source/', /\.tsx?$/v), ...await filesBelow('lessons/', /zh\.yaml$/v), 'README.zh.md']) {
		const text = await readFile(new URL(file, root), 'utf8');
		const match = never.exec(text);
		if (match) {
			found.push(`${file}: ${match[0]}`);
		}
	}

	t.deepEqual(found, []);
});
