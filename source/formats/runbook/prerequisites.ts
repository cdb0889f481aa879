import {runbookSections as sections} from '../../present/messages/runbook.js';
import {readIp} from '../../planner/addresses.js';
import {hostOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import type {Machine} from '../../model/plan.js';
import type {Text} from '../../model/language.js';
import {planWords} from '../../present/messages/plan-view.js';
import {reportWords} from '../../present/messages/plan-report.js';
import {nameList} from '../../present/name-list.js';
import {
	blanks, etcdClientUrl, etcdFiles, mostListed, namesOf, type Facts,
} from './facts.js';
import {
	bare, code, heading, list, note, otherwise, paragraph, phrase, run, runHere, see, table, type Block, type Phrase,
} from './document.js';

function rolesOf({roles}: Machine): Text {
	const say = (language: 'en' | 'zh') => roles.map(role => role === 'worker' ? reportWords.roles.worker[language] : planWords.role[role][language]).join(' + ');
	return {en: say('en'), zh: say('zh')};
}

/** What has to be installed for a machine's roles. */
function needsOf(machine: Machine, {isExternal, plan}: Facts): Text {
	const isNode = machine.roles.includes('control-plane') || machine.roles.includes('worker');
	const holdsEtcd = machine.roles.includes('etcd');
	const parts = [
		...(isNode ? ['containerd, crictl, kubelet, kubeadm'] : []),
		...(machine.roles.includes('control-plane') ? ['kubectl'] : []),
		...(holdsEtcd && isExternal ? ['etcd'] : []),
		...(holdsEtcd ? ['etcdctl, etcdutl'] : []),
		...(machine.roles.includes('load-balancer') && plan.loadBalancer.kind !== 'kube-vip' ? ['haproxy, keepalived, curl, tcpdump'] : []),
	].join(', ');
	return {en: parts, zh: parts.replaceAll(', ', '、')};
}

function machineTable(facts: Facts): Block[] {
	const {machines} = facts.plan;
	const same = ({en}: Text, zh: string): Phrase => phrase({en: '{text}', zh: '{chinese}'}, {text: en, chinese: zh});
	const hasZones = machines.some(({zone}) => zone !== null);
	const rows = machines.slice(0, mostListed).map(machine => {
		const roles = rolesOf(machine);
		const needs = needsOf(machine, facts);
		return [code(machine.name), machine.address === null ? code(blanks.address) : bare(machine.address), ...(hasZones ? [bare(machine.zone ?? '-')] : []), same(roles, roles.zh), same(needs, needs.zh)];
	});
	const more = machines.slice(mostListed);
	return [
		table(
			{en: 'Machines, and what is installed on each', zh: '机器，以及每台要安装的软件'},
			[{en: 'Machine', zh: '机器'}, {en: 'Address', zh: '地址'}, ...(hasZones ? [{en: 'Zone', zh: '可用区'}] : []), {en: 'Does', zh: '角色'}, {en: 'Install', zh: '安装'}],
			rows,
		),
		...(more.length === 0 ? [] : [paragraph({en: 'And {count} more, all workers like the last: {names}. Their addresses are in the plan.', zh: '另有 {count} 台，与最后一台一样都是工作节点：{names}。地址在方案里。'}, {count: String(more.length), names: nameList(namesOf(more), facts.language)})]),
	];
}

/** Writes down once how etcdctl finds and convinces the members. A flag beside one of these variables is refused by etcdctl. */
function etcdVariables(facts: Facts): Block[] {
	const {authority, certificate, key} = etcdFiles(facts);
	return [
		heading(3, {en: 'How to speak to etcd', zh: '怎样与 etcd 对话'}),
		paragraph({
			en: 'Every later step reads this file, so put it down now; it holds no secret, only where the keys lie. Say another endpoint in front of a command (`ETCDCTL_ENDPOINTS=... etcdctl ...`) and not with `--endpoints`: etcdctl stops where it gets both.',
			zh: '后面的步骤都会读取这个文件，现在就写好；里面没有密钥，只有密钥的位置。要换端点，就写在命令前面（`ETCDCTL_ENDPOINTS=... etcdctl ...`），不要用 `--endpoints`：两者都给时 etcdctl 会直接退出。',
		}),
		run(
			namesOf(facts.etcd),
			'cat >/root/etcdctl.env <<\'END\'',
			`export ETCDCTL_ENDPOINTS=${facts.etcd.map(machine => etcdClientUrl(machine)).join(',')}`,
			`export ETCDCTL_CACERT=${authority}`,
			`export ETCDCTL_CERT=${certificate}`,
			`export ETCDCTL_KEY=${key}`,
			'END',
		),
	];
}

/** The endpoint's name has to be known before anybody asks for it; with a proxy on each node the export's own script sees to it. */
function endpointName({plan, endpointHost, vip, first, holdsVip}: Facts): Block[] {
	const {kind} = plan.loadBalancer;
	const isName = endpointHost !== blanks.endpoint && readIp(endpointHost) === undefined;
	return isName && (holdsVip || kind === 'none')
		? [paragraph({
			en: 'The name `{host}` leads to {address}, on every machine and on your workstation: in your DNS, or in /etc/hosts, which also works when the DNS is down.',
			zh: '名字 `{host}` 在每台机器和你的工作站上都指向 {address}：写在 DNS 里，或写在 /etc/hosts 里，后者在 DNS 不可用时也有效。',
		}, {host: endpointHost, address: holdsVip ? vip : hostOf(first)})]
		: [];
}

/**
What a node needs of its machine (Kubernetes docs, Container Runtimes): kubeadm stops without forwarding, and no container starts
where containerd's CRI plugin is off, as Docker's package comes.
*/
function nodeBlocks(nodes: readonly Machine[]): Block[] {
	const forwarding = ['net.ipv4.ip_forward = 1', ...(nodes.some(({address}) => address !== null && readIp(address)?.family === 'IPv6') ? ['net.ipv6.conf.all.forwarding = 1'] : [])];
	return [
		run(
			namesOf(nodes),
			'swapoff -a',
			...forwarding.map((line, index) => `echo '${line}' ${index === 0 ? '>' : '>>'}/etc/sysctl.d/90-kubernetes.conf`),
			'sysctl -p /etc/sysctl.d/90-kubernetes.conf',
			'crictl config --set runtime-endpoint=unix:///run/containerd/containerd.sock',
			'kubeadm version -o short',
			'systemctl is-active containerd',
			'containerd config dump | grep -E \'^disabled_plugins|SystemdCgroup\'',
			'crictl ps',
		),
		see({
			en: 'the release from above, `active`, `disabled_plugins` without `cri` in it, `SystemdCgroup = true`, and a line of titles with nothing below it. Take swap out of /etc/fstab too, or it is back after a reboot.',
			zh: '上面的版本号、`active`、其中没有 `cri` 的 `disabled_plugins`、`SystemdCgroup = true`，以及只有标题行的列表。同时从 /etc/fstab 里去掉 swap，否则重启后又会打开。',
		}),
		otherwise({
			en: '`containerd config default >/etc/containerd/config.toml` writes a whole configuration; set `SystemdCgroup = true` in it, then `systemctl restart containerd`. With `false` systemd and the kubelet both manage cgroups, and the node becomes unstable when memory runs short.',
			zh: '`containerd config default >/etc/containerd/config.toml` 写出完整的配置；把其中改为 `SystemdCgroup = true`，然后 `systemctl restart containerd`。如果是 `false`，systemd 和 kubelet 会同时管理 cgroup，内存紧张时节点会不稳定。',
		}),
	];
}

/** What must be true of every machine before the first step, and how to see it. */
export function prerequisites(facts: Facts): Block[] {
	const {plan, etcd, version} = facts;
	const all = namesOf(plan.machines);
	const nodes = plan.machines.filter(({roles}) => roles.includes('control-plane') || roles.includes('worker'));
	return [
		heading(2, sections.prerequisites),
		...machineTable(facts),
		list(
			phrase({en: 'kubelet, kubeadm and kubectl are all of release `{version}`, and held back from automatic upgrades.', zh: 'kubelet、kubeadm 和 kubectl 都是 `{version}` 版本，并且不参与自动升级。'}, {version}),
			phrase({en: 'They come from pkgs.k8s.io, and so does crictl (package cri-tools): since 1.32 kubeadm no longer brings it along, and this runbook looks through it at what runs.', zh: '它们来自 pkgs.k8s.io，crictl（软件包 cri-tools）也是：从 1.32 起 kubeadm 不再附带它，而本手册要用它查看正在运行的容器。'}),
			phrase({en: 'containerd is 2.0 or newer, since Kubernetes 1.35 is the last release that supports 1.x. Debian 12 has 1.6: take containerd\'s own releases, or Docker\'s package containerd.io.', zh: 'containerd 用 2.0 或更新的版本，因为 Kubernetes 1.35 是最后一个支持 1.x 的版本。Debian 12 自带的是 1.6：请用 containerd 自己的发行包，或 Docker 的 containerd.io 软件包。'}),
			phrase({en: 'etcdctl and etcdutl come with an etcd release: take the minor release of the etcd that runs, 3.6 or newer. Debian 12 has 3.4, and no etcdutl. Your workstation needs etcdutl too.', zh: 'etcdctl 和 etcdutl 来自 etcd 的发行包：与正在运行的 etcd 次版本一致，3.6 或更新。Debian 12 自带的是 3.4，没有 etcdutl。你的工作站上也要有 etcdutl。'}),
			phrase({en: 'Every machine has a host name of its own, the one in the table, and every name leads to its machine from all others.', zh: '每台机器的主机名各不相同，与表中一致；从其他机器访问这个名字都能到达它。'}),
			phrase({en: 'etcd has a fast disk on {names}: every write waits until more than half of the members have it on disk.', zh: '{names} 上的 etcd 使用快速磁盘：每次写入都要等超过半数的成员落盘。'}, {names: nameList(namesOf(etcd), facts.language)}),
		),
		...endpointName(facts),
		...nodeBlocks(nodes),
		note('TIME-SYNC', {
			en: 'Clocks must agree: certificates are refused by a machine whose clock is behind. Kubernetes\' own leases only ask that clocks run at the same pace.',
			zh: '时钟必须一致：时钟落后的机器会拒绝证书。Kubernetes 自己的 Lease 只要求时钟走得一样快。',
		}),
		run(all, 'timedatectl show --property=NTPSynchronized'),
		see({en: '`NTPSynchronized=yes` on every machine.', zh: '每台机器上都是 `NTPSynchronized=yes`。'}),
		otherwise({en: 'install and start chrony (or systemd-timesyncd), wait a minute, ask again.', zh: '安装并启动 chrony（或 systemd-timesyncd），等一分钟再查。'}),
		runHere(...reachLines(plan.machines)),
		see({en: 'each machine\'s own name, one a line.', zh: '每行一个，都是机器自己的名字。'}),
		otherwise({en: 'mend names, addresses or keys first: everything below logs in like this.', zh: '先修好名字、地址或密钥：下面的步骤都这样登录。'}),
		...etcdVariables(facts),
	];
}

function reachLines(machines: readonly Machine[]): string[] {
	const hosts = machines.slice(0, mostListed).map(machine => shellWord(hostOf(machine))).join(' ');
	return machines.length === 1 ? [`ssh ${hosts} hostname`] : [`for host in ${hosts}; do ssh "$host" hostname; done`];
}
