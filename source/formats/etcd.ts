import type {Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {certificatesScript} from './etcd/certificates-script.js';
import {environmentFile} from './etcd/environment.js';
import {etcdMachines, membersOf, type Member} from './etcd/members.js';
import {etcdReadme} from './etcd/readme.js';
import {unitFile} from './etcd/unit.js';
import {etcdMemberFiles} from './kubeadm/etcd-member.js';
import {releaseOf} from './kubeadm/release.js';
import {ipOf} from './machine-hosts.js';
import type {ExportInput, Need, Target} from './target.js';

function refuses({plan: {topology}}: ExportInput): Text | undefined {
	return topology === 'external'
		? undefined
		: {
			en: `The plan is ${topology === 'single' ? 'a single control plane' : 'stacked'}: kubeadm makes the etcd members on the control planes itself, and a second etcd beside them would be the wrong one. Only external etcd is written here.`,
			zh: `这个方案是${topology === 'single' ? '单控制平面' : '堆叠 etcd 拓扑'}：etcd 成员由 kubeadm 在控制平面节点上创建，旁边再放一个 etcd 就错了。这里只写外部 etcd。`,
		};
}

function needs({plan}: ExportInput): Need[] {
	const without = etcdMachines(plan).filter(machine => ipOf(machine) === undefined).map(({name}) => name);
	return without.length === 0
		? []
		: [{
			field: 'machines[].address',
			flag: '--addresses',
			says: {
				en: `etcd listens on IP addresses and on no name; there is none for ${without.join(', ')}`,
				zh: `etcd 只在 IP 地址上监听，不能用名字；缺少 ${without.join('、')} 的地址`,
			},
		}];
}

/** @throws RangeError where the command has not asked `needs` first. */
function requiredMembers(plan: Plan): Member[] {
	const members = membersOf(plan);
	if (!members) {
		throw new RangeError('external etcd cannot be written without the members\' addresses');
	}

	return members;
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	const members = requiredMembers(plan);
	const {name} = plan.metadata;
	return new Map([
		['etcd/README.md', etcdReadme(plan, members, language)],
		['etcd/etcd.service', unitFile()],
		...etcdMemberFiles(name, members, releaseOf(plan.requirements.kubernetesVersion)).map(([path, text]): [string, string] => [`etcd/kubeadm/${path}`, text]),
		['etcd/make-certificates.sh', certificatesScript(name, members)],
		...members.map((member): [string, string] => [`etcd/${member.name}/etcd.env`, environmentFile(name, member, members)]),
	]);
}

/** External etcd: systemd units with their environment, the script for its certificates, and the same members as static Pods. */
export const etcdTarget: Target = {
	name: 'etcd',
	about: {en: 'external etcd: systemd units, certificates script, kubeadm static Pods', zh: '外部 etcd：systemd unit、证书脚本、kubeadm 静态 Pod'},
	refuses,
	needs,
	write,
	next: () => [
		{en: 'Make the certificates where they are safe: sh etcd/make-certificates.sh', zh: '在安全的地方生成证书：sh etcd/make-certificates.sh'},
		{en: 'Start the members as etcd/README.md says, before the first control plane.', zh: '按 etcd/README.md 启动成员，要在第一台控制平面节点之前。'},
	],
};
