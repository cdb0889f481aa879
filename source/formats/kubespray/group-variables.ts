import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {metricsComment} from '../etcd/metrics.js';
import {electionMs, heartbeatMs, metricsPort} from '../etcd/settings.js';
import {endpointHost, firstControlPlane} from '../kubeadm/endpoint.js';
import {releaseOf} from '../kubeadm/release.js';
import {ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';

type Setting = {readonly why: string; readonly lines: readonly string[]};

function settingsText(header: readonly string[], settings: readonly Setting[]): string {
	return [
		...header.flatMap(line => commentLines(line)),
		'---',
		...settings.flatMap(({why, lines}, index) => [...(index === 0 ? [] : ['']), ...commentLines(why), ...lines]),
		'',
	].join('\n');
}

/** The address that Kubespray counts as the load balancer's; undefined where each node has its own or there is none. */
export function balancerAddress(plan: Plan): string | undefined {
	const {kind, vip} = plan.loadBalancer;
	if (kind === 'node-local') {
		return undefined;
	}

	// One control plane behind a name can be joined by others later; behind its own address it cannot.
	return kind === 'none'
		? (plan.controlPlane.endpoint.host === null ? undefined : ipOf(firstControlPlane(plan)))
		: vip ?? endpointHost(plan);
}

const etcdSettings: readonly Setting[] = [
	{
		why: 'As a service of the machine, for stacked and external alike: Kubespray\'s default, and the only one that its recovery playbook can mend. The certificates are in /etc/ssl/etcd/ssl.',
		lines: ['etcd_deployment_type: host'],
	},
	{
		why: `Milliseconds. Kubespray's own are 250 and 5000, which leaves writes waiting five to ten seconds after the leader is lost; etcd's defaults, which the plan counts with, take one or two. Where the round trip between members is over ${heartbeatMs} ms, set the heartbeat to about that and the timeout to ten times of it.`,
		lines: [`etcd_heartbeat_interval: "${heartbeatMs}"`, `etcd_election_timeout: "${electionMs}"`],
	},
	{
		why: `${metricsComment} Kubespray opens it on each member's own address and on its loopback.`,
		lines: [`etcd_metrics_port: ${metricsPort}`],
	},
];

const balancerWhy: Readonly<Record<Plan['loadBalancer']['kind'], string>> = {
	keepalived: 'The VIP of HAProxy and keepalived on the control planes (take both from this export: Kubespray sets up neither). It has to answer before cluster.yml runs.',
	dedicated: 'The VIP of the machines that only balance (take haproxy and keepalived from this export: Kubespray sets up neither). It has to answer before cluster.yml runs.',
	'kube-vip': 'The VIP that kube-vip on the control planes holds.',
	cloud: 'The cloud\'s load balancer: make it first, with the control planes\' port 6443 behind it.',
	none: 'A name before the only control plane, so that others can join it later; without it every certificate and kubeconfig would name this one machine.',
	'node-local': '',
};

function nodeLocalSettings(plan: Plan): Setting[] {
	return [
		{
			why: 'Each node without an apiserver balances for itself, on its own loopback. HAProxy asks the apiservers whether they are well; the default, nginx, only learns from connections that fail.',
			lines: ['loadbalancer_apiserver_localhost: true', 'loadbalancer_apiserver_type: haproxy', `loadbalancer_apiserver_port: ${plan.controlPlane.endpoint.port}`],
		},
		...otherNames(plan),
	];
}

/** Names that people call the apiservers by and that Kubespray would not put into their certificates by itself. */
function otherNames({controlPlane: {endpoint: {host}}}: Plan): Setting[] {
	return host === null
		? []
		: [{why: 'Clients outside come by this name, so it has to be in the certificates.', lines: ['supplementary_addresses_in_ssl_keys:', `  - ${yamlText(host)}`]}];
}

function balancerSettings(plan: Plan): Setting[] {
	const {loadBalancer: {kind}, controlPlane: {endpoint}} = plan;
	const address = balancerAddress(plan);
	if (kind === 'node-local') {
		return nodeLocalSettings(plan);
	}

	if (address === undefined) {
		return [
			{why: 'One control plane has nothing to balance: the nodes go straight to it.', lines: ['loadbalancer_apiserver_localhost: false']},
			...otherNames(plan),
		];
	}

	const {host} = endpoint;
	return [
		{why: balancerWhy[kind], lines: ['loadbalancer_apiserver:', `  address: ${yamlText(address)}`, `  port: ${endpoint.port}`]},
		...(host !== null && host !== address
			? [{
				why: 'What every certificate and kubeconfig says: it has to lead to the address above wherever it is looked up, since Kubespray no longer writes it into /etc/hosts.',
				lines: [`apiserver_loadbalancer_domain_name: ${yamlText(host)}`],
			}]
			: []),
	];
}

function stackSettings({machines}: Plan): Setting[] {
	return machines.some(({address}) => address !== null && readIp(address)?.family === 'IPv6')
		? [{why: 'The machines have IPv6 addresses.', lines: ['ipv4_stack: false', 'ipv6_stack: true']}]
		: [];
}

/** Variables of every machine, those that only run etcd among them. */
export function allVariables(plan: Plan): string {
	return settingsText(
		[`Variables of every machine of ${plan.metadata.name}. Beside Kubespray's samples in the same directory this file is read after them.`],
		[...etcdSettings, ...balancerSettings(plan), ...stackSettings(plan)],
	);
}

function kubeVipSettings({loadBalancer: {kind, vip}, requirements}: Plan): Setting[] {
	if (kind !== 'kube-vip' || vip === null) {
		return [];
	}

	return [
		{
			why: 'kube-vip as a static Pod on every control plane: one of them answers ARP for the VIP, chosen by a Lease.',
			lines: [
				'kube_vip_enabled: true',
				'kube_vip_controlplane_enabled: true',
				'kube_vip_arp_enabled: true',
				`kube_vip_address: ${yamlText(vip)}`,
				...(requirements.interface === null ? [] : [`kube_vip_interface: ${yamlText(requirements.interface)}`]),
			],
		},
		{why: 'With IPVS every node would answer ARP for the VIP; Kubespray stops without this.', lines: ['kube_proxy_strict_arp: true']},
	];
}

function versionSettings({requirements: {kubernetesVersion}}: Plan): Setting[] {
	const release = releaseOf(kubernetesVersion);
	return release === undefined || release.patch === null
		? []
		: [{
			why: 'A Kubespray release installs only what its list of checksums has (2.31.0: up to 1.35.4) and stops at the start otherwise: take the Kubespray that has this one.',
			lines: [`kube_version: ${yamlText(`1.${release.minor}.${release.patch}`)}`],
		}];
}

/**
Variables of the Kubernetes nodes; undefined where there is nothing to say. Kubespray's samples set these for the same
group, and a group's variables go before those of all.
*/
export function clusterVariables(plan: Plan): string | undefined {
	const settings = [...versionSettings(plan), ...kubeVipSettings(plan)];
	return settings.length === 0
		? undefined
		: settingsText([`Variables of the Kubernetes nodes of ${plan.metadata.name}. Beside Kubespray's samples in the same directory this file is read after them.`], settings);
}
