import {fnv1a32} from '../model/fnv.js';
import type {LessonWords, QuestionWords, StepWords} from '../model/lesson.js';

/** JSON with the keys of every map in order, so that only a changed word changes it. */
function canonical(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(item => canonical(item));
	}

	if (typeof value !== 'object' || value === null) {
		return value;
	}

	return Object.fromEntries(Object.entries(value)
		.filter(([key, item]) => key !== 'from' && item !== undefined)
		.sort(([a], [b]) => a < b ? -1 : 1)
		.map(([key, item]) => [key, canonical(item)]));
}

/**
The fingerprint of English words: what a translation of them carries as `from`. When it differs, the English text has
changed since it was translated.
@returns eight hexadecimal digits: FNV-1a over the words as JSON, keys in order, without their own `from`.
*/
export function fingerprint(words: StepWords | QuestionWords | Pick<LessonWords, 'title' | 'summary'>): string {
	return fnv1a32(JSON.stringify(canonical(words))).toString(16).padStart(8, '0');
}

/** The fingerprint of the lesson's own title and summary. */
export function headFingerprint({title, summary}: LessonWords): string {
	return fingerprint({title, summary});
}
