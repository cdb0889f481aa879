import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {tsImport} from 'tsx/esm/api';

const load = file => tsImport(file, import.meta.url);

/** The lessons as JSON, so that starting the program reads no YAML. A lesson whose YAML has changed since is read anew. */
export async function writeCompiledLessons(file) {
	const {compileLessons} = await load('../source/platform/lesson-files.ts');
	await writeFile(file, JSON.stringify(await compileLessons('lessons')));
}

/** The JSON Schemas that editors ask for at the address in the first line of a plan. */
export async function writeSchemas(directory) {
	const {jsonSchema, schemaNames} = await load('../source/formats/json-schema.ts');
	await mkdir(directory, {recursive: true});
	await Promise.all(schemaNames.map(name => writeFile(path.join(directory, `${name}.json`), JSON.stringify(jsonSchema(name), undefined, '\t') + '\n')));
}
