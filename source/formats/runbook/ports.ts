import {keepalivedExporterPort, nodeExporterPort} from '../alerts/scrape-configuration.js';
import {opensMetrics} from '../etcd/metrics.js';
import {clientPort, metricsPort} from '../etcd/settings.js';
import {runbookSections as sections} from '../../present/messages/runbook.js';
import type {Text} from '../../model/language.js';
import {metricsPort as haproxyMetricsPort, opensHaproxyMetrics} from '../haproxy/metrics.js';
import {monitorPort} from '../haproxy/monitor.js';
import {ipOf} from '../machine-hosts.js';
import {nameList} from '../../present/name-list.js';
import type {Machine} from '../../model/plan.js';
import {
	bare, code, heading, list, note, paragraph, phrase, table, type Block, type Phrase,
} from './document.js';
import {apiserverPort, namesOf, type Facts} from './facts.js';

type Row = {readonly from: Text; readonly to: Text; readonly what: string; readonly why: Text};

function same(text: string): Text {
	return {en: text, zh: text};
}

function listed(machines: readonly Machine[]): Text {
	return {en: nameList(namesOf(machines), 'en'), zh: nameList(namesOf(machines), 'zh')};
}

const everyNode: Text = {en: 'every node', zh: '每个节点'};
const clients: Text = {en: 'every node, and people\'s workstations', zh: '每个节点，以及人使用的工作站'};
const outside: Text = {en: 'your workstation', zh: '你的工作站'};

/** How clients get to an apiserver, for each kind of load balancer. */
function endpointRows({plan, balancers, controlPlanes, workers, endpoint, endpointHost}: Facts): Row[] {
	const {loadBalancer: {kind}, controlPlane: {endpoint: {port}}} = plan;
	const api = listed(controlPlanes);
	const toApi = (from: Text, why: Text): Row => ({from, to: api, what: `TCP ${apiserverPort}`, why});
	switch (kind) {
		case 'keepalived':
		case 'dedicated': {
			const holders = listed(balancers);
			return [
				{from: clients, to: {en: `${endpointHost} (${holders.en})`, zh: `${endpointHost}（${holders.zh}）`}, what: `TCP ${port}`, why: {en: 'the Kubernetes API, through HAProxy', zh: 'Kubernetes API，经过 HAProxy'}},
				toApi(holders, {en: 'HAProxy to the apiservers, and its health check', zh: 'HAProxy 到 apiserver，以及健康检查'}),
				{from: holders, to: holders, what: 'IP 112 (VRRP)', why: vrrpReason(balancers)},
			];
		}

		case 'kube-vip': {
			return [toApi(clients, {en: 'the Kubernetes API, on the VIP and on each machine', zh: 'Kubernetes API，在 VIP 和每台机器上'})];
		}

		case 'cloud': {
			return [
				{from: clients, to: same(endpoint), what: `TCP ${port}`, why: {en: 'the Kubernetes API, through the cloud\'s load balancer', zh: 'Kubernetes API，经过云厂商的负载均衡器'}},
				toApi({en: 'the cloud\'s load balancer', zh: '云厂商的负载均衡器'}, {en: 'forwarded connections, and the health check', zh: '转发的连接和健康检查'}),
			];
		}

		case 'node-local': {
			const proxied = workers.length === 0 ? everyNode : listed(workers);
			return [
				toApi(proxied, {en: 'each node\'s own proxy to the apiservers; the nodes\' way to the API stays on their loopback', zh: '每个节点自己的代理到 apiserver；节点访问 API 只走回环地址'}),
				toApi(controlPlanes.length === 1 ? outside : {en: `${api.en}, and people's workstations`, zh: `${api.zh}，以及人使用的工作站`}, {en: 'joining, and people', zh: '加入集群时，以及人'}),
			];
		}

		case 'none': {
			return [toApi(clients, {en: 'the Kubernetes API', zh: 'Kubernetes API'})];
		}
	}
}

function vrrpReason(balancers: readonly Machine[]): Text {
	return balancers.length > 1 && balancers.every(machine => ipOf(machine) !== undefined)
		? {en: 'keepalived\'s adverts, from address to address; a protocol of its own, neither TCP nor UDP', zh: 'keepalived 的 VRRP 通告，单播；它是独立的 IP 协议，不是 TCP 也不是 UDP'}
		: {en: 'keepalived\'s adverts, to 224.0.0.18 (IPv6: ff02::12); a protocol of its own, neither TCP nor UDP', zh: 'keepalived 的 VRRP 通告，发往 224.0.0.18（IPv6：ff02::12）；它是独立的 IP 协议，不是 TCP 也不是 UDP'};
}

function etcdRows({etcd, controlPlanes, isExternal}: Facts): Row[] {
	const members = listed(etcd);
	const peers: Row = {from: members, to: members, what: 'TCP 2380', why: {en: 'etcd members among themselves', zh: 'etcd 成员之间'}};
	if (isExternal) {
		return [
			{from: listed(controlPlanes), to: members, what: 'TCP 2379', why: {en: 'apiservers to etcd', zh: 'apiserver 到 etcd'}},
			{from: members, to: members, what: 'TCP 2379', why: {en: 'etcdctl asks all members', zh: 'etcdctl 询问所有成员'}},
			peers,
		];
	}

	return etcd.length === 1
		? []
		: [{from: members, to: members, what: 'TCP 2379', why: {en: 'kubeadm and etcdctl; an apiserver asks only the member beside it', zh: 'kubeadm 和 etcdctl；apiserver 只访问本机的成员'}}, peers];
}

