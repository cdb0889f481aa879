import {isSameSubnet} from '../question-of.js';
import {kubeadmConsiderations, type Rule} from './rule.js';

/** LB-ZONE: an address that moves inside one subnet only, and machines in several zones; or all of its holders in one of them. */
export const lbZone: Rule = ({requirements, layout: {loadBalancer, machines}, question: {zones}}) => {
	if (zones.sizes.length < 2 || loadBalancer.machines.length === 0) {
		return [];
	}

	const isHolder = new Set(loadBalancer.machines);
	const used = new Set(machines.filter(({name}) => isHolder.has(name)).map(({zone}) => zone));
	const finding = {
		rule: 'LB-ZONE', severity: 'warning' as const, machines: loadBalancer.machines, lesson: 'vrrp', source: kubeadmConsiderations,
	};
	if (used.size === 1) {
		return [{
			...finding,
			message: {
				en: `All machines that can hold the VIP are in ${[...used].join('')}: it is lost together with it.`,
				zh: `能持有 VIP 的机器都在 ${[...used].join('')}：失去它，VIP 也一起失去。`,
			},
		}];
	}

	return isSameSubnet(requirements)
		? []
		: [{
			...finding,
			message: {
				en: 'The VIP can only move inside one subnet: make sure that these zones share one, and say so with --same-subnet yes.',
				zh: 'VIP 只能在一个子网内漂移：请确认这些可用区在同一子网，并用 --same-subnet yes 说明。',
			},
		}];
};
