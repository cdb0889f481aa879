import type {Language} from '../../model/language.js';
import type {Machine, Plan} from '../../model/plan.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {shellWord} from '../quoting.js';
import {readmeText, type ReadmePart} from '../readme.js';
import {
	controlPlanesOf, firstControlPlane, isNodeLocal,
} from './endpoint.js';
import {joinFileName, workerGroups} from './join-configuration.js';
import {proxyDirectory} from './node-local-proxy.js';
import {prerequisites} from './prerequisites.js';

/** More than this many machines' commands would only repeat themselves. */
const mostShown = 8;

const kubectl = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';

function ssh(machine: Machine, command: string): string {
	return `ssh ${shellWord(hostOf(machine))} ${shellWord(command)}`;
}

function scp(files: string, machine: Machine, path = ''): string {
	const host = hostOf(machine);
	return `scp ${files} ${shellWord(`${host.includes(':') ? `[${host}]` : host}:${path}`)}`;
}

/** On a node-local plan: where the endpoint's name leads on a machine until it has joined. */
function pointBefore(plan: Plan, machine: Machine): string[] {
	const first = firstControlPlane(plan);
	const address = machine.name === first.name ? '127.0.0.1' : ipOf(first) ?? '';
	return isNodeLocal(plan) ? [scp('node-local/point-endpoint.sh', machine), ssh(machine, `sh point-endpoint.sh ${address}`)] : [];
}

function pointAfter(plan: Plan, machine: Machine): string[] {
	return isNodeLocal(plan) ? [ssh(machine, 'sh point-endpoint.sh 127.0.0.1 && systemctl restart kubelet')] : [];
}

function firstParts(plan: Plan): ReadmePart[] {
	const first = firstControlPlane(plan);
	const [, ...others] = controlPlanesOf(plan);
	const upload = others.length > 0 ? ' --upload-certs' : '';
	return [
		{heading: {en: `The first control plane: ${first.name}`, zh: `第一台控制平面节点：${first.name}`}},
		{commands: [
			...pointBefore(plan, first),
			scp(`${first.name}-init.yaml`, first),
			ssh(first, `kubeadm init --config ${first.name}-init.yaml${upload}`),
		]},
		{paragraph: {
			en: `It prints what other machines join with: a token, the hash of the CA${others.length > 0 ? ' and a certificate key' : ''}. Keep the lines for the next step. Then install the network plugin of your choice; until then nodes stay NotReady.`,
			zh: `它会打印其他机器加入时需要的值：token、CA 的哈希${others.length > 0 ? '和证书密钥' : ''}。保留这些行，下一步要用。然后安装你选择的网络插件；在那之前节点一直是 NotReady。`,
		}},
		{commands: [ssh(first, `${kubectl} get nodes`)]},
	];
}

function fillInParts(plan: Plan): ReadmePart[] {
	const [first, ...others] = controlPlanesOf(plan);
	return [
		{heading: {en: 'The join files', zh: '加入用的文件'}},
		{paragraph: {
			en: 'They hold placeholders that kubeadm refuses, since no secret is part of the export. The script puts the printed values into copies, in `filled-in/`; remove these once everything has joined.',
			zh: '这些文件里是 kubeadm 会拒绝的占位符，因为导出内容不含任何密钥。脚本把打印出来的值写进 `filled-in/` 里的副本；全部加入之后请删除它们。',
		}},
		{commands: [`sh fill-in.sh TOKEN CA-HASH${others.length > 0 ? ' CERTIFICATE-KEY' : ''}`]},
		{paragraph: others.length > 0
			? {
				en: 'A token is good for 24 hours, a certificate key for two. Only when they have run out, new ones, printed on the first control plane (a new key makes the one before worthless):',
				zh: 'token 24 小时内有效，证书密钥两小时内有效。过期之后才在第一台控制平面节点上重新生成（新的证书密钥会让之前的失效）：',
			}
			: {
				en: 'A token is good for 24 hours. A new one, printed on the control plane:',
				zh: 'token 24 小时内有效。在控制平面节点上可以重新生成：',
			}},
		{commands: [
			'kubeadm token create --print-join-command',
			...(others.length > 0 ? [`kubeadm init phase upload-certs --upload-certs --config ${first?.name ?? ''}-init.yaml`] : []),
		]},
	];
}