/** What the export of alerts asks. Where it has no password nobody else should get there. */
function prometheusRows({plan, etcd, controlPlanes, balancers, isExternal}: Facts): Row[] {
	const from: Text = {en: 'Prometheus, where the export alerts is used', zh: 'Prometheus（使用导出目标 alerts 时）'};
	return [
		...(opensMetrics(plan)
			? [{from, to: listed(etcd), what: `TCP ${metricsPort}`, why: {en: 'etcd\'s metrics: plain HTTP without a password, for nobody else', zh: 'etcd 的指标：明文 HTTP，没有密码，不对其他人放行'}}]
			: []),
		...(opensHaproxyMetrics(plan)
			? [
				{from, to: listed(balancers), what: `TCP ${haproxyMetricsPort}`, why: {en: 'HAProxy\'s metrics: plain HTTP without a password, for nobody else', zh: 'HAProxy 的指标：明文 HTTP，没有密码，不对其他人放行'}},
				{from, to: listed(balancers), what: `TCP ${keepalivedExporterPort}`, why: {en: 'keepalived-exporter, which you install; for nobody else', zh: 'keepalived-exporter（由你安装），不对其他人放行'}},
			]
			: []),
		{from, to: listed(controlPlanes), what: `TCP ${apiserverPort}`, why: {en: 'the apiservers\' metrics and certificates', zh: 'apiserver 的指标和证书'}},
		...(isExternal ? [{from, to: listed(etcd), what: `TCP ${clientPort}`, why: {en: 'when etcd\'s certificates end', zh: 'etcd 证书的到期时间'}}] : []),
		{from, to: {en: 'every machine', zh: '每台机器'}, what: `TCP ${nodeExporterPort}`, why: {en: 'node_exporter, which you install; for nobody else', zh: 'node_exporter（由你安装），不对其他人放行'}},
	];
}

function rowsOf(facts: Facts): Row[] {
	return [
		...endpointRows(facts),
		...etcdRows(facts),
		...prometheusRows(facts),
		{from: listed(facts.controlPlanes), to: everyNode, what: 'TCP 10250', why: {en: 'apiservers to the kubelets: logs, exec, metrics', zh: 'apiserver 到 kubelet：日志、exec、指标'}},
		{from: outside, to: {en: 'every machine', zh: '每台机器'}, what: 'TCP 22', why: {en: 'the commands of this runbook', zh: '本手册中的命令'}},
		{from: {en: 'every machine', zh: '每台机器'}, to: {en: 'name and time servers', zh: 'DNS 和时间服务器'}, what: 'UDP/TCP 53, UDP 123', why: {en: 'names and clocks', zh: '域名解析和时钟'}},
		{from: everyNode, to: everyNode, what: '?', why: {en: 'the network plugin\'s own: see its documentation, e.g. UDP 4789 or 8472 for VXLAN, TCP 179 for BGP', zh: '网络插件自己的端口：见其文档，例如 VXLAN 的 UDP 4789 或 8472，BGP 的 TCP 179'}},
	];
}

function text({en, zh}: Text): Phrase {
	return phrase({en: '{en}', zh: '{zh}'}, {en, zh});
}

/** Who must reach whom, with the plan's own names. */
export function ports(facts: Facts): Block[] {
	const {first, holdsVip, plan} = facts;
	return [
		heading(2, sections.ports),
		note('FW-PORTS', {en: 'Open these in every firewall between and on the machines before the first step: a port that is closed shows up later as a join that hangs.', zh: '动手之前，在机器之间和机器上的每个防火墙里放行这些端口：没放行的端口会在后面表现为加入时卡住。'}),
		table(
			{en: 'Ports and protocols', zh: '端口和协议'},
			[{en: 'From', zh: '从'}, {en: 'To', zh: '到'}, {en: 'Protocol and port', zh: '协议和端口'}, {en: 'For', zh: '用途'}],
			rowsOf(facts).map(({from, to, what, why}) => [text(from), text(to), bare(what), text(why)]),
		),
		list(
			opensMetrics(plan)
				? phrase({en: 'Not to be opened: 10257 (controller-manager), 10259 (scheduler) and {monitor} (HAProxy about itself) are asked on their own machine only.', zh: '不要放行：10257（controller-manager）、10259（scheduler）和 {monitor}（HAProxy 自身状态）只在本机访问。'}, {monitor: String(monitorPort)})
				: phrase({en: 'Not to be opened: 10257 (controller-manager), 10259 (scheduler), {metrics} (etcd metrics) and {monitor} (HAProxy about itself) are asked on their own machine only.', zh: '不要放行：10257（controller-manager）、10259（scheduler）、{metrics}（etcd 指标）和 {monitor}（HAProxy 自身状态）只在本机访问。'}, {metrics: String(metricsPort), monitor: String(monitorPort)}),
			phrase({en: 'NodePort Services, where there are any: TCP and UDP 30000 to 32767 on every node.', zh: '如果使用 NodePort Service：每个节点的 TCP 和 UDP 30000 到 32767。'}),
		),
		...(holdsVip
			? [note('WRK-INGRESS', {en: 'The VIP {vip} leads to the Kubernetes API and nowhere else. What your applications serve needs a way in of its own.', zh: 'VIP {vip} 只通向 Kubernetes API。应用对外提供的服务需要自己的入口。'}, {vip: facts.vip})]
			: [note('WRK-INGRESS', {en: 'The endpoint `{endpoint}` leads to the Kubernetes API and nowhere else. What your applications serve needs a way in of its own.', zh: '`{endpoint}` 只通向 Kubernetes API。应用对外提供的服务需要自己的入口。'}, {endpoint: facts.endpoint})]),
		...(plan.loadBalancer.kind === 'none' ? [paragraph({en: 'Everything here goes to {name}: it is the whole control plane.', zh: '这里的一切都指向 {name}：它就是整个控制平面。'}, {name: first.name})] : []),
	];
}
