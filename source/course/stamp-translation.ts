import {
	isMap, isNode, isScalar, parseDocument, type YAMLMap,
} from 'yaml';
import type {LessonWords} from '../model/lesson.js';
import {own} from './check/rule.js';
import {fingerprint, headFingerprint} from './fingerprint.js';

type Edit = {readonly start: number; readonly end: number; readonly text: string};

function fromEdit(map: unknown, wanted: string | undefined, source: string): Edit[] {
	if (!isMap(map) || wanted === undefined) {
		return [];
	}

	const {items} = map;
	const there = items.find(({key}) => isScalar(key) && key.value === 'from');
	if (there !== undefined && isNode(there.value)) {
		const [start, end] = there.value.range!;
		return [{start, end, text: `"${wanted}"`}];
	}

	const first = items[0]?.key;
	const start = isNode(first) ? first.range![0] : undefined;
	if (start === undefined || map.flow === true) {
		return [];
	}

	const indent = ' '.repeat(start - (source.lastIndexOf('\n', start - 1) + 1));
	return [{start, end: start, text: `from: "${wanted}"\n${indent}`}];
}

/**
Writes into a translation which English each part is made from. A translator does it after bringing the translation
up to date; nothing but the `from` values is changed.
@param translation The text of zh.yaml; it must be readable YAML.
*/
export function stampTranslation(translation: string, english: LessonWords): string {
	const document = parseDocument(translation);
	const edits = fromEdit(document.contents, headFingerprint(english), translation);
	for (const part of ['steps', 'questions'] as const) {
		const map = document.get(part);
		for (const {key, value} of isMap(map) ? map.items : []) {
			const words = isScalar(key) ? own<LessonWords['steps'][string] | LessonWords['questions'][string]>(english[part], String(key.value)) : undefined;
			edits.push(...fromEdit(value, words && fingerprint(words), translation));
		}
	}

	let stamped = translation;
	for (const {start, end, text} of edits.sort((a, b) => b.start - a.start)) {
		stamped = stamped.slice(0, start) + text + stamped.slice(end);
	}

	return stamped;
}
