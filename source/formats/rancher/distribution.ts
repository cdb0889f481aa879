import {configWord} from '../quoting.js';
import {releaseOf} from '../kubeadm/release.js';
import type {Plan} from '../../model/plan.js';

/** In what RKE2 and K3s differ; the rest of their configuration has the same names, since RKE2 is built on K3s. */
export type RancherDistribution = {
	/** As in `--to`, in paths and in commands. */
	readonly name: 'rke2' | 'k3s';
	readonly title: 'RKE2' | 'K3s';
	/** Where nodes join and servers speak to each other: a port of its own in RKE2, the apiserver's in K3s. */
	readonly joinPort: number;
	/** The systemd units. */
	readonly units: {readonly server: string; readonly agent: string};
	/** K3s keeps its data in SQLite unless the first server says that it begins an etcd cluster; RKE2 always takes etcd. */
	readonly wantsClusterInit: boolean;
	/** How kubectl is called on a server, with its kubeconfig. */
	readonly kubectl: string;
	/** Critical values: what servers compare before one lets another in. */
	readonly mustMatch: readonly string[];
};

export const rke2: RancherDistribution = {
	name: 'rke2',
	title: 'RKE2',
	joinPort: 9345,
	units: {server: 'rke2-server', agent: 'rke2-agent'},
	wantsClusterInit: false,
	kubectl: '/var/lib/rancher/rke2/bin/kubectl --kubeconfig /etc/rancher/rke2/rke2.yaml',
	mustMatch: ['agent-token', 'cluster-cidr', 'cluster-dns', 'cluster-domain', 'disable-cloud-controller', 'disable-kube-proxy', 'egress-selector-mode', 'service-cidr'],
};

export const k3s: RancherDistribution = {
	name: 'k3s',
	title: 'K3s',
	joinPort: 6443,
	units: {server: 'k3s', agent: 'k3s-agent'},
	wantsClusterInit: true,
	kubectl: 'k3s kubectl',
	mustMatch: [
		'agent-token',
		'cluster-cidr',
		'cluster-dns',
		'cluster-domain',
		'disable-cloud-controller',
		'disable-helm-controller',
		'disable-network-policy',
		'disable: servicelb',
		'egress-selector-mode',
		'embedded-registry',
		'flannel-backend',
		'flannel-external-ip',
		'flannel-ipv6-masq',
		'secrets-encryption',
		'service-cidr',
	],
};

export function configPath({name}: RancherDistribution): string {
	return `/etc/rancher/${name}/config.yaml`;
}

export function tokenPath({name}: RancherDistribution): string {
	return `/etc/rancher/${name}/token`;
}

/** What the machine itself reaches its own apiserver with. */
export function kubeconfigPath({name}: RancherDistribution): string {
	return `/etc/rancher/${name}/${name}.yaml`;
}

/** Where the kubelet of a server looks for Pods of its own machine. */
export function staticPodsPath({name}: RancherDistribution): string {
	return `/var/lib/rancher/${name}/agent/pod-manifests`;
}

/**
The channel of a minor release, v1.37. The version itself, like v1.37.1+rke2r1, ends in a count of the distribution's own
builds, which nobody can know from a version of Kubernetes.
*/
export function channelOf({requirements: {kubernetesVersion}}: Plan): string | undefined {
	const release = releaseOf(kubernetesVersion);
	return release && `v1.${release.minor}`;
}

/** The command that installs a server or an agent; K3s starts it too, RKE2 does not. */
export function installCommand(plan: Plan, {name}: RancherDistribution, kind: 'server' | 'agent'): string {
	const channel = channelOf(plan);
	const [prefix, type] = name === 'rke2' ? ['INSTALL_RKE2', 'TYPE'] : ['INSTALL_K3S', 'EXEC'];
	const variables = [...(channel === undefined ? [] : [`${prefix}_CHANNEL=${configWord(channel)}`]), `${prefix}_${type}=${kind}`];
	return `curl -sfL https://get.${name}.io | ${variables.join(' ')} sh -`;
}
