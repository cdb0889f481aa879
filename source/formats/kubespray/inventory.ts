import type {Machine, Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {nameList} from '../../present/name-list.js';
import {commentLines} from '../comment-lines.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {isLabelValue} from '../zone-label.js';
import {groupsOf, machinesOutside} from './groups.js';

function zoneLines({zone}: Machine): string[] {
	if (zone === null) {
		return [];
	}

	return isLabelValue(zone)
		? ['      node_labels:', `        topology.kubernetes.io/zone: ${yamlText(zone)}`]
		: commentLines('Its zone is no valid value for a Kubernetes label: label the node yourself.', 6);
}

/** One host with its variables. Kubespray binds to `ip`, so only an address can stand there. */
function hostLines(machine: Machine, {isMember, isNode}: {isMember: boolean; isNode: boolean}): string[] {
	const {name, address} = machine;
	const ip = ipOf(machine);
	const variables = [
		...(address === null ? [] : [`      ansible_host: ${yamlText(hostOf(machine))}`]),
		...(ip === undefined ? [] : [`      ${readIp(ip)?.family === 'IPv6' ? 'ip6' : 'ip'}: ${yamlText(ip)}`]),
		...(isMember ? [`      etcd_member_name: ${yamlText(name)}`] : []),
		...(isNode ? zoneLines(machine) : []),
	];
	return variables.some(line => !line.trimStart().startsWith('#'))
		? [`    ${yamlText(name)}:`, ...variables]
		: [...variables, `    ${yamlText(name)}: {}`];
}

function groupLines(name: string, machines: readonly string[], why: string): string[] {
	return [
		...commentLines(why, 4),
		`    ${name}:`,
		...(machines.length === 0 ? ['      hosts: {}'] : ['      hosts:', ...machines.map(machine => `        ${yamlText(machine)}: {}`)]),
	];
}

function hostsOf(plan: Plan): Machine[] {
	const outside = new Set(machinesOutside(plan));
	return plan.machines.filter(({name}) => !outside.has(name));
}

function header(plan: Plan): string[] {
	const outside = machinesOutside(plan);
	const nameless = hostsOf(plan).filter(machine => ipOf(machine) === undefined);
	return [
		...commentLines(`Kubespray's inventory of the cluster ${plan.metadata.name}, checked against Kubespray 2.31.`),
		...commentLines('Keep the order: the first of kube_control_plane and of etcd is special to Kubespray. New machines go to the end of a group, and the first is replaced by moving it back first (Kubespray, Adding/replacing a node).'),
		...(nameless.length === 0
			? []
			: commentLines(`No IP address was given for ${nameList(nameless.map(({name}) => name), 'en')}: Ansible finds them by name, and Kubespray binds to the address of their default route. Set ip where that is the wrong one, or export again with --addresses.`)),
		...(outside.length === 0
			? []
			: commentLines(`Not here: ${nameList(outside, 'en')}. These only balance, and Kubespray sets up no load balancer on machines of its own: take haproxy and keepalived from this export.`)),
	];
}

/** The whole inventory: hosts with their variables, then the groups in the plan's order. */
export function inventoryText(plan: Plan): string {
	const {controlPlanes, etcd, nodes} = groupsOf(plan);
	const members = new Set(etcd);
	const kubernetes = new Set([...controlPlanes, ...nodes]);
	return [
		...header(plan),
		'---',
		'all:',
		'  hosts:',
		...hostsOf(plan).flatMap(machine => hostLines(machine, {isMember: members.has(machine.name), isNode: kubernetes.has(machine.name)})),
		'  children:',
		...groupLines('kube_control_plane', controlPlanes, 'API server, scheduler and controller-manager.'),
		...groupLines('etcd', etcd, plan.topology === 'external'
			? `etcd on machines of its own; ${plan.etcd.quorum} of ${plan.etcd.members.length} make the majority.`
			: `etcd on the control planes; ${plan.etcd.quorum} of ${plan.etcd.members.length} make the majority.`),
		...groupLines('kube_node', nodes, plan.controlPlane.schedulable
			? 'Where workloads run. The control planes are here too: that leaves their taint out.'
			: 'Where workloads run. No control plane is here, so each keeps its taint.'),
		...commentLines('Kubespray forms this group itself by now; older releases want it written.', 4),
		'    k8s_cluster:',
		'      children:',
		'        kube_control_plane: {}',
		'        kube_node: {}',
		'',
	].join('\n');
}
