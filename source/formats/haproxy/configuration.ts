import type {Machine, Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {hostOf, machineOf} from '../machine-hosts.js';
import {configWord, hostPort} from '../quoting.js';
import {
	askingProxies, checkIntervalMs, connectMs, failures, fastMs, shortestMs, takenOutMs,
} from './check-interval.js';
import {metricsSection} from './metrics.js';
import {monitorHost, monitorPath, monitorPort} from './monitor.js';
import {proxyMachines} from './proxy-machines.js';

/** Where every apiserver listens: kubeadm's default bindPort. */
export const apiserverPort = 6443;

const indent = 4;

/** Another port of the same machines that a distribution needs at the endpoint beside the apiservers'. */
export type ForwardedPort = {
	/** How its frontend and backend are called. */
	readonly name: string;
	readonly port: number;
	readonly why: string;
	/** What answers 200 there over TLS to anybody. */
	readonly path: string;
};

/** In what the control planes of a distribution differ from kubeadm's. */
export type Distribution = {
	/** Whether its apiservers answer 401 to whoever has no credentials, wherever they ask, as long as they run. */
	readonly answersNobody?: boolean;
	readonly alsoForwards?: readonly ForwardedPort[];
};

/** One line of a section, with the comment that says why above it. */
function setting(line: string, why?: string): string[] {
	return [...(why === undefined ? [] : commentLines(why, indent)), `${' '.repeat(indent)}${line}`];
}

type Backend = {readonly machine: Machine; readonly host: string; readonly isName: boolean; readonly isDomain: boolean};

function backendOf(machine: Machine): Backend {
	const host = hostOf(machine);
	const isName = readIp(host) === undefined;
	return {machine, host, isName, isDomain: isName && host.includes('.')};
}

/** Whether anything of the control plane is reached over IPv6. */
function speaksIpv6({machines, controlPlane, loadBalancer}: Plan): boolean {
	return [loadBalancer.vip, controlPlane.endpoint.host, ...machines.map(({address}) => address)]
		.some(host => host !== null && readIp(host)?.family === 'IPv6');
}

/** Listens on every address of the machine. */
function bindAll(plan: Plan, port: number): string {
	return speaksIpv6(plan) ? `bind :::${port} v4v6` : `bind *:${port}`;
}

function bindLine(plan: Plan): string[] {
	const {port} = plan.controlPlane.endpoint;
	if (plan.loadBalancer.kind === 'node-local') {
		return setting(`bind 127.0.0.1:${port}`, 'Only for this machine: its kubelet and kube-proxy come here, nobody else can.');
	}

	return setting(
		bindAll(plan, port),
		plan.loadBalancer.kind === 'keepalived'
			? `On every address, so that it listens before the VIP arrives. Not ${apiserverPort}: the apiserver beside it has that port.`
			: 'On every address, so that it listens before the VIP arrives.',
	);
}

/** A time as HAProxy reads it. */
function duration(ms: number): string {
	return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** How often each apiserver is checked, and when it is taken out. */
function checkLines(plan: Plan): string[] {
	const interval = checkIntervalMs(plan);
	const every = duration(interval);
	const all = askingProxies(plan);
	return [
		...(interval > shortestMs
			? commentLines(`Every ${every}: ${all} nodes ask each apiserver, ${Math.round(all * 1000 / interval)} times a second together, and every time is a TLS handshake. The rule: a hundredth of a second for each node, at least 1s, at most 20s. A dead one is out after ${duration(takenOutMs(plan).to)} at the latest. With more nodes, export again.`, indent)
			: []),
		...setting(
			`default-server check verify none inter ${every} fastinter ${duration(fastMs)} downinter ${every} rise 2 fall ${failures} on-marked-down shutdown-sessions`,
			'Out after three failures, in after two successes. Out, its open connections are closed at once: to a machine without power they would hang for up to 45s. The certificate is not checked here; every client does that.',
		),
	];
}

function header(plan: Plan): string[] {
	const machines = proxyMachines(plan);
	return [
		...commentLines(`HAProxy before the apiservers of the cluster ${plan.metadata.name}.`),
		...commentLines(`The same file on ${nameList(machines, 'en')}: /etc/haproxy/haproxy.cfg`),
	];
}

const globalSection: readonly string[] = [
	'global',
	...setting('log stdout format raw local0 notice', 'To the journal, and only what changes: a server going down or up, not every connection.'),
	...setting('user haproxy', 'Ports above 1023 need no root.'),
	...setting('group haproxy'),
];

const defaultsSection: readonly string[] = [
	'defaults',
	...setting('mode tcp', 'TLS passes through to the apiserver: ended here, client certificates would not reach it.'),
	...setting('log global'),
	...setting(`timeout connect ${duration(connectMs)}`, 'A machine without power does not answer at all; after this the next one is tried.'),
	...setting('timeout client 50s', 'client-go pings an idle connection after 30s, so a quiet watch is never cut; unset, dead ones would pile up.'),
	...setting('timeout server 50s'),
	...setting('timeout check 2s', 'An apiserver that accepts and then says nothing is as good as gone.'),
	...setting('retries 3', 'A refused connection is tried again, in the end at another apiserver: the client notices nothing.'),
	...setting('option redispatch'),
];

function resolversSection(backends: readonly Backend[]): string[] {
	return backends.some(({isDomain}) => isDomain)
		? [
			'',
			...commentLines('Asks the name servers of /etc/resolv.conf again and again, so that a moved apiserver is followed. It does not read /etc/hosts: a name that only stands there is taken out after 30s.'),
			'resolvers system',
			...setting('parse-resolv-conf'),
		]
		: [];
}

function serverLine({machine, host, isDomain}: Backend, port = apiserverPort): string {
	return `server ${configWord(machine.name)} ${hostPort(host, port)}${isDomain ? ' resolvers system' : ''}`;
}

function nameLines(backends: readonly Backend[]): string[] {
	if (!backends.some(({isName}) => isName)) {
		return [];
	}

	const hasBare = backends.some(({isName, isDomain}) => isName && !isDomain);
	return setting(
		'default-server init-addr last,libc,none',
		`A name that is not known yet keeps only its own server out, not HAProxy from starting.${hasBare ? ' Names without a dot are looked up once, at the start, in /etc/hosts too: after a change, systemctl reload haproxy. HAProxy\'s own name lookup knows neither /etc/hosts nor search domains, and would take them out after 30s.' : ''}`,
	);
}

function backendSection(backends: readonly Backend[], plan: Plan, {answersNobody = false}: Distribution): string[] {
	return [
		'backend apiservers',
		...setting('balance leastconn', 'Connections to an apiserver last for hours: a new one goes where the fewest are.'),
		...setting('option httpchk', answersNobody
			? '/readyz over TLS. 401 counts as well: these apiservers know nobody without credentials, and give that answer for as long as they run. So one that has lost its etcd stays in here.'
			: '/readyz over TLS, as anybody may ask it: 200 only while this apiserver can reach its etcd.'),
		...setting('http-check connect ssl'),
		...setting('http-check send meth GET uri /readyz'),
		...setting(`http-check expect status ${answersNobody ? '200,401' : '200'}`),
		...checkLines(plan),
		...nameLines(backends),
		...backends.map(backend => `    ${serverLine(backend)}`),
	];
}

/** The same machines at another port; the way in has the same number, since nothing else on a balancer of its own has it. */
function forwardedSections(backends: readonly Backend[], plan: Plan, {name, port, why, path}: ForwardedPort): string[] {
	return [
		'',
		...commentLines(why),
		`frontend ${configWord(name)}`,
		...setting(bindAll(plan, port)),
		...setting(`default_backend ${configWord(name)}`),
		'',
		`backend ${configWord(name)}`,
		...setting('option httpchk'),
		...setting('http-check connect ssl'),
		...setting(`http-check send meth GET uri ${configWord(path)}`),
		...setting('http-check expect status 200'),
		...setting('default-server check verify none inter 1s fastinter 500ms downinter 1s rise 2 fall 3'),
		...nameLines(backends),
		...backends.map(backend => `    ${serverLine(backend, port)}`),
	];
}

/**
The whole haproxy.cfg of a plan: the same on every machine that runs a proxy.
@param distribution Where the control planes are not kubeadm's.
*/
export function haproxyConfiguration(plan: Plan, distribution: Distribution = {}): string {
	const backends = plan.controlPlane.machines.map(name => backendOf(machineOf(plan, name)));
	const lines = [
		...header(plan),
		'',
		...globalSection,
		'',
		...defaultsSection,
		...resolversSection(backends),
		'',
		'frontend kubernetes',
		...bindLine(plan),
		...setting('default_backend apiservers'),
		'',
		...backendSection(backends, plan, distribution),
		...(distribution.alsoForwards ?? []).flatMap(forwarded => forwardedSections(backends, plan, forwarded)),
		'',
		...commentLines('Answers 200 while HAProxy runs, whatever the apiservers do. A check that asked them would fail on every machine at once.'),
		'frontend alive',
		...setting('mode http'),
		...setting(`bind ${hostPort(monitorHost, monitorPort)}`),
		...setting(`monitor-uri ${monitorPath}`),
		...metricsSection(plan, port => bindAll(plan, port)),
	];
	return `${lines.join('\n')}\n`;
}
