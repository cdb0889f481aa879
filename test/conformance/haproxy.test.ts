import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {alertsTarget} from '../../source/formats/alerts.js';
import {takenOutMs} from '../../source/formats/haproxy/check-interval.js';
import {haproxyTarget} from '../../source/formats/haproxy.js';
import type {Plan} from '../../source/model/plan.js';
import {namespaces, realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {openSandbox, type Sandbox} from '../helpers/sandbox.js';
import {startApiservers} from '../helpers/stand-in-apiservers.js';

const check = realTest(test, 'haproxy', namespaces);
const metrics = realTest(test, 'haproxy', namespaces, 'prometheus', 'curl');
const balance = realTest(test, 'haproxy', namespaces, 'openssl', 'curl');

const file = '/run/haproxy.cfg';

async function writeConfiguration(sandbox: Sandbox, plan: Plan): Promise<string> {
	const text = haproxyTarget.write(exportInput(plan)).get('haproxy/haproxy.cfg')!;
	await sandbox.write(file, text);
	return text;
}

check('haproxy -c takes the file of every plan, without a warning where every machine can be found', async t => {
	const sandbox = await openSandbox(t);
	const plans = exportPlans.filter(({input}) => haproxyTarget.refuses(input) === undefined);
	const names = plans.flatMap(({plan}) => plan.machines.map(({name}) => name));
	await sandbox.write('/run/hosts', `127.0.0.1 localhost\n${[...new Set(names)].map((name, index) => `10.0.1.${index + 1} ${name}\n`).join('')}`);
	await sandbox.mustRun(['mount', '--bind', '/run/hosts', '/etc/hosts']);
	for (const {title, plan} of plans) {
		await writeConfiguration(sandbox, plan);
		const {exitCode, stdout, stderr} = await sandbox.run(['haproxy', '-c', '-f', file]);
		t.deepEqual({exitCode, said: stdout.trim(), warned: stderr}, {exitCode: 0, said: 'Configuration file is valid', warned: ''}, title);
	}

	t.true(plans.length > 10);
});

check('haproxy -c takes IPv6 addresses, domain names, and names that nobody knows yet', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3});
	for (const addresses of [['2001:db8::11', '2001:db8::12', '2001:db8::13'], ['cp1.example.com', '10.0.0.12', null], [null, null, null]]) {
		const text = await writeConfiguration(sandbox, {...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index] ?? null}))});
		t.is((await sandbox.run(['haproxy', '-c', '-f', file])).exitCode, 0, text);
		// What was read is this file: one letter wrong in it is found.
		await sandbox.write(file, text.replace('balance leastconn', 'balance leastcon'));
		const broken = await sandbox.run(['haproxy', '-c', '-f', file]);
		t.is(broken.exitCode, 1);
		t.regex(broken.stderr, /\/run\/haproxy\.cfg:\d+.*leastcon/v);
	}
});

/** Which apiservers answer, asked until each way round has been taken. */
async function answering(sandbox: Sandbox): Promise<string> {
	const answers = new Set<string>();
	for (let request = 0; request < 9; request++) {
		answers.add((await sandbox.run(['curl', '--silent', '--insecure', '--max-time', '5', 'https://10.0.0.100:8443/'])).stdout || 'nobody');
	}

	return [...answers].sort().join(' ');
}

balance('the exported file balances over three apiservers, takes one out that is not ready, closes what it held, and takes it back', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	await writeConfiguration(sandbox, plan);
	for (const address of ['10.0.0.11', '10.0.0.12', '10.0.0.13', '10.0.0.100']) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
	}

	const apiservers = await startApiservers(sandbox, {'node-1': '10.0.0.11', 'node-2': '10.0.0.12', 'node-3': '10.0.0.13'});
	const haproxy = await sandbox.start(['haproxy', '-db', '-f', file]);
	await until('HAProxy', async () => sandbox.run(['curl', '--silent', '--write-out', '%{http_code}', '--output', '/dev/null', 'http://127.0.0.1:8404/alive']), ({stdout}) => stdout === '200');
	t.is(await answering(sandbox), 'node-1 node-2 node-3');

	const answer = async (url: string) => sandbox.mustRun(['curl', '--silent', '--show-error', '--globoff', '--write-out', '\n%{http_code}', url]);
	for (const machine of plan.loadBalancer.machines) {
		t.regex(await answer(`http://${plan.machines.find(({name}) => name === machine)!.address!}:8405/metrics`), /^haproxy_server_status\{proxy="apiservers",server="node-2",state="UP"\} 1$[\s\S]*\n200$/mv);
	}

	// Neither at the VIP nor for anything else.
	t.regex(await answer('http://10.0.0.100:8405/metrics'), /\n403$/v);
	t.regex(await answer('http://10.0.0.11:8405/'), /\n503$/v);

	for (const held of [1, 2, 3]) {
		apiservers.tell('hold 10.0.0.100 8443');
		await until('held connection', apiservers.output, output => output.split('held ').length === held + 1);
	}

	apiservers.tell('ready node-2 500');
	await until('node-2 DOWN', haproxy.output, output => output.includes('Server apiservers/node-2 is DOWN'));
	t.is(await answering(sandbox), 'node-1 node-3');
	await until('the connection to node-2 closed', apiservers.output, output => output.includes('lost node-2'));

	apiservers.tell('ready node-2 200');
	await until('node-2 UP', haproxy.output, output => output.includes('Server apiservers/node-2 is UP'));
	// The two others still have a connection each, and the next goes where the fewest are.
	t.is(await answering(sandbox), 'node-2');
	t.deepEqual(apiservers.output().split('\n').filter(line => /^(?:lost|error) /v.test(line)), ['lost node-2']);

	// No apiserver is ready, and HAProxy still says that it is alive: this is what keepalived asks.
	for (const name of ['node-1', 'node-2', 'node-3']) {
		apiservers.tell(`ready ${name} 500`);
	}

	await until('all DOWN', haproxy.output, output => output.includes('backend \'apiservers\' has no server available'));
	t.is(await answering(sandbox), 'nobody');
	t.is((await sandbox.run(['curl', '--silent', '--fail', '--write-out', '%{http_code}', '--output', '/dev/null', 'http://127.0.0.1:8404/alive'])).stdout, '200');
});

