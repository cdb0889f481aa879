import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {reportPageWords as words} from '../../present/messages/report.js';
import {tag, type Html} from './html.js';
import {rolesText} from './machine-words.js';
import {scrollable} from './scrollable.js';

/** Rows beyond this many would hide everything below; the plan has them all. */
const mostRows = 500;

/** What the drawing shows, as a table. */
export function machineTable({machines}: Plan, language: Language): Html {
	const shown = machines.slice(0, mostRows);
	const more = machines.length - shown.length;
	const hasZones = machines.some(({zone}) => zone !== null);
	const header = [words.machine, words.address, ...(hasZones ? [words.zone] : []), words.does];
	return scrollable('machines-caption', tag(
		'table',
		{},
		tag('caption', {id: 'machines-caption'}, words.machines[language]),
		tag('thead', {}, tag('tr', {}, ...header.map(each => tag('th', {scope: 'col'}, each[language])))),
		tag(
			'tbody',
			{},
			...shown.map(({name, address, zone, roles}) => tag(
				'tr',
				{},
				tag('th', {scope: 'row', class: 'mono'}, name),
				tag('td', {class: address === null ? 'small' : 'mono'}, address ?? words.unknownAddress[language]),
				...(hasZones ? [tag('td', {}, zone ?? '-')] : []),
				tag('td', {}, rolesText(roles, language)),
			)),
			...(more > 0 ? [tag('tr', {}, tag('td', {colspan: header.length}, words.more(more)[language]))] : []),
		),
	));
}
