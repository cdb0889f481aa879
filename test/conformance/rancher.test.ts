import path from 'node:path';
import test from 'ava';
import {k3sTarget} from '../../source/formats/k3s.js';
import {rke2Target} from '../../source/formats/rke2.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

/** Every file of every plan that these targets write, under the plan's number. */
const everything: ReadonlyMap<string, string> = new Map(exportPlans.flatMap(({input}, index) =>
	[rke2Target, k3sTarget]
		.filter(target => target.needs(input).length === 0)
		.flatMap(target => [...target.write(input)].map(([file, text]): [string, string] => [`${index}/${file}`, text]))));

function filesLike(pattern: RegExp): string[] {
	return [...everything.keys()].filter(file => pattern.test(file));
}

realTest(test, 'yamllint')('yamllint in its strict default has nothing to say about any YAML', async t => {
	const files = filesLike(/\.yaml$/v);
	t.true(files.length > 200);
	await onDisk(everything, async directory => {
		const {exitCode, stdout} = await runTool(['yamllint', '--strict', '--config-data', 'extends: default', ...files.map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});

realTest(test, 'haproxy')('HAProxy takes every haproxy.cfg', async t => {
	const files = filesLike(/haproxy\.cfg$/v);
	t.true(files.length > 10);
	await onDisk(everything, async directory => {
		for (const file of files) {
			const {exitCode, stdout, stderr} = await runTool(['haproxy', '-c', '-f', path.join(directory, file)]);
			t.is(exitCode, 0, `${file}: ${stdout}${stderr}`);
		}
	});
});

realTest(test, 'shellcheck')('shellcheck has nothing to say about the commands of any README', async t => {
	const scripts = new Map(filesLike(/README\.md$/v).map(file => [
		`${file.replaceAll('/', '-')}.sh`,
		`#!/bin/sh\n${[...everything.get(file)!.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups!.commands).join('')}`,
	]));
	t.true(scripts.size > 20);
	await onDisk(scripts, async directory => {
		const {exitCode, stdout} = await runTool(['shellcheck', ...[...scripts.keys()].map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});
