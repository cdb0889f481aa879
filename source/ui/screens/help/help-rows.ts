import {displayWidth} from '../../../model/display-width.js';
import type {Language} from '../../../model/language.js';
import {padText, rowWidth} from '../../../present/fit-row.js';
import {help, helpGroups} from '../../../present/messages/help.js';
import {span, type Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import {allKeys, type Binding} from '../../binding.js';
import type {HelpGroup} from './help-reducer.js';

/** The command that most keys of a group share; it stands beside the group's name, and not below each of its keys. */
function commonCommand(bindings: readonly Binding[]): string {
	const commands = bindings.map(({command}) => command);
	const count = (wanted: string) => commands.filter(command => command === wanted).length;
	return commands.toSorted((a, b) => count(b) - count(a))[0]!;
}

function bindingRows(binding: Binding, {keyWidth, shared, language, width}: {keyWidth: number; shared: string; language: Language; width: number}): Row[] {
	const keys = padText(allKeys(binding), keyWidth);
	const indent = keyWidth + 4;
	return [
		...wrapRow([span(`  ${keys}  `, 'key'), span(binding.does[language])], width, indent),
		...(binding.command === shared ? [] : wrapRow([span(' '.repeat(indent)), span(binding.command, 'dim')], width, indent)),
	];
}

/** Every key that was found, by screen, with the commands that do the same. */
export function helpRows(groups: readonly HelpGroup[], typed: string, language: Language, width: number): Row[] {
	if (groups.length === 0) {
		return wrapText(help.nothing(typed)[language], width);
	}

	const keyWidth = Math.min(14, Math.max(...groups.flatMap(({bindings}) => bindings.map(binding => displayWidth(allKeys(binding))))));
	return groups.flatMap(({name, bindings, isHere}, index): Row[] => {
		const shared = commonCommand(bindings);
		const title: Row = [span(helpGroups[name]?.[language] ?? name, 'title'), ...(isHere ? [span(` · ${help.here[language]}`, 'accent')] : [])];
		const room = width - rowWidth(title) - displayWidth(shared);
		return [
			...(index === 0 ? [] : [[]]),
			...(room > 2 ? [[...title, span(' '.repeat(room)), span(shared, 'dim')]] : [title, ...wrapText(shared, width, 'dim')]),
			...bindings.flatMap(binding => bindingRows(binding, {keyWidth, shared, language, width})),
		];
	});
}
