import type {Scenario} from './scenario.js';

const textbook = {'etcd.preVote': false, 'etcd.checkQuorum': false} as const;

/** Raft's textbook cases, as the paper draws them: no PreVote, no CheckQuorum, nothing but the algorithm. They begin cold. */
export const raftScenarios: readonly Scenario[] = [
	{
		id: 'raft-figure-7',
		title: {en: 'Raft\'s Figure 7: logs that disagree', zh: 'Raft 图 7：互相矛盾的日志'},
		about: {en: 'A leader takes over from six followers whose logs lack entries, or have some too many. It makes them equal, from where they still agree.', zh: '一个 Leader 面对六个 Follower：有的日志缺条目，有的多出条目。它从仍然一致的地方开始把它们修齐。'},
		protocols: ['raft'],
		parts: ['etcd'],
		settings: {...textbook, 'etcd.members': 7},
		logs: [
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
			[1, 1, 1, 4, 4, 5, 5, 6, 6],
			[1, 1, 1, 4],
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
			[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
			[1, 1, 1, 4, 4, 4, 4],
			[1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
		],
		faults: ['50ms campaign etcd-1'],
		untilMs: 1000,
		measures: ['etcdLeaderGapMs'],
		probes: [],
	},
	{
		id: 'raft-figure-8',
		title: {en: 'Raft\'s Figure 8: on a majority, and still lost', zh: 'Raft 图 8：已在多数成员上，仍会丢失'},
		about: {en: 'An entry of an old term is on three of five members when its leader dies. Another one may still win and overwrite it: nobody had counted it as committed.', zh: 'Leader 死时，一个旧任期的条目已在五个成员中的三个上。另一个成员仍可能当选并覆盖它：没有谁把它算作已提交。'},
		protocols: ['raft'],
		parts: ['etcd'],
		settings: {...textbook, 'etcd.members': 5},
		logs: [[1, 2], [1, 2], [1, 2], [1], [1, 3]],
		faults: ['20ms kill etcd-1', '50ms campaign etcd-5', '500ms restart etcd-1'],
		untilMs: 1500,
		measures: ['etcdLeaderGapMs'],
		probes: [],
	},
	{
		id: 'raft-figure-8-committed',
		title: {en: 'Raft\'s Figure 8, the other way: committed by the leader\'s own term', zh: 'Raft 图 8 的另一种走法：靠自己任期的条目提交'},
		about: {en: 'The same logs, but the leader gets an entry of its own term to a majority first. With it the older one is committed too, and the challenger cannot win.', zh: '日志相同，但 Leader 先把自己任期的一个条目复制到多数。旧条目也就一并提交，挑战者无法当选。'},
		protocols: ['raft'],
		parts: ['etcd'],
		settings: {...textbook, 'etcd.members': 5},
		logs: [[1, 2], [1, 2], [1, 2], [1], [1, 3]],
		faults: ['20ms cut etcd-5|rest', '50ms campaign etcd-1', '500ms kill etcd-1', '510ms heal', '520ms campaign etcd-5'],
		untilMs: 3000,
		measures: ['etcdLeaderGapMs'],
		probes: [],
	},
];
