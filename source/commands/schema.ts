import {jsonSchema, schemaNames} from '../formats/json-schema.js';
import {didYouMean, nearest} from '../model/nearest.js';
import {UserError} from '../model/user-error.js';
import type {RunCommand} from './command-table.js';

/** Prints the JSON Schema of a file, made from the schema that the program reads it with. */
export const schema: RunCommand = async (shell, {words}) => {
	const name = schemaNames.find(each => each === words[0]);
	if (name === undefined) {
		throw new UserError({
			en: `There is no schema '${words[0] ?? ''}'; there are ${schemaNames.join(', ')}.`,
			zh: `没有名为 '${words[0] ?? ''}' 的 schema；有 ${schemaNames.join('、')}。`,
		}, didYouMean(nearest(words[0] ?? '', schemaNames)));
	}

	shell.write(`${JSON.stringify(jsonSchema(name), undefined, 2)}\n`);
	return 0;
};
