import type {EtcdMember, EtcdOperation} from '../../source/simulation/control-plane/etcd/messages.js';

/** What one request came to: `done`, what was read, or the error in etcd's own words; and how long it took. */
export type EtcdTold = {readonly says: string; readonly tookMs: number};

/** A moment that both worlds know: what a member's Raft did. Times count from any one moment on. */
export type EtcdEvent = {readonly atMs: number; readonly member: number; readonly what: 'stands' | 'leads' | 'steps-down' | 'starts'; readonly term: number};

/** A cluster that the same experiment can be made on, be it simulated or of real processes. Members count from 0. */
export type EtcdExperiment = {
	/** Asks one member, and waits as long as that takes. */
	readonly ask: (member: number, operation: EtcdOperation) => Promise<EtcdTold>;
	/** Asks, and gives what will wait for the answer. */
	readonly begin: (member: number, operation: EtcdOperation) => Promise<() => Promise<EtcdTold>>;
	/** Waits until all members that run name the same leader, which runs. */
	readonly leader: () => Promise<number>;
	/** Each gives when it happened, on the clock of the events. */
	readonly kill: (member: number) => Promise<number>;
	readonly stop: (member: number) => Promise<number>;
	readonly freeze: (member: number) => Promise<number>;
	readonly resume: (member: number) => Promise<number>;
	readonly start: (member: number) => Promise<number>;
	/** Cuts a member off from the other members, or ends that; clients reach it all the same. */
	readonly isolate: (member: number, cut: boolean) => Promise<number>;
	readonly wait: (ms: number) => Promise<void>;
	readonly events: () => readonly EtcdEvent[];
	/** Asks for so long until it is true. */
	readonly until: (what: string, isTrue: () => Promise<boolean>) => Promise<void>;
	readonly hasEnded: (member: number) => boolean;
	/** Whether it has ended by itself, and with exit code 0, as a member does that was removed. */
	readonly hasLeft: (member: number) => boolean;
	readonly term: (member: number) => Promise<number>;
	readonly revision: (member: number) => Promise<number>;
};

/** Etcd 3.4.23 with ticks of 20 ms: quick enough for a test, and ten ticks to an election timeout as by default. */
export const quick = {heartbeatMs: 20, electionMs: 200, preVote: false, addMemberCheck: true, version: '3.4.23'} as const;

/** Members as both worlds list them, in an order that their ids have no part in. */
export function saysMembers(members: ReadonlyArray<Pick<EtcdMember, 'learner' | 'started'>>): string {
	return members.map(({learner, started}) => `${learner ? 'learner' : 'voter'} ${started ? 'started' : 'not started'}`).sort().join(', ');
}

/** What `endpoint status` complains of, whoever it is about: how many members find their database full is a matter of moments. */
export function saysErrors(errors: readonly string[]): string {
	return [...new Set(errors.map(error => error.replace(/memberID:\d+/v, 'memberID').trim()))].join('; ') || 'no errors';
}

/**
Whether a request ran out of time, which etcd words by what it knows at that moment: the same request has been seen to end with either.
*/
export function isTimeout(says: string): boolean {
	return /^(?:etcdserver: request timed out(?:, possibly due to (?:previous leader failure|connection lost))?|context deadline exceeded)$/v.test(says);
}
