import type {Language, Text} from '../model/language.js';
import {span, type Row} from './span.js';
import {wrapRow} from './wrap.js';

/** What is the matter with something in the background, below a blank row; nothing where nothing is. */
export function noticeRows(notice: Text | undefined, language: Language, width: number): Row[] {
	return notice === undefined ? [] : [[], ...wrapRow([span(`! ${notice[language]}`, 'warn')], width, 2)];
}
