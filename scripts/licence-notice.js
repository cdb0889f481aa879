import {readFile, readdir} from 'node:fs/promises';
import path from 'node:path';

const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'CC0-1.0', '(MIT OR CC0-1.0)', 'Unlicense', 'BlueOak-1.0.0']);

const mitText = holder => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Packages that say MIT in package.json and ship no text of it. */
const textsByHand = new Map([
	['yoga-layout', mitText('Facebook, Inc. and its affiliates.')],
]);

/** The folder of the package that a bundled file comes from, or undefined for our own. */
function packageFolder(file) {
	const match = /^(?<folder>.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
	return match?.groups.folder;
}

async function licenceText(folder, name) {
	const files = await readdir(folder);
	const found = files.filter(file => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
	const texts = await Promise.all(found.map(file => readFile(path.join(folder, file), 'utf8')));
	const text = texts.map(each => each.trim()).join('\n\n') || textsByHand.get(name);
	if (!text) {
		throw new Error(`${folder} ships no licence text. Add it by hand in scripts/licence-notice.js.`);
	}

	return text;
}

/**
The notice of all that is inside the bundle, made from what the bundler really took in.
@throws where a licence is not among the allowed ones, or has no text.
*/
export async function licenceNotice(metafile) {
	const folders = new Set();
	for (const {inputs} of Object.values(metafile.outputs)) {
		for (const [file, {bytesInOutput}] of Object.entries(inputs)) {
			const folder = packageFolder(file);
			if (folder && bytesInOutput > 0) {
				folders.add(folder);
			}
		}
	}

	const sections = await Promise.all([...folders].sort().map(async folder => {
		const {name, version, license, repository} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		if (!allowed.has(license)) {
			throw new Error(`${name}@${version} is under ${license}, which is not among the allowed licences.`);
		}

		const home = typeof repository === 'string' ? repository : repository?.url;
		return `${name} ${version} (${license})${home ? `\n${home}` : ''}\n\n${await licenceText(folder, name)}`;
	}));

	return `k8s-ha-tutor contains the following packages.\n\n${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
