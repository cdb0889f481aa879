import {helpGroups} from '../../../present/messages/help.js';
import {allKeys, type Binding, type KeyGroup} from '../../binding.js';
import type {KeyPress} from '../../key-press.js';
import {keyMap} from '../../key-map.js';
import type {Route} from '../../world.js';

export type HelpState = {readonly typed: string};

export type HelpAction = {readonly type: 'type'; readonly text: string} | {readonly type: 'erase'} | {readonly type: 'clear'};

export function reduceHelp(state: HelpState, action: HelpAction): HelpState {
	switch (action.type) {
		case 'type': {
			return {typed: state.typed + action.text};
		}

		case 'erase': {
			return {typed: [...state.typed].slice(0, -1).join('')};
		}

		case 'clear': {
			return {typed: ''};
		}
	}
}

/** While the help is open every printable key is typed into its search. */
export function helpAction(press: KeyPress): HelpAction | undefined {
	if (press.name === 'backspace') {
		return {type: 'erase'};
	}

	return press.text === '' ? undefined : {type: 'type', text: press.text};
}

type GroupName = keyof typeof keyMap;

/** What of the key map is in play on a screen, most particular first. */
const groupsOnScreen: Readonly<Record<Route['screen'], readonly GroupName[]>> = {
	home: ['home'],
	lessons: ['lessons'],
	lesson: ['lesson', 'question', 'quorumPlay', 'timePlay'],
	quiz: ['quiz', 'question'],
	planner: ['planner'],
	plan: ['plan'],
	save: ['save'],
	export: ['exportTargets', 'exportPreview', 'exportValues', 'exportWrite'],
	progress: ['progress'],
	scenarios: ['scenarios'],
	simulate: ['simulate', 'simulateMenu'],
};

export type HelpGroup = {readonly name: GroupName; readonly isHere: boolean; readonly bindings: readonly Binding[]};

/** The keys whose words, in either language, hold what was typed; those of the current screen first. */
export function foundKeys(screen: Route['screen'], typed: string): HelpGroup[] {
	const here: readonly GroupName[] = [...groupsOnScreen[screen], 'everywhere'];
	const rest = (Object.keys(keyMap) as GroupName[]).filter(name => !here.includes(name));
	const wanted = typed.trim().toLowerCase();
	return [...here, ...rest].map((name): HelpGroup => {
		const group: KeyGroup = keyMap[name];
		const title = helpGroups[name];
		return {
			name,
			isHere: here.includes(name),
			bindings: Object.values(group).filter(binding => [
				...Object.values(title ?? {}), allKeys(binding), ...binding.keys, ...Object.values(binding.label), ...Object.values(binding.does), binding.command,
			].some(words => words.toLowerCase().includes(wanted))),
		};
	}).filter(({bindings}) => bindings.length > 0);
}
