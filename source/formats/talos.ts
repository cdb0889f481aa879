import type {Text} from '../model/language.js';
import {readIp} from '../planner/addresses.js';
import {haproxyConfiguration} from './haproxy/configuration.js';
import {whyNotHaproxy} from './haproxy/why-not.js';
import {kubeVipTarget} from './kube-vip.js';
import {releaseOf} from './kubeadm/release.js';
import {hasTalosVip, talosEndpointHost} from './talos/endpoint.js';
import {
	commonPatch, controlPlanePatch, machinePatch, talosMachines,
} from './talos/patches.js';
import {talosReadme} from './talos/readme.js';
import {generateScript} from './talos/script.js';
import {oldestKubernetesMinor, oldestTalosMinor} from './talos/version.js';
import type {ExportInput, Need, Target} from './target.js';

function refuses(input: ExportInput): Text | undefined {
	const {plan} = input;
	if (plan.topology === 'external') {
		return {
			en: 'etcd has machines of its own in this plan; Talos runs it on the control planes and nowhere else. Plan with --topology stacked to have Talos.',
			zh: '这个方案里 etcd 有自己的机器；Talos 只在控制平面节点上运行 etcd。要用 Talos，请用 --topology stacked 重新规划。',
		};
	}

	const release = releaseOf(plan.requirements.kubernetesVersion);
	if (release !== undefined && release.minor < oldestKubernetesMinor) {
		return {
			en: `The files are for Talos 1.${oldestTalosMinor} and newer, which run Kubernetes 1.${oldestKubernetesMinor} at the oldest, and the plan asks for 1.${release.minor}.`,
			zh: `这些文件适用于 Talos 1.${oldestTalosMinor} 及更新版本，它们最低运行 Kubernetes 1.${oldestKubernetesMinor}，而方案要求 1.${release.minor}。`,
		};
	}

	const families = new Set(talosMachines(plan).flatMap(({address}) => (address === null ? undefined : readIp(address)?.family) ?? []));
	if (families.size > 1) {
		return {
			en: 'Some machines have IPv4 and some IPv6 addresses, and the networks of the cluster are of one family: give every machine an address of the same.',
			zh: '有的机器是 IPv4 地址，有的是 IPv6，而集群的网络只用一种地址：请给每台机器同一种地址。',
		};
	}

	switch (plan.loadBalancer.kind) {
		case 'kube-vip': {
			return kubeVipTarget.refuses(input);
		}

		case 'dedicated': {
			return whyNotHaproxy(plan);
		}

		case 'keepalived':
		case 'cloud':
		case 'node-local':
		case 'none': {
			return undefined;
		}
	}
}

function needs({plan}: ExportInput): Need[] {
	const {kind, vip} = plan.loadBalancer;
	const vipNeed: Need = {field: 'loadBalancer.vip', flag: '--vip', says: {
		en: 'the address that one control plane at a time holds: free, and in their subnet',
		zh: '同一时刻由一台控制平面节点持有的地址：没有人使用，并且在它们的子网里',
	}};
	if (hasTalosVip(plan)) {
		return [
			...(vip === null ? [vipNeed] : []),
			...(plan.requirements.interface === null
				? [{field: 'requirements.interface', flag: '--interface', says: {
					en: 'the network interface of the control planes that takes the VIP, as Talos names it, for example enp0s2',
					zh: '控制平面节点上承载 VIP 的网卡，用 Talos 的命名，例如 enp0s2',
				}}]
				: []),
		];
	}

	if (talosEndpointHost(plan) !== undefined) {
		return [];
	}

	return kind === 'dedicated'
		? [{...vipNeed, says: {en: 'the address that the load balancers hold', zh: '负载均衡器持有的地址'}}]
		: [{field: 'controlPlane.endpoint.host', flag: '--endpoint', says: {en: 'the name or address that clients and joining nodes find the control planes at', zh: '客户端和加入的节点访问控制平面所用的名字或地址'}}];
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	const common = commonPatch(plan);
	const files: Array<[path: string, text: string]> = [
		['README.md', talosReadme(plan, language)],
		['gen-config.sh', generateScript(plan)],
		...(common === undefined ? [] : [['every-machine.yaml', common] satisfies [string, string]]),
		['control-plane.yaml', controlPlanePatch(plan)],
		...talosMachines(plan).map((machine): [string, string] => [`machines/${machine.name}.yaml`, machinePatch(machine)]),
		// Until 1.13 Talos turns anonymous requests away, from 1.14 on it answers for their health (control_plane_final.go).
		...(plan.loadBalancer.kind === 'dedicated' ? [['haproxy.cfg', haproxyConfiguration(plan, {answersNobody: true})] satisfies [string, string]] : []),
	];
	return new Map(files.map(([path, text]) => [`talos/${path}`, text]));
}

/** Talos: a script that makes the configuration of every machine from secrets it makes and patches that are written here. */
export const talosTarget: Target = {
	name: 'talos',
	about: {en: 'Talos: a script and patches for each machine', zh: 'Talos：生成脚本和每台机器的补丁'},
	refuses,
	needs,
	write,
	next: () => [
		{
			en: 'Find the disk that Talos is installed on (talosctl get disks), then INSTALL_DISK=/dev/... sh talos/gen-config.sh makes secrets and the configuration of every machine.',
			zh: '找到要安装 Talos 的磁盘（talosctl get disks），然后用 INSTALL_DISK=/dev/... sh talos/gen-config.sh 生成密钥和每台机器的配置。',
		},
		{
			en: 'Follow talos/README.md from top to bottom: apply, bootstrap once, see.',
			zh: '从上到下按 talos/README.md 操作：应用配置，引导一次，检查。',
		},
	],
};
