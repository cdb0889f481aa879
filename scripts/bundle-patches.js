import {readFile} from 'node:fs/promises';

/** Replaces one expression, and fails the build when it is not there any more: then the patch is to be looked at again. */
function replaceOnce(text, from, to, path) {
	if (text.split(from).length !== 2) {
		throw new Error(`${path}: "${from}" was expected exactly once. The package has changed; see scripts/bundle-patches.js.`);
	}

	return text.replace(from, () => to);
}

const replacing = (from, to) => async ({path}) => ({contents: replaceOnce(await readFile(path, 'utf8'), from, to, path), loader: 'js'});

/**
The test for emoji, made only when something is asked that might be one: to compile it takes 25 ms, a sixth of the start.
Every RGI emoji holds a code point with the property Emoji that is not a digit, # or *, or the keycap U+20E3 (UTS #51).
*/
export const lazyEmojiTest = String.raw`const mayBeEmojiRegex = /[[\p{Emoji}\u20E3]--[0-9#*]]/v;
let rgiEmojiRegexOnce;
const rgiEmojiRegex = {
	test(segment) {
		if (!mayBeEmojiRegex.test(segment)) {
			return false;
		}

		rgiEmojiRegexOnce ??= new RegExp('^\\p{RGI_Emoji}$', 'v');
		return rgiEmojiRegexOnce.test(segment);
	},
};`;

/**
Corrections of what is bundled. Ink 6.8 is the last release for Node 20.
- Ink's devtools.js would bring react-devtools-core and ws into the bundle.
- Ink's utils.js makes `DEV=true` load them, which a bundle cannot.
- Ink's log-update.js: the incremental writer moves up one row too few when the output ends with a newline; Ink 7.1.1 has this expression.
- string-width compiles its emoji test when it is loaded.
- commander loads node:child_process for sub-commands that are programs of their own; there are none.
*/
export const bundlePatches = {
	name: 'bundle-patches',
	setup(build) {
		build.onLoad({filter: /ink[/\\]build[/\\]devtools\.js$/}, () => ({contents: 'export {};', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]utils\.js$/}, () => ({contents: 'export const isDev = () => false;', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]log-update\.js$/}, replacing('ansiEscapes.cursorUp(previousVisible - 1)', 'ansiEscapes.cursorUp(previousLines.length - 1)'));
		build.onLoad({filter: /node_modules[/\\]string-width[/\\]index\.js$/}, replacing(String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`, lazyEmojiTest));
		build.onLoad({filter: /commander[/\\]lib[/\\]command\.js$/}, replacing('require(\'node:child_process\')', '{}'));
	},
};
