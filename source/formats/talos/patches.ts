import type {Machine, Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {zoneLabel} from '../kubeadm/node-registration.js';
import {ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {hasTalosVip} from './endpoint.js';

/** The machines that Talos runs on, in plan order: all but those that only balance. */
export function talosMachines({machines}: Plan): Machine[] {
	return machines.filter(({roles}) => roles.some(role => role !== 'load-balancer'));
}

export function isControlPlane({roles}: Pick<Machine, 'roles'>): boolean {
	return roles.includes('control-plane');
}

function vipDocument({loadBalancer: {vip}, requirements}: Plan): string[] {
	if (vip === null || requirements.interface === null) {
		throw new RangeError('the VIP of Talos cannot be written without an address and an interface');
	}

	return [
		'---',
		...commentLines('One control plane at a time holds this address and says so by ARP, so all of them are in one subnet. etcd chooses which: without its majority nobody holds the VIP. After a crash the next takes it when the session of the last in etcd has run out, up to 60s; nodes do not wait for that, since each asks the apiservers through KubePrism.'),
		'apiVersion: v1alpha1',
		'kind: Layer2VIPConfig',
		`name: ${yamlText(vip)}`,
		`link: ${yamlText(requirements.interface)}`,
	];
}

/** The patch for every control plane. */
export function controlPlanePatch(plan: Plan): string {
	const {schedulable} = plan.controlPlane;
	return [
		...commentLines(`For every control plane of ${plan.metadata.name}; gen-config.sh puts it in.`),
		'---',
		'cluster:',
		...commentLines(schedulable
			? 'In this plan the control planes take workloads too; otherwise Talos would keep them off.'
			: 'Talos\'s default, as the plan wants it: control planes keep their taint.', 2),
		`  allowSchedulingOnControlPlanes: ${schedulable}`,
		...(hasTalosVip(plan) ? vipDocument(plan) : []),
		'',
	].join('\n');
}

/** The patch for every machine, control planes and workers; undefined where there is nothing to say. */
export function commonPatch(plan: Plan): string | undefined {
	return talosMachines(plan).some(({address}) => address !== null && readIp(address)?.family === 'IPv6')
		? [
			...commentLines(`For every machine of ${plan.metadata.name}; gen-config.sh puts it in.`),
			'---',
			'cluster:',
			'  network:',
			...commentLines('The machines have IPv6 addresses, and the default networks are IPv4. Change both where they are in use, before the first start.', 4),
			'    podSubnets:',
			`      - ${yamlText('fd00:42::/56')}`,
			'    serviceSubnets:',
			`      - ${yamlText('fd00:43::/112')}`,
			'',
		].join('\n')
		: undefined;
}

function machineSettings(machine: Machine): string[] {
	const zone = zoneLabel(machine.zone);
	const ip = ipOf(machine);
	const own = ip === undefined ? undefined : yamlText(`${ip}/${readIp(ip)?.family === 'IPv6' ? 128 : 32}`);
	const lines = [
		...(zone === undefined
			? []
			: [...commentLines('What the scheduler spreads Pods over.', 2), '  nodeLabels:', `    topology.kubernetes.io/zone: ${yamlText(zone)}`]),
		...(own === undefined
			? []
			: [
				...commentLines('With several addresses on the machine the kubelet would choose one itself. Talos asks DHCP for addresses unless told otherwise: reserve this one there.', 2),
				'  kubelet:',
				'    nodeIP:',
				'      validSubnets:',
				`        - ${own}`,
			]),
	];
	return [
		...(lines.length === 0 ? [] : ['---', 'machine:', ...lines]),
		...(own !== undefined && isControlPlane(machine)
			? ['cluster:', '  etcd:', ...commentLines('The same for etcd, which other members find under it.', 4), '    advertisedSubnets:', `      - ${own}`]
			: []),
	];
}

/** The patch for one machine: its name, its zone and which of its addresses counts. */
export function machinePatch(machine: Machine): string {
	return [
		...commentLines(`For ${machine.name} alone; gen-config.sh puts it in.`),
		'---',
		'apiVersion: v1alpha1',
		'kind: HostnameConfig',
		...commentLines('Otherwise Talos makes a name up; the two cannot stand together.'),
		'auto: "off"',
		`hostname: ${yamlText(machine.name)}`,
		...machineSettings(machine),
		'',
	].join('\n');
}
