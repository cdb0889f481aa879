import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {clientUrl, etcdMachines} from '../etcd/members.js';
import {addressVariable, metricsComment, sharedMetricsUrls} from '../etcd/metrics.js';
import {metricsPort} from '../etcd/settings.js';
import {hostOf, ipOf} from '../machine-hosts.js';
import {yamlText} from '../quoting.js';
import {
	apiserverPort, certificateNames, endpointOf, firstControlPlane, isNodeLocal,
} from './endpoint.js';
import {nodeRegistration} from './node-registration.js';
import {kubeadmVersion, releaseOf} from './release.js';

/** The `localAPIEndpoint` of a control plane, or why there is none. */
export function localEndpoint(ip: string | undefined, indent = 0): string[] {
	const before = ' '.repeat(indent);
	return ip === undefined
		? commentLines('localAPIEndpoint is left out, since no IP address was given: the apiserver advertises the address of the interface with the default route.', indent)
		: [`${before}localAPIEndpoint:`, `${before}  advertiseAddress: ${yamlText(ip)}`, `${before}  bindPort: ${apiserverPort}`];
}

/** The metrics of members that kubeadm runs. This configuration is all machines' own, so no address can stand in it. */
function metricsLines(plan: Plan): string[] {
	const urls = sharedMetricsUrls(plan);
	return urls === undefined
		? commentLines(`Metrics stay on the loopback, kubeadm's default: not every machine has an IP address in the plan. Given with --addresses, port ${metricsPort} is opened for Prometheus.`, 4)
		: [
			...commentLines(`${metricsComment} All control planes share this configuration, upgrades included, so no address can stand here: the kubelet of each machine puts its own in, the node-ip that it is given. kubeadm's probes ask the first URL.`, 4),
			'    extraEnvs:',
			`      - name: ${addressVariable}`,
			'        valueFrom:',
			'          fieldRef:',
			'            fieldPath: status.hostIP',
			'    extraArgs:',
			'      - name: listen-metrics-urls',
			`        value: ${yamlText(urls)}`,
		];
}

function etcdLines(plan: Plan): string[] {
	return plan.topology === 'external'
		? [
			'etcd:',
			...commentLines('The members run already when kubeadm starts; it asks them all for their version.', 2),
			'  external:',
			'    endpoints:',
			...etcdMachines(plan).map(machine => `      - ${yamlText(clientUrl(hostOf(machine)))}`),
			...commentLines('Copied here from where etcd\'s certificates were made, before kubeadm init.', 4),
			'    caFile: /etc/kubernetes/pki/etcd/ca.crt',
			'    certFile: /etc/kubernetes/pki/apiserver-etcd-client.crt',
			'    keyFile: /etc/kubernetes/pki/apiserver-etcd-client.key',
		]
		: [
			'etcd:',
			'  local:',
			...commentLines('Best on a fast disk of its own: every write waits for it.', 4),
			'    dataDir: /var/lib/etcd',
			...metricsLines(plan),
		];
}

function versionLines(plan: Plan): string[] {
	const release = releaseOf(plan.requirements.kubernetesVersion);
	return release
		? [`kubernetesVersion: ${yamlText(kubeadmVersion(release))}`]
		: commentLines('kubernetesVersion is left out, since none was given: kubeadm asks the Internet for the newest that it knows.');
}

/** What `kubeadm init` reads on the first control plane (v1beta4: InitConfiguration and ClusterConfiguration). */
export function initFile(plan: Plan): string {
	const first = firstControlPlane(plan);
	const {name} = plan.metadata;
	return [
		...commentLines(`For kubeadm init on ${first.name}, the first control plane of ${name}: kubeadm init --config ${first.name}-init.yaml --upload-certs`),
		...commentLines('It prints a token, the hash of the CA and, for other control planes, a certificate key. None of them is written here; fill-in.sh puts them into the join files.'),
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: InitConfiguration',
		...nodeRegistration({name: first.name, machine: first, untainted: plan.controlPlane.schedulable}),
		...localEndpoint(ipOf(first)),
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: ClusterConfiguration',
		`clusterName: ${yamlText(name)}`,
		...versionLines(plan),
		...commentLines(isNodeLocal(plan)
			? 'A name that means the own loopback on every node; kubeadm supports no change of it later.'
			: 'Where every node looks for the apiservers; kubeadm supports no change of it later, which is why a name is better than an address.'),
		`controlPlaneEndpoint: ${yamlText(endpointOf(plan))}`,
		'apiServer:',
		...commentLines('Whatever an apiserver is called by stands in its certificate, so that no client refuses it.', 2),
		'  certSANs:',
		...certificateNames(plan).map(each => `    - ${yamlText(each)}`),
		...etcdLines(plan),
		...commentLines('networking is left out: services get 10.96.0.0/12, kubeadm\'s default. Many network plugins want podSubnet as well; it must not overlap with the machines\' own network.'),
		'',
	].join('\n');
}