metrics('Prometheus with the exported configuration finds the metrics of every balancer, whatever the family of its address', async t => {
	const sandbox = await openSandbox(t);
	const {plan: base} = exportPlan({machines: 3}, {valued: true});
	const addresses = ['2001:db8::11', '2001:db8::12', '10.0.0.13'];
	const plan = {...base, machines: base.machines.map((machine, index) => ({...machine, address: addresses[index]!}))};
	await writeConfiguration(sandbox, plan);
	for (const [path, text] of alertsTarget.write(exportInput(plan))) {
		await sandbox.write(`/run/${path}`, text.replace('---\nrule_files', '---\nglobal:\n  scrape_interval: 1s\nrule_files'));
	}

	for (const address of addresses) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/${address.includes(':') ? 128 : 32}`, 'dev', 'lo', 'nodad']);
	}

	await sandbox.start(['haproxy', '-db', '-f', file]);
	await sandbox.start(['prometheus', '--config.file=/run/alerts/prometheus.yaml', '--storage.tsdb.path=/run/prometheus', '--web.listen-address=127.0.0.1:9090']);
	const {stdout} = await until(
		'the three balancers',
		async () => sandbox.run(['curl', '--silent', '--globoff', 'http://127.0.0.1:9090/api/v1/query?query=haproxy_frontend_status{proxy="kubernetes",state="UP"}==1']),
		({stdout}) => stdout.split('"state":"UP"').length === 4,
		{withinMs: 30_000},
	);
	t.deepEqual([...stdout.matchAll(/"instance":"(?<name>[^"]+)"/gv)].map(({groups}) => groups?.name ?? '').sort((a, b) => a.localeCompare(b)), plan.loadBalancer.machines);
});

balance('a node\'s own proxy among 300 asks each apiserver every three seconds, and still takes a dead one out in its time', async t => {
	const sandbox = await openSandbox(t);
	const {plan: base} = exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true});
	const plan = {...base, requirements: {...base.requirements, nodesPlanned: 300}};
	await writeConfiguration(sandbox, plan);
	for (const address of ['10.0.0.11', '10.0.0.12', '10.0.0.13']) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
	}

	const others = await startApiservers(sandbox, {'node-1': '10.0.0.11', 'node-3': '10.0.0.13'});
	const second = await startApiservers(sandbox, {'node-2': '10.0.0.12'});
	const haproxy = await sandbox.start(['haproxy', '-db', '-f', file]);
	const checks = () => others.output().split('checked node-1').length - 1;
	await until('the first check', checks, count => count > 0);
	await delay(6500);
	// At every second it would be seven.
	t.true([2, 3].includes(checks()), `${checks()}`);
	const {to} = takenOutMs(plan);
	const killed = Date.now();
	await second.signal('KILL');
	await until('node-2 DOWN', haproxy.output, output => output.includes('Server apiservers/node-2 is DOWN'));
	t.true(Date.now() - killed <= to, `${Date.now() - killed} ms`);
});

balance('an apiserver that is killed is noticed by nobody: the connection goes to another', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	await writeConfiguration(sandbox, plan);
	for (const address of ['10.0.0.11', '10.0.0.12', '10.0.0.13', '10.0.0.100']) {
		await sandbox.mustRun(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
	}

	await startApiservers(sandbox, {'node-1': '10.0.0.11', 'node-3': '10.0.0.13'});
	const second = await startApiservers(sandbox, {'node-2': '10.0.0.12'});
	await sandbox.start(['haproxy', '-db', '-f', file]);
	await until('all three', async () => answering(sandbox), answers => answers === 'node-1 node-2 node-3');
	await second.signal('KILL');
	// While it dies the kernel may still take a connection for it, and that one is lost; 7 is curl's word for refused.
	await until('node-2 refuses', async () => sandbox.run(['curl', '--silent', '--insecure', '--max-time', '2', 'https://10.0.0.12:6443/']), ({exitCode}) => exitCode === 7);
	t.is(await answering(sandbox), 'node-1 node-3');
});
