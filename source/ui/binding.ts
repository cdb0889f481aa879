import type {Text} from '../model/language.js';
import type {KeyPress} from './key-press.js';

/** A key as data: the footer, the `?` help and the documentation are all made from it. */
export type Binding = {
	/** Names as in key-press.ts; the first one or two are shown. */
	readonly keys: readonly string[];
	/** How the keys are written where that is shorter than one by one, e.g. `a-f`. */
	readonly shown?: string;
	/** One or two words, for the footer. */
	readonly label: Text;
	/** One sentence, for the help. */
	readonly does: Text;
	/** The command that does the same, so that no broken key ever blocks anybody. */
	readonly command: string;
};

/** The bindings of one screen, or of a part of one, by what they do. */
export type KeyGroup = Readonly<Record<string, Binding>>;

/** What a key does in a group, or undefined. */
export function boundTo<Group extends KeyGroup>(group: Group, press: KeyPress): (keyof Group & string) | undefined {
	return Object.keys(group).find(action => group[action]!.keys.includes(press.name));
}

const signs = new Map([
	['up', '↑'],
	['down', '↓'],
	['left', '←'],
	['right', '→'],
	['enter', 'Enter'],
	['escape', 'Esc'],
	['tab', 'Tab'],
	['shift-tab', 'Shift-Tab'],
	['backspace', 'Backspace'],
	['page-up', 'PgUp'],
	['page-down', 'PgDn'],
	['home', 'Home'],
	['end', 'End'],
	['space', 'Space'],
	['ctrl-c', 'Ctrl-C'],
]);

export function keySign(name: string): string {
	return signs.get(name) ?? name;
}

/** The keys of a binding as the footer writes them. */
export function footerKeys({keys, shown}: Binding): string {
	return shown ?? keySign(keys[0]!);
}

/** All keys of a binding, as the help writes them. */
export function allKeys({keys, shown}: Binding): string {
	return shown ?? keys.map(key => keySign(key)).join(' ');
}
