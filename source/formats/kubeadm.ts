import type {Text} from '../model/language.js';
import {membersOf} from './etcd/members.js';
import {
	controlPlanesOf, endpointHost, firstControlPlane, isAddress, isNodeLocal,
} from './kubeadm/endpoint.js';
import {etcdMemberFiles} from './kubeadm/etcd-member.js';
import {fillInScript} from './kubeadm/fill-in-script.js';
import {initFile} from './kubeadm/init-configuration.js';
import {
	joinControlPlaneFile, joinFileName, joinWorkersFile, workerGroups,
} from './kubeadm/join-configuration.js';
import {nodeLocalFiles} from './kubeadm/node-local-proxy.js';
import {kubeadmReadme} from './kubeadm/readme.js';
import {releaseOf} from './kubeadm/release.js';
import {ipOf} from './machine-hosts.js';
import type {ExportInput, Need, Target} from './target.js';

/** The release whose kubeadm reads v1beta4 for the first time (kubeadm configuration reference). */
const oldestMinor = 31;

function refuses({plan}: ExportInput): Text | undefined {
	const release = releaseOf(plan.requirements.kubernetesVersion);
	return release === undefined || release.minor >= oldestMinor
		? undefined
		: {
			en: `The files are kubeadm's v1beta4, which kubeadm 1.${release.minor} cannot read: it came with 1.${oldestMinor}.`,
			zh: `文件使用 kubeadm 的 v1beta4，1.${release.minor} 的 kubeadm 读不了：它从 1.${oldestMinor} 开始才有。`,
		};
}

function endpointNeed(input: ExportInput): Need[] {
	const host = endpointHost(input.plan);
	const field = 'controlPlane.endpoint.host';
	const flag = '--endpoint';
	if (host === undefined) {
		return [{field, flag, says: {
			en: 'the name, or the address, that all nodes find the control plane at; kubeadm supports no change of it later',
			zh: '所有节点访问控制平面所用的名字或地址；之后 kubeadm 不支持更改',
		}}];
	}

	return isNodeLocal(input.plan) && isAddress(host)
		? [{field, flag, says: {
			en: `got the address ${host}; a node-local load balancer wants a name, which can lead to the loopback on every node`,
			zh: `得到的是地址 ${host}；节点本地负载均衡需要一个名字，才能在每个节点上指向回环地址`,
		}}]
		: [];
}

function addressNeed({plan}: ExportInput): Need[] {
	const without = isNodeLocal(plan) ? controlPlanesOf(plan).filter(machine => ipOf(machine) === undefined).map(({name}) => name) : [];
	return without.length === 0
		? []
		: [{field: 'machines[].address', flag: '--addresses', says: {
			en: `the proxy on every node needs the IP addresses of the control planes; there is none for ${without.join(', ')}`,
			zh: `每个节点上的代理需要控制平面节点的 IP 地址；缺少 ${without.join('、')} 的地址`,
		}}];
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	const controlPlanes = controlPlanesOf(plan);
	const joining = controlPlanes.length > 1 ? controlPlanes : [];
	const workers = workerGroups(plan);
	const members = plan.topology === 'external' ? membersOf(plan) : undefined;
	const release = releaseOf(plan.requirements.kubernetesVersion);
	const files: Array<[path: string, text: string]> = [
		['README.md', kubeadmReadme(plan, language)],
		...(members ? etcdMemberFiles(plan.metadata.name, members, release).map(([path, text]): [string, string] => [`etcd-members/${path}`, text]) : []),
		...(joining.length > 0 || workers.length > 0 ? [['fill-in.sh', fillInScript()] satisfies [string, string]] : []),
		...(isNodeLocal(plan) ? nodeLocalFiles(plan).map(([path, text]): [string, string] => [`node-local/${path}`, text]) : []),
		[`${firstControlPlane(plan).name}-init.yaml`, initFile(plan)],
		...joining.map((machine): [string, string] => [joinFileName(machine), joinControlPlaneFile(plan, machine)]),
		...workers.map((group): [string, string] => [group.file, joinWorkersFile(plan, group)]),
	];
	return new Map(files.map(([path, text]) => [`kubeadm/${path}`, text]));
}

/** The configuration files of kubeadm (v1beta4), one for each machine where it differs, and the commands in order. */
export const kubeadmTarget: Target = {
	name: 'kubeadm',
	about: {en: 'kubeadm v1beta4: one file to start with and one for each machine that joins', zh: 'kubeadm v1beta4：初始化文件和每台加入机器的文件'},
	refuses,
	needs: input => [...endpointNeed(input), ...addressNeed(input)],
	write,
	next: ({plan}) => [
		{en: 'Follow kubeadm/README.md from top to bottom: it has the commands of every machine, in order.', zh: '从上到下按 kubeadm/README.md 操作：每台机器的命令都按顺序写在里面。'},
		...(plan.controlPlane.machines.length > 1
			? [{
				en: 'kubeadm init prints the secrets that the others join with; kubeadm/fill-in.sh puts them into the join files.',
				zh: 'kubeadm init 会打印其他机器加入所需的密钥；kubeadm/fill-in.sh 把它们写进加入用的文件。',
			}]
			: []),
	],
};
