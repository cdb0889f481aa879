import {largeClusters, type Rule} from './rule.js';

/** CP-ZONE: several control planes, several zones, and all of them in one. */
export const cpZone: Rule = ({layout: {machines, controlPlane}, question: {zones}}) => {
	const isControlPlane = new Set(controlPlane.machines);
	const used = new Set(machines.filter(({name}) => isControlPlane.has(name)).map(({zone}) => zone));
	return zones.sizes.length < 2 || controlPlane.machines.length < 2 || used.size > 1
		? []
		: [{
			rule: 'CP-ZONE',
			severity: 'warning',
			machines: controlPlane.machines,
			message: {
				en: `All control planes are in ${[...used].join('')}: they are lost together with it.`,
				zh: `所有控制平面节点都在 ${[...used].join('')}：失去它就会一起失去。`,
			},
			lesson: 'components',
			source: largeClusters,
		}];
};
