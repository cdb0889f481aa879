import type {Missing} from '../model/plan.js';
import type {Requirements} from '../model/requirements.js';
import type {LoadBalancerKind, Topology} from '../model/vocabulary.js';
import type {PlanFacts} from './facts.js';

/** These write kube-vip's manifest themselves, since it is not kubeadm's. */
const withOwnKubeVip = ['rke2', 'k3s'];

/** These need one address before the apiservers, the VIP or another name of it. */
const byAddress = ['kubespray', ...withOwnKubeVip];

/** With etcd on machines of its own k0sctl refuses, and needs nothing. */
function k0sctlWith(topology: Topology): string[] {
	return topology === 'external' ? [] : ['k0sctl'];
}

/** Who cannot do without the VIP, beside who holds it: with kube-vip all hold it, and k0s has a keepalived of its own. */
function needVip(kind: LoadBalancerKind, topology: Topology, {endpoint}: Requirements): string[] {
	return [
		...(endpoint === null || kind === 'kube-vip' ? byAddress : []),
		...(kind === 'keepalived' || (kind === 'dedicated' && endpoint === null) ? k0sctlWith(topology) : []),
	];
}

/** Talos wants one address before the apiservers as well, and moves the VIP itself wherever control planes hold it. It knows no external etcd. */
function talosNeeds({layout: {topology, loadBalancer: {kind}}, requirements, addresses}: PlanFacts): Readonly<Record<'endpoint' | 'vip' | 'interface', readonly string[]>> {
	const when = (isNeeded: boolean) => isNeeded && topology !== 'external' ? ['talos'] : [];
	const holdsVip = kind === 'keepalived' || kind === 'kube-vip';
	return {
		endpoint: when(kind === 'cloud' || kind === 'node-local' || (kind === 'none' && addresses === undefined)),
		vip: when(holdsVip || (kind === 'dedicated' && requirements.endpoint === null)),
		interface: when(holdsVip),
	};
}

/**
What nobody gave and planning did not need, but some file will: each with the export targets that need it and its flag.
Only what applies to this plan is listed.
*/
export function missingFor(facts: PlanFacts): Missing[] {
	const {requirements, layout: {topology, loadBalancer: {kind}}, addresses} = facts;
	const talos = talosNeeds(facts);
	const holdsVip = kind === 'keepalived' || kind === 'kube-vip' || kind === 'dedicated';
	const holder = kind === 'kube-vip' ? 'kube-vip' : 'keepalived';
	const missing: Missing[] = [];
	if (requirements.endpoint === null && !(holdsVip && requirements.vip !== null)) {
		missing.push({field: 'controlPlane.endpoint.host', neededBy: ['kubeadm', ...(kind === 'cloud' ? [...byAddress, ...k0sctlWith(topology)] : []), ...talos.endpoint], flag: '--endpoint'});
	}

	if (holdsVip && requirements.vip === null) {
		missing.push({field: 'loadBalancer.vip', neededBy: [holder, ...needVip(kind, topology, requirements), ...talos.vip], flag: '--vip'});
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
		missing.push({field: 'requirements.interface', neededBy: [holder, ...(kind === 'kube-vip' ? withOwnKubeVip : []), ...talos.interface], flag: '--interface'});
	}

	return missing;
}
