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

for (const directory of process.argv.slice(2)) {
	const file = `${directory}/en.yaml`;
	const english = readYaml(await readFile(file, 'utf8'), lessonWordsSchema, {file});
	if ('problems' in english) {
		const [{line, column, says}] = english.problems;
		console.error(`${file}:${line}:${column}: ${says.en}`);
		process.exitCode = 2;
		continue;
	}

	const translation = `${directory}/zh.yaml`;
	await writeFile(translation, stampTranslation(await readFile(translation, 'utf8'), english.value));
}