function joinControlPlaneParts(plan: Plan): ReadmePart[] {
	const first = firstControlPlane(plan);
	const [, ...others] = controlPlanesOf(plan);
	return others.length === 0
		? []
		: [
			{heading: {en: 'The other control planes', zh: '其他控制平面节点'}},
			{paragraph: plan.topology === 'external'
				? {en: 'One after the other; etcd stays as it is.', zh: '逐台加入；etcd 保持不变。'}
				: {
					en: 'One after the other: each brings one more etcd member, and the next may come only when all of them are ready.',
					zh: '逐台加入：每台带来一个新的 etcd 成员，全部就绪之后才能加入下一台。',
				}},
			{paragraph: {
				en: `\`${joinFileName(first)}\` is for the day on which ${first.name} is replaced; it then joins like the others.`,
				zh: `\`${joinFileName(first)}\` 供日后替换 ${first.name} 时使用；到那时它和其他节点一样加入。`,
			}},
			...others.map((machine): ReadmePart => ({commands: [
				`# ${machine.name}`,
				...pointBefore(plan, machine),
				scp(`filled-in/${joinFileName(machine)}`, machine),
				ssh(machine, `kubeadm join --config ${joinFileName(machine)} && rm ${joinFileName(machine)}`),
				...pointAfter(plan, machine),
				ssh(first, plan.topology === 'external'
					? `${kubectl} get nodes`
					: `${kubectl} get nodes && ${kubectl} -n kube-system get pods -l component=etcd`),
			]})),
			...(plan.loadBalancer.kind === 'kube-vip'
				? [{paragraph: {
					en: 'Now their kube-vip manifests, so that the VIP can move to them: see the export target `kube-vip`.',
					zh: '现在放上它们的 kube-vip 清单，VIP 才能漂移过去：见导出目标 `kube-vip`。',
				}}]
				: []),
		];
}

function workerCommands(plan: Plan, machine: Machine, file: string): string[] {
	const proxy = isNodeLocal(plan)
		? [
			ssh(machine, `mkdir -p ${proxyDirectory} /etc/kubernetes/manifests`),
			scp('node-local/haproxy.cfg', machine, `${proxyDirectory}/`),
			scp('node-local/apiserver-proxy.yaml', machine, '/etc/kubernetes/manifests/'),
		]
		: [];
	const reached = isNodeLocal(plan)
		? [ssh(machine, 'until curl -ksf -o /dev/null https://127.0.0.1:6443/readyz; do sleep 2; done')]
		: [];
	return [
		`# ${machine.name}`,
		...pointBefore(plan, machine),
		...proxy,
		scp(`filled-in/${file}`, machine),
		ssh(machine, `kubeadm join --config ${file} && rm ${file}`),
		...reached,
		...pointAfter(plan, machine),
	];
}

function workerParts(plan: Plan): ReadmePart[] {
	const workers = workerGroups(plan).flatMap(({file, machines}) => machines.map(machine => ({file, machine})));
	const shown = workers.slice(0, mostShown);
	const more = workers.length - shown.length;
	return workers.length === 0
		? []
		: [
			{heading: {en: 'Workers', zh: '工作节点'}},
			{paragraph: {en: 'In any order, and all at once if you like.', zh: '顺序不限，也可以同时进行。'}},
			...shown.map(({machine, file}): ReadmePart => ({commands: workerCommands(plan, machine, file)})),
			...(more > 0
				? [{paragraph: {
					en: `And likewise ${more === 1 ? 'the last one' : `the other ${more}`}, up to ${workers.at(-1)?.machine.name ?? ''} with \`${workers.at(-1)?.file ?? ''}\`.`,
					zh: `其余 ${more} 台同样处理，直到 ${workers.at(-1)?.machine.name ?? ''}，使用 \`${workers.at(-1)?.file ?? ''}\`。`,
				}}]
				: []),
		];
}

function lastParts(plan: Plan): ReadmePart[] {
	const first = firstControlPlane(plan);
	return [
		{heading: {en: 'At the end', zh: '最后'}},
		...(isNodeLocal(plan)
			? [
				{paragraph: {
					en: 'kube-proxy copied /etc/hosts when it started. Started anew it goes over the loopback as well:',
					zh: 'kube-proxy 启动时复制了 /etc/hosts。重新启动之后它也走回环地址：',
				}},
				{commands: [ssh(first, `${kubectl} -n kube-system rollout restart daemonset kube-proxy`)]},
			]
			: []),
		{paragraph: {
			en: 'Every node is Ready and every apiserver says ok:',
			zh: '每个节点都是 Ready，每个 apiserver 都回答 ok：',
		}},
		{commands: [
			ssh(first, `${kubectl} get nodes`),
			...controlPlanesOf(plan).map(machine => ssh(machine, 'curl -ks https://127.0.0.1:6443/readyz')),
		]},
	];
}

/** The commands of every machine, in order. */
export function kubeadmReadme(plan: Plan, language: Language): string {
	const {name} = plan.metadata;
	const hasOthers = plan.machines.some(({roles}) => roles.includes('worker')) || plan.controlPlane.machines.length > 1;
	return readmeText([
		{heading: {en: `${name} with kubeadm`, zh: `用 kubeadm 部署 ${name}`}, level: 1},
		...prerequisites(plan),
		...firstParts(plan),
		...(hasOthers ? fillInParts(plan) : []),
		...joinControlPlaneParts(plan),
		...workerParts(plan),
		...lastParts(plan),
	], language);
}
