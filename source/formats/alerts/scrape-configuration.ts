import type {Machine, Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {opensMetrics} from '../etcd/metrics.js';
import {clientPort, metricsPort} from '../etcd/settings.js';
import {metricsPort as haproxyMetricsPort, opensHaproxyMetrics} from '../haproxy/metrics.js';
import {apiserverPort, endpointHost} from '../kubeadm/endpoint.js';
import {hostOf, machineOf} from '../machine-hosts.js';
import {hostPort, yamlText} from '../quoting.js';
import {jobs} from './jobs.js';

/** What other projects' exporters listen on by default. */
export const keepalivedExporterPort = 9165;
export const nodeExporterPort = 9100;
const blackboxExporter = '127.0.0.1:9115';

type Target = {readonly target: string; readonly labels: Readonly<Record<string, string>>};

/** The machine's own name is what alerts show: an address tells nobody where to go. */
function targetOf(machine: Machine, port: number): Target {
	return {
		target: hostPort(hostOf(machine), port),
		labels: {instance: machine.name, ...(machine.zone !== null && {zone: machine.zone})},
	};
}

function staticConfigs(targets: readonly Target[]): string[] {
	return [
		'    static_configs:',
		...targets.flatMap(({target, labels}) => [
			`      - targets: [${yamlText(target)}]`,
			'        labels:',
			...Object.entries(labels).map(([name, value]) => `          ${name}: ${yamlText(value)}`),
		]),
	];
}

function job(name: string, why: string, settings: readonly string[], targets: readonly Target[]): string[] {
	return ['', ...commentLines(why, 2), `  - job_name: ${name}`, ...settings.map(line => `    ${line}`), ...staticConfigs(targets)];
}

/** Asks the blackbox exporter about each target instead of asking the target. */
function probing(module: string): string[] {
	return [
		'metrics_path: /probe',
		'params:',
		`  module: [${module}]`,
		'relabel_configs:',
		'  - source_labels: [__address__]',
		'    target_label: __param_target',
		'  - target_label: __address__',
		`    replacement: ${blackboxExporter}`,
	];
}

function etcdJob(plan: Plan): string[] {
	return job(
		jobs.etcd,
		`etcd, on a port for metrics alone: with a certificate for port ${clientPort} Prometheus could write to etcd. ${opensMetrics(plan)
			? 'The exports for kubeadm, etcd and Kubespray open it on each member\'s own address, over plain HTTP and without a password: only Prometheus should reach it.'
			: 'Without addresses kubeadm\'s export leaves it on the loopback, where Prometheus cannot ask: export again with --addresses. Kubespray\'s opens it all the same. Only Prometheus should reach it.'} With RKE2 and K3s it takes etcd-expose-metrics: true on the servers.`,
		[],
		plan.etcd.members.map(name => targetOf(machineOf(plan, name), metricsPort)),
	);
}

function apiserverJob(plan: Plan): string[] {
	return job(
		jobs.apiserver,
		'The apiservers, each by itself. The token is of a ServiceAccount that may get /metrics and nothing else; the authority is /etc/kubernetes/pki/ca.crt of a control plane.',
		['scheme: https', 'tls_config:', '  ca_file: kubernetes-ca.crt', 'authorization:', '  credentials_file: apiserver-token'],
		plan.controlPlane.machines.map(name => targetOf(machineOf(plan, name), apiserverPort)),
	);
}

function endpointJob(plan: Plan): string[] {
	const {loadBalancer: {kind}, controlPlane: {endpoint: {port}}} = plan;
	const host = endpointHost(plan);
	if (kind === 'node-local') {
		return [];
	}

	return host === undefined
		? job(jobs.endpoint, 'FILL IN the endpoint\'s name or address: nobody has given one. Or export again with --endpoint.', probing('kubernetes_ready'), [{target: `https://fill-in.invalid:${port}/readyz`, labels: {instance: `fill-in.invalid:${port}`}}])
		: job(jobs.endpoint, 'The endpoint, as every client comes: the blackbox exporter (with blackbox.yaml) asks it for /readyz, which answers everybody.', probing('kubernetes_ready'), [{target: `https://${hostPort(host, port)}/readyz`, labels: {instance: hostPort(host, port)}}]);
}

function certificateJob(plan: Plan): string[] {
	const serving = plan.controlPlane.machines.map(name => targetOf(machineOf(plan, name), apiserverPort));
	const external = plan.topology === 'external' ? plan.etcd.members.map(name => targetOf(machineOf(plan, name), clientPort)) : [];
	return job(
		jobs.certificates,
		`When certificates end: what each apiserver shows, which kubeadm made on the same day as the others of its machine${external.length > 0 ? ', and what each etcd member shows' : ''}.`,
		probing('certificate'),
		[...serving, ...external],
	);
}

function balancerJobs(plan: Plan): string[] {
	if (!opensHaproxyMetrics(plan)) {
		return [];
	}

	const on = (port: number) => plan.loadBalancer.machines.map(name => targetOf(machineOf(plan, name), port));
	return [
		...job(jobs.haproxy, 'HAProxy\'s own metrics, which the exported haproxy.cfg opens on these machines over plain HTTP and without a password: only Prometheus should reach the port.', [], on(haproxyMetricsPort)),
		...job(jobs.keepalived, 'keepalived tells no metrics itself: install keepalived-exporter (github.com/mehdy/keepalived-exporter) beside it, as root. Only Prometheus should reach its port.', [], on(keepalivedExporterPort)),
	];
}

/** Whether a rule asks kube-state-metrics. */
function needsStateMetrics({topology, loadBalancer: {kind}}: Plan): boolean {
	return topology !== 'external' || kind === 'kube-vip' || kind === 'node-local';
}

/** A configuration of Prometheus with the jobs that the rules ask, to be taken over into one's own. */
export function scrapeConfiguration(plan: Plan): string {
	return [
		...commentLines(`What Prometheus asks in ${plan.metadata.name}: take the jobs into your own prometheus.yml, under the same names, which the rules know them by. Prometheus belongs outside of the cluster that it watches.`),
		'---',
		'rule_files:',
		'  - rules.yaml',
		'',
		'scrape_configs:',
		...[
			...etcdJob(plan),
			...apiserverJob(plan),
			...endpointJob(plan),
			...certificateJob(plan),
			...balancerJobs(plan),
			...(needsStateMetrics(plan)
				? job(jobs.stateMetrics, 'FILL IN where kube-state-metrics can be reached from Prometheus. honor_labels, because it speaks of other namespaces than its own.', ['honor_labels: true'], [{target: 'fill-in.invalid:8080', labels: {instance: jobs.stateMetrics}}])
				: []),
			...job(jobs.node, 'node_exporter, to be installed on every machine: whether a zone still answers, and when etcd was last backed up where it runs on machines of its own.', [], plan.machines.map(machine => targetOf(machine, nodeExporterPort))),
		].slice(1),
		'',
	].join('\n');
}

/** How the blackbox exporter asks. */
export function blackboxConfiguration(): string {
	return [
		...commentLines('Configuration of the blackbox exporter: the two ways of asking that prometheus.yaml names.'),
		'---',
		'modules:',
		...commentLines('Ready, over TLS that is checked as a client would.', 2),
		'  kubernetes_ready:',
		'    prober: http',
		'    timeout: 5s',
		'    http:',
		'      valid_status_codes: [200]',
		'      tls_config:',
		'        ca_file: /etc/prometheus/kubernetes-ca.crt',
		...commentLines('Only when the certificate ends: whose it is, clients check.', 2),
		'  certificate:',
		'    prober: tcp',
		'    timeout: 5s',
		'    tcp:',
		'      tls: true',
		'      tls_config:',
		'        insecure_skip_verify: true',
		'',
	].join('\n');
}
