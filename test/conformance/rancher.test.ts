import path from 'node:path';
import test from 'ava';
import {k3sTarget} from '../../source/formats/k3s.js';
import {rke2Target} from '../../source/formats/rke2.js';
import {namespaces, realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';
import {openSandbox} from '../helpers/sandbox.js';
import {startApiservers} from '../helpers/stand-in-apiservers.js';

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

realTest(test, 'haproxy', namespaces, 'openssl', 'curl')('apiservers that answer 401 are used, and one that answers 503 is taken out', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	await sandbox.write('/run/haproxy.cfg', rke2Target.write(exportInput(plan)).get('rke2/haproxy.cfg')!);
	for (const address of ['10.0.0.11', '10.0.0.12', '10.0.0.13', '10.0.0.100']) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
	}

	const apiservers = await startApiservers(sandbox, {'node-1': '10.0.0.11', 'node-2': '10.0.0.12', 'node-3': '10.0.0.13'});
	for (const name of ['node-1', 'node-2', 'node-3']) {
		apiservers.tell(`ready ${name} 401`);
	}

	const haproxy = await sandbox.start(['haproxy', '-db', '-f', '/run/haproxy.cfg']);
	const answering = async () => {
		const answers = new Set<string>();
		for (let request = 0; request < 9; request++) {
			answers.add((await sandbox.run(['curl', '--silent', '--insecure', '--max-time', '5', 'https://10.0.0.100:8443/'])).stdout || 'nobody');
		}

		return [...answers].sort().join(' ');
	};

	await until('all three', answering, answer => answer === 'node-1 node-2 node-3');
	apiservers.tell('ready node-2 503');
	await until('node-2 DOWN', haproxy.output, output => output.includes('Server apiservers/node-2 is DOWN'));
	t.is(await answering(), 'node-1 node-3');
	// Longer than three checks: 401 has taken neither of the others out.
	t.notRegex(haproxy.output(), /node-[13] is DOWN/v);
});
