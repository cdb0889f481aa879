import {listed} from '../counted.js';
import type {Rule} from './rule.js';
import {votersByZone} from './voters-by-zone.js';

/** ETCD-ZONE-BAL: voters are spread unevenly, because the small zones have no room for more. */
export const etcdZoneBal: Rule = ({layout, question: {zones}}) => {
	const byZone = [...votersByZone(layout)];
	const counts = byZone.map(([, voters]) => voters.length);
	const most = Math.max(0, ...counts);
	const fewest = byZone.length < zones.sizes.length ? 0 : Math.min(...counts);
	if (zones.sizes.length < 2 || layout.etcd.members.length < 3 || most - fewest <= 1) {
		return [];
	}

	const spread = byZone.map(([zone, voters]) => `${zone} ${voters.length}`);
	return [{
		rule: 'ETCD-ZONE-BAL',
		severity: 'info',
		machines: byZone.find(([, voters]) => voters.length === most)?.[1] ?? [],
		message: {
			en: `The voters are spread unevenly (${spread.join(', ')}), because that is where the machines are.`,
			zh: `投票成员分布不均（${listed(spread).zh}），因为机器就在那里。`,
		},
		lesson: 'etcd-quorum',
		source: 'kubernetes.io: Running in multiple zones',
	}];
};
