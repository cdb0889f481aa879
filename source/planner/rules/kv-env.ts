import type {Rule} from './rule.js';

/** KV-ENV: names of kube-vip's settings changed: vip_cidr is ignored, vip_address deprecated (read in 1.2.3). */
export const kvEnv: Rule = ({layout: {loadBalancer}}) => loadBalancer.kind === 'kube-vip'
	? [{
		rule: 'KV-ENV',
		severity: 'info',
		machines: loadBalancer.machines,
		message: {
			en: 'kube-vip from 0.9 on reads vip_subnet and address; the vip_cidr of many guides is ignored without a word, and their vip_address is deprecated.',
			zh: 'kube-vip 从 0.9 起读取 vip_subnet 和 address；很多教程里的 vip_cidr 会被悄悄忽略，vip_address 也已弃用。',
		},
		lesson: 'leader-election',
		source: 'kube-vip 1.2.3, pkg/kubevip/config_envvar.go',
	}]
	: [];
