import test from 'ava';
import {haproxyTarget} from '../../source/formats/haproxy.js';
import {keepalivedTarget} from '../../source/formats/keepalived.js';
import type {Plan} from '../../source/model/plan.js';
import {namespaces, realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {openSandbox, type RunningProgram, type Sandbox} from '../helpers/sandbox.js';
import {startApiservers} from '../helpers/stand-in-apiservers.js';

const check = realTest(test, 'keepalived', 'curl', namespaces);
const move = realTest(test, 'keepalived', 'haproxy', 'curl', 'openssl', namespaces);

/** A cable with both ends here; keepalived takes no loopback. */
async function addInterface(sandbox: Sandbox, name: string): Promise<void> {
	await sandbox.mustRun(['sh', '-c', 'ip link add "$1" type veth peer name "to-$1" && ip link set "$1" up && ip link set "to-$1" up', 'sh', name]);
}

async function configTest(sandbox: Sandbox, text: string): Promise<{exitCode: number | null; said: string}> {
	await sandbox.write('/run/keepalived.conf', text);
	const {exitCode, stdout, stderr} = await sandbox.run(['keepalived', '--config-test', '--use-file', '/run/keepalived.conf']);
	return {exitCode, said: stdout + stderr};
}

/** A missing file passes keepalived's test as well, so each one is spoilt once: then it must name the line. */
async function passes(sandbox: Sandbox, text: string): Promise<string> {
	const {exitCode, said} = await configTest(sandbox, text);
	const line = text.split('\n').findIndex(each => each.includes('virtual_router_id')) + 1;
	const broken = await configTest(sandbox, text.replace(/virtual_router_id \d+/v, 'virtual_router_id 300'));
	const isRead = broken.exitCode !== 0 && broken.said.includes(`/run/keepalived.conf: Line ${line}) number '300' outside range [1, 255]`);
	return exitCode === 0 && said === '' ? (isRead ? 'passes' : `not read: ${broken.said}`) : `${exitCode}: ${said}`;
}

check('keepalived --config-test takes the file of every machine of every plan, in silence', async t => {
	const sandbox = await openSandbox(t);
	await addInterface(sandbox, 'eth0');
	const found: string[] = [];
	for (const {title, input} of exportPlans) {
		if (keepalivedTarget.refuses(input) === undefined && keepalivedTarget.needs(input).length === 0) {
			for (const [path, text] of keepalivedTarget.write(input)) {
				found.push(`${title} ${path}: ${await passes(sandbox, text)}`);
			}
		}
	}

	t.deepEqual(found.filter(each => !each.endsWith(': passes')), []);
	t.is(found.length, 3 + 3 + 2 + 3 + 3 + 3 + 2);
});

check('keepalived --config-test takes multicast, one machine alone, IPv6 and an interface with a dot', async t => {
	const sandbox = await openSandbox(t);
	await addInterface(sandbox, 'eth0');
	await addInterface(sandbox, 'eth0.10');
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const variants: ReadonlyArray<readonly [string, Plan]> = [
		['no addresses', {...plan, machines: plan.machines.map(machine => ({...machine, address: null}))}],
		['one machine', {...plan, loadBalancer: {...plan.loadBalancer, machines: ['node-1']}}],
		['IPv6', {
			...plan,
			machines: plan.machines.map((machine, index) => ({...machine, address: `2001:db8::1${index}`})),
			loadBalancer: {...plan.loadBalancer, vip: '2001:db8::100'},
		}],
		['a VLAN', {...plan, requirements: {...plan.requirements, interface: 'eth0.10'}}],
	];
	for (const [title, variant] of variants) {
		for (const text of keepalivedTarget.write(exportInput(variant)).values()) {
			t.is(await passes(sandbox, text), 'passes', title);
		}
	}
});

type Machine = {readonly keepalived: RunningProgram; readonly haproxy: RunningProgram; readonly apiserver: RunningProgram};

/** A switch, three machines with the files that were exported for them, and a client, all on one network. */
async function startMachines(sandbox: Sandbox, plan: Plan): Promise<Map<string, Machine>> {
	await sandbox.mustRun(['sh', '-c', 'ip link add switch type bridge forward_delay 0 stp_state 0 mcast_snooping 0 && ip link set switch up']);
	const machines = new Map<string, Machine>();
	const addresses = new Map([...plan.machines.map(({name, address}) => [name, address!] as const), ['client', '10.0.0.50']]);
	for (const [name, address] of addresses) {
		await sandbox.mustRun(['sh', '-c', [
			'ip netns add "$1" && ip link add "to-$1" type veth peer name eth0 netns "$1"',
			'ip link set "to-$1" master switch up && ip -n "$1" link set lo up && ip -n "$1" link set eth0 up && ip -n "$1" address add "$2/24" dev eth0',
		].join(' && '), 'sh', name, address]);
	}

	await sandbox.write('/run/haproxy.cfg', haproxyTarget.write(exportInput(plan)).get('haproxy/haproxy.cfg')!);
	for (const {name, address} of plan.machines) {
		await sandbox.write(`/run/${name}.conf`, keepalivedTarget.write(exportInput(plan)).get(`keepalived/${name}/keepalived.conf`)!);
		const apiserver = await startApiservers(sandbox, {[name]: address!}, name);
		const haproxy = await sandbox.start(['haproxy', '-db', '-f', '/run/haproxy.cfg'], {machine: name});
		machines.set(name, {apiserver, haproxy, keepalived: haproxy});
	}

	for (const [name, machine] of machines) {
		machines.set(name, {...machine, keepalived: await sandbox.start([
			'keepalived', '--dont-fork', '--log-console', '--log-detail', '--vrrp', '--use-file', `/run/${name}.conf`, '--pid', `/run/${name}.pid`, '--vrrp_pid', `/run/${name}.vrrp.pid`,
		], {machine: name})});
	}

	return machines;
}

move('the exported files: the first machine takes the VIP, a frozen HAProxy gives it to the second, a stopped keepalived to the third', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const machines = await startMachines(sandbox, plan);
	const vip = async () => (await sandbox.mustRun(['sh', '-c', String.raw`for each in node-1 node-2 node-3; do ip -n "$each" -o -4 address show dev eth0 | sed -n "s|.*inet \(10.0.0.100/[0-9]*\) .*|$each \1|p"; done`])).trim();
	const answer = async () => (await sandbox.run(['curl', '--silent', '--insecure', '--max-time', '2', 'https://10.0.0.100:8443/'], {machine: 'client'})).stdout;
	const isServed = (name: string) => /^node-[123]$/v.test(name);

	await until('node-1 holds the VIP', vip, held => held === 'node-1 10.0.0.100/32');
	await until('the client reaches an apiserver', answer, isServed);
	// The machine goes on speaking from its own address, so that its etcd and kubelet do not lose their connections with the VIP.
	t.regex(await sandbox.mustRun(['ip', '-n', 'node-1', 'route', 'get', '10.0.0.50']), /src 10\.0\.0\.11\b/v);

	await machines.get('node-1')!.haproxy.signal('STOP');
	await until('node-2 holds the VIP', vip, held => held === 'node-2 10.0.0.100/32');
	await until('the client reaches an apiserver through node-2', answer, isServed);

	await machines.get('node-2')!.keepalived.signal('TERM');
	await until('node-3 holds the VIP', vip, held => held === 'node-3 10.0.0.100/32');
	await until('the client reaches an apiserver through node-3', answer, isServed);

	await machines.get('node-1')!.haproxy.signal('CONT');
	await until('node-1 takes the VIP back', vip, held => held === 'node-1 10.0.0.100/32');
	t.true(isServed(await until('the client reaches an apiserver through node-1', answer, isServed)));
});
