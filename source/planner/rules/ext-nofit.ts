import type {Rule} from './rule.js';

/** EXT-NOFIT: isolation was preferred, and external etcd does not fit. */
export const extNofit: Rule = ({requirements: {prefer}, choice: {candidate, reason}}) => {
	if (prefer !== 'isolation' || candidate.topology === 'external' || reason === 'asked') {
		return [];
	}

	return [{
		rule: 'EXT-NOFIT',
		severity: 'warning',
		machines: [],
		message: reason === 'isolation-does-not-fit'
			? {
				en: 'Isolation was preferred, but with etcd on machines of its own less would survive than without; the plan is stacked.',
				zh: '你更想要隔离，但让 etcd 独占机器会使能承受的故障更少；方案采用堆叠。',
			}
			: {
				en: 'Isolation was preferred, but a single control plane is planned, and there is nothing to isolate it from that would survive it.',
				zh: '你更想要隔离，但方案只有一台控制平面节点，它宕机后没有什么能靠隔离保住。',
			},
		lesson: 'components',
		source: 'policy',
	}];
};
