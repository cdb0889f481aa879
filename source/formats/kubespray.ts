import type {Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {readIp} from '../planner/addresses.js';
import {nameList} from '../present/name-list.js';
import {allVariables, balancerAddress, clusterVariables} from './kubespray/group-variables.js';
import {machinesOutside} from './kubespray/groups.js';
import {inventoryText} from './kubespray/inventory.js';
import type {ExportInput, Need, Target} from './target.js';

/** Ansible takes one name for a group or for a host, and mixes the two up where it is both. */
const groupNames = new Set(['all', 'ungrouped', 'etcd', 'bastion']);

function familiesOf(plan: Plan): Set<string> {
	const outside = new Set(machinesOutside(plan));
	return new Set(plan.machines.flatMap(({name, address}) => {
		const family = address === null || outside.has(name) ? undefined : readIp(address)?.family;
		return family === undefined ? [] : [family];
	}));
}

function refuses({plan}: ExportInput): Text | undefined {
	const {etcd: {members}, machines} = plan;
	if (members.length % 2 === 0) {
		return {
			en: `Kubespray stops where etcd has an even number of members; the plan has ${members.length}.`,
			zh: `etcd 成员数为偶数时 Kubespray 会直接停止；方案里有 ${members.length} 个。`,
		};
	}

	const reserved = machines.find(({name}) => groupNames.has(name));
	if (reserved) {
		return {
			en: `A machine is called ${reserved.name}, as one of Ansible's and Kubespray's groups is: rename it.`,
			zh: `有一台机器叫 ${reserved.name}，与 Ansible 或 Kubespray 的组同名：请改名。`,
		};
	}

	return familiesOf(plan).size > 1
		? {
			en: 'Some machines have IPv4 and some IPv6 addresses. Kubespray binds all of them to one family: give every machine an address of the same.',
			zh: '有的机器是 IPv4 地址，有的是 IPv6。Kubespray 让所有机器绑定同一种地址：请给每台机器同一种地址。',
		}
		: undefined;
}

function needs({plan}: ExportInput): Need[] {
	const {kind, vip} = plan.loadBalancer;
	if (kind === 'none' || kind === 'node-local' || (kind === 'kube-vip' ? vip !== null : balancerAddress(plan) !== undefined)) {
		return [];
	}

	return kind === 'cloud'
		? [{field: 'controlPlane.endpoint.host', flag: '--endpoint', says: {en: 'the name or address of the cloud\'s load balancer', zh: '云平台负载均衡器的名字或地址'}}]
		: [{field: 'loadBalancer.vip', flag: '--vip', says: {en: 'the address that every node reaches the apiservers at', zh: '每个节点访问 apiserver 所用的地址'}}];
}

function write({plan}: ExportInput): ReadonlyMap<string, string> {
	const cluster = clusterVariables(plan);
	return new Map([
		['kubespray/inventory.yaml', inventoryText(plan)],
		['kubespray/group_vars/all/plan.yml', allVariables(plan)],
		...(cluster === undefined ? [] : [['kubespray/group_vars/k8s_cluster/plan.yml', cluster] satisfies [string, string]]),
	]);
}

function next({plan}: ExportInput): Text[] {
	const {metadata: {name}, loadBalancer: {kind, machines}} = plan;
	const directory = `inventory/${name}`;
	return [
		{
			en: `In a checkout of Kubespray (git checkout v2.31.0, or the release that has your Kubernetes version): cp -r inventory/sample ${directory} && rm ${directory}/inventory.ini, then copy what is in kubespray/ over it.`,
			zh: `在 Kubespray 的检出目录中（git checkout v2.31.0，或支持你的 Kubernetes 版本的发行版）：cp -r inventory/sample ${directory} && rm ${directory}/inventory.ini，然后把 kubespray/ 里的内容复制进去。`,
		},
		{
			en: `ansible -i ${directory}/inventory.yaml all -b -m ping reaches every machine. Say with -u which user it logs in as.`,
			zh: `ansible -i ${directory}/inventory.yaml all -b -m ping 能连到每台机器。用 -u 指定登录用户。`,
		},
		...(kind === 'keepalived' || kind === 'dedicated'
			? [{
				en: `Set up haproxy and keepalived from this export on ${nameList(machines, 'en')} first: the VIP has to answer (refused is fine).`,
				zh: `先在 ${nameList(machines, 'zh')} 上按本次导出装好 haproxy 和 keepalived：VIP 要有回应（拒绝连接也算）。`,
			}]
			: []),
		{
			en: `ansible-playbook -i ${directory}/inventory.yaml -b cluster.yml; afterwards kubectl get nodes lists every node as Ready.`,
			zh: `ansible-playbook -i ${directory}/inventory.yaml -b cluster.yml；之后 kubectl get nodes 里每个节点都是 Ready。`,
		},
	];
}

/** Kubespray's inventory and the group variables that make it build this plan. */
export const kubesprayTarget: Target = {
	name: 'kubespray',
	about: {en: 'Kubespray: inventory and group variables', zh: 'Kubespray：inventory 和组变量'},
	refuses,
	needs,
	write,
	next,
};
