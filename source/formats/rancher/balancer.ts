import type {Plan} from '../../model/plan.js';
import {haproxyConfiguration} from '../haproxy/configuration.js';
import {kubeVipManifest} from '../kube-vip/manifest.js';
import {configPath, kubeconfigPath, staticPodsPath, type RancherDistribution} from './distribution.js';

/** Whether HAProxy stands before the control planes, on machines of this plan. */
export function hasHaproxy({loadBalancer: {kind}}: Plan): boolean {
	return kind === 'keepalived' || kind === 'dedicated';
}

/** Whether the balancers have to pass on RKE2's own port: on the control planes themselves RKE2 has it already. */
export function forwardsJoinPort({loadBalancer: {kind}}: Plan, {name}: RancherDistribution): boolean {
	return name === 'rke2' && kind === 'dedicated';
}

/**
The haproxy.cfg for these control planes, which differs from kubeadm's in what it asks: both distributions turn anonymous
requests away, /readyz among them (rancher/rke2#7374, k3s-io/k3s#3576). `/ping` of the supervisor is open to everybody.
*/
export function rancherHaproxy(plan: Plan, distribution: RancherDistribution): string {
	return haproxyConfiguration(plan, {
		answersNobody: true,
		alsoForwards: forwardsJoinPort(plan, distribution)
			? [{name: 'join', port: distribution.joinPort, why: `Where nodes join: the supervisor of ${distribution.title}, on every control plane.`, path: '/ping'}]
			: [],
	});
}

/** The manifest of kube-vip on one control plane, with the distribution's kubeconfig and directory. @throws RangeError without VIP and interface. */
export function rancherKubeVip(plan: Plan, distribution: RancherDistribution, machine: string): string {
	const {loadBalancer: {vip}, requirements: {interface: network}, controlPlane: {machines}} = plan;
	if (vip === null || network === null) {
		throw new RangeError('kube-vip cannot be written without a VIP and an interface');
	}

	return kubeVipManifest(plan, machine, {
		vip,
		interface: network,
		isFirst: machine === machines[0],
		elsewhere: {
			header: [
				`${staticPodsPath(distribution)}/kube-vip.yaml on ${machine}, which holds or can take over the VIP of ${plan.metadata.name}.`,
				`Put it there along with ${configPath(distribution)}: it waits until the server has written its kubeconfig.`,
			],
			kubeconfig: kubeconfigPath(distribution),
		},
	});
}
