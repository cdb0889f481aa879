import type {Language} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {hostOf} from '../machine-hosts.js';
import {controlPlanesOf, firstControlPlane} from '../kubeadm/endpoint.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {needsSuperAdmin} from './manifest.js';

const manifests = '/etc/kubernetes/manifests';

function putCommands(machine: Machine): string[] {
	const host = hostOf(machine);
	return [
		`# ${machine.name}`,
		`ssh ${shellWord(host)} mkdir -p ${manifests}`,
		`scp ${shellWord(machine.name)}/kube-vip.yaml ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${manifests}/`)}`,
	];
}

function switchBackParts(first: Machine): ReadmePart[] {
	return [
		{paragraph: {
			en: `When kubeadm init is done, ${first.name} goes back to admin.conf: super-admin.conf stands above all authorization and is to be stored away. The kubelet starts kube-vip anew; the VIP is gone for a few seconds.`,
			zh: `kubeadm init 完成之后，${first.name} 换回 admin.conf：super-admin.conf 不受任何授权限制，应当另行保存。kubelet 会重启 kube-vip，VIP 会中断几秒。`,
		}},
		{commands: [`ssh ${shellWord(hostOf(first))} 'sed -i s#/super-admin.conf#/admin.conf# ${manifests}/kube-vip.yaml'`]},
	];
}

/** What to do with the manifests, in order. */
export function kubeVipReadme(plan: Plan, vip: string, language: Language): string {
	const first = firstControlPlane(plan);
	const [, ...others] = controlPlanesOf(plan);
	return readmeText([
		{heading: {en: `kube-vip of ${plan.metadata.name}`, zh: `${plan.metadata.name} 的 kube-vip`}, level: 1},
		{paragraph: {
			en: `One of ${plan.controlPlane.machines.join(', ')} answers for ${vip}: the one that holds the Lease. They must be in one subnet, and nobody else may have the address. Commands are run from this directory and log in as root.`,
			zh: `${plan.controlPlane.machines.join('、')} 中持有 Lease 的那一台应答 ${vip}。它们必须在同一个子网里，这个地址不能有别人使用。命令都在本目录执行，以 root 登录。`,
		}},
		{heading: {en: 'Before kubeadm init', zh: 'kubeadm init 之前'}},
		{commands: putCommands(first)},
		...(needsSuperAdmin(plan) ? switchBackParts(first) : []),
		...(others.length > 0
			? [
				{heading: {en: 'After the others have joined', zh: '其他控制平面节点加入之后'}},
				{commands: others.flatMap(machine => putCommands(machine))},
			]
			: []),
		{heading: {en: 'To see', zh: '检查'}},
		{commands: [
			'kubectl -n kube-system get lease plndr-cp-lock',
			`curl -k https://${vip.includes(':') ? `[${vip}]` : vip}:6443/readyz`,
		]},
	], language);
}
