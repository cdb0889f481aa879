import type {Language} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {firstControlPlane} from '../kubeadm/endpoint.js';
import {hostOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {beforeParts} from './before.js';
import {
	configPath, installCommand, staticPodsPath, tokenPath, type RancherDistribution,
} from './distribution.js';
import {firstServer, inStartOrder, partOf} from './servers.js';

/** More than this many agents' commands would only repeat themselves. */
const mostShown = 8;

function ssh(machine: Machine, command: string): string {
	return `ssh ${shellWord(hostOf(machine))} ${shellWord(command)}`;
}

function scp(file: string, machine: Machine, path: string): string {
	const host = hostOf(machine);
	return `scp ${shellWord(file)} ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`)}`;
}

/** Everything that is done on one machine, up to its service running. */
function startCommands(plan: Plan, distribution: RancherDistribution, machine: Machine): string[] {
	const {name, units} = distribution;
	const kind = partOf(machine) === 'agent' ? 'agent' : 'server';
	const holdsVip = plan.loadBalancer.kind === 'kube-vip' && plan.controlPlane.machines.includes(machine.name);
	const directories = [`/etc/rancher/${name}`, ...(holdsVip ? [staticPodsPath(distribution)] : [])];
	return [
		`# ${machine.name}`,
		ssh(machine, `mkdir -p ${directories.join(' ')}`),
		scp('token.txt', machine, tokenPath(distribution)),
		scp(`${machine.name}/config.yaml`, machine, configPath(distribution)),
		...(holdsVip ? [scp(`${machine.name}/kube-vip.yaml`, machine, `${staticPodsPath(distribution)}/`)] : []),
		ssh(machine, installCommand(plan, distribution, kind)),
		...(name === 'rke2' ? [ssh(machine, `systemctl enable --now ${units[kind]}`)] : []),
	];
}

function tokenParts(distribution: RancherDistribution): ReadmePart[] {
	return [
		{heading: {en: 'The token', zh: 'token'}},
		{paragraph: {
			en: 'No secret is part of the export. Make one, for this cluster only; keep a copy where the backups are: no new server can join without it, and no snapshot be restored.',
			zh: '导出内容不含任何密钥。请为这个集群单独生成一个，并在存放备份的地方保留一份：没有它，新的 server 无法加入，快照也无法恢复。',
		}},
		{commands: ['(umask 077 && openssl rand -hex 32 > token.txt)']},
		{paragraph: {
			en: `It goes to ${tokenPath(distribution)} of every machine, with the mode it has. In this short form a node that joins believes whoever answers at the address; on a network with strangers in it give later machines the long one, which the first server writes to /var/lib/rancher/${distribution.name}/server/token.`,
			zh: `它放到每台机器的 ${tokenPath(distribution)}，权限保持不变。用这种短格式时，加入的节点会相信在该地址应答的任何一方；网络里有陌生人时，请给之后的机器使用长格式，第一台 server 会把它写到 /var/lib/rancher/${distribution.name}/server/token。`,
		}},
	];
}

function firstParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const first = firstServer(plan);
	const isSplit = plan.topology === 'external';
	return [
		{heading: {en: `The first server: ${first.name}`, zh: `第一台 server：${first.name}`}},
		{commands: startCommands(plan, distribution, first)},
		isSplit
			? {paragraph: {
				en: 'It runs etcd and waits: there is no cluster to look at before the first control plane. Its journal says that etcd is running.',
				zh: '它运行 etcd 并等待：在第一台控制平面节点之前还没有集群可看。它的日志会说 etcd 正在运行。',
			}}
			: {paragraph: {en: 'It takes some minutes, then the node is Ready:', zh: '需要几分钟，然后节点变为 Ready：'}},
		{commands: [isSplit ? ssh(first, `journalctl -u ${distribution.units.server} -n 20 --no-pager`) : ssh(first, `${distribution.kubectl} get nodes`)]},
	];
}

function otherServerParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const [, ...members] = inStartOrder(plan).filter(machine => plan.etcd.members.includes(machine.name));
	const [firstControl] = plan.controlPlane.machines;
	const planes = plan.topology === 'external' ? inStartOrder(plan).filter(machine => partOf(machine) === 'control-plane') : [];
	const see = (machine: Machine) => ssh(machine, `${distribution.kubectl} get nodes`);
	return [
		...(members.length === 0
			? []
			: [
				{heading: planes.length > 0
					? {en: 'The other servers with etcd', zh: '其他 etcd server'}
					: {en: 'The other servers', zh: '其他 server'}},
				{paragraph: {
					en: 'One after the other: each brings one more etcd member, and the next may come only when the one before runs.',
					zh: '逐台加入：每台带来一个新的 etcd 成员，前一台运行之后才能加入下一台。',
				}},
				...members.map((machine): ReadmePart => ({commands: [
					...startCommands(plan, distribution, machine),
					...(planes.length > 0 ? [ssh(machine, `systemctl is-active ${distribution.units.server}`)] : [see(machine)]),
				]})),
			]),
		...(planes.length === 0
			? []
			: [
				{heading: {en: 'The control planes', zh: '控制平面节点'}},
				{paragraph: {
					en: `Only now, since each joins at a server with etcd. With ${firstControl ?? ''} the cluster can be used: every server so far is a node.`,
					zh: `现在才加入，因为它们都通过 etcd server 加入。有了 ${firstControl ?? ''}，集群就可以使用：到此为止的每台 server 都是节点。`,
				}},
				...planes.map((machine): ReadmePart => ({commands: [...startCommands(plan, distribution, machine), see(machine)]})),
			]),
	];
}

function agentParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const agents = inStartOrder(plan).filter(machine => partOf(machine) === 'agent');
	const more = agents.length - mostShown;
	return agents.length === 0
		? []
		: [
			{heading: {en: 'The agents', zh: 'agent'}},
			{paragraph: {en: 'In any order, and all at once if you like.', zh: '顺序不限，也可以同时进行。'}},
			...agents.slice(0, mostShown).map((machine): ReadmePart => ({commands: startCommands(plan, distribution, machine)})),
			...(more > 0
				? [{paragraph: {
					en: `And likewise ${more === 1 ? 'the last one' : `the other ${more}`}: ${nameList(agents.slice(mostShown).map(({name}) => name), 'en')}.`,
					zh: `其余 ${more} 台同样处理：${nameList(agents.slice(mostShown).map(({name}) => name), 'zh')}。`,
				}}]
				: []),
		];
}

function lastParts(plan: Plan, distribution: RancherDistribution): ReadmePart[] {
	const {title, name, mustMatch} = distribution;
	const keepers = nameList(plan.etcd.members, 'en');
	return [
		{heading: {en: 'At the end', zh: '最后'}},
		{paragraph: {
			en: `Every node is Ready, and the servers have the roles of the plan${plan.topology === 'external' ? ': etcd on some, control-plane on the others' : ''}.`,
			zh: `每个节点都是 Ready，server 的角色与方案一致${plan.topology === 'external' ? '：一部分是 etcd，另一部分是 control-plane' : ''}。`,
		}},
		{commands: [ssh(firstControlPlane(plan), `${distribution.kubectl} get nodes -o wide`)]},
		{paragraph: {
			en: `These must be the same on every server, or it is not let in: ${mustMatch.map(key => `\`${key}\``).join(', ')}.`,
			zh: `以下各项在每台 server 上必须相同，否则无法加入：${mustMatch.map(key => `\`${key}\``).join('、')}。`,
		}},
		{paragraph: {
			en: `Snapshots of etcd lie in /var/lib/rancher/${name}/server/db/snapshots of ${keepers}. A disk that dies takes them along: have them sent to S3 (the options \`etcd-s3-...\`), or fetch them every day. The export target \`backup\` is for kubeadm and for etcd on its own, not for ${title}.`,
			zh: `etcd 快照在 ${nameList(plan.etcd.members, 'zh')} 的 /var/lib/rancher/${name}/server/db/snapshots 里。磁盘损坏时快照也会丢失：请让它上传到 S3（选项 \`etcd-s3-...\`），或每天取走。导出目标 \`backup\` 适用于 kubeadm 和独立的 etcd，不适用于 ${title}。`,
		}},
	];
}

/** The commands of every machine, in order. */
export function rancherReadme(plan: Plan, distribution: RancherDistribution, language: Language): string {
	const {name} = plan.metadata;
	return readmeText([
		{heading: {en: `${name} with ${distribution.title}`, zh: `用 ${distribution.title} 部署 ${name}`}, level: 1},
		...beforeParts(plan, distribution),
		...tokenParts(distribution),
		...firstParts(plan, distribution),
		...otherServerParts(plan, distribution),
		...agentParts(plan, distribution),
		...lastParts(plan, distribution),
	], language);
}
