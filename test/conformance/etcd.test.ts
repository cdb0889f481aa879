import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {alertsTarget} from '../../source/formats/alerts.js';
import {etcdTarget} from '../../source/formats/etcd.js';
import type {Plan} from '../../source/model/plan.js';
import {namespaces, programPath, realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';
import {openSandbox, type RunningProgram, type Sandbox} from '../helpers/sandbox.js';

const cluster = realTest(test, 'etcd', 'etcdctl', 'openssl', 'curl', namespaces);
const shellcheck = realTest(test, 'shellcheck');
const units = realTest(test, 'systemd-analyze');
const openssl = realTest(test, 'openssl');

const {plan} = exportPlan({machines: 7, topology: 'external'}, {valued: true});
const memberNames = plan.etcd.members;

function addressOf(name: string): string {
	return plan.machines.find(machine => machine.name === name)!.address!;
}

/** What the exported Prometheus asks for etcd's metrics. */
function scraped(of: Plan): string[] {
	const {scrape_configs: jobs} = parse(alertsTarget.write(exportInput(of)).get('alerts/prometheus.yaml')!) as {scrape_configs: Array<{job_name: string; static_configs: Array<{targets: string[]}>}>};
	return jobs.filter(({job_name: name}) => name === 'etcd').flatMap(({static_configs: configs}) => configs.flatMap(({targets}) => targets));
}

/** The words after `ExecStart=`; nothing in them needs quotes. */
function commandLine(unit: string): string[] {
	return /^ExecStart=(?<words>.*)$/mv.exec(unit)!.groups!.words!.split(' ');
}

/** The assignments of an environment file as systemd reads it (systemd.exec(5), EnvironmentFile=). */
function assignments(text: string): string[] {
	return text.split('\n').filter(line => line !== '' && !line.startsWith('#'));
}

/** The files of the export in /run/etcd, and what its script makes from them in /run/etcd/pki. */
async function exported(sandbox: Sandbox, of: Plan): Promise<ReadonlyMap<string, string>> {
	const files = etcdTarget.write(exportInput(of));
	for (const [file, text] of files) {
		await sandbox.write(`/run/${file}`, text);
	}

	await sandbox.mustRun(['sh', '-c', 'cd /run/etcd && sh make-certificates.sh pki']);
	return files;
}

/** A machine's own /etc and /var/lib, with its certificates where the environment file says they are. */
const ownMachine = `
set -e
mount -t tmpfs tmpfs /etc && mount -t tmpfs tmpfs /var/lib
mkdir -p /etc/etcd/pki
cp /run/etcd/pki/members/"$1"/* /etc/etcd/pki/
shift
exec "$@"
`;

/** One member as systemd would start it: the unit's command, the environment file's variables, nothing changed in either. */
async function startMember(sandbox: Sandbox, files: ReadonlyMap<string, string>, name: string): Promise<RunningProgram> {
	const words = commandLine(files.get('etcd/etcd.service')!);
	const environment = assignments(files.get(`etcd/${name}/etcd.env`)!);
	return sandbox.start(['unshare', '--mount', 'sh', '-c', ownMachine, 'sh', name, 'env', '-i', `PATH=${programPath}`, ...environment, ...words], {machine: name});
}

/**
A bridge with a cable to each member's own network, and 10.0.0.1 for who asks them. On one shared loopback a member would
call another from that one's own address, and etcd compares the caller's address with its certificate.
*/
async function connect(sandbox: Sandbox): Promise<void> {
	await sandbox.mustRun(['sh', '-c', 'ip link add lan type bridge && ip link set lan up && ip address add 10.0.0.1/24 dev lan']);
	for (const name of memberNames) {
		await sandbox.mustRun(['sh', '-c', [
			'set -e',
			'ip netns add "$1"',
			'ip link add "$1" type veth peer name eth0 netns "$1"',
			'ip link set "$1" master lan up',
			'ip -n "$1" link set lo up',
			'ip -n "$1" link set eth0 up',
			'ip -n "$1" address add "$2/24" dev eth0',
		].join('\n'), 'sh', name, addressOf(name)]);
	}
}

const clientFiles = ['--cacert', '/run/etcd/pki/ca.crt', '--cert', '/run/etcd/pki/clients/etcdctl.crt', '--key', '/run/etcd/pki/clients/etcdctl.key'];

function etcdctl(endpoints: readonly string[], ...words: readonly string[]): string[] {
	return ['env', 'ETCDCTL_API=3', 'etcdctl', '--endpoints', endpoints.join(','), ...clientFiles, ...words];
}

cluster('three members from the exported unit, environment and certificates form a cluster that takes writes, also without one of them', async t => {
	const sandbox = await openSandbox(t);
	await connect(sandbox);
	const files = await exported(sandbox, plan);
	const members = new Map<string, RunningProgram>();
	for (const name of memberNames) {
		members.set(name, await startMember(sandbox, files, name));
	}

	const endpoints = memberNames.map(name => `https://${addressOf(name)}:2379`);
	await until(
		'a healthy cluster',
		async () => {
			const {exitCode, stderr} = await sandbox.run(etcdctl(endpoints, 'endpoint', 'health'));
			return {exitCode, stderr, said: [...members.values()].map(member => member.output().slice(-1000))};
		},
		({exitCode}) => exitCode === 0,
		{withinMs: 40_000},
	);

	const listed = await sandbox.mustRun(etcdctl(endpoints, 'member', 'list'));
	t.deepEqual(listed.trim().split('\n').map(line => line.split(', ').slice(1, 5).join(' ')).sort(), memberNames.map(name =>
		`started ${name} https://${addressOf(name)}:2380 https://${addressOf(name)}:2379`));
	t.is((await sandbox.mustRun(etcdctl([endpoints[0]!], 'put', 'key', 'before'))).trim(), 'OK');
	t.is((await sandbox.mustRun(etcdctl([endpoints[2]!], 'get', 'key', '--print-value-only'))).trim(), 'before');

	// What the environment file says has arrived: no variable was unknown, and the quota is the one in it.
	t.deepEqual([...members.values()].flatMap(member => member.output().split('\n').filter(line => /unrecognized|unrecognised|conflicting/iv.test(line))), []);
	const metrics = await sandbox.mustRun(['curl', '--silent', '--show-error', '--cacert', '/run/etcd/pki/ca.crt', '--cert', '/run/etcd/pki/clients/apiserver-etcd-client.crt', '--key', '/run/etcd/pki/clients/apiserver-etcd-client.key', `${endpoints[1]!}/metrics`]);
	t.regex(metrics, /^etcd_server_quota_backend_bytes 8\.589934592e\+09$/mv);

	// Where Prometheus asks, every member answers, and on its own loopback, where the kubelet would; only the metrics are there.
	for (const [index, target] of scraped(plan).entries()) {
		t.regex(await sandbox.mustRun(['curl', '--silent', '--show-error', `http://${target}/metrics`]), /^etcd_server_has_leader 1$/mv, target);
		t.regex(await sandbox.mustRun(['curl', '--silent', '--show-error', 'http://127.0.0.1:2381/health'], {machine: memberNames[index]!}), /"health":"true"/v);
		t.is((await sandbox.run(['curl', '--silent', '--output', '/dev/null', '--write-out', '%{http_code}', `http://${target}/v2/keys`])).stdout, '404');
	}

	// Who shows no certificate is not served.
	const stranger = await sandbox.run(['curl', '--silent', '--show-error', '--insecure', '--max-time', '5', `${endpoints[1]!}/health`]);
	t.not(stranger.exitCode, 0);

	await members.get(memberNames[0]!)!.signal('KILL');
	await until('a write without the first member', async () => sandbox.run(etcdctl(endpoints.slice(1), 'put', 'key', 'after')), ({stdout}) => stdout.trim() === 'OK', {withinMs: 30_000});
	t.is((await sandbox.mustRun(etcdctl([endpoints[2]!], 'get', 'key', '--print-value-only'))).trim(), 'after');
});

openssl('the script makes every key for its owner only, keeps what is there, and renews what was removed', async t => {
	await onDisk(etcdTarget.write(exportInput(plan)), async directory => {
		const script = path.join(directory, 'etcd/make-certificates.sh');
		const pki = path.join(directory, 'pki');
		const first = await runTool(['sh', script, pki]);
		t.is(first.exitCode, 0, first.stderr);
		t.is((await runTool(['find', pki, '-type', 'f', '-perm', '/077'])).stdout, '');
		for (const name of memberNames) {
			const {stdout, exitCode} = await runTool(['openssl', 'verify', '-CAfile', `${pki}/ca.crt`, '-purpose', 'sslserver', '-verify_ip', addressOf(name), '-verify_hostname', name, `${pki}/members/${name}/server.crt`, `${pki}/members/${name}/peer.crt`]);
			t.is(exitCode, 0, stdout);
		}

		for (const client of ['apiserver-etcd-client', 'etcdctl']) {
			t.is((await runTool(['openssl', 'verify', '-CAfile', `${pki}/ca.crt`, '-purpose', 'sslclient', `${pki}/clients/${client}.crt`])).exitCode, 0);
		}

		await runTool(['rm', `${pki}/clients/etcdctl.crt`]);
		const second = await runTool(['sh', script, pki]);
		t.deepEqual(second.stdout.split('\n').filter(line => line.startsWith('made')), [`made   ${pki}/clients/etcdctl.crt`]);
		t.is((await runTool(['openssl', 'verify', '-CAfile', `${pki}/ca.crt`, `${pki}/clients/etcdctl.crt`])).exitCode, 0);
	});
});

openssl('the script takes IPv6 addresses', async t => {
	const six: Plan = {...plan, machines: plan.machines.map((machine, index) => ({...machine, address: `2001:db8::1${index}`}))};
	await onDisk(etcdTarget.write(exportInput(six)), async directory => {
		const pki = path.join(directory, 'pki');
		const {exitCode, stderr} = await runTool(['sh', path.join(directory, 'etcd/make-certificates.sh'), pki]);
		t.is(exitCode, 0, stderr);
		t.is((await runTool(['openssl', 'verify', '-CAfile', `${pki}/ca.crt`, '-verify_ip', '2001:db8::13', `${pki}/members/node-4/peer.crt`])).exitCode, 0);
	});
});

shellcheck('shellcheck has nothing to say about the script', async t => {
	for (const {title, input} of exportPlans.filter(({input}) => etcdTarget.refuses(input) === undefined && etcdTarget.needs(input).length === 0)) {
		await onDisk(etcdTarget.write(input), async directory => {
			const {exitCode, stdout} = await runTool(['shellcheck', path.join(directory, 'etcd/make-certificates.sh')]);
			t.is(exitCode, 0, `${title}: ${stdout}`);
		});
	}
});

units('systemd-analyze verify takes the unit', async t => {
	await onDisk(etcdTarget.write(exportInput(plan)), async directory => {
		const {exitCode, stderr} = await runTool(['systemd-analyze', 'verify', path.join(directory, 'etcd/etcd.service')]);
		// It speaks of other units of this machine as well.
		t.deepEqual({exitCode, said: stderr.split('\n').filter(line => line.includes('etcd.service'))}, {exitCode: 0, said: []});
	});
	// What was read is this unit: one word wrong in it is found.
	await onDisk(new Map([['etcd.service', etcdTarget.write(exportInput(plan)).get('etcd/etcd.service')!.replace('Restart=always', 'Restart=allways')]]), async directory => {
		t.regex((await runTool(['systemd-analyze', 'verify', path.join(directory, 'etcd.service')])).stderr, /allways/v);
	});
});
