import type {Language} from '../../model/language.js';
import type {Role} from '../../model/vocabulary.js';
import {reportWords} from '../../present/messages/plan-report.js';
import {planWords} from '../../present/messages/plan-view.js';

/** One role of one machine. */
export function roleText(role: Role, language: Language): string {
	return role === 'worker' ? reportWords.roles.worker[language] : planWords.role[role][language];
}

export function rolesText(roles: readonly Role[], language: Language): string {
	return roles.map(role => roleText(role, language)).join(' + ');
}
