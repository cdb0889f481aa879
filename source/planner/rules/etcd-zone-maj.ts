import type {Rule} from './rule.js';
import {fatalZone} from './voters-by-zone.js';

/** ETCD-ZONE-MAJ: a zone target, and a zone that takes the quorum along. */
export const etcdZoneMaj: Rule = ({layout, question: {targets, zones}}) => {
	const fatal = fatalZone(layout);
	if (fatal === undefined || targets.zones === 0 || zones.sizes.length < 2) {
		return [];
	}

	const given = targets.ordered.some(target => target.key === 'zones' && target.given);
	return [{
		rule: 'ETCD-ZONE-MAJ',
		severity: given ? 'error' : 'warning',
		machines: fatal.voters,
		message: {
			en: `Losing ${fatal.zone}, with ${fatal.voters.length} of ${layout.etcd.members.length} voters, loses the quorum; the ${given ? '' : 'default '}target to survive the loss of a zone is ${given ? 'missed' : 'dropped'}.`,
			zh: `${fatal.zone} 里有 ${layout.etcd.members.length} 个投票成员中的 ${fatal.voters.length} 个，失去它就失去法定人数；承受失去一个可用区的${given ? '目标达不到' : '默认目标被放弃'}。`,
		},
		lesson: 'etcd-quorum',
		source: 'kubernetes.io: Running in multiple zones',
	}];
};
