import {seconds, milliseconds, type Microseconds} from '../../kernel/time.js';
import {defaultRaftSettings, type RaftSettings} from '../../raft/settings.js';

export type EtcdSettings = RaftSettings & {
	/** Refuse membership changes that endanger quorum: `--strict-reconfig-check`. */
	readonly strictReconfigCheck: boolean;
	/**
	How strictly an addition is checked, which is the versions' difference. True: every voter has to have been connected for 5 s
	(until 3.5.29 and 3.6.10); false: as many as are a quorum once the new member counts (from 3.5.30, 3.6.11 and 3.7.0).
	*/
	readonly addMemberCheck: boolean;
	/** `--quota-backend-bytes`. */
	readonly quotaBytes: number;
	/** Whose rules apply where versions differ: `3.6.11`. */
	readonly version: string;
};

/** The newest version that kubeadm deploys for Kubernetes 1.34 to 1.36, with its own defaults (etcd server/embed/config.go). */
export const defaultEtcdSettings: EtcdSettings = {
	...defaultRaftSettings,
	strictReconfigCheck: true,
	addMemberCheck: false,
	quotaBytes: 2 * (1024 ** 3),
	version: '3.6.11',
};

function numbersOf(version: string): [number, number, number] {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
	return [major, minor, patch];
}

/** Whether this version is as new as that one. */
export function isSince(version: string, since: string): boolean {
	const numbers = numbersOf(version);
	const others = numbersOf(since);
	for (const [place, number] of numbers.entries()) {
		if (number !== others[place]) {
			return number > others[place]!;
		}
	}

	return true;
}

/** Whether this version wants every voter connected before it adds a member (etcd server/etcdserver/server.go, mayAddMember). */
export function addMemberCheckOf(version: string): boolean {
	const [, minor] = numbersOf(version);
	return minor < 5 || (minor === 5 && !isSince(version, '3.5.30')) || (minor === 6 && !isSince(version, '3.6.11'));
}

/** How long the server lets a request wait: 5 s and two election timeouts (etcd server/config/config.go, ReqTimeout). */
export function requestTimeoutUs(settings: EtcdSettings): Microseconds {
	return seconds(5) + milliseconds(2 * settings.electionMs);
}

/** Since when a peer has to be connected to count for a membership change: HealthInterval. */
export const healthIntervalUs = seconds(5);

/** A peer that is silent for this long is taken as gone: rafthttp's ConnReadTimeout. */
export const linkTimeoutUs = seconds(5);

/** How often peers that hear nothing from each other by Raft make themselves heard. */
export const linkPeriodUs = milliseconds(500);

/** A linearizable read asks the leader again after this time: readIndexRetryTime. */
export const readRetryUs = milliseconds(500);

/** A removed member goes on for this long before it exits (etcd server/etcdserver/server.go, stopWithDelay). */
export const removedDelayUs = seconds(1);

/** `--max-request-bytes`. */
export const maxRequestBytes = 1.5 * (1024 ** 2);

/** How far applying may lag behind before requests are refused: maxGapBetweenApplyAndCommitIndex. */
export const maxApplyLag = 5000;

/** A learner has to have this share of the leader's log to be promoted: readyPercentThreshold. */
export const learnerReadyShare = 0.9;
