/*
The transcripts of all scenarios, and the hashes of their traces: `npm run transcripts` says which differ from those in
fixtures/transcripts, `npm run transcripts -- --write` writes them anew. Read what has changed: each sentence has to be true.
*/
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {goldenRuns, hashesPath} from '../test/helpers/golden-runs.js';

function readArguments() {
	try {
		return parseArgs({options: {write: {type: 'boolean', default: false}}}).values;
	} catch (error) {
		console.error(`${error.message}\nUsage: npm run transcripts -- [--write]`);
		return process.exit(2);
	}
}

function contentsOf(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

const {write} = readArguments();
const hashes = {};
const wanted = [];
for (const {id, transcriptPath, transcript, traceHash} of goldenRuns()) {
	hashes[id] = traceHash;
	wanted.push([transcriptPath, transcript]);
}

wanted.push([hashesPath, `${JSON.stringify(hashes, undefined, '\t')}\n`]);
const differing = wanted.filter(([file, text]) => contentsOf(file) !== text);
for (const [file, text] of differing) {
	if (write) {
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
	}

	console.log(`${write ? 'wrote' : 'differs'}: ${path.relative(process.cwd(), file)}`);
}

console.log(`${differing.length} of ${wanted.length} files ${write ? 'written' : 'differ'}`);
process.exitCode = differing.length > 0 && !write ? 1 : 0;
