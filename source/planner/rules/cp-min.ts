import {topologyOptions, type Rule} from './rule.js';

/** CP-MIN: one control plane beside a redundant etcd is a single point of failure; two are fewer than the docs ask for. */
export const cpMin: Rule = ({layout: {topology, controlPlane: {machines}}, question: {targets}}) => {
	if (topology !== 'external' || machines.length >= 3 || (machines.length === 1 && targets.machines === 0)) {
		return [];
	}

	return [machines.length === 1
		? {
			rule: 'CP-MIN',
			severity: 'error',
			machines,
			message: {
				en: `${machines[0] ?? ''} is the only control plane: when it is down, nobody can reach etcd, whatever its quorum.`,
				zh: `${machines[0] ?? ''} 是唯一的控制平面节点：它一宕机，无论 etcd 有没有法定人数都没人能访问它。`,
			},
			lesson: 'components',
			source: topologyOptions,
		}
		: {
			rule: 'CP-MIN',
			severity: 'warning',
			machines,
			message: {
				en: 'Two control planes survive the loss of one, but Kubernetes\' docs ask for three: while one is being upgraded there is no spare.',
				zh: '两台控制平面节点能承受一台宕机，但 Kubernetes 文档要求三台：其中一台升级时就没有备用的了。',
			},
			lesson: 'components',
			source: topologyOptions,
		}];
};
