import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {ipOf, machineOf} from '../machine-hosts.js';
import {configWord} from '../quoting.js';

/** Beside the port that HAProxy answers for itself on. */
export const metricsPort = 8405;

export const metricsPath = '/metrics';

/** Whether Prometheus asks the HAProxy of this plan: one on a node's own loopback it could not reach. */
export function opensHaproxyMetrics({loadBalancer: {kind}}: Plan): boolean {
	return kind === 'keepalived' || kind === 'dedicated';
}

/** The balancers' own addresses; undefined where one of them is known by name only. */
function ownAddresses(plan: Plan): string[] | undefined {
	const addresses = plan.loadBalancer.machines.map(name => ipOf(machineOf(plan, name)));
	return addresses.every(address => address !== undefined) ? addresses : undefined;
}

/**
The frontend that tells Prometheus how the balancer is; nothing where Prometheus does not ask it. The file is the same on all
machines, so it cannot bind each one's own address: it listens on all, and answers on these.
@param bind Writes the line that listens on a port of every address.
*/
export function metricsSection(plan: Plan, bind: (port: number) => string): string[] {
	if (!opensHaproxyMetrics(plan)) {
		return [];
	}

	const addresses = ownAddresses(plan);
	return [
		'',
		...commentLines(`Metrics for Prometheus, over plain HTTP and without a password: the firewall should let only Prometheus reach this port. ${addresses ? 'It answers on the machines\' own addresses, not on the VIP and not on other networks.' : 'It answers on every address, since not all machines have one in the plan; exported again with --addresses it answers on theirs alone.'}`),
		...commentLines('An HAProxy without the exporter ("haproxy -vv" names it) leaves all this out, and balances as ever.'),
		'.if feature(PROMEX)',
		'frontend metrics',
		'    mode http',
		`    ${bind(metricsPort)}`,
		...(addresses ? [`    http-request deny unless { dst ${addresses.map(address => configWord(address)).join(' ')} }`] : []),
		`    http-request use-service prometheus-exporter if { path ${metricsPath} }`,
		'.endif',
	];
}
