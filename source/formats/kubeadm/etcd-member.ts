import {commentLines} from '../comment-lines.js';
import {clientUrl, initialCluster, peerUrl, type Member} from '../etcd/members.js';
import {metricsComment, metricsUrls} from '../etcd/metrics.js';
import {
	electionMs, heartbeatMs, quotaBytes, quotaComment, timersComment,
} from '../etcd/settings.js';
import {yamlText} from '../quoting.js';
import {kubeadmVersion, type Release} from './release.js';

function argument(name: string, value: string): string[] {
	// Folded, because the list of all members is one long word.
	return [`      - name: ${name}`, ...(value.length > 50 ? ['        value: >-', `          ${value}`] : [`        value: ${yamlText(value)}`])];
}

/** What kubeadm reads on a machine that runs nothing but an etcd member, as a static Pod (v1beta4). */
function memberFile(cluster: string, member: Member, members: readonly Member[], release: Release | undefined): string {
	const names = [`      - ${yamlText(member.name)}`, `      - ${yamlText(member.address)}`];
	return [
		...commentLines(`etcd on ${member.name} as a static Pod, one of ${members.length} members of ${cluster}. For kubeadm init phase certs etcd-* and kubeadm init phase etcd local only: nothing else of kubeadm runs here.`),
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: InitConfiguration',
		'nodeRegistration:',
		`  name: ${yamlText(member.name)}`,
		'localAPIEndpoint:',
		`  advertiseAddress: ${yamlText(member.address)}`,
		'---',
		'apiVersion: kubeadm.k8s.io/v1beta4',
		'kind: ClusterConfiguration',
		...(release
			? [...commentLines('Decides which etcd is run; the same release as the control plane.'), `kubernetesVersion: ${yamlText(kubeadmVersion(release))}`]
			: []),
		'etcd:',
		'  local:',
		'    serverCertSANs:',
		...names,
		'    peerCertSANs:',
		...names,
		'    extraArgs:',
		...argument('name', member.name),
		...argument('initial-cluster', initialCluster(members)),
		...argument('initial-cluster-state', 'new'),
		...argument('initial-cluster-token', cluster),
		...argument('listen-peer-urls', peerUrl(member.address)),
		...argument('listen-client-urls', `https://127.0.0.1:2379,${clientUrl(member.address)}`),
		...argument('initial-advertise-peer-urls', peerUrl(member.address)),
		...argument('advertise-client-urls', clientUrl(member.address)),
		...commentLines(`${metricsComment} kubeadm's probes ask the first URL.`, 6),
		...argument('listen-metrics-urls', metricsUrls(member.address)),
		...commentLines(timersComment, 6),
		...argument('heartbeat-interval', String(heartbeatMs)),
		...argument('election-timeout', String(electionMs)),
		...commentLines(quotaComment, 6),
		...argument('quota-backend-bytes', String(quotaBytes)),
		'',
	].join('\n');
}

/** The kubelet's own configuration where there is no cluster to get it from: it only starts what lies in the manifests directory. */
function kubeletFile(): string {
	return [
		...commentLines('/etc/systemd/system/kubelet.service.d/kubelet.conf on every etcd machine. The kubelet belongs to no cluster there: it listens on its own loopback only and starts the static Pods.'),
		'---',
		'apiVersion: kubelet.config.k8s.io/v1beta1',
		'kind: KubeletConfiguration',
		'authentication:',
		'  anonymous:',
		'    enabled: false',
		'  webhook:',
		'    enabled: false',
		'authorization:',
		'  mode: AlwaysAllow',
		'address: 127.0.0.1',
		'staticPodPath: /etc/kubernetes/manifests',
		...commentLines('These two must be what the container runtime of the machine has; this is containerd\'s usual socket.'),
		'cgroupDriver: systemd',
		'containerRuntimeEndpoint: unix:///run/containerd/containerd.sock',
		'',
	].join('\n');
}

function dropInFile(): string {
	return [
		...commentLines('/etc/systemd/system/kubelet.service.d/20-etcd-service-manager.conf on every etcd machine; it sorts after kubeadm\'s own and so replaces its command.'),
		'[Service]',
		'ExecStart=',
		'ExecStart=/usr/bin/kubelet --config=/etc/systemd/system/kubelet.service.d/kubelet.conf',
		'Restart=always',
		'',
	].join('\n');
}

/** Everything for members that kubeadm makes, by path inside a directory of their own. */
export function etcdMemberFiles(cluster: string, members: readonly Member[], release: Release | undefined): Array<[path: string, text: string]> {
	return [
		['20-etcd-service-manager.conf', dropInFile()],
		['kubelet.conf', kubeletFile()],
		...members.map((member): [string, string] => [`${member.name}.yaml`, memberFile(cluster, member, members, release)]),
	];
}
