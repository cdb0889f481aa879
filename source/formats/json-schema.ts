import * as z from 'zod';
import {lessonStructureSchema, lessonWordsSchema} from '../model/lesson.js';
import {planSchema} from '../model/plan.js';

const schemas = {
	plan: {schema: planSchema, title: 'Plan of k8s-ha-tutor'},
	lesson: {schema: lessonStructureSchema, title: 'lesson.yaml of k8s-ha-tutor'},
	'lesson-words': {schema: lessonWordsSchema, title: 'en.yaml and zh.yaml of a lesson of k8s-ha-tutor'},
};

export type SchemaName = keyof typeof schemas;

export const schemaNames = Object.keys(schemas) as SchemaName[];

/** The JSON Schema (draft 2020-12) of a file format, from the schema that the program itself reads with. */
export function jsonSchema(name: SchemaName): Record<string, unknown> {
	const {schema, title} = schemas[name];
	const {$schema, ...rest} = z.toJSONSchema(schema, {io: 'input'});
	return {$schema, $id: `https://unpkg.com/k8s-ha-tutor@1/schema/${name}.json`, title, ...rest};
}
