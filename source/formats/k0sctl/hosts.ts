import type {Machine, Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {groupsOf} from '../kubespray/groups.js';
import {hostOf, ipOf, machineOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {isLabelValue, zoneLabelKey} from '../zone-label.js';

/** What k0sctl can make of a machine. `single` is not among them: it keeps its data in SQLite, and nothing can join it. */
export type HostRole = 'controller' | 'controller+worker' | 'worker';

export function roleOf({controlPlane: {machines, schedulable}}: Plan, name: string): HostRole {
	if (!machines.includes(name)) {
		return 'worker';
	}

	return schedulable ? 'controller+worker' : 'controller';
}

/** The machines that k0sctl sets up, controllers first: it starts the cluster on the first of them. */
export function k0sMachines(plan: Plan): Machine[] {
	const {controlPlanes, nodes} = groupsOf(plan);
	return [...controlPlanes, ...nodes.filter(name => !controlPlanes.includes(name))].map(name => machineOf(plan, name));
}

/** The variable that says who logs in. k0sctl puts variables of its environment into the file. */
export const userVariable = 'K0SCTL_SSH_USER';

/** A reference to a variable, as k0sctl reads it anywhere in the file, comments included. */
export function variable(name: string, otherwise?: string): string {
	return `$\{${name}${otherwise === undefined ? '' : `:-${otherwise}`}}`;
}

function zoneLines({zone}: Machine): string[] {
	if (zone === null) {
		return [];
	}

	return isLabelValue(zone)
		? ['      installFlags:', `        - ${yamlText(`--labels=${zoneLabelKey}=${zone}`)}`]
		: commentLines('Its zone is no valid value for a Kubernetes label: label the node yourself.', 6);
}

/** One machine. The name is only set where there is a kubelet to carry it. */
function hostLines(plan: Plan, machine: Machine): string[] {
	const role = roleOf(plan, machine.name);
	const ip = ipOf(machine);
	return [
		...commentLines(machine.name, 4),
		`    - role: ${role}`,
		...(role === 'controller' ? [] : [`      hostname: ${yamlText(machine.name)}`]),
		...(role === 'controller+worker' ? ['      noTaints: true'] : []),
		'      ssh:',
		`        address: ${yamlText(hostOf(machine))}`,
		`        user: "${variable(userVariable, 'root')}"`,
		...(ip === undefined ? [] : [`      privateAddress: ${yamlText(ip)}`]),
		...(role === 'controller' ? [] : zoneLines(machine)),
	];
}

function whyRoles(plan: Plan): string {
	if (plan.machines.length === 1) {
		return 'controller+worker and not single: a single k0s keeps its data in SQLite and takes no second machine. This one has etcd, and can grow to three by adding hosts here.';
	}

	return plan.controlPlane.schedulable
		? 'The control planes take workloads too: controller+worker, without the taint that k0s would put on them.'
		: 'A controller runs no kubelet, so kubectl get nodes does not list it: nothing but the control plane and etcd can run there.';
}

/** `spec.hosts` with its comments. */
export function hostsLines(plan: Plan): string[] {
	const machines = k0sMachines(plan);
	const hasNames = machines.some(machine => ipOf(machine) === undefined);
	return [
		...commentLines('The first controller starts the cluster; the others join it one after the other.', 2),
		...commentLines(whyRoles(plan), 2),
		...(hasNames
			? commentLines('Where no IP address was given, k0sctl reaches a machine by its name and finds out its private address by itself. Set privateAddress where that is the wrong one, or export again with --addresses.', 2)
			: []),
		'  hosts:',
		...machines.flatMap(machine => hostLines(plan, machine)),
	];
}
