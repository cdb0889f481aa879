import type {Machine, Plan} from '../../model/plan.js';
import {endpointHost, firstControlPlane} from '../kubeadm/endpoint.js';
import {hostOf, machineOf} from '../machine-hosts.js';
import {hostPort} from '../quoting.js';
import type {RancherDistribution} from './distribution.js';

/** What a machine runs: a whole server, one half of it where etcd is on machines of its own, or only a node. */
export type Part = 'server' | 'etcd' | 'control-plane' | 'agent';

/** Undefined for a machine that only balances: nothing of the distribution runs there. */
export function partOf({roles}: Pick<Machine, 'roles'>): Part | undefined {
	if (roles.includes('control-plane')) {
		return roles.includes('etcd') ? 'server' : 'control-plane';
	}

	if (roles.includes('etcd')) {
		return 'etcd';
	}

	return roles.includes('worker') ? 'agent' : undefined;
}

/** The machines of the cluster in the order in which they start: those with etcd, the other servers, the agents. */
export function inStartOrder(plan: Plan): Machine[] {
	const servers = [...new Set([...plan.etcd.members, ...plan.controlPlane.machines])].map(name => machineOf(plan, name));
	return [...servers, ...plan.machines.filter(machine => partOf(machine) === 'agent')];
}

/** The first in start order, found without putting all in order: it is asked for once per machine. @throws RangeError for a plan without servers, which the schema rules out. */
export function firstServer(plan: Plan): Machine {
	const [first] = [...plan.etcd.members, ...plan.controlPlane.machines];
	if (first === undefined) {
		throw new RangeError('the plan has no server');
	}

	return machineOf(plan, first);
}

/** The fixed address in front of the control planes, where nodes join. */
export function registrationAddress(plan: Plan, {name, joinPort}: RancherDistribution): string {
	const {kind} = plan.loadBalancer;
	const first = hostOf(firstControlPlane(plan));
	if (kind === 'node-local' || kind === 'none') {
		return hostPort(kind === 'none' ? endpointHost(plan) ?? first : first, joinPort);
	}

	// With K3s joining goes the way of everything else, through the same port of the balancer.
	return hostPort(endpointHost(plan) ?? first, name === 'k3s' ? plan.controlPlane.endpoint.port : joinPort);
}

/**
Whom a machine asks when it joins; undefined for the first server. Where etcd has machines of its own, servers join at one of
these (RKE2 and K3s docs, Managing Server Roles): those with etcd at the first, the control planes at different ones, since
only a server that has etcd data on disk stops asking (RKE2 docs, High Availability).
*/
export function serverUrl(plan: Plan, distribution: RancherDistribution, machine: Machine): string | undefined {
	if (machine.name === firstServer(plan).name) {
		return undefined;
	}

	const part = partOf(machine);
	const {members} = plan.etcd;
	if (plan.topology !== 'external' || part === 'agent') {
		return `https://${registrationAddress(plan, distribution)}`;
	}

	const index = part === 'etcd' ? 0 : plan.controlPlane.machines.indexOf(machine.name) % members.length;
	return `https://${hostPort(hostOf(machineOf(plan, members[index]!)), distribution.joinPort)}`;
}
