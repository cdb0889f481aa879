/*
One run of every scenario, as it is told and byte for byte. What has changed on purpose is written anew by `npm run transcripts -- --write`,
and read. The hashes are of whole traces: they are the same on every version of Node and on every machine.
*/
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {scenarios} from '../../../source/simulation/scenarios/scenarios.js';
import {goldenRunOf, hashesPath} from '../../helpers/golden-runs.js';

const hashes = JSON.parse(await readFile(hashesPath, 'utf8')) as Readonly<Record<string, string>>;

for (const scenario of scenarios) {
	test(`${scenario.id} is told as its transcript has it, and its trace is the same bytes`, async t => {
		const {transcript, transcriptPath, traceHash} = goldenRunOf(scenario);
		t.is(transcript, await readFile(transcriptPath, 'utf8'));
		t.is<string | undefined, string | undefined>(traceHash, hashes[scenario.id]);
	});
}

test('there is no transcript, and no hash, of a scenario that is no more', async t => {
	const files = await readdir(path.dirname(hashesPath), {recursive: true});
	t.deepEqual(files.filter(name => name.endsWith('.txt')).map(name => path.basename(name, '.txt')).sort(), scenarios.map(({id}) => id).sort());
	t.deepEqual(Object.keys(hashes), scenarios.map(({id}) => id));
});
