import {runbookSections as sections} from '../../present/messages/runbook.js';
import {joinFileName, workerGroups} from '../kubeadm/join-configuration.js';
import {proxyDirectory} from '../kubeadm/node-local-proxy.js';
import {nameList} from '../../present/name-list.js';
import {
	code, heading, paragraph, phrase, runHere, table, type Block, type Phrase,
} from './document.js';
import {namesOf, type Facts} from './facts.js';

/** Which other targets of the export this plan is built from. */
export function targetsOf({plan, isExternal}: Facts): string[] {
	const {kind} = plan.loadBalancer;
	return [
		...(isExternal ? ['etcd'] : []),
		...(kind === 'keepalived' || kind === 'dedicated' ? ['haproxy', 'keepalived'] : []),
		...(kind === 'kube-vip' ? ['kube-vip'] : []),
		'kubeadm',
	];
}

/** Where the kube-vip manifest of a machine stands in the export. */
export function kubeVipFile(name: string): string {
	return `kube-vip/${name}/kube-vip.yaml`;
}

function rowsOf(facts: Facts): Phrase[][] {
	const {plan, first, controlPlanes, etcd, balancers, workers, isExternal, language} = facts;
	const {kind} = plan.loadBalancer;
	const named = (names: readonly string[]): Phrase => phrase({en: '{names}', zh: '{names}'}, {names: nameList(names, language)});
	const rows: Phrase[][] = [];
	if (isExternal) {
		rows.push(
			[code('etcd/NAME/etcd.env'), named(namesOf(etcd)), code('/etc/etcd/etcd.env')],
			[code('etcd/etcd.service'), named(namesOf(etcd)), code('/etc/systemd/system/etcd.service')],
			[code('etcd/make-certificates.sh'), phrase({en: 'a safe machine', zh: '一台安全的机器'}), phrase({en: 'makes all of etcd\'s certificates', zh: '生成 etcd 的全部证书'})],
		);
	}

	if (kind === 'keepalived' || kind === 'dedicated') {
		rows.push(
			[code('haproxy/haproxy.cfg'), named(namesOf(balancers)), code('/etc/haproxy/haproxy.cfg')],
			[code('keepalived/NAME/keepalived.conf'), named(namesOf(balancers)), code('/etc/keepalived/keepalived.conf')],
		);
	}

	if (kind === 'kube-vip') {
		rows.push([code('kube-vip/NAME/kube-vip.yaml'), named(namesOf(controlPlanes)), code('/etc/kubernetes/manifests/kube-vip.yaml')]);
	}

	rows.push([code(`kubeadm/${first.name}-init.yaml`), named(namesOf(controlPlanes)), code(`/root/${first.name}-init.yaml`)]);
	if (controlPlanes.length > 1) {
		rows.push([code(`kubeadm/${joinFileName({name: 'NAME'})}`), named(namesOf(controlPlanes)), phrase({en: 'filled in first: `kubeadm/fill-in.sh`; {first} only when it is replaced', zh: '先用 `kubeadm/fill-in.sh` 填好；{first} 只在替换时使用'}, {first: first.name})]);
	}

	for (const {file, machines} of workerGroups(plan).slice(0, 1)) {
		const isOwn = machines.length === 1 && machines[0]?.name !== undefined && file === joinFileName(machines[0]);
		rows.push([code(`kubeadm/${isOwn ? joinFileName({name: 'NAME'}) : 'workers*.yaml'}`), named(namesOf(workers)), phrase({en: 'filled in first: `kubeadm/fill-in.sh`', zh: '先用 `kubeadm/fill-in.sh` 填好'})]);
	}

	if (kind === 'node-local') {
		rows.push([code('kubeadm/node-local/point-endpoint.sh'), phrase({en: 'every node', zh: '每个节点'}), code('/root/point-endpoint.sh')]);
		if (workers.length > 0) {
			rows.push(
				[code('kubeadm/node-local/haproxy.cfg'), named(namesOf(workers)), code(`${proxyDirectory}/haproxy.cfg`)],
				[code('kubeadm/node-local/apiserver-proxy.yaml'), named(namesOf(workers)), code('/etc/kubernetes/manifests/apiserver-proxy.yaml')],
			);
		}
	}

	return rows;
}

/** What the other targets of the export write, and where each file goes. */
export function files(facts: Facts): Block[] {
	return [
		heading(2, sections.files),
		paragraph({
			en: 'They are made from the same plan as this runbook. No secret is among them: tokens and keys are made on the machines, in the step that needs them. Give the same flags as for this runbook.',
			zh: '它们与本手册出自同一个方案。里面没有任何密钥：token 和密钥在需要它们的那一步、在机器上生成。选项与导出本手册时相同。',
		}),
		runHere(`k8s-ha-tutor export plan.yaml --to ${targetsOf(facts).join(',')} --out .`),
		table(
			{en: 'Where each file goes', zh: '每个文件放到哪里'},
			[{en: 'File', zh: '文件'}, {en: 'To', zh: '放到'}, {en: 'As', zh: '位置'}],
			rowsOf(facts),
		),
	];
}
