import type {Language, Text} from '../../model/language.js';
import type {LessonWords, WrittenQuestion} from '../../model/lesson.js';
import {fieldName, type Problem} from '../../model/problem.js';
import type {Located, LocatedLesson} from '../load-lesson.js';
import {predict} from '../predictions/predict.js';

/** One thing that every lesson must keep to. */
export type Rule = (lesson: LocatedLesson) => Problem[];

/** A problem at a place of a file. */
export function problemAt(located: Located<unknown>, path: readonly PropertyKey[], says: Text): Problem {
	return {file: located.file, ...located.locate(path), field: fieldName(path), says};
}

/** The words of each language with the language's name. */
export function languagesOf({en, zh}: LocatedLesson): Array<[Language, Located<LessonWords>]> {
	return [['en', en], ['zh', zh]];
}

/** The ids of the right options; none for a number. Of a prediction those that the simulation proves, one unless it is unsound. */
export function rightOptions(question: WrittenQuestion): readonly string[] {
	switch (question.type) {
		case 'number': {
			return [];
		}

		case 'single': {
			return [question.answer];
		}

		case 'several': {
			return question.answer;
		}

		case 'predict': {
			return predict(question).holding;
		}
	}
}

/** The entry of a record that came from a file: never something that every object inherits, such as `constructor`. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
	return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
