import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {hostPort} from '../quoting.js';
import {etcdMachines} from './members.js';
import {metricsPort} from './settings.js';

/** What is said about the metrics wherever they are opened. */
export const metricsComment = [
	`Metrics for Prometheus, over plain HTTP and without a password: whoever reaches port ${metricsPort} reads who the members are and`,
	'how busy they are, but no data, and can change nothing. So it is not opened on every address, and the firewall should let',
	'only Prometheus through.',
].join(' ');

/**
The loopback stands first: kubeadm takes the host of its probes from the first URL (kubeadm, GetEtcdProbeEndpoint), and the
kubelet asks them on the machine itself.
*/
function urls(loopback: string, host: string): string {
	return [loopback, host].map(each => `http://${each}`).join(',');
}

function loopbackOf(family: 'IPv4' | 'IPv6'): string {
	return hostPort(family === 'IPv6' ? '::1' : '127.0.0.1', metricsPort);
}

/** `--listen-metrics-urls` of a member: its own loopback and its own address. */
export function metricsUrls(address: string): string {
	return urls(loopbackOf(readIp(address)?.family ?? 'IPv4'), hostPort(address, metricsPort));
}

/** What the kubelet puts the machine's own address in for. */
export const addressVariable = 'HOST_IP';

/**
The same where all members share one configuration, with the variable in place of the address. Undefined where the kubelet
would have to guess an address (it knows the ones that it was given), or where the members are not of one family.
*/
export function sharedMetricsUrls(plan: Plan): string | undefined {
	const families = new Set(etcdMachines(plan).map(({address}) => address === null ? undefined : readIp(address)?.family));
	const [family] = families;
	return families.size === 1 && family !== undefined
		? urls(loopbackOf(family), `${family === 'IPv6' ? `[$(${addressVariable})]` : `$(${addressVariable})`}:${metricsPort}`)
		: undefined;
}

/** Whether Prometheus can reach the metrics of members that kubeadm or systemd runs from these files. */
export function opensMetrics(plan: Plan): boolean {
	return plan.topology === 'external' || sharedMetricsUrls(plan) !== undefined;
}
