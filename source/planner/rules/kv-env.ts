import type {Rule} from './rule.js';

/** KV-ENV: names of kube-vip's settings changed, and old ones are ignored without a word. */
export const kvEnv: Rule = ({layout: {loadBalancer}}) => loadBalancer.kind === 'kube-vip'
	? [{
		rule: 'KV-ENV',
		severity: 'info',
		machines: loadBalancer.machines,
		message: {
			en: 'kube-vip from 0.9 on reads vip_subnet and address; the older vip_cidr and vip_address in many guides are ignored without a word.',
			zh: 'kube-vip 从 0.9 起读取 vip_subnet 和 address；很多教程里的旧名字 vip_cidr 和 vip_address 会被悄悄忽略。',
		},
		lesson: 'leader-election',
		source: 'kube-vip commit c5e854f',
	}]
	: [];
