/*
Keeps what the documents say of the simulator true: `npm run docs` writes the tables between `<!-- table: name -->` and `<!-- end -->`
from the sources, and runs what stands behind `$ ` in console blocks to put its output below. A test compares.
*/
import {execFile} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {tsImport} from 'tsx/esm/api';

const load = file => tsImport(file, import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));

export const documents = ['docs/simulator.md', 'README.md', 'README.zh.md'];

/** A row of a Markdown table; a bar would end the cell. */
const row = cells => `| ${cells.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(cells => row(cells))].join('\n');
const code = text => `\`${text}\``;

const spanOf = milliseconds => `${milliseconds / 1000} s`;

async function settingsTable() {
	const {settingTable} = await load('../source/simulation/control-plane/settings.ts');
	const rangeOf = ({kind, low, high, unit}) => kind === 'boolean' ? 'true, false' : `${low} to ${high}${unit ? ` ${unit}` : ''}${kind === 'optional' ? ', or null' : ''}${kind === 'list' ? ', joined by commas' : ''}`;
	return table(['Key', 'Default', 'May be', 'As in'], Object.entries(settingTable).map(([key, setting]) => [code(key), String(setting.usual), rangeOf(setting), setting.source]));
}

/** What a scenario runs, as far as it is not what everything begins with. */
function runningIn({parts, endpoint = 'keepalived', settings = {}, spareEtcd = 0, strangers = 0, hasScript = true, behindRouter = false, apart = false, zones = false, logs}) {
	const hasEndpoint = parts.includes('load-balancer') || endpoint !== 'keepalived';
	return [
		[...parts.filter(part => part !== 'load-balancer'), ...(hasEndpoint ? [endpoint] : [])].join(', '),
		...(apart ? ['load balancers on machines of their own'] : []),
		...(zones ? ['three zones'] : []),
		...(spareEtcd > 0 ? [`${spareEtcd} etcd that stands ready`] : []),
		...(strangers > 0 ? ['a stranger with our router id'] : []),
		...(parts.includes('load-balancer') && endpoint === 'keepalived' && !hasScript ? ['no check script'] : []),
		...(behindRouter ? ['clients behind a router'] : []),
		...(logs ? ['given logs, begins cold'] : []),
		...Object.entries(settings).map(([key, value]) => code(`${key}=${value}`)),
	].join('<br>');
}

async function scenariosTable() {
	const {scenarios} = await load('../source/simulation/scenarios/scenarios.ts');
	return table(['Scenario', 'What happens', 'What runs', 'Faults', 'Until', 'Measures'], scenarios.map(scenario => [
		code(scenario.id),
		scenario.about.en,
		runningIn(scenario),
		scenario.faults.map((fault, index) => index > 0 && index === scenario.measuredFault ? `**${code(fault)}**` : code(fault)).join('<br>'),
		spanOf(scenario.untilMs),
		scenario.measures.join('<br>'),
	]));
}

const tables = {settings: settingsTable, scenarios: scenariosTable};

/** A folder in which `npx k8s-ha-tutor` is the program that was built. */
async function workshop() {
	const directory = await mkdtemp(path.join(tmpdir(), 'k8s-ha-tutor-docs-'));
	const shim = path.join(directory, 'bin', 'npx');
	await mkdir(path.join(directory, 'work'));
	await mkdir(path.dirname(shim));
	await writeFile(shim, `#!/bin/sh\nshift\nexec "${process.execPath}" "${path.join(root, 'dist/cli.js')}" "$@"\n`);
	await chmod(shim, 0o755);
	const environment = {...process.env, PATH: `${path.dirname(shim)}:${process.env.PATH}`, XDG_DATA_HOME: directory, LC_ALL: 'en_US.UTF-8', FORCE_COLOR: '0'};
	return {
		directory,
		async run(command) {
			const {stdout} = await promisify(execFile)('/bin/sh', ['-c', command], {cwd: path.join(directory, 'work'), env: environment, maxBuffer: 100_000_000});
			return stdout;
		},
	};
}

/** A document with its tables and outputs as they are now. */
export async function refreshed(text) {
	const {directory, run} = await workshop();
	try {
		const pieces = [];
		let end = 0;
		for (const match of text.matchAll(/(?<open><!-- table: (?<name>[a-z]+) -->\n).*?(?=<!-- end -->)|```console\n(?<block>.*?)```/gsv)) {
			const {open, name, block} = match.groups;
			pieces.push(text.slice(end, match.index));
			end = match.index + match[0].length;
			if (name) {
				pieces.push(`${open}\n${await tables[name]()}\n\n`);
				continue;
			}

			pieces.push('```console\n');
			for (const line of block.split('\n').filter(each => each.startsWith('$ '))) {
				pieces.push(`${line}\n${await run(line.slice(2))}`);
			}

			pieces.push('```');
		}

		return pieces.join('') + text.slice(end);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const document of documents) {
		const file = path.join(root, document);
		await writeFile(file, await refreshed(await readFile(file, 'utf8')));
	}
}
