import {readFile} from 'node:fs/promises';

/** Replaces one expression, and fails the build when it is not there any more: then the patch is to be looked at again. */
function replaceOnce(text, from, to, path) {
	if (text.split(from).length !== 2) {
		throw new Error(`${path}: "${from}" was expected exactly once. The package has changed; see scripts/bundle-patches.js.`);
	}

	return text.replace(from, () => to);
}

const replacing = (...pairs) => async ({path}) => {
	let contents = await readFile(path, 'utf8');
	for (let at = 0; at < pairs.length; at += 2) {
		contents = replaceOnce(contents, pairs[at], pairs[at + 1], path);
	}

	return {contents, loader: 'js'};
};

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
The width of a text of nothing but usual signs: Latin letters, dashes, arrows, box drawing, check marks, Han characters, full-width
punctuation. None of them joins its neighbours, so that their widths add up; -1 where anything else is in it. Thirty frames a second
measure thousands of such texts, and to cut each into graphemes takes longer than all the rest of a frame.
*/
export const quickWidth = String.raw`function quickWidth(text) {
	let width = 0;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if ((unit >= 0x20 && unit <= 0x7E) || (unit >= 0x2500 && unit <= 0x25FC) || (unit >= 0x2190 && unit <= 0x21FF) || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0xA1 && unit <= 0xFF && unit !== 0xAD) || unit === 0x2713 || unit === 0x2717 || unit === 0x276F) {
			width++;
		} else if ((unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0xFF01 && unit <= 0xFF5E) || (unit >= 0x3001 && unit <= 0x3011)) {
			width += 2;
		} else {
			return -1;
		}
	}

	return width;
}
`;

/**
Corrections of what is bundled. Ink 6.8 is the last release for Node 20.
- Ink's devtools.js would bring react-devtools-core and ws into the bundle.
- Ink's utils.js makes `DEV=true` load them, which a bundle cannot.
- Ink's log-update.js: the incremental writer moves up one row too few when the output ends with a newline; Ink 7.1.1 has this expression.
- Ink's output.js slices every line that is clipped, also where nothing is cut off; it forgets after each frame what it has read of
  the lines, most of which the next one has as well; and every blank is an object of its own.
- ansi-tokenize compares the styles of neighbouring characters one by one, though most have them from the same place.
- string-width compiles its emoji test when it is loaded, and cuts every text into graphemes.
- commander loads node:child_process for sub-commands that are programs of their own; there are none.
*/
export const bundlePatches = {
	name: 'bundle-patches',
	setup(build) {
		build.onLoad({filter: /ink[/\\]build[/\\]devtools\.js$/}, () => ({contents: 'export {};', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]utils\.js$/}, () => ({contents: 'export const isDev = () => false;', loader: 'js'}));
		build.onLoad({filter: /ink[/\\]build[/\\]log-update\.js$/}, replacing('ansiEscapes.cursorUp(previousVisible - 1)', 'ansiEscapes.cursorUp(previousLines.length - 1)'));
		build.onLoad({filter: /node_modules[/\\]string-width[/\\]index\.js$/}, replacing(
			String.raw`const rgiEmojiRegex = /^\p{RGI_Emoji}$/v;`,
			lazyEmojiTest + quickWidth,
			'let width = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};',
			'let width = ambiguousIsNarrow ? quickWidth(string) : -1;\n\tif (width >= 0) {\n\t\treturn width;\n\t}\n\n\twidth = 0;\n\tconst eastAsianWidthOptions = {ambiguousAsWide: !ambiguousIsNarrow};',
		));
		build.onLoad({filter: /ink[/\\]build[/\\]output\.js$/}, replacing(
			'return sliceAnsi(line, from, to);',
			'return from === 0 && to === width ? line : sliceAnsi(line, from, to);',
			'export default class Output {',
			'const rememberedTexts = 4096;\nconst sharedCaches = new OutputCaches();\nconst blank = {type: \'char\', value: \' \', fullWidth: false, styles: []};\nexport default class Output {',
			'caches = new OutputCaches();',
			'caches = sharedCaches;',
			'const { width, height } = options;',
			'const { width, height } = options;\n        for (const cache of [sharedCaches.widths, sharedCaches.blockWidths, sharedCaches.styledChars]) {\n            if (cache.size > rememberedTexts) {\n                cache.clear();\n            }\n        }',
			'row.push({\n                    type: \'char\',\n                    value: \' \',\n                    fullWidth: false,\n                    styles: [],\n                });',
			'row.push(blank);',
		));
		build.onLoad({filter: /ansi-tokenize[/\\]build[/\\]styledChars\.js$/}, replacing(
			'styles: [...codes],',
			'styles: codes,',
			'else {\n            ret += ansiCodesToString(diffAnsiCodes(chars[i - 1].styles, char.styles));\n        }',
			'else if (chars[i - 1].styles !== char.styles) {\n            ret += ansiCodesToString(diffAnsiCodes(chars[i - 1].styles, char.styles));\n        }',
		));
		build.onLoad({filter: /commander[/\\]lib[/\\]command\.js$/}, replacing('require(\'node:child_process\')', '{}'));
	},
};
