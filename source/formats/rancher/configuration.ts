import type {Machine, Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {minuteOf, slotHours} from '../backup/schedule.js';
import {commentLines} from '../comment-lines.js';
import {electionMs, heartbeatMs} from '../etcd/settings.js';
import {endpointHost} from '../kubeadm/endpoint.js';
import {zoneLabel} from '../kubeadm/node-registration.js';
import {ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {configPath, tokenPath, type RancherDistribution} from './distribution.js';
import {
	firstServer, partOf, serverUrl, type Part,
} from './servers.js';

/** A day of them lies beside etcd; what is older belongs off the machine. */
const keptSnapshots = 24 / slotHours;

const partNames: Readonly<Record<Part, string>> = {
	server: 'a server: control plane and etcd',
	etcd: 'a server that runs only etcd',
	'control-plane': 'a server that runs only the control plane',
	agent: 'an agent: workloads only',
};

function setting(why: string, ...lines: readonly string[]): string[] {
	return ['', ...commentLines(why), ...lines];
}

function joinLines(plan: Plan, distribution: RancherDistribution, machine: Machine): string[] {
	const url = serverUrl(plan, distribution, machine);
	const part = partOf(machine);
	if (url === undefined) {
		return distribution.wantsClusterInit
			? setting('The first server: it begins an etcd cluster, where K3s would otherwise take SQLite, which no second server can join. Once there is data on disk this is ignored.', 'cluster-init: true')
			: setting('The first server: no "server" here, so it begins a cluster. The others join it.');
	}

	const why = plan.topology === 'external' && part !== 'agent'
		? (part === 'etcd'
			? 'The first server with etcd. Ignored once there is etcd data on disk.'
			: 'A server with etcd, where servers without it join. It is asked whenever this one starts, so each control plane has another one; change it where that machine is gone for good.')
		: 'Where to join, and only for that: afterwards a node knows every control plane and balances over them itself.';
	return setting(why, `server: ${yamlText(url)}`);
}

function partLines(part: Part): string[] {
	switch (part) {
		case 'etcd': {
			return setting('etcd and nothing of the control plane.', 'disable-apiserver: true', 'disable-controller-manager: true', 'disable-scheduler: true');
		}

		case 'control-plane': {
			return setting('The control plane without etcd.', 'disable-etcd: true');
		}

		case 'server':
		case 'agent': {
			return [];
		}
	}
}

function certificateLines(plan: Plan, machine: Machine): string[] {
	const {address} = machine;
	const own = address !== null && readIp(address) === undefined ? [address] : [];
	const names = [...new Set([endpointHost(plan), plan.loadBalancer.vip ?? undefined, ...own].flatMap(name => name === undefined ? [] : [name.toLowerCase()]))];
	return names.length === 0
		? []
		: setting('What clients and joining nodes call this server by, beside its own name and addresses.', 'tls-san:', ...names.map(name => `  - ${yamlText(name)}`));
}

function taintLines(plan: Plan, part: Part): string[] {
	if (part === 'etcd') {
		return setting('No workload beside etcd, which waits for its disk. Written before the node joins: changed here later, it changes nothing.', 'node-taint:', '  - node-role.kubernetes.io/etcd:NoExecute');
	}

	return part === 'agent' || plan.controlPlane.schedulable
		? []
		: setting('Servers take workloads unless they are tainted; in this plan control planes take none. Written before the node joins: changed here later, it changes nothing.', 'node-taint:', `  - ${yamlText('CriticalAddonsOnly=true:NoExecute')}`);
}

function nodeLines(machine: Machine): string[] {
	const ip = ipOf(machine);
	const zone = zoneLabel(machine.zone);
	return [
		...setting('As in the plan, whatever the machine calls itself.', `node-name: ${yamlText(machine.name)}`),
		...(ip === undefined ? [] : setting('With several addresses on the machine it would choose one itself.', `node-ip: ${yamlText(ip)}`)),
		...(zone === undefined ? [] : setting('What the scheduler spreads Pods over.', 'node-label:', `  - ${yamlText(`topology.kubernetes.io/zone=${zone}`)}`)),
	];
}

function networkLines(plan: Plan): string[] {
	return plan.machines.some(({address}) => address !== null && readIp(address)?.family === 'IPv6')
		? setting('The machines have IPv6 addresses, and the default networks are IPv4. Change both where they are in use, before the first start and alike on every server.', `cluster-cidr: ${yamlText('fd00:42::/56')}`, `service-cidr: ${yamlText('fd00:43::/112')}`)
		: [];
}

function etcdLines(plan: Plan, {title}: RancherDistribution): string[] {
	return [
		...setting(
			`Milliseconds, and etcd's own defaults, which the plan counts with; ${title} sets 500 and 5000, which leaves writes waiting five to ten seconds after the leader is lost. Where the round trip between members is over ${heartbeatMs} ms, set the heartbeat to about that and the timeout to ten times of it.`,
			'etcd-arg:',
			`  - ${yamlText(`heartbeat-interval=${heartbeatMs}`)}`,
			`  - ${yamlText(`election-timeout=${electionMs}`)}`,
		),
		...setting(
			`A snapshot every ${slotHours} hours instead of twelve: what may be lost at most when all is lost. They lie on this machine's disk; README.md says how to get them off it.`,
			`etcd-snapshot-schedule-cron: ${yamlText(`${minuteOf(plan)} */${slotHours} * * *`)}`,
			`etcd-snapshot-retention: ${keptSnapshots}`,
		),
	];
}

/** The config.yaml of one machine. @throws RangeError for a machine that only balances. */
export function rancherConfiguration(plan: Plan, distribution: RancherDistribution, machine: Machine): string {
	const part = partOf(machine);
	if (part === undefined) {
		throw new RangeError(`nothing of ${distribution.title} runs on ${machine.name}`);
	}

	const isServer = part !== 'agent';
	return [
		...commentLines(`${configPath(distribution)} on ${machine.name}, ${partNames[part]}${machine.name === firstServer(plan).name ? '; the first one' : ''}.`),
		'---',
		...commentLines('The secret that nodes join with, and that encrypts what a new server needs: the same on every machine. README.md says how to make it.'),
		`token-file: ${tokenPath(distribution)}`,
		...joinLines(plan, distribution, machine),
		...(isServer ? [...partLines(part), ...certificateLines(plan, machine), ...networkLines(plan)] : []),
		...nodeLines(machine),
		...taintLines(plan, part),
		...(part === 'server' || part === 'etcd' ? etcdLines(plan, distribution) : []),
		'',
	].join('\n');
}
