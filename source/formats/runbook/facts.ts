import type {Language, Text} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {peerUrl} from '../etcd/members.js';
import {dataDirectory, pkiDirectory} from '../etcd/settings.js';
import {hostOf, ipOf, machineOf} from '../machine-hosts.js';
import {hostPort, shellWord} from '../quoting.js';
import type {ExportInput} from '../target.js';

/** Where every apiserver listens: kubeadm's default. */
export const apiserverPort = 6443;

/** What stands where nobody gave a value: no address, no name, and refused by whatever reads it. */
export const blanks = {
	vip: 'FILL_IN_VIP',
	endpoint: 'FILL_IN_ENDPOINT',
	interface: 'FILL_IN_INTERFACE',
	version: 'FILL_IN_VERSION',
	backupTo: 'FILL_IN_BACKUP_TARGET',
	address: 'FILL_IN_ADDRESS',
} as const;

/** What the sections of a runbook need to know of a plan, looked up once. */
export type Facts = {
	readonly plan: Plan;
	readonly isExternal: boolean;
	/** Whether one machine holds the whole control plane. */
	readonly isSingle: boolean;
	/** Whether an address moves between machines. */
	readonly holdsVip: boolean;
	readonly first: Machine;
	readonly controlPlanes: readonly Machine[];
	readonly etcd: readonly Machine[];
	readonly workers: readonly Machine[];
	readonly balancers: readonly Machine[];
	readonly vip: string;
	readonly endpointHost: string;
	/** As in https://{endpoint}. */
	readonly endpoint: string;
	readonly networkInterface: string;
	/** As in v1.37.1. */
	readonly version: string;
	readonly backupTo: string;
	/** An English sentence of the plan in both languages. */
	readonly translated: (sentence: string) => Text;
	readonly language: Language;
};

function versionOf(version: string | null): string {
	return version === null ? blanks.version : `v${version.replace(/^v/v, '')}`;
}

/** @throws RangeError for a plan whose parts do not fit together, which reading one has ruled out. */
export function factsOf({plan, backupTo, chinese, language}: ExportInput): Facts {
	const {controlPlane, loadBalancer, requirements} = plan;
	const machinesOf = (names: readonly string[]) => names.map(name => machineOf(plan, name));
	const controlPlanes = machinesOf(controlPlane.machines);
	const [first] = controlPlanes;
	if (!first) {
		throw new RangeError('a plan has at least one control plane');
	}

	const {kind} = loadBalancer;
	const vip = loadBalancer.vip ?? blanks.vip;
	const holdsVip = kind === 'keepalived' || kind === 'kube-vip' || kind === 'dedicated';
	const endpointHost = controlPlane.endpoint.host ?? loadBalancer.vip ?? blanks.endpoint;
	return {
		plan,
		isExternal: plan.topology === 'external',
		isSingle: controlPlanes.length === 1,
		holdsVip,
		first,
		controlPlanes,
		etcd: machinesOf(plan.etcd.members),
		workers: plan.machines.filter(({roles}) => roles.includes('worker')),
		balancers: machinesOf(loadBalancer.machines),
		vip,
		endpointHost,
		endpoint: hostPort(endpointHost, controlPlane.endpoint.port),
		networkInterface: requirements.interface ?? blanks.interface,
		version: versionOf(requirements.kubernetesVersion),
		backupTo: backupTo ?? blanks.backupTo,
		translated: sentence => ({en: sentence, zh: chinese.get(sentence) ?? sentence}),
		language,
	};
}

/** Beyond this many machines a list hides what stands below it, and more of the same helps nobody. */
export const mostListed = 500;

/** Lines for each machine, up to so many; the last line says for how many more the same is to be done. */
export function forEach<T>(machines: readonly T[], linesOf: (machine: T) => readonly string[]): string[] {
	const more = machines.length - mostListed;
	return [...machines.slice(0, mostListed).flatMap(machine => linesOf(machine)), ...(more > 0 ? [`# ... (${more} more)`] : [])];
}

export function namesOf(machines: readonly Machine[]): string[] {
	return machines.map(({name}) => name);
}

/** `scp`'s way to a place on a machine; an IPv6 address stands in brackets there. */
export function remote(machine: Machine, path: string): string {
	const host = hostOf(machine);
	return shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`);
}

export function ssh(machine: Machine): string {
	return `ssh ${shellWord(hostOf(machine))}`;
}

export function etcdClientUrl(machine: Machine): string {
	return `https://${hostPort(hostOf(machine), 2379)}`;
}

/** The peer URL as the member's certificate has it; an address that nobody gave is a blank, since etcd listens on no name. */
export function etcdPeerUrl(machine: Machine): string {
	return peerUrl(ipOf(machine) ?? blanks.address);
}

/** Where the members keep their certificates; the first is what a person on the machine shows as a client. */
export function etcdFiles({isExternal}: Facts): {readonly authority: string; readonly certificate: string; readonly key: string; readonly data: string} {
	return isExternal
		? {authority: `${pkiDirectory}/ca.crt`, certificate: `${pkiDirectory}/server.crt`, key: `${pkiDirectory}/server.key`, data: dataDirectory}
		: {
			authority: '/etc/kubernetes/pki/etcd/ca.crt',
			certificate: '/etc/kubernetes/pki/etcd/healthcheck-client.crt',
			key: '/etc/kubernetes/pki/etcd/healthcheck-client.key',
			data: dataDirectory,
		};
}

/** Reads the variables that the runbook has put down for etcdctl on every etcd machine. */
export const readEtcdVariables = '. /root/etcdctl.env';

/** The three questions that are asked before and after whatever touches a member. */
export const askEtcd: readonly string[] = [
	readEtcdVariables,
	'etcdctl member list -w table',
	'etcdctl endpoint health',
	'etcdctl endpoint status -w table',
];
