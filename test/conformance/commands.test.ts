import path from 'node:path';
import test from 'ava';
import {exportFiles, writtenFiles} from '../../source/formats/export-files.js';
import {targets} from '../../source/formats/targets.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

/** The blocks of commands of every Markdown file of every target and plan, each once, with the file that it stands in first. */
const blocks = new Map<string, string>();
for (const {title, input} of exportPlans) {
	for (const [file, text] of writtenFiles(exportFiles(targets, input))) {
		for (const {groups} of file.endsWith('.md') ? text.matchAll(/^```sh\n(?<commands>.*?)^```$/gmsv) : []) {
			if (!blocks.has(groups!.commands!)) {
				blocks.set(groups!.commands!, `${title} ${file}`);
			}
		}
	}
}

realTest(test, 'shellcheck')('shellcheck has nothing to say about the commands of the runbook and of any README', async t => {
	t.true(blocks.size > 300, String(blocks.size));
	const scripts = new Map([...blocks].map(([commands, from], index) => [`${index}.sh`, `#!/bin/sh\n# ${from}\n${commands}`]));
	await onDisk(scripts, async directory => {
		// SC1091: the variables for etcdctl lie on the machines, not here.
		const {exitCode, stdout} = await runTool(['shellcheck', '--exclude=SC1091', ...[...scripts.keys()].map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});
