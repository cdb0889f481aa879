import {readFile} from 'node:fs/promises';
import test from 'ava';
// @ts-expect-error A script without types.
import {documents as untypedDocuments, refreshed as untypedRefreshed} from '../../scripts/simulator-docs.js';
import {faultRoles, faultVerbs, operatorCommands} from '../../source/simulation/control-plane/fault.js';
import {measureNames} from '../../source/simulation/scenarios/scenario.js';

const documents = untypedDocuments as readonly string[];
const refreshed = untypedRefreshed as (text: string) => Promise<string>;

async function textOf(document: string): Promise<string> {
	return readFile(new URL(`../../${document}`, import.meta.url), 'utf8');
}

for (const document of documents) {
	test(`${document}: its tables are the sources', its outputs the program's (npm run docs writes them)`, async t => {
		const text = await textOf(document);
		const wanted = (await refreshed(text)).split('\n');
		const there = text.split('\n');
		const at = wanted.findIndex((line, index) => line !== there[index]);
		t.deepEqual({line: at + 1, there: at === -1 ? '' : there[at]}, {line: 0, there: ''}, `wanted: ${wanted[at] ?? ''}`);
		t.is(there.length, wanted.length);
	});
}

/** The first column of the table under a heading. */
function firstColumn(text: string, heading: string): string[] {
	const section = text.slice(text.indexOf(`\n${heading}\n`) + 1).split(/\n#+ /v)[0]!;
	return [...section.matchAll(/^\| `(?<name>[^`]+)`/gmv)].map(({groups}) => groups!.name!);
}

test('docs/simulator.md: every verb, role, command and measure is explained, in their order', async t => {
	const text = await textOf('docs/simulator.md');
	const firstWords = (cells: readonly string[]) => cells.map(cell => cell.split(' ')[0]!);
	t.deepEqual(firstWords(firstColumn(text, '### Verbs')), [...faultVerbs]);
	t.deepEqual(firstColumn(text, '### Roles'), [...faultRoles]);
	t.deepEqual(firstWords(firstColumn(text, '### What etcdctl can do')), [...operatorCommands.keys()]);
	t.deepEqual(firstColumn(text, '## Measures'), [...measureNames]);
});
