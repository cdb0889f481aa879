import type {Plan} from '../../model/plan.js';
import {proxyMachines} from './proxy-machines.js';

/** How many checks a second reach one apiserver while no bound of the interval says otherwise: each is a TLS handshake. */
const checksPerSecond = 100;

export const shortestMs = 1000;

/**
With this much a dead apiserver is out within 27 s, and a node that renewed its Lease 10 s before it died is not yet counted
as lost (node-monitor-grace-period: 40 s until Kubernetes 1.31, 50 s since). 5000 nodes, the most that Kubernetes supports,
then make 250 checks a second.
*/
const longestMs = 20_000;

/** Between the checks that follow a first change of mind. */
export const fastMs = 500;

/** How many in a row take an apiserver out. */
export const failures = 3;

/** `timeout connect`; a check waits for a connection no longer than its interval (HAProxy, `timeout check`). */
export const connectMs = 2000;

/** How many proxies ask each apiserver: a few balancers, or all nodes, those that are still to come among them. */
export function askingProxies(plan: Plan): number {
	const now = proxyMachines(plan).length;
	return plan.loadBalancer.kind === 'node-local' ? Math.max(now, plan.requirements.nodesPlanned ?? 0) : now;
}

/** Time from one check of an apiserver to the next, so that all proxies together do not wear it out. */
export function checkIntervalMs(plan: Plan): number {
	return Math.min(Math.max(shortestMs, Math.ceil(askingProxies(plan) * 1000 / checksPerSecond)), longestMs);
}

/**
From an apiserver's death to its being taken out: at the fastest where connections are refused just before a check, at the
slowest where its machine is silent and was asked a moment before.
*/
export function takenOutMs(plan: Plan): {readonly from: number; readonly to: number} {
	const interval = checkIntervalMs(plan);
	const again = (failures - 1) * fastMs;
	return {from: again, to: interval + again + (failures * Math.min(connectMs, interval))};
}
