import type {Language, Text} from '../model/language.js';
import type {Row} from './span.js';
import {wrapText} from './wrap.js';

/** What is the matter with something in the background, below a blank row; nothing where nothing is. */
export function noticeRows(notice: Text | undefined, language: Language, width: number): Row[] {
	return notice === undefined ? [] : [[], ...wrapText(`! ${notice[language]}`, width, 'warn')];
}
