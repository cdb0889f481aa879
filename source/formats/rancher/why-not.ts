import type {Text} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {whyNotHaproxy} from '../haproxy/why-not.js';
import {kubeVipTarget} from '../kube-vip.js';
import {endpointHost} from '../kubeadm/endpoint.js';
import type {ExportInput, Need} from '../target.js';
import {forwardsJoinPort, hasHaproxy} from './balancer.js';
import type {RancherDistribution} from './distribution.js';
import {partOf} from './servers.js';

function families({machines}: Plan): Set<string> {
	return new Set(machines.flatMap(machine => {
		const family = machine.address === null || partOf(machine) === undefined ? undefined : readIp(machine.address)?.family;
		return family === undefined ? [] : [family];
	}));
}

/**
Why a plan cannot be built with this distribution; undefined where it can. etcd on machines of its own can: both document
servers that run only etcd and servers that run only the control plane (RKE2 and K3s docs, Managing Server Roles). They also
take an etcd that somebody else runs (datastore-endpoint), but then neither makes its certificates, takes snapshots or restores.
*/
export function whyNotRancher(input: ExportInput, distribution: RancherDistribution): Text | undefined {
	const {plan} = input;
	const {title, joinPort} = distribution;
	if (families(plan).size > 1) {
		return {
			en: `Some machines have IPv4 and some IPv6 addresses. The networks of ${title} are of one family, and so is what its nodes advertise: give every machine an address of the same.`,
			zh: `有的机器是 IPv4 地址，有的是 IPv6。${title} 的网络只用一种地址，节点公布的地址也一样：请给每台机器同一种地址。`,
		};
	}

	if (plan.loadBalancer.kind === 'kube-vip') {
		return kubeVipTarget.refuses(input);
	}

	if (!hasHaproxy(plan)) {
		return undefined;
	}

	return forwardsJoinPort(plan, distribution) && plan.controlPlane.endpoint.port === joinPort
		? {
			en: `Nodes of ${title} join on port ${joinPort}, so the apiservers need another at the endpoint: change controlPlane.endpoint.port, for example to 6443.`,
			zh: `${title} 的节点在 ${joinPort} 端口加入，控制平面端点上的 apiserver 需要另一个端口：请修改 controlPlane.endpoint.port，例如改为 6443。`,
		}
		: whyNotHaproxy(plan);
}

/** What is missing: the fixed address before the control planes; single and node-local plans need none. */
export function rancherNeeds(input: ExportInput): Need[] {
	const {plan} = input;
	const {kind} = plan.loadBalancer;
	if (kind === 'kube-vip') {
		return [...kubeVipTarget.needs(input)];
	}

	if (kind === 'none' || kind === 'node-local' || endpointHost(plan) !== undefined) {
		return [];
	}

	return kind === 'cloud'
		? [{field: 'controlPlane.endpoint.host', flag: '--endpoint', says: {en: 'the name or address of the cloud\'s load balancer', zh: '云平台负载均衡器的名字或地址'}}]
		: [{field: 'loadBalancer.vip', flag: '--vip', says: {en: 'the address that every node joins at', zh: '每个节点加入集群所用的地址'}}];
}
