import {kubeadmConsiderations, type Rule} from './rule.js';

/** LB-SPOF: one load balancer in front of everything. */
export const lbSpof: Rule = ({layout: {loadBalancer}}) => loadBalancer.kind !== 'dedicated' || loadBalancer.machines.length !== 1
	? []
	: [{
		rule: 'LB-SPOF',
		severity: 'error',
		machines: loadBalancer.machines,
		message: {
			en: `${loadBalancer.machines[0] ?? ''} is the only load balancer: every client loses the control plane with it, whatever stands behind.`,
			zh: `${loadBalancer.machines[0] ?? ''} 是唯一的负载均衡器：它一宕机，不管后面有什么，所有客户端都访问不到控制平面。`,
		},
		lesson: 'vrrp',
		source: kubeadmConsiderations,
	}];
