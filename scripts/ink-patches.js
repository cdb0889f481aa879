import {readFile} from 'node:fs/promises';

/** Replaces one expression, and fails the build when it is not there any more: then the patch is to be looked at again. */
function replaceOnce(text, from, to, path) {
	if (text.split(from).length !== 2) {
		throw new Error(`${path}: "${from}" was expected exactly once. Ink has changed; see scripts/ink-patches.js.`);
	}

	return text.replace(from, to);
}

/**
Three corrections of Ink 6.8, the last release for Node 20.
- devtools.js would bring react-devtools-core and ws into the bundle.
- utils.js makes `DEV=true` load them, which a bundle cannot.
- log-update.js: the incremental writer moves up one row too few when the output ends with a newline; Ink 7.1.1 has this expression.
*/
export const inkPatches = {
	name: 'ink-patches',
	setup(build) {
		build.onLoad({filter: /ink[/\\]build[/\\]devtools\.js$/}, () => ({contents: 'export {};', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]utils\.js$/}, () => ({contents: 'export const isDev = () => false;', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]log-update\.js$/}, async ({path}) => ({
			contents: replaceOnce(
				await readFile(path, 'utf8'),
				'ansiEscapes.cursorUp(previousVisible - 1)',
				'ansiEscapes.cursorUp(previousLines.length - 1)',
				path,
			),
			loader: 'js',
		}));
	},
};
