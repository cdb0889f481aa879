import type {Key} from 'ink';

/**
One key. `name` is what bindings are written with: a character as typed (full-width forms of an input method count as
the plain ones), or `up`, `down`, `left`, `right`, `enter`, `escape`, `tab`, `shift-tab`, `backspace`, `page-up`,
`page-down`, `home`, `end`, `space`, `ctrl-c`.
*/
export type KeyPress = {
	readonly name: string;
	/** The printable character that was typed, unchanged; empty for all other keys. */
	readonly text: string;
};

const control = new Map([
	['\r', 'enter'],
	['\n', 'enter'],
	['\t', 'tab'],
	['\b', 'backspace'],
	['\u007F', 'backspace'],
	['\u001B', 'escape'],
	['\u0003', 'ctrl-c'],
]);

function characterPress(character: string): KeyPress | undefined {
	const named = control.get(character);
	if (named) {
		return {name: named, text: ''};
	}

	if (character < ' ') {
		return undefined;
	}

	if (character === ' ' || character === '　') {
		return {name: 'space', text: ' '};
	}

	return {name: character.normalize('NFKC'), text: character};
}

function namedKey(key: Key): string | undefined {
	const names: ReadonlyArray<readonly [boolean, string]> = [
		// Ink sets `meta` together with `escape`: escape is asked first.
		[key.escape, 'escape'],
		[key.upArrow, 'up'],
		[key.downArrow, 'down'],
		[key.leftArrow, 'left'],
		[key.rightArrow, 'right'],
		[key.pageUp, 'page-up'],
		[key.pageDown, 'page-down'],
		[key.home, 'home'],
		[key.end, 'end'],
		[key.return, 'enter'],
		[key.tab, key.shift ? 'shift-tab' : 'tab'],
		// The backspace key arrives as `delete` in Ink 6.
		[key.backspace || key.delete, 'backspace'],
	];
	return names.find(([isPressed]) => isPressed)?.[1];
}

/** The single keys in one report of Ink: a slow connection or a fast typist brings several at once. */
export function keyPresses(input: string, key: Key): KeyPress[] {
	const named = namedKey(key);
	if (named) {
		return [{name: named, text: ''}];
	}

	if (key.ctrl) {
		return input === 'c' ? [{name: 'ctrl-c', text: ''}] : [];
	}

	const typed = [...input].map(character => characterPress(character)).filter(press => press !== undefined);
	// Esc and a letter in one read look like Alt and the letter; nothing here is bound to Alt.
	return key.meta && typed.length > 0 ? [{name: 'escape', text: ''}, ...typed] : typed;
}
