import test from 'ava';
import {parseAllDocuments} from 'yaml';
import {backupMachines} from '../../source/formats/backup/schedule.js';
import {backupTarget} from '../../source/formats/backup.js';
import {realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';
import {openSandbox, type RunningProgram, type Sandbox} from '../helpers/sandbox.js';

const destinations = [null, '/mnt/backup', 'nfs://nas.example/export/etcd', 's3://my-bucket/etcd'];

/** Every file of every plan with every kind of destination. */
function everyFile(): Map<string, string> {
	return new Map(exportPlans.flatMap(({plan}, index) => destinations.flatMap((backupTo, kind) => [...backupTarget.write(exportInput(plan, {backupTo}))]
		.map(([file, text]): [string, string] => [`${index}/${kind}/${file}`, text]))));
}

function keepScriptOf(backupTo: string | null): string {
	const text = backupTarget.write(exportInput(exportPlan({machines: 3}).plan, {backupTo})).get('backup/cronjob.yaml')!;
	return (parseAllDocuments(text)[0]!.toJS() as {data: Record<string, string>}).data['keep.sh']!;
}

const {plan: external} = exportPlan({machines: 7, topology: 'external'}, {valued: true});

function backupScriptOf(backupTo: string | null): string {
	return backupTarget.write(exportInput(external, {backupTo})).get('backup/etcd-backup.sh')!;
}

realTest(test, 'yamllint')('yamllint finds nothing in any CronJob', async t => {
	const files = new Map([...everyFile()].filter(([file]) => file.endsWith('.yaml')));
	t.true(files.size > 40);
	t.deepEqual(await onDisk(files, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});

realTest(test, 'shellcheck')('shellcheck finds nothing in any script, on its own or inside a CronJob', async t => {
	const scripts = new Map(destinations.flatMap((backupTo, kind) => [[`${kind}-keep.sh`, keepScriptOf(backupTo)], [`${kind}-backup.sh`, backupScriptOf(backupTo)]]));
	const files = [...scripts.keys()];
	t.deepEqual(
		await onDisk(scripts, async directory => runTool(['shellcheck', '--shell=sh', '--format=gcc', ...files.map(file => `${directory}/${file}`)])),
		{exitCode: 0, stdout: '', stderr: ''},
	);
});

realTest(test, 'systemd-analyze')('systemd takes every unit, and every timer means the hours that it should', async t => {
	t.is(backupMachines(external).length, 2);
	for (const backupTo of destinations) {
		const files = backupTarget.write(exportInput(external, {backupTo}));
		for (const [turn, {name}] of backupMachines(external).entries()) {
			const timer = files.get(`backup/${name}/etcd-backup.timer`)!;
			const units = new Map([
				['usr/local/sbin/etcd-backup', '#!/bin/sh\n'],
				['etc/systemd/system/etcd-backup.service', files.get('backup/etcd-backup.service')!],
				['etc/systemd/system/etcd-backup.timer', timer],
				...(files.has('backup/mnt-etcdbackup.mount') ? [['etc/systemd/system/mnt-etcdbackup.mount', files.get('backup/mnt-etcdbackup.mount')!] satisfies [string, string]] : []),
			]);
			const names = [...units.keys()].filter(unit => unit.startsWith('etc/')).map(unit => unit.split('/').at(-1)!);
			const result = await onDisk(units, async directory => {
				await runTool(['chmod', '755', `${directory}/usr/local/sbin/etcd-backup`]);
				return runTool(['systemd-analyze', 'verify', '--man=no', '--recursive-errors=no', ...names.map(unit => `${directory}/etc/systemd/system/${unit}`)]);
			});
			// Only that the program is not installed on this machine may be said.
			t.deepEqual(result.stderr.split('\n').filter(line => line !== '' && !line.includes('/usr/local/sbin/etcd-backup is not executable')), []);
			const calendar = /^OnCalendar=(?<calendar>.*)$/mv.exec(timer)?.groups?.calendar ?? '';
			const {exitCode, stdout} = await runTool(['systemd-analyze', 'calendar', '--base-time=2026-01-01 00:00:00 UTC', '--iterations=12', calendar], {TZ: 'UTC'});
			t.is(exitCode, 0);
			const hours = [...stdout.matchAll(/2026-01-01 (?<hour>\d\d):54:00 UTC/gv)].map(({groups}) => Number(groups!.hour));
			t.deepEqual([...new Set(hours)], Array.from({length: 6}, (_, index) => (index * 4) + (turn * 2)));
		}
	}
});

const mine = realTest(test, 'etcd', 'etcdctl', 'unshare', 'ip');
const inBusybox = realTest(test, 'etcd', 'etcdctl', 'busybox', 'unshare', 'ip');
const withRclone = realTest(test, 'etcd', 'etcdctl', 'rclone', 'unshare', 'ip');

const endpoint = 'http://127.0.0.1:2379';

/** Members on the loopback, the first on etcd's own ports, with data on one disk; the destination /mnt is another. */
async function startMembers(sandbox: Sandbox, count: number): Promise<RunningProgram[]> {
	await sandbox.mustRun(['mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
	const peers = Array.from({length: count}, (_, index) => `m${index}=http://127.0.0.1:${2380 + (index * 10)}`);
	const members: RunningProgram[] = [];
	for (const [index, peer] of peers.entries()) {
		const [client, own] = [`http://127.0.0.1:${2379 + (index * 10)}`, peer.split('=', 2)[1]!];
		members.push(await sandbox.start([
			'etcd',
			`--name=m${index}`,
			`--data-dir=/run/m${index}`,
			`--listen-client-urls=${client}`,
			`--advertise-client-urls=${client}`,
			`--listen-peer-urls=${own}`,
			`--initial-advertise-peer-urls=${own}`,
			`--initial-cluster=${peers.join(',')}`,
			'--log-outputs=stderr',
			'--logger=zap',
		]));
	}

	await until('etcd', async () => sandbox.run(['etcdctl', `--endpoints=${endpoint}`, 'endpoint', 'health']), ({exitCode}) => exitCode === 0);
	return members;
}

const settings = {
	ETCDCTL_API: '3',
	ETCDCTL_ENDPOINTS: endpoint,
	STATE_DIRECTORY: '/run/state',
	METRICS_DIRECTORY: '/run/metrics',
	OWN_DISK: '/run/m0',
	CLUSTER: 'demo',
	MACHINE: 'node-4',
	KEEP: '3',
	BACKUP_TO: '/mnt',
};

async function backUp(sandbox: Sandbox, script: string, variables: Readonly<Record<string, string>> = {}, shell: readonly string[] = ['sh']) {
	await sandbox.write('/run/script.sh', script);
	await sandbox.mustRun(['mkdir', '-p', '/run/state', '/run/metrics']);
	return sandbox.run(['env', ...Object.entries({...settings, ...variables}).map(([name, value]) => `${name}=${value}`), ...shell, '/run/script.sh']);
}

async function copies(sandbox: Sandbox): Promise<string[]> {
	const {stdout} = await sandbox.run(['ls', '-A', '/mnt/demo']);
	return stdout.split('\n').filter(line => line !== '');
}

/** What a member says that was started from the snapshot alone. */
async function restored(sandbox: Sandbox, file: string, key: string): Promise<string> {
	await sandbox.mustRun(['env', 'ETCDCTL_API=3', 'etcdctl', 'snapshot', 'restore', file, '--data-dir=/run/restored', '--name=r', '--initial-cluster=r=http://127.0.0.1:4380', '--initial-advertise-peer-urls=http://127.0.0.1:4380']);
	const member = await sandbox.start(['etcd', '--name=r', '--data-dir=/run/restored', '--listen-client-urls=http://127.0.0.1:4379', '--advertise-client-urls=http://127.0.0.1:4379', '--listen-peer-urls=http://127.0.0.1:4380']);
	await until('restored etcd', async () => sandbox.run(['etcdctl', '--endpoints=http://127.0.0.1:4379', 'endpoint', 'health']), ({exitCode}) => exitCode === 0);
	const value = await sandbox.mustRun(['env', 'ETCDCTL_API=3', 'etcdctl', '--endpoints=http://127.0.0.1:4379', 'get', '--print-value-only', key]);
	await member.signal('TERM');
	return value.trim();
}

async function put(sandbox: Sandbox, key: string, value: string): Promise<void> {
	await sandbox.mustRun(['env', 'ETCDCTL_API=3', 'etcdctl', `--endpoints=${endpoint}`, 'put', key, value]);
}

mine('the script saves a snapshot of a real etcd, lets go of the oldest, and what it saved can be restored', async t => {
	const sandbox = await openSandbox(t);
	await startMembers(sandbox, 1);
	await put(sandbox, 'kept', 'before the loss');
	await sandbox.mustRun(['sh', '-c', 'mkdir -p /mnt/demo /mnt/demo-2 && cd /mnt/demo && touch 20260101T000000Z-node-4.db 20260101T020000Z-node-5.db 20260101T040000Z-node-4.db ../demo-2/20250101T000000Z-node-4.db']);
	const {exitCode, stdout, stderr} = await backUp(sandbox, backupScriptOf('/mnt/backup'));
	t.is(exitCode, 0, stderr);
	const found = await copies(sandbox);
	t.deepEqual(found.slice(0, 2), ['20260101T020000Z-node-5.db', '20260101T040000Z-node-4.db']);
	t.regex(found[2] ?? '', /^\d{8}T\d{6}Z-node-4\.db$/v);
	t.is(found.length, 3);
	t.regex(stdout, new RegExp(String.raw`^saved /mnt/demo/${found[2]!} \(\d+ bytes\)$`, 'mv'));
	t.is(await sandbox.mustRun(['ls', '/mnt/demo-2']), '20250101T000000Z-node-4.db\n');
	t.is(await sandbox.mustRun(['stat', '-c', '%a', `/mnt/demo/${found[2]!}`]), '600\n');
	t.is(await sandbox.mustRun(['ls', '-A', '/run/state']), '');
	t.regex(await sandbox.mustRun(['cat', '/run/metrics/etcd-backup.prom']), /^etcd_backup_last_success_timestamp_seconds \d{10}$/mv);
	t.is(await restored(sandbox, `/mnt/demo/${found[2]!}`, 'kept'), 'before the loss');
});

mine('nothing is saved where nobody said where, on the machine\'s own disk, or without a majority', async t => {
	const sandbox = await openSandbox(t);
	const [, second, third] = await startMembers(sandbox, 3);
	await put(sandbox, 'kept', 'before the loss');
	const unsaid = await backUp(sandbox, backupScriptOf(null), {BACKUP_TO: ''});
	t.not(unsaid.exitCode, 0);
	t.regex(unsaid.stderr, /Fill in BACKUP_TO/v);
	await sandbox.mustRun(['mkdir', '/run/here']);
	const own = await backUp(sandbox, backupScriptOf('/mnt/backup'), {BACKUP_TO: '/run/here'});
	t.not(own.exitCode, 0);
	t.regex(own.stderr, /\/run\/here is on the disk of/v);
	t.is((await backUp(sandbox, backupScriptOf('/mnt/backup'))).exitCode, 0);
	t.is((await copies(sandbox)).length, 1);
	await second!.signal('KILL');
	await third!.signal('KILL');
	const lost = await backUp(sandbox, backupScriptOf('/mnt/backup'));
	t.not(lost.exitCode, 0);
	t.is((await copies(sandbox)).length, 1);
	// By hand it still works, as the script's own comment says.
	await sandbox.mustRun(['env', 'ETCDCTL_API=3', 'etcdctl', `--endpoints=${endpoint}`, 'snapshot', 'save', '/run/by-hand.db']);
	t.is(await restored(sandbox, '/run/by-hand.db', 'kept'), 'before the loss');
});

inBusybox('the CronJob\'s script does the same under busybox, and finds one wrong bit that snapshot status does not', async t => {
	const sandbox = await openSandbox(t);
	await startMembers(sandbox, 1);
	await put(sandbox, 'kept', 'valuevaluevalue');
	await sandbox.mustRun(['env', 'ETCDCTL_API=3', 'etcdctl', `--endpoints=${endpoint}`, 'snapshot', 'save', '/run/snapshot.db']);
	await sandbox.mustRun(['sh', '-c', 'mkdir /run/bin && busybox --install -s /run/bin']);
	const shell = ['env', 'PATH=/run/bin', 'sh'];
	const script = keepScriptOf('/mnt/backup');
	const good = await backUp(sandbox, script, {SNAPSHOT: '/run/snapshot.db'}, shell);
	t.is(good.exitCode, 0, good.stderr);
	const [saved] = await copies(sandbox);
	t.is(await restored(sandbox, `/mnt/demo/${saved!}`, 'kept'), 'valuevaluevalue');
	await sandbox.mustRun(['sh', '-c', 'sed s/valuevaluevalue/valuevaluevalud/ /run/snapshot.db > /run/damaged.db && rm /mnt/demo/*']);
	t.is((await sandbox.run(['env', 'ETCDCTL_API=3', 'etcdctl', 'snapshot', 'status', '/run/damaged.db'])).exitCode, 0);
	const damaged = await backUp(sandbox, script, {SNAPSHOT: '/run/damaged.db'}, shell);
	t.not(damaged.exitCode, 0);
	t.regex(damaged.stderr, /The snapshot is damaged/v);
	t.deepEqual(await copies(sandbox), []);
});

withRclone('with rclone: copies, compares, and lets go of the oldest', async t => {
	const sandbox = await openSandbox(t);
	await startMembers(sandbox, 1);
	await put(sandbox, 'kept', 'elsewhere');
	await sandbox.mustRun(['sh', '-c', 'mkdir -p /mnt/demo && cd /mnt/demo && touch 20260101T000000Z-node-4.db 20260101T020000Z-node-5.db 20260101T040000Z-node-4.db other.txt']);
	const {exitCode, stderr} = await backUp(sandbox, backupScriptOf('s3://my-bucket/etcd'), {BACKUP_TO: ':local:/mnt'});
	t.is(exitCode, 0, stderr);
	const found = await copies(sandbox);
	t.deepEqual([found[0], found[1], found[3], found.length], ['20260101T020000Z-node-5.db', '20260101T040000Z-node-4.db', 'other.txt', 4]);
	t.is(await restored(sandbox, `/mnt/demo/${found[2]!}`, 'kept'), 'elsewhere');
});

realTest(test, 'promtool')('what the script tells Prometheus is well formed', async t => {
	const {stdout} = await runTool(['sh', '-c', String.raw`printf '%s\n' "$1" | sed -n 's/^    echo "\(.*\)"$/\1/p' | sed 's/\$(date +%s)/1767225600/' | promtool check metrics 2>&1; echo "exit code $?"`, 'sh', backupScriptOf('/mnt/backup')]);
	t.is(stdout, 'exit code 0\n');
});
