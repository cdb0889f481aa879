import {zoneName} from '../zones.js';
import type {Rule} from './rule.js';
import {fatalZone} from './voters-by-zone.js';

/** ETCD-ZONE-2: of two zones one always holds the majority. */
export const etcdZone2: Rule = ({layout, question: {zones}}) => {
	const fatal = fatalZone(layout);
	return zones.sizes.length !== 2 || fatal === undefined || layout.etcd.members.length < 3
		? []
		: [{
			rule: 'ETCD-ZONE-2',
			severity: 'warning',
			machines: fatal.voters,
			message: {
				en: `Losing ${fatal.zone} is fatal, since of two zones one always holds the majority. Only a voter in a third zone can change that, e.g. on a small machine there (${zoneName(2)}) as a witness.`,
				zh: `失去 ${fatal.zone} 是致命的，因为两个可用区里总有一个占多数。只有在第三个可用区也有投票成员才能改变这一点，例如在那里（${zoneName(2)}）放一台小机器作仲裁节点（witness）。`,
			},
			lesson: 'etcd-quorum',
			source: 'kubernetes.io: Running in multiple zones',
		}];
};
