import type {Language} from '../../model/language.js';
import type {Plan} from '../../model/plan.js';
import {hostOf, machineOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {clientUrl, type Member} from './members.js';
import {configurationDirectory, dataDirectory, pkiDirectory} from './settings.js';

function bracketed(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}

/** One member's commands, from where the export lies; no user is named, since ssh knows who that is. */
function memberCommands({name, address}: Member): string[] {
	const on = `ssh ${shellWord(address)}`;
	return [
		`# ${name}`,
		`${on} 'id etcd || useradd --system --home-dir ${dataDirectory} --shell /usr/sbin/nologin etcd'`,
		`${on} 'mkdir -p ${pkiDirectory} etcd-export && chmod 700 etcd-export'`,
		`scp etcd.service ${shellWord(name)}/etcd.env pki/members/${shellWord(name)}/* ${shellWord(`${bracketed(address)}:etcd-export/`)}`,
		`${on} 'cd etcd-export && install -m 644 etcd.service /etc/systemd/system/ && install -m 644 etcd.env ${configurationDirectory}/'`,
		`${on} 'cd etcd-export && install -o etcd -g etcd -m 600 *.crt *.key ${pkiDirectory}/ && cd && rm -r etcd-export'`,
		`${on} 'systemctl daemon-reload && systemctl enable etcd && systemctl start --no-block etcd'`,
	];
}

function certificateParts(members: readonly Member[], plan: Plan): ReadmePart[] {
	const controlPlanes = plan.controlPlane.machines.map(name => machineOf(plan, name));
	return [
		{heading: {en: 'Certificates', zh: '证书'}},
		{paragraph: {
			en: 'The script makes a certificate authority for etcd and one certificate for each end. The keys exist only where it runs: keep that directory, and above all `ca.key`, off the cluster and in a safe place. The certificates are good for one year.',
			zh: '脚本为 etcd 生成一个证书颁发机构，并给每一端签发证书。私钥只存在于运行脚本的地方：把这个目录（尤其是 `ca.key`）放在集群之外的安全位置。证书有效期一年。',
		}},
		{commands: ['sh make-certificates.sh pki']},
		{paragraph: {
			en: 'kube-apiserver needs the authority\'s certificate and its own client certificate on every control plane, before kubeadm runs there:',
			zh: '在每台控制平面节点上运行 kubeadm 之前，kube-apiserver 需要 CA 证书和自己的客户端证书：',
		}},
		{commands: controlPlanes.flatMap(machine => [
			`# ${machine.name}`,
			`ssh ${shellWord(hostOf(machine))} mkdir -p /etc/kubernetes/pki/etcd`,
			`scp pki/ca.crt ${shellWord(`${bracketed(hostOf(machine))}:/etc/kubernetes/pki/etcd/ca.crt`)}`,
			`scp pki/clients/apiserver-etcd-client.crt pki/clients/apiserver-etcd-client.key ${shellWord(`${bracketed(hostOf(machine))}:/etc/kubernetes/pki/`)}`,
		])},
	];
}

function systemdParts(members: readonly Member[]): ReadmePart[] {
	return [
		{heading: {en: 'Members under systemd', zh: '用 systemd 运行成员'}},
		{paragraph: {
			en: 'etcd 3.5.11 or newer has to be installed on each of these machines (older ones lack the health checks that Kubernetes asks for), with a user `etcd`. One after the other, the commands of each:',
			zh: '每台机器上要先装好 etcd 3.5.11 或更新版本（更旧的版本缺少 Kubernetes 需要的健康检查），并有用户 `etcd`。逐台执行各自的命令：',
		}},
		...members.map((member): ReadmePart => ({commands: memberCommands(member)})),
		{paragraph: {
			en: 'The first ones wait: a member is ready once a majority is there. Then every endpoint has to be healthy:',
			zh: '先启动的成员会等待：达到多数之后成员才算就绪。然后每个端点都应该是健康的：',
		}},
		{commands: [
			`etcdctl --endpoints ${members.map(({address}) => clientUrl(address)).join(',')} \\`,
			'  --cacert pki/ca.crt --cert pki/clients/etcdctl.crt --key pki/clients/etcdctl.key \\',
			'  endpoint health',
		]},
	];
}

function staticPodParts(members: readonly Member[]): ReadmePart[] {
	const [first] = members;
	return [
		{heading: {en: 'Or: members as static Pods, by kubeadm', zh: '或者：由 kubeadm 以静态 Pod 运行成员'}},
		{paragraph: {
			en: 'Instead of the unit, never as well. Each machine needs containerd, kubelet and kubeadm. kubeadm neither upgrades such members nor renews their certificates later. Put `kubeadm/kubelet.conf` and `kubeadm/20-etcd-service-manager.conf` into /etc/systemd/system/kubelet.service.d/ on each, and restart the kubelet.',
			zh: '用它代替上面的 unit，不要两者并用。每台机器需要 containerd、kubelet 和 kubeadm。kubeadm 之后不会升级这些成员，也不会续期它们的证书。在每台机器上把 `kubeadm/kubelet.conf` 和 `kubeadm/20-etcd-service-manager.conf` 放进 /etc/systemd/system/kubelet.service.d/，然后重启 kubelet。',
		}},
		{paragraph: {
			en: 'The certificates of the script above serve here too, under the names that kubeadm looks for. On each machine, as root, with its own files at hand (ca.crt, server.*, peer.*; etcdctl.* as the client of the health check):',
			zh: '上面脚本生成的证书在这里同样可用，只是要换成 kubeadm 查找的文件名。在每台机器上以 root 执行，用它自己的文件（ca.crt、server.*、peer.*；etcdctl.* 用作健康检查的客户端）：',
		}},
		{commands: [
			'mkdir -p /etc/kubernetes/pki/etcd',
			'install -m 600 ca.crt server.crt server.key peer.crt peer.key /etc/kubernetes/pki/etcd/',
			'install -m 600 etcdctl.crt /etc/kubernetes/pki/etcd/healthcheck-client.crt',
			'install -m 600 etcdctl.key /etc/kubernetes/pki/etcd/healthcheck-client.key',
			`kubeadm init phase etcd local --config ${first?.name ?? ''}.yaml   # ${members.map(({name}) => `${name}.yaml`).join(', ')}`,
		]},
	];
}

/** What to do with the files, in order. */
export function etcdReadme(plan: Plan, members: readonly Member[], language: Language): string {
	const {name} = plan.metadata;
	return readmeText([
		{heading: {en: `etcd of ${name}`, zh: `${name} 的 etcd`}, level: 1},
		{paragraph: {
			en: `${members.length} members, ${members.map(member => `${member.name} (${member.address})`).join(', ')}; any ${plan.etcd.quorum} of them make the majority. All commands are run from this directory and log in as root. The members run before the first control plane starts. Open between them: TCP 2380; from the control planes: TCP 2379; from Prometheus, where there is one, and from nobody else: TCP 2381, the metrics. A member calls the others from the very address in its certificate: behind NAT, or from a second interface, they refuse it.`,
			zh: `${members.length} 个成员：${members.map(member => `${member.name}（${member.address}）`).join('、')}；其中任意 ${plan.etcd.quorum} 个构成多数。所有命令都在本目录执行，以 root 登录。成员要在第一台控制平面节点启动之前运行。成员之间开放 TCP 2380，控制平面到成员开放 TCP 2379；指标端口 TCP 2381 只对 Prometheus（如果有）开放。成员之间必须用证书里的那个地址互相访问：经过 NAT 或从另一块网卡发出，对方会拒绝。`,
		}},
		...certificateParts(members, plan),
		...systemdParts(members),
		...staticPodParts(members),
		{heading: {en: 'Afterwards', zh: '之后'}},
		{paragraph: {
			en: 'Take a snapshot regularly and keep it off these machines. Never start a member again with an empty data directory under its old identity: remove it with `etcdctl member remove` first, then `member add`, and start it with `ETCD_INITIAL_CLUSTER_STATE=existing`.',
			zh: '定期做快照，并保存在这些机器之外。不要让成员带着旧身份和空的数据目录再次启动：先用 `etcdctl member remove` 移除，再 `member add`，然后以 `ETCD_INITIAL_CLUSTER_STATE=existing` 启动。',
		}},
	], language);
}
