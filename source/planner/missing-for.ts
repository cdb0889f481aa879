import type {Missing} from '../model/plan.js';
import type {PlanFacts} from './facts.js';

/** These write kube-vip's manifest themselves, since it is not kubeadm's. */
const withOwnKubeVip = ['rke2', 'k3s'];

/** These need one address before the apiservers, the VIP or another name of it. */
const byAddress = ['kubespray', ...withOwnKubeVip];

/**
What nobody gave and planning did not need, but some file will: each with the export targets that need it and its flag.
Only what applies to this plan is listed.
*/
export function missingFor({requirements, layout: {topology, loadBalancer: {kind}}, addresses}: PlanFacts): Missing[] {
	const holdsVip = kind === 'keepalived' || kind === 'kube-vip' || kind === 'dedicated';
	const holder = kind === 'kube-vip' ? 'kube-vip' : 'keepalived';
	const missing: Missing[] = [];
	if (requirements.endpoint === null && !(holdsVip && requirements.vip !== null)) {
		missing.push({field: 'controlPlane.endpoint.host', neededBy: kind === 'cloud' ? ['kubeadm', ...byAddress] : ['kubeadm'], flag: '--endpoint'});
	}

	if (holdsVip && requirements.vip === null) {
		missing.push({field: 'loadBalancer.vip', neededBy: [holder, ...(requirements.endpoint === null || kind === 'kube-vip' ? byAddress : [])], flag: '--vip'});
	}

	if (addresses === undefined) {
		const needs = [
			...(topology === 'external' ? ['etcd'] : []),
			...(kind === 'node-local' ? ['kubeadm'] : []),
		];
		// Names will do for every other file, but who follows the runbook has to know what they stand for.
		missing.push({field: 'machines[].address', neededBy: needs.length === 0 ? ['runbook'] : needs, flag: '--addresses'});
	}

	if (holdsVip && requirements.interface === null) {
		missing.push({field: 'requirements.interface', neededBy: kind === 'kube-vip' ? [holder, ...withOwnKubeVip] : [holder], flag: '--interface'});
	}

	return missing;
}
