import type {Machine, Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {hostOf, ipOf, machineOf} from '../machine-hosts.js';
import {hostPort} from '../quoting.js';

/** Where every apiserver listens; the endpoint has its own port where a proxy shares the machine. */
export const apiserverPort = 6443;

/** The host of the endpoint: what was asked for, else the VIP; undefined where there is neither. Lowercase, as kubeadm wants names. */
export function endpointHost({controlPlane, loadBalancer}: Plan): string | undefined {
	return (controlPlane.endpoint.host ?? loadBalancer.vip)?.toLowerCase();
}

/** @throws RangeError where there is no host, which `needs` has asked for first. */
export function endpointOf(plan: Plan): string {
	const host = endpointHost(plan);
	if (host === undefined) {
		throw new RangeError('kubeadm files cannot be written without an endpoint');
	}

	return hostPort(host, plan.controlPlane.endpoint.port);
}

/** Whether each node reaches the endpoint over its own loopback, which only a name can mean something else for on every node. */
export function isNodeLocal({loadBalancer}: Plan): boolean {
	return loadBalancer.kind === 'node-local';
}

export function isAddress(host: string): boolean {
	return readIp(host) !== undefined;
}

export function controlPlanesOf(plan: Plan): Machine[] {
	return plan.controlPlane.machines.map(name => machineOf(plan, name));
}

/** @throws RangeError for a plan without control planes, which the schema rules out. */
export function firstControlPlane(plan: Plan): Machine {
	const [first] = controlPlanesOf(plan);
	if (!first) {
		throw new RangeError('the plan has no control plane');
	}

	return first;
}

/** Names and addresses that clients may call an apiserver by: the certificate of each holds all of them. */
export function certificateNames(plan: Plan): string[] {
	const names = [
		endpointHost(plan),
		plan.loadBalancer.vip ?? undefined,
		...(isNodeLocal(plan) ? ['127.0.0.1'] : []),
		...controlPlanesOf(plan).flatMap(machine => [machine.name, ipOf(machine) ?? hostOf(machine)]),
	];
	return [...new Set(names.flatMap(name => name === undefined ? [] : [name.toLowerCase()]))];
}
