import {
	chmod, readFile, readdir, stat,
} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {talosTarget} from '../../source/formats/talos.js';
import {programPath, realTest} from '../helpers/conformance.js';
import {exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

/** Every file of every plan that this target writes, under the plan's number. */
const everything: ReadonlyMap<string, string> = new Map(exportPlans.flatMap(({input}, index) =>
	talosTarget.refuses(input) === undefined && talosTarget.needs(input).length === 0
		? [...talosTarget.write(input)].map(([file, text]): [string, string] => [`${index}/${file}`, text])
		: []));

function filesLike(pattern: RegExp): string[] {
	return [...everything.keys()].filter(file => pattern.test(file));
}

realTest(test, 'yamllint')('yamllint in its strict default has nothing to say about any YAML', async t => {
	const files = filesLike(/\.yaml$/v);
	t.true(files.length > 70);
	await onDisk(everything, async directory => {
		const {exitCode, stdout} = await runTool(['yamllint', '--strict', '--config-data', 'extends: default', ...files.map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});

realTest(test, 'shellcheck')('shellcheck has nothing to say about any script, nor about the commands of any README', async t => {
	const scripts = new Map([
		...filesLike(/\.sh$/v).map((file): [string, string] => [file.replaceAll('/', '-'), everything.get(file)!]),
		...filesLike(/README\.md$/v).map((file): [string, string] => [
			`${file.replaceAll('/', '-')}.sh`,
			`#!/bin/sh\n${[...everything.get(file)!.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups!.commands).join('')}`,
		]),
	]);
	t.true(scripts.size > 18);
	await onDisk(scripts, async directory => {
		const {exitCode, stdout} = await runTool(['shellcheck', ...[...scripts.keys()].map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});

realTest(test, 'haproxy')('HAProxy takes the file of every plan with balancers of its own', async t => {
	const files = filesLike(/haproxy\.cfg$/v);
	t.is(files.length, 1);
	await onDisk(everything, async directory => {
		const {exitCode, stdout, stderr} = await runTool(['haproxy', '-c', '-f', path.join(directory, files[0]!)]);
		t.is(exitCode, 0, `${stdout}${stderr}`);
	});
});

/** Stands in for talosctl: notes how it was called, and writes the files that the real one would. */
const standIn = `#!/bin/sh
set -eu
echo "$*" >>calls
case "$1 $2" in
'gen secrets') echo "made" >>secrets.yaml ;;
'gen config')
  mkdir -p generated
  for file in controlplane.yaml worker.yaml talosconfig; do : >"generated/$file"; done
  for word in "$@"; do case "$word" in @*) test -e "\${word#@}" ;; esac; done
  ;;
'machineconfig patch')
  test -e "$3"
  test -e "\${5#@}"
  echo "$3" >"$7"
  ;;
esac
`;

realTest(test, 'sh')('gen-config.sh makes the secrets once and a file of its own kind for each machine, for its owner only, and nothing without a disk', async t => {
	const {input} = exportPlan({machines: 5}, {valued: true});
	await onDisk(new Map([...talosTarget.write(input), ['bin/talosctl', standIn]]), async directory => {
		await chmod(path.join(directory, 'bin/talosctl'), 0o755);
		const script = path.join(directory, 'talos/gen-config.sh');
		const run = async (environment: Readonly<Record<string, string>>) => runTool(['sh', script], {PATH: `${path.join(directory, 'bin')}:${programPath}`, ...environment});
		const withoutDisk = await run({});
		t.is(withoutDisk.exitCode, 2);
		t.regex(withoutDisk.stderr, /which disk/v);
		t.deepEqual((await readdir(path.join(directory, 'talos'))).sort(), ['README.md', 'control-plane.yaml', 'gen-config.sh', 'machines']);

		for (let again = 0; again < 2; again++) {
			const {exitCode, stderr} = await run({INSTALL_DISK: '/dev/disk with spaces'});
			t.is(exitCode, 0, stderr);
		}

		t.is(await readFile(path.join(directory, 'talos/secrets.yaml'), 'utf8'), 'made\n');
		const kinds = await Promise.all(['node-1', 'node-2', 'node-3', 'node-4', 'node-5'].map(async name => readFile(path.join(directory, `talos/generated/machines/${name}.yaml`), 'utf8')));
		t.deepEqual(kinds, ['controlplane', 'controlplane', 'controlplane', 'worker', 'worker'].map(kind => `generated/${kind}.yaml\n`));
		for (const file of ['secrets.yaml', 'generated/talosconfig', 'generated/machines/node-1.yaml']) {
			t.is((await stat(path.join(directory, 'talos', file))).mode % 0o100, 0, file);
		}

		const calls = (await readFile(path.join(directory, 'talos/calls'), 'utf8')).split('\n');
		t.is(calls.filter(call => call.startsWith('gen secrets')).length, 1);
		t.is(calls.find(call => call.startsWith('gen config')), `gen config --with-secrets secrets.yaml --talos-version v1.12 --kubernetes-version 1.37.1 --install-disk /dev/disk with spaces --additional-sans api.example.com,10.0.0.100 --config-patch-control-plane @control-plane.yaml --output generated --force ${input.plan.metadata.name} https://api.example.com:6443`);
	});
});
