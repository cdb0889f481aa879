import type {Rule} from './rule.js';

/** Since this minor release kubeadm's admin.conf has no rights before init is done. */
const superAdminSince = 29;

/** KV-INIT: on the first machine kube-vip needs another kubeconfig until the cluster is initialised. */
export const kvInit: Rule = ({layout: {loadBalancer}, requirements: {kubernetesVersion}}) => {
	const minor = Number(/^v?1\.(\d+)/v.exec(kubernetesVersion ?? '')?.[1] ?? superAdminSince);
	return loadBalancer.kind !== 'kube-vip' || minor < superAdminSince
		? []
		: [{
			rule: 'KV-INIT',
			severity: 'info',
			machines: loadBalancer.machines.slice(0, 1),
			message: {
				en: 'From Kubernetes 1.29 on kube-vip must use super-admin.conf on the first control plane during kubeadm init, and admin.conf afterwards and everywhere else.',
				zh: '从 Kubernetes 1.29 起，kubeadm init 期间第一台控制平面节点上的 kube-vip 必须用 super-admin.conf，之后以及其他机器上都用 admin.conf。',
			},
			lesson: 'leader-election',
			source: 'kube-vip issue #684',
		}];
};
