import type {Scenario} from './scenario.js';

/** Raft's textbook cases, as the paper draws them: no PreVote, no CheckQuorum, nothing but the algorithm. */
export const raftScenarios: readonly Scenario[] = [
	{
		id: 'raft-figure-7',
		title: {en: 'Raft\'s Figure 7: logs that disagree', zh: 'Raft 图 7：互相矛盾的日志'},
		about: {en: 'A leader takes over from six followers whose logs lack entries, or have some too many. It makes them equal, entry by entry, from where they still agree.', zh: '一个 leader 面对六个 follower：有的日志缺条目，有的多出条目。它从仍然一致的地方开始，一条条地修齐。'},
		protocols: ['raft'],
		parts: ['etcd'],
		settings: {'etcd.members': 7, 'etcd.preVote': false, 'etcd.checkQuorum': false},
		logs: [
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
			[1, 1, 1, 4, 4, 5, 5, 6, 6],
			[1, 1, 1, 4],
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
			[1, 1, 1, 4, 4, 4, 4],
			[1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
		],
		faults: ['0.2s campaign etcd-1'],
		untilMs: 5000,
		measures: ['etcdLeaderGapMs'],
		probes: [],
	},
	{
		id: 'raft-figure-8',
		title: {en: 'Raft\'s Figure 8: copied to a majority, and lost', zh: 'Raft 图 8：复制到多数，仍被覆盖'},
		about: {en: 'An entry of an old term is on three of five members, and a later leader may still overwrite it: so a leader counts copies only of entries of its own term.', zh: '一个旧 term 的条目已在五个成员中的三个上，之后的 leader 仍可能覆盖它：所以 leader 只按自己 term 的条目来计数。'},
		protocols: ['raft'],
		parts: ['etcd'],
		settings: {'etcd.members': 5, 'etcd.preVote': false, 'etcd.checkQuorum': false},
		logs: [[1, 2], [1, 2], [1], [1], [1, 3]],
		faults: [
			// S1 leads term 4 and reaches only S2 and S3; it copies its entry of term 2 to S3, and dies before its own is there.
			'0.1s cut etcd-1,etcd-2,etcd-3|etcd-4,etcd-5', '0.2s delay etcd-1->etcd-2,etcd-3 1ms', '0.3s campaign etcd-1', '0.31s kill etcd-1', '0.4s heal', '0.5s campaign etcd-5',
		],
		untilMs: 6000,
		measures: [],
		probes: [],
	},
];
