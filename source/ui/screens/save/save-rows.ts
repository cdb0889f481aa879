import type {Language} from '../../../model/language.js';
import {saveWords as words} from '../../../present/messages/save.js';
import type {Row} from '../../../present/span.js';
import {wrapRow, wrapText} from '../../../present/wrap.js';
import type {SaveState} from './save-reducer.js';

/** A path as one word of a command line of a POSIX shell. */
function shellWord(path: string): string {
	return /^[\w.\/@%+:,\-]+$/v.test(path) ? path : `'${path.replaceAll('\'', String.raw`'\''`)}'`;
}

function nextRows(path: string, machine: string, {language, width}: {language: Language; width: number}): Row[] {
	const commands = [
		[`k8s-ha-tutor explain ${shellWord(path)}`, words.explain],
		[`k8s-ha-tutor explain ${shellWord(path)} --down ${machine}`, words.down],
	] as const;
	return commands.flatMap(([command, does]) => [
		...wrapRow([{text: '  '}, {text: command, tone: 'code'}], width, 4),
		...wrapRow([{text: '    '}, {text: does[language], tone: 'dim'}], width, 4),
	]);
}

/**
The page of the moment.
@param machine a machine of the plan, for the example that kills one.
*/
export function saveRows(state: SaveState, machine: string, options: {language: Language; width: number}): Row[] {
	const {language, width} = options;
	switch (state.phase) {
		case 'editing': {
			return [
				...wrapText(words.ask[language], width, 'title'),
				...wrapText(words.why[language], width, 'dim'),
				[],
				...wrapRow([{text: '❯ ', tone: 'accent'}, {text: state.path, tone: 'strong'}, {text: '▏', tone: 'accent'}], width, 2),
				...(state.error ? wrapRow([{text: `✗ ${state.error[language]}`, tone: 'bad'}], width, 2) : []),
			];
		}

		case 'asking': {
			return [
				...wrapRow([{text: `! ${words.exists(state.path)[language]}`, tone: 'warn'}], width, 2),
				[],
				...wrapText(words.existsHint[language], width),
			];
		}

		case 'saving': {
			return wrapText(words.saving[language], width, 'dim');
		}

		case 'saved': {
			return [
				...wrapRow([{text: words.saved(state.path)[language], tone: 'good'}], width, 2),
				[],
				...wrapText(words.next[language], width),
				...nextRows(state.path, machine, options),
			];
		}
	}
}
