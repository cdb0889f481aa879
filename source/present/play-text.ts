import type {Language} from '../model/language.js';
import type {Play} from '../model/lesson.js';
import type {Row} from './span.js';
export function playTextRows(_play: Play, _language: Language, _width: number): Row[] {
	return [];
}
