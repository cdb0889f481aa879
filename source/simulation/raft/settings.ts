/** How a member of etcd's Raft is set. */
export type RaftSettings = {
	/** One tick, and the leader's heartbeat: etcd's --heartbeat-interval. In milliseconds, at least 1. */
	readonly heartbeatMs: number;
	/** Etcd's --election-timeout, in milliseconds; counted in whole ticks, of which there is at least one. */
	readonly electionMs: number;
	/** Ask first whether an election could be won: etcd's --pre-vote. */
	readonly preVote: boolean;
	/** The leader resigns where no quorum answers, and members that hear a leader ignore votes. Etcd always sets it. */
	readonly checkQuorum: boolean;
	/** How many entries are applied until the log is compacted: etcd's --snapshot-count. */
	readonly snapshotEntries: number;
	/** How many applied entries a compacted log keeps, so that a slow follower needs no snapshot. */
	readonly snapshotCatchUpEntries: number;
	/** Etcd's --max-learners, which the server enforces. */
	readonly maxLearners: number;
	/** Entries in one append. Etcd counts bytes (1 MiB); objects here have no size, so entries are counted. */
	readonly maxEntriesPerAppend: number;
	/** Appends on their way to one follower before the leader waits for an answer (raft's MaxInflightMsgs). */
	readonly maxInflightAppends: number;
};

/** The defaults of etcd 3.6: server/embed/config.go, server/etcdserver/server.go and bootstrap.go. */
export const defaultRaftSettings: RaftSettings = {
	heartbeatMs: 100,
	electionMs: 1000,
	preVote: true,
	checkQuorum: true,
	snapshotEntries: 10_000,
	snapshotCatchUpEntries: 5000,
	maxLearners: 1,
	maxEntriesPerAppend: 512,
	maxInflightAppends: 512,
};
