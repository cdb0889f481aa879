import type {Rule} from './rule.js';

/** KV-QUORUM: kube-vip moves its address by a Lease, so it needs the API and etcd. */
export const kvQuorum: Rule = ({layout: {loadBalancer}}) => loadBalancer.kind === 'kube-vip'
	? [{
		rule: 'KV-QUORUM',
		severity: 'info',
		machines: loadBalancer.machines,
		message: {
			en: 'kube-vip elects the holder of the VIP by a Lease in the API: without etcd quorum nobody can renew it, and the VIP is given up.',
			zh: 'kube-vip 通过 API 里的 Lease 选出 VIP 持有者：etcd 失去法定人数后，没有谁能续约，VIP 就会被放弃。',
		},
		lesson: 'leader-election',
		source: 'kube-vip issue #246',
	}]
	: [];
