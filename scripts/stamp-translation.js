/*
For translators: `node scripts/stamp-translation.js lessons/vrrp` writes into zh.yaml which English each part is made from.
Run it only once the translation says what the English says.
*/
import {readFile, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {tsImport} from 'tsx/esm/api';

const load = file => tsImport(file, import.meta.url);
const {stampTranslation} = await load('../source/course/stamp-translation.ts');
const {lessonWordsSchema} = await load('../source/model/lesson.ts');
const {readYaml} = await load('../source/model/read-yaml.ts');

async function stamp(directory) {
	const file = `${directory}/en.yaml`;
	const english = readYaml(await readFile(file, 'utf8'), lessonWordsSchema, {file});
	if ('problems' in english) {
		const [{line, column, says}] = english.problems;
		throw new Error(`${file}:${line}:${column}: ${says.en}`);
	}

	const translation = `${directory}/zh.yaml`;
	await writeFile(translation, stampTranslation(await readFile(translation, 'utf8'), english.value));
}

try {
	await Promise.all(process.argv.slice(2).map(async directory => stamp(directory)));
} catch (error) {
	console.error(error.message);
	process.exitCode = 2;
}
