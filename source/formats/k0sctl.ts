import type {Text} from '../model/language.js';
import type {Plan} from '../model/plan.js';
import {commentLines} from './comment-lines.js';
import {k0sLines, passwordVariable} from './k0sctl/cluster-configuration.js';
import {haproxyAddition} from './k0sctl/haproxy-addition.js';
import {hostsLines} from './k0sctl/hosts.js';
import {konnectivityPort, joinPort} from './k0sctl/ports.js';
import {k0sctlReadme} from './k0sctl/readme.js';
import {whyNotK0sctl} from './k0sctl/why-not.js';
import {endpointHost} from './kubeadm/endpoint.js';
import {yamlText} from './quoting.js';
import type {ExportInput, Need, Target} from './target.js';

function configuration(plan: Plan): string {
	return [
		...commentLines(`The k0s cluster ${plan.metadata.name}: k0sctl apply --config k0sctl.yaml (README.md says what comes before and after).`),
		...commentLines('k0sctl replaces variables everywhere in this file, so a dollar sign that means itself is written twice.'),
		'---',
		'apiVersion: k0sctl.k0sproject.io/v1beta1',
		'kind: Cluster',
		'metadata:',
		`  name: ${yamlText(plan.metadata.name)}`,
		'spec:',
		...hostsLines(plan),
		...k0sLines(plan),
		'',
	].join('\n');
}

function needs({plan}: ExportInput): Need[] {
	const {loadBalancer: {kind, vip}} = plan;
	const host = endpointHost(plan);
	if (kind === 'cloud') {
		return host === undefined
			? [{field: 'controlPlane.endpoint.host', flag: '--endpoint', says: {en: 'the name or address of the cloud\'s load balancer', zh: '云平台负载均衡器的名字或地址'}}]
			: [];
	}

	return (kind === 'keepalived' && vip === null) || (kind === 'dedicated' && host === undefined)
		? [{field: 'loadBalancer.vip', flag: '--vip', says: {en: 'the address that moves between the load balancers: a free one in their subnet', zh: '在负载均衡器之间漂移的地址：它们子网里一个没人用的地址'}}]
		: [];
}

function write({plan, language}: ExportInput): ReadonlyMap<string, string> {
	return new Map([
		['k0sctl/k0sctl.yaml', configuration(plan)],
		['k0sctl/README.md', k0sctlReadme(plan, language)],
		...(plan.loadBalancer.kind === 'dedicated' ? [['k0sctl/haproxy-k0s.cfg', haproxyAddition(plan)] satisfies [string, string]] : []),
	]);
}

function before({plan: {loadBalancer: {kind}}}: ExportInput): Text[] {
	if (kind === 'keepalived') {
		return [{
			en: `Make the VRRP password as k0sctl/README.md says, and keep it: k0sctl reads it from ${passwordVariable}. Do not set up haproxy and keepalived of this export beside k0s.`,
			zh: `按 k0sctl/README.md 生成 VRRP 密码并保留好：k0sctl 从 ${passwordVariable} 读取。不要在 k0s 旁边再装本次导出的 haproxy 和 keepalived。`,
		}];
	}

	return kind === 'dedicated' || kind === 'cloud'
		? [{
			en: `The load balancer comes first, with ports 6443, ${konnectivityPort} and ${joinPort}: k0sctl/README.md says how.`,
			zh: `先建好负载均衡器，开放 6443、${konnectivityPort} 和 ${joinPort} 端口：做法见 k0sctl/README.md。`,
		}]
		: [];
}

/** One k0sctl.yaml, which installs the whole plan as a k0s cluster. */
export const k0sctlTarget: Target = {
	name: 'k0sctl',
	about: {en: 'k0sctl: the plan as a k0s cluster', zh: 'k0sctl：把方案装成 k0s 集群'},
	refuses: ({plan}) => whyNotK0sctl(plan),
	needs,
	write,
	next: input => [
		...before(input),
		{
			en: 'In k0sctl/: k0sctl apply --config k0sctl.yaml. Then k0sctl kubeconfig and kubectl get nodes, which lists every worker as Ready; k0sctl/README.md has the commands.',
			zh: '在 k0sctl/ 里：k0sctl apply --config k0sctl.yaml。然后用 k0sctl kubeconfig 和 kubectl get nodes 查看，每台工作节点都是 Ready；命令见 k0sctl/README.md。',
		},
		{
			en: 'Backups are made by k0sctl backup; the kubeadm commands of the runbook do not fit k0s.',
			zh: '备份用 k0sctl backup；操作手册里的 kubeadm 命令不适用于 k0s。',
		},
	],
};
