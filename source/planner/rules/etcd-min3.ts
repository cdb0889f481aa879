import {countedMachines, countedVoters} from '../counted.js';
import {faqTolerance, type Rule} from './rule.js';

/** ETCD-MIN3: fewer than three voters survive nothing, and two are worse than one. */
export const etcdMin3: Rule = ({layout, question: {targets}}) => {
	const voters = layout.etcd.members.length;
	if (voters >= 3 || targets.machines === 0) {
		return [];
	}

	const given = targets.ordered.some(target => target.key === 'machines' && target.given);
	const target = countedMachines(targets.machines);
	return [{
		rule: 'ETCD-MIN3',
		severity: given ? 'error' : 'warning',
		machines: layout.etcd.members,
		message: {
			en: `${countedVoters(voters).en} survives no failure, so the ${given ? 'target' : 'default target'} to survive the loss of ${target.en} is ${given ? 'missed' : 'dropped'}; it takes three voters, and two would be worse than one.`,
			zh: `${countedVoters(voters).zh}承受不了任何故障，所以承受 ${target.zh}宕机的${given ? '目标达不到' : '默认目标被放弃'}；这需要 3 个投票成员，而 2 个比 1 个更差。`,
		},
		lesson: 'etcd-quorum',
		source: faqTolerance,
	}];
};
