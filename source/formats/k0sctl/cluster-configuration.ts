import type {Plan} from '../../model/plan.js';
import {virtualRouterIdOf} from '../../planner/virtual-router-id.js';
import {commentLines} from '../comment-lines.js';
import {endpointHost} from '../kubeadm/endpoint.js';
import {releaseOf} from '../kubeadm/release.js';
import {yamlText} from '../quoting.js';
import {variable} from './hosts.js';
import {joinPort, konnectivityPort} from './ports.js';

/** The variable with the password that k0s wants for VRRP. It is read when k0sctl runs, and is in no file of the export. */
export const passwordVariable = 'K0S_VRRP_PASSWORD';

/** The address before the controllers that k0s itself knows nothing else of; undefined where k0s balances by itself. */
export function externalAddress(plan: Plan): string | undefined {
	const {kind} = plan.loadBalancer;
	if (kind === 'none') {
		return plan.controlPlane.endpoint.host?.toLowerCase();
	}

	return kind === 'dedicated' || kind === 'cloud' ? endpointHost(plan) : undefined;
}

const externalWhy: Readonly<Partial<Record<Plan['loadBalancer']['kind'], string>>> = {
	dedicated: `The machines that only balance. They have to listen on the controllers' own ports: 6443, ${konnectivityPort} (Konnectivity, or kubectl logs and exec fail) and ${joinPort} (joining of controllers).`,
	cloud: `The cloud's load balancer, made first. It passes TCP through to every controller on the same ports: 6443, ${konnectivityPort} (Konnectivity, or kubectl logs and exec fail) and ${joinPort} (joining of controllers).`,
	none: 'A name before the only controller, so that others can join it later: workers are told this address once, when they join. It has to lead to the controller on every machine.',
};

/** Names that clients call the apiservers by and that k0s would not put into the certificates by itself. */
function otherNames(plan: Plan): string[] {
	const {loadBalancer: {vip}, controlPlane: {endpoint: {host}}} = plan;
	const known = externalAddress(plan);
	return [...new Set([host?.toLowerCase(), vip ?? undefined])].filter((name): name is string => name !== undefined && name !== known);
}

function apiLines(plan: Plan): string[] {
	const address = externalAddress(plan);
	const names = otherNames(plan);
	if (address === undefined && names.length === 0) {
		return [];
	}

	return [
		'        api:',
		...(address === undefined
			? []
			: [...commentLines(externalWhy[plan.loadBalancer.kind] ?? '', 10), `          externalAddress: ${yamlText(address)}`]),
		...(names.length === 0
			? []
			: [...commentLines('Clients come by these, so they have to be in the certificates. k0sctl adds every controller.', 10), '          sans:', ...names.map(name => `            - ${yamlText(name)}`)]),
	];
}

/** @throws RangeError without a VIP, which `needs` has asked for first. */
function virtualIpLines({loadBalancer: {vip, virtualRouterId}, controlPlane: {endpoint}, requirements, metadata}: Plan): string[] {
	if (vip === null) {
		throw new RangeError('k0sctl cannot be written without the VIP of its keepalived');
	}

	return [
		...commentLines(`For who comes from outside: k0s runs keepalived on every controller and balances behind the VIP by itself. Neither haproxy nor keepalived of this export belong beside it${endpoint.port === 6443 ? '.' : `, and the port is 6443 (the plan's ${endpoint.port} is HAProxy's).`}`, 10),
		'          controlPlaneLoadBalancing:',
		'            enabled: true',
		'            type: Keepalived',
		'            keepalived:',
		'              vrrpInstances:',
		...commentLines('One address and no subnet: the machine\'s own address brings the route, and the VIP never becomes the address it speaks from.', 16),
		'                - virtualIPs:',
		`                    - ${yamlText(`${vip}/32`)}`,
		...(requirements.interface === null
			? commentLines('No interface was given: k0s takes the one of the default route.', 18)
			: [`                  interface: ${yamlText(requirements.interface)}`]),
		...commentLines('On these controllers and on nobody else in this network: k0s\'s default, 51, is everybody\'s.', 18),
		`                  virtualRouterID: ${virtualRouterId ?? virtualRouterIdOf(metadata.name)}`,
		...commentLines('Seconds. After three silent ones and a little more the VIP moves; it stays there when the machine comes back, since k0s gives every controller the same priority.', 18),
		'                  advertIntervalSeconds: 1',
		...commentLines(`k0s takes none without a password of 1 to 8 characters. It is no secret in the network (VRRP sends it in the clear), only a guard against mixed-up clusters. The environment variable ${passwordVariable} has it; while that is unset, k0sctl apply stops at the validation of this configuration.`, 18),
		`                  authPass: "${variable(passwordVariable)}"`,
	];
}

function nodeLocalLines(plan: Plan): string[] {
	return [
		...commentLines(plan.loadBalancer.kind === 'keepalived'
			? 'For the workers: each has its own balancer, and needs no VIP. Without it every worker would stay with the first controller, which its join token names. Envoy is not made for ARMv7 and RISC-V: take Traefik there.'
			: 'Each worker has its own balancer on its loopback (port 7443). Envoy is not made for ARMv7 and RISC-V: take Traefik there.', 10),
		'          nodeLocalLoadBalancing:',
		'            enabled: true',
		'            type: EnvoyProxy',
	];
}

function networkLines(plan: Plan): string[] {
	const {kind} = plan.loadBalancer;
	const lines = [
		...(kind === 'keepalived' ? virtualIpLines(plan) : []),
		...(kind === 'keepalived' || kind === 'node-local' ? nodeLocalLines(plan) : []),
	];
	return lines.length === 0 ? [] : ['        network:', ...lines];
}

function versionLines({requirements: {kubernetesVersion}}: Plan): string[] {
	const release = releaseOf(kubernetesVersion);
	if (release === undefined || release.patch === null) {
		return [
			...commentLines(`No version: k0sctl takes the newest stable k0s, and later the one that runs.${release === undefined ? '' : ` The plan wants 1.${release.minor}: write the newest v1.${release.minor} here.`} Upgrades are made by writing one.`, 4),
		];
	}

	return [
		...commentLines('k0s is released some weeks after Kubernetes, and a build can be repeated (+k0s.1): see github.com/k0sproject/k0s/releases.', 4),
		`    version: ${yamlText(`v1.${release.minor}.${release.patch}+k0s.0`)}`,
	];
}

/** `spec.k0s` with its comments: the version, and the ClusterConfig that every controller gets. */
export function k0sLines(plan: Plan): string[] {
	return [
		'  k0s:',
		...versionLines(plan),
		'    config:',
		'      apiVersion: k0s.k0sproject.io/v1beta1',
		'      kind: ClusterConfig',
		'      metadata:',
		'        name: k0s',
		'      spec:',
		...apiLines(plan),
		...commentLines('A member on every controller, with etcd\'s own timers, which the plan counts with.', 8),
		'        storage:',
		'          type: etcd',
		...networkLines(plan),
	];
}
