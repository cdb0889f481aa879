import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {etcdTarget} from '../../source/formats/etcd.js';
import {kubeVipTarget} from '../../source/formats/kube-vip.js';
import {kubeadmTarget} from '../../source/formats/kubeadm.js';
import {realTest} from '../helpers/conformance.js';
import {exportPlan, exportPlans} from '../helpers/export-plans.js';
import {refusedPaths} from '../helpers/kubeadm-schema.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

const shell = realTest(test, 'sh', 'awk', 'sed', 'grep');
const shellcheck = realTest(test, 'shellcheck');
const yamllint = realTest(test, 'yamllint');

/** Every file of every plan that these targets write, under the plan's number. */
const everything: ReadonlyMap<string, string> = new Map(exportPlans.flatMap(({input}, index) =>
	[kubeadmTarget, etcdTarget, kubeVipTarget]
		.filter(target => target.refuses(input) === undefined && target.needs(input).length === 0)
		.flatMap(target => [...target.write(input)].map(([file, text]): [string, string] => [`${index}/${file}`, text]))));

function filesLike(pattern: RegExp): string[] {
	return [...everything.keys()].filter(file => pattern.test(file));
}

shellcheck('shellcheck has nothing to say about any script', async t => {
	const scripts = filesLike(/\.sh$/v);
	t.true(scripts.length > 10);
	await onDisk(everything, async directory => {
		const {exitCode, stdout} = await runTool(['shellcheck', ...scripts.map(script => path.join(directory, script))]);
		t.is(exitCode, 0, stdout);
	});
});

yamllint('yamllint in its strict default has nothing to say about any YAML', async t => {
	const files = filesLike(/\.yaml$|kubelet\.conf$/v);
	t.true(files.length > 100);
	await onDisk(everything, async directory => {
		const {exitCode, stdout} = await runTool(['yamllint', '--strict', '--config-data', 'extends: default', ...files.map(file => path.join(directory, file))]);
		t.is(exitCode, 0, stdout);
	});
});

const token = 'abcdef.0123456789abcdef';
const hash = `sha256:${'0f'.repeat(32)}`;
const key = 'a1'.repeat(32);

shell('fill-in.sh makes of the join files what kubeadm takes, for their owner only, and leaves the files themselves as they were', async t => {
	const {input} = exportPlan({machines: 5}, {valued: true});
	const files = kubeadmTarget.write(input);
	await onDisk(files, async directory => {
		const script = path.join(directory, 'kubeadm/fill-in.sh');
		const {exitCode, stderr} = await runTool(['sh', script, token, hash, key]);
		t.is(exitCode, 0, stderr);
		for (const name of ['node-1', 'node-2', 'node-3', 'node-4', 'node-5']) {
			const filled = await readFile(path.join(directory, `kubeadm/filled-in/${name}-join.yaml`), 'utf8');
			t.deepEqual(refusedPaths(filled), [], filled);
			t.true(filled.includes(token) && filled.includes(hash));
			t.is(await readFile(path.join(directory, `kubeadm/${name}-join.yaml`), 'utf8'), files.get(`kubeadm/${name}-join.yaml`)!);
		}

		t.is((await runTool(['find', path.join(directory, 'kubeadm/filled-in'), '-type', 'f', '-perm', '/077'])).stdout, '');
	});
});

shell('fill-in.sh takes nothing that is no token, no hash or no key', async t => {
	const {input} = exportPlan({machines: 3}, {valued: true});
	await onDisk(kubeadmTarget.write(input), async directory => {
		const script = path.join(directory, 'kubeadm/fill-in.sh');
		const wrong: readonly string[][] = [[], [token], [hash, token], [`${token}x`, hash, key], [token, hash.slice(7), key], [token, hash, `${key}0`], [token, hash, '/&'], [token, hash, key, 'more']];
		for (const words of wrong) {
			t.is((await runTool(['sh', script, ...words])).exitCode, 2, words.join(' '));
		}

		t.not((await runTool(['ls', path.join(directory, 'kubeadm/filled-in')])).exitCode, 0);
	});
});

shell('without a certificate key the workers\' files are complete, and kubeadm still refuses those of control planes', async t => {
	const {input} = exportPlan({machines: 5}, {valued: true});
	await onDisk(kubeadmTarget.write(input), async directory => {
		await runTool(['sh', path.join(directory, 'kubeadm/fill-in.sh'), token, hash]);
		const filled = async (name: string) => refusedPaths(await readFile(path.join(directory, `kubeadm/filled-in/${name}-join.yaml`), 'utf8'));
		t.deepEqual(await filled('node-5'), []);
		t.deepEqual(await filled('node-2'), ['controlPlane.certificateKey']);
	});
});

shell('point-endpoint.sh keeps its one line of /etc/hosts, and touches no other', async t => {
	const {input} = exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true});
	const others = '127.0.0.1 localhost\n# 10.0.0.9 api.example.com\n10.0.0.8 old-api.example.com api.example.com.old\n';
	await onDisk(kubeadmTarget.write(input), async directory => {
		const hosts = path.join(directory, 'hosts');
		const point = async (address: string) => runTool(['sh', path.join(directory, 'kubeadm/node-local/point-endpoint.sh'), address, hosts]);
		await writeFile(hosts, others);
		t.is((await point('10.0.0.11')).exitCode, 0);
		t.is(await readFile(hosts, 'utf8'), `${others}10.0.0.11 api.example.com # control-plane endpoint\n`);
		t.is((await point('127.0.0.1')).exitCode, 0);
		t.is(await readFile(hosts, 'utf8'), `${others}127.0.0.1 api.example.com # control-plane endpoint\n`);
		for (const wrong of ['', 'node-1', '10.0.0.11; id', '-']) {
			t.is((await point(wrong)).exitCode, 2, wrong);
		}

		// A line that somebody else wrote for the name is theirs to remove.
		await writeFile(hosts, '10.0.0.7 something api.example.com\n');
		t.is((await point('10.0.0.11')).exitCode, 1);
		t.is(await readFile(hosts, 'utf8'), '10.0.0.7 something api.example.com\n');
	});
});
