import {jsonSchema, schemaNames, type SchemaName} from '../formats/json-schema.js';
import {choice} from './read-flags.js';
import type {RunCommand} from './command-table.js';

/** Prints the JSON Schema of a file, made from the schema that the program reads it with. */
export const schema: RunCommand = async (shell, {words}) => {
	const name: SchemaName = choice('schema', schemaNames)(words[0] ?? '');
	shell.write(`${JSON.stringify(jsonSchema(name), undefined, 2)}\n`);
	return 0;
};
