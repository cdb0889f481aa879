import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {nameList} from '../../present/name-list.js';
import {commentLines} from '../comment-lines.js';
import {controlPlanesOf} from '../kubeadm/endpoint.js';
import {hostOf} from '../machine-hosts.js';
import {configWord, hostPort} from '../quoting.js';
import {joinPort, konnectivityPort} from './ports.js';

function portLines(plan: Plan, name: string, port: number, why: string): string[] {
	const machines = controlPlanesOf(plan);
	return [
		'',
		...commentLines(why),
		`frontend ${name}`,
		`    bind *:${port}`,
		`    default_backend ${name}`,
		'',
		`backend ${name}`,
		'    balance leastconn',
		...commentLines('Whether it answers in TLS. The certificate is not checked here; every client does that.', 4),
		'    default-server check check-ssl verify none inter 1s fastinter 500ms downinter 1s rise 2 fall 3 on-marked-down shutdown-sessions',
		...(machines.some(machine => readIp(hostOf(machine)) === undefined)
			? [...commentLines('A name that is not known yet keeps only its own server out, not HAProxy from starting.', 4), '    default-server init-addr last,libc,none']
			: []),
		...machines.map(machine => `    server ${configWord(machine.name)} ${hostPort(hostOf(machine), port)}`),
	];
}

/** What a haproxy.cfg of this export lacks before k0s: the two other ports of a controller. It relies on that file's defaults. */
export function haproxyAddition(plan: Plan): string {
	return [
		...commentLines(`The other two ports of the k0s controllers of ${plan.metadata.name}.`),
		...commentLines(`On ${nameList(plan.loadBalancer.machines, 'en')}, at the end of /etc/haproxy/haproxy.cfg of this export, whose defaults it relies on.`),
		...portLines(plan, 'k0s-konnectivity', konnectivityPort, 'The tunnel from the workers: through it the apiserver reaches kubelets and Pods.'),
		...portLines(plan, 'k0s-join', joinPort, 'Where controllers that join get the certificates from.'),
		'',
	].join('\n');
}
