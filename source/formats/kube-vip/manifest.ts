import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {apiserverPort} from '../kubeadm/endpoint.js';
import {releaseOf} from '../kubeadm/release.js';
import {yamlText} from '../quoting.js';

/** The newest release that these names were read in; vip_subnet has been called so since 0.9.0 (kube-vip commit c5e854f). */
const image = 'ghcr.io/kube-vip/kube-vip:v1.2.3';

/** Since this minor release kubeadm's admin.conf has no rights before init is done (kube-vip issue #684). */
const superAdminSince = 29;

export const superAdminFile = '/etc/kubernetes/super-admin.conf';
export const adminFile = '/etc/kubernetes/admin.conf';

/** Whether the first machine needs another kubeconfig while kubeadm init runs there; so too where no release was named. */
export function needsSuperAdmin({requirements: {kubernetesVersion}}: Plan): boolean {
	return (releaseOf(kubernetesVersion)?.minor ?? superAdminSince) >= superAdminSince;
}

function variable(name: string, value: string): string[] {
	return [`        - name: ${name}`, `          value: ${yamlText(value)}`];
}

export type ManifestValues = {
	/** One IP address. */
	readonly vip: string;
	readonly interface: string;
	/** Whether it is the manifest for the machine that kubeadm init runs on. */
	readonly isFirst: boolean;
	/** Where the control planes are not kubeadm's: the comment at the head of the file, and the machine's own kubeconfig. */
	readonly elsewhere?: {readonly header: readonly string[]; readonly kubeconfig: string};
};

/** The static Pod of kube-vip on one control plane: ARP with leader election through a Lease, for the endpoint only. */
export function kubeVipManifest(plan: Plan, machine: string, {vip, interface: network, isFirst, elsewhere}: ManifestValues): string {
	const withSuperAdmin = isFirst && elsewhere === undefined && needsSuperAdmin(plan);
	const wholeAddress = readIp(vip)?.family === 'IPv6' ? '128' : '32';
	const header = elsewhere?.header ?? [
		`/etc/kubernetes/manifests/kube-vip.yaml on ${machine}, which holds or can take over the VIP of ${plan.metadata.name}.`,
		isFirst
			? 'Put it there before kubeadm init, which starts it and then waits for the VIP.'
			: 'Put it there after kubeadm join, which wants the directory empty.',
	];
	return [
		...header.flatMap(line => commentLines(line)),
		'---',
		'apiVersion: v1',
		'kind: Pod',
		'metadata:',
		'  name: kube-vip',
		'  namespace: kube-system',
		'spec:',
		'  containers:',
		'    - name: kube-vip',
		...commentLines('The names below are those of 0.9.0 and newer; older releases read vip_cidr.', 6),
		`      image: ${image}`,
		'      imagePullPolicy: IfNotPresent',
		'      args:',
		'        - manager',
		'      env:',
		...commentLines('Whoever holds the Lease answers ARP for the VIP, so all machines are in one subnet.', 8),
		...variable('vip_arp', 'true'),
		...variable('vip_interface', network),
		...variable('address', vip),
		...commentLines('The VIP alone, not the subnet: the machines keep their own route to it.', 8),
		...variable('vip_subnet', wholeAddress),
		...variable('port', String(apiserverPort)),
		'        - name: vip_nodename',
		'          valueFrom:',
		'            fieldRef:',
		'              fieldPath: spec.nodeName',
		...commentLines('Only the way to the apiservers; Services of type LoadBalancer are another task, with a Lease of their own.', 8),
		...variable('cp_enable', 'true'),
		...variable('cp_namespace', 'kube-system'),
		...variable('svc_enable', 'false'),
		...variable('vip_leaderelection', 'true'),
		...variable('vip_leasename', 'plndr-cp-lock'),
		...commentLines('Seconds, and kube-vip\'s defaults: after a crash the VIP is gone for 13 to 24 s. Shorter ones (5, 3, 1 in many guides) move it sooner, but also give it up whenever the apiserver or etcd is slow for that long.', 8),
		...variable('vip_leaseduration', '15'),
		...variable('vip_renewdeadline', '10'),
		...variable('vip_retryperiod', '2'),
		...commentLines('Metrics, on the loopback only; the default is every address.', 8),
		...variable('prometheus_server', '127.0.0.1:2112'),
		'      securityContext:',
		'        capabilities:',
		'          drop:',
		'            - ALL',
		'          add:',
		'            - NET_ADMIN',
		'            - NET_RAW',
		'      volumeMounts:',
		'        - name: kubeconfig',
		`          mountPath: ${adminFile}`,
		...commentLines('It asks the apiserver of its own machine, under a name that stands in the certificate: the VIP may be gone.', 2),
		'  hostAliases:',
		'    - ip: 127.0.0.1',
		'      hostnames:',
		'        - kubernetes',
		'  hostNetwork: true',
		'  volumes:',
		'    - name: kubeconfig',
		'      hostPath:',
		...(withSuperAdmin
			? commentLines(`Since Kubernetes 1.${superAdminSince} admin.conf has no rights until kubeadm init is done. Afterwards change this to ${adminFile}, which has fewer.`, 8)
			: []),
		`        path: ${elsewhere ? yamlText(elsewhere.kubeconfig) : (withSuperAdmin ? superAdminFile : adminFile)}`,
		...commentLines('Waits for the file; otherwise a directory would be made in its place.', 8),
		'        type: File',
		'',
	].join('\n');
}
