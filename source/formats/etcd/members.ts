import type {Machine, Plan} from '../../model/plan.js';
import {ipOf, machineOf} from '../machine-hosts.js';
import {hostPort} from '../quoting.js';
import {clientPort, peerPort} from './settings.js';

/** An etcd member on a machine of its own. */
export type Member = {readonly name: string; readonly address: string};

/** The machines that run etcd, in plan order. */
export function etcdMachines(plan: Plan): Machine[] {
	return plan.etcd.members.map(name => machineOf(plan, name));
}

/** The members with their addresses; undefined where one has none, since etcd listens on no name. */
export function membersOf(plan: Plan): Member[] | undefined {
	const members = etcdMachines(plan).map(machine => ({name: machine.name, address: ipOf(machine)}));
	return members.every((member): member is Member => member.address !== undefined) ? members : undefined;
}

export function clientUrl(host: string): string {
	return `https://${hostPort(host, clientPort)}`;
}

export function peerUrl(host: string): string {
	return `https://${hostPort(host, peerPort)}`;
}

/** All members with their peer URLs, as `--initial-cluster` takes them. */
export function initialCluster(members: readonly Member[]): string {
	return members.map(({name, address}) => `${name}=${peerUrl(address)}`).join(',');
}
