/** What etcd says, in its own words (etcd api/v3rpc/rpctypes/error.go). */
export const errorTexts = {
	deadlineExceeded: 'context deadline exceeded',
	timeout: 'etcdserver: request timed out',
	timeoutLeaderFailed: 'etcdserver: request timed out, possibly due to previous leader failure',
	timeoutConnectionLost: 'etcdserver: request timed out, possibly due to connection lost',
	timeoutTransfer: 'etcdserver: request timed out, leader transfer took too long',
	leaderChanged: 'etcdserver: leader changed',
	noLeader: 'etcdserver: no leader',
	notLeader: 'etcdserver: not leader',
	noSpace: 'etcdserver: mvcc: database space exceeded',
	compacted: 'etcdserver: mvcc: required revision has been compacted',
	futureRevision: 'etcdserver: mvcc: required revision is a future revision',
	tooLarge: 'etcdserver: request is too large',
	tooManyRequests: 'etcdserver: too many requests',
	unhealthy: 'etcdserver: unhealthy cluster',
	notEnoughStarted: 'etcdserver: re-configuration failed due to not enough started members',
	memberNotFound: 'etcdserver: member not found',
	peerExists: 'etcdserver: Peer URLs already exists',
	notLearner: 'etcdserver: can only promote a learner member',
	learnerNotReady: 'etcdserver: can only promote a learner member which is in sync with leader',
	tooManyLearners: 'etcdserver: too many learner members in cluster',
	notForLearner: 'etcdserver: rpc not supported for learner',
	badTransferee: 'etcdserver: bad leader transferee',
	proposalDropped: 'raft proposal dropped',
	/** What gRPC says of a connection that breaks under a request. */
	connectionLost: 'error reading from server: EOF',
} as const;

/** What a client may ask again where the request changes nothing: errors with gRPC's code Unavailable. */
const unavailable: ReadonlySet<string> = new Set([
	errorTexts.timeout,
	errorTexts.timeoutLeaderFailed,
	errorTexts.timeoutConnectionLost,
	errorTexts.leaderChanged,
	errorTexts.noLeader,
	errorTexts.unhealthy,
	errorTexts.connectionLost,
]);

/** Whether an error's gRPC code is Unavailable. */
export function isUnavailable(error: string): boolean {
	return unavailable.has(error);
}
