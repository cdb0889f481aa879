import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {virtualRouterIdOf} from '../../planner/virtual-router-id.js';
import {commentLines} from '../comment-lines.js';
import {monitorHost, monitorUrl} from '../haproxy/monitor.js';
import {ipOf, machineOf} from '../machine-hosts.js';
import {configWord} from '../quoting.js';

/** The first machine's priority; every further one has one less. */
const firstPriority = 101;

/** What keepalived runs to ask the local HAProxy; it comes with the package curl. */
export const checkProgram = '/usr/bin/curl';

type Line = readonly [depth: number, line: string, why?: string];

/** A block in braces, each line with the comment that says why above it. */
function block(head: string, lines: readonly Line[]): string[] {
	return [
		`${head} {`,
		...lines.flatMap(([depth, line, why]) => [...(why === undefined ? [] : commentLines(why, depth * 4)), `${' '.repeat(depth * 4)}${line}`]),
		'}',
	];
}

/**
The priority of the machine at this place in plan order: 101, 100, 99, ... A backup waits (256 - priority) / 256 s longer than
three adverts (RFC 9568 §6.1), so the order decides who is next. Never below 1: 0 means resigning.
*/
function priorityAt(place: number): number {
	return Math.max(1, firstPriority - place);
}

function unicastLines(plan: Plan, name: string): Line[] {
	const addresses = plan.loadBalancer.machines.map(each => ({name: each, ip: ipOf(machineOf(plan, each))}));
	const own = addresses.find(each => each.name === name)?.ip;
	const peers = addresses.flatMap(each => each.name === name || each.ip === undefined ? [] : [each.ip]);
	if (own === undefined || peers.length === 0 || peers.length < addresses.length - 1) {
		return [];
	}

	return [
		[1, `unicast_src_ip ${configWord(own)}`, 'The adverts go from address to address (IP protocol 112): many networks drop multicast.'],
		[1, 'unicast_peer {'],
		...peers.map((peer): Line => [2, configWord(peer)]),
		[1, '}'],
	];
}

/** What the plan must hold for a keepalived.conf; both have been asked for before (needs). */
export type VirtualAddress = {readonly vip: string; readonly interface: string};

/**
The keepalived.conf of one machine of a plan.
@throws RangeError where the VIP is no address.
*/
export function keepalivedConfiguration(plan: Plan, name: string, {vip, interface: networkInterface}: VirtualAddress): string {
	const family = readIp(vip)?.family;
	if (family === undefined) {
		throw new RangeError('the VIP is no IP address');
	}

	const routerId = plan.loadBalancer.virtualRouterId ?? virtualRouterIdOf(plan.metadata.name);
	const unicast = unicastLines(plan, name);
	const lines = [
		...commentLines(`keepalived of ${name}, which may hold the VIP of the cluster ${plan.metadata.name}: /etc/keepalived/keepalived.conf`),
		'',
		...block('global_defs', [
			[1, `router_id ${configWord(name)}`],
			[1, 'vrrp_version 3', 'RFC 9568. No password: VRRP has had none since RFC 3768, and one sent in the clear kept nobody out.'],
			[1, 'vrrp_garp_master_refresh 10', 'Says every 10 s who has the VIP: after a healed network split, neighbours may go on sending to a machine that has given it up.'],
			[1, 'enable_script_security', 'Runs no program that others than root can change. As root, because keepalived 2.2.7 kills its own --config-test where another user is named.'],
			[1, 'script_user root'],
		]),
		'',
		...commentLines('Does the HAProxy of this machine still answer? Whether apiservers are ready is HAProxy\'s business: a check that asked them would fail everywhere at once, and take the VIP from every machine.'),
		...block('vrrp_script haproxy_answers', [
			[1, `script "${checkProgram} --silent --fail --output /dev/null --noproxy ${monitorHost} ${monitorUrl}"`],
			[1, 'interval 1', 'Two failures in a row, one second apart; an answer that takes longer than a second is none.'],
			[1, 'timeout 1'],
			[1, 'fall 2'],
			[1, 'rise 2'],
			[1, 'weight 0', 'The VIP is given up at once, instead of a priority that is lowered and may not be lowered enough.'],
		]),
		'',
		...block('vrrp_instance kubernetes', [
			[1, 'state BACKUP', 'On every machine: the highest priority that is heard decides, also when one comes back.'],
			[1, `interface ${configWord(networkInterface)}`],
			[1, `virtual_router_id ${routerId}`, 'The same on all of these machines, and on no others of this network.'],
			[1, `priority ${priorityAt(plan.loadBalancer.machines.indexOf(name))}`],
			[1, 'advert_int 1', 'Silence of three adverts and a little more moves the VIP: 2.6 to 3.6 seconds after a power cut.'],
			...unicast,
			[1, 'virtual_ipaddress {', 'One address and no subnet: the machine\'s own address brings the route, and the VIP never becomes the address it speaks from.'],
			[2, `${configWord(vip)}/${family === 'IPv4' ? 32 : 128}`],
			[1, '}'],
			[1, 'track_script {'],
			[2, 'haproxy_answers'],
			[1, '}'],
		]),
	];
	return `${lines.join('\n')}\n`;
}
