import type {Microseconds} from '../kernel/time.js';

/** Whom a fault hits: a process, a machine, a zone or a role, by name; `rest`: every machine that the other side does not name. */
export type FaultTarget = string;

/** What can be broken, mended or done from outside at one moment. */
export type FaultDeed
	/** `kill` is SIGKILL or a power cut, `stop` SIGTERM, `freeze` SIGSTOP, `resume` SIGCONT; `restart` ends it as `kill` does, where it runs, and starts it. */
	= | {readonly verb: 'kill' | 'stop' | 'freeze' | 'resume' | 'restart'; readonly target: FaultTarget}
	/** The machine's disk takes no more; `campaign`: a member of etcd stands for election at once. */
		| {readonly verb: 'fill-disk'; readonly target: FaultTarget}
		| {readonly verb: 'campaign'; readonly target: FaultTarget}
	/** Between machines; `oneWay`: only from the first to the second. Without sides `heal` mends every link. */
		| {readonly verb: 'cut' | 'heal'; readonly from: readonly FaultTarget[]; readonly to: readonly FaultTarget[]; readonly oneWay: boolean}
		| {readonly verb: 'delay'; readonly from: readonly FaultTarget[]; readonly to: readonly FaultTarget[]; readonly oneWay: boolean; readonly byUs: Microseconds}
		| {readonly verb: 'lose'; readonly from: readonly FaultTarget[]; readonly to: readonly FaultTarget[]; readonly oneWay: boolean; readonly percent: number}
		| {readonly verb: 'slow-disk'; readonly target: FaultTarget; readonly byUs: Microseconds}
	/** How much faster (or slower) than true time the machine's clock runs, in percent. */
		| {readonly verb: 'drift'; readonly target: FaultTarget; readonly percent: number}
	/** A command of an operator, as etcdctl has it. */
		| {readonly verb: 'etcdctl'; readonly command: readonly string[]};

/** A deed at a time, counted from the beginning of the scenario. */
export type Fault = {readonly atUs: Microseconds; readonly deed: FaultDeed; readonly text: string};

export const faultVerbs = ['kill', 'stop', 'freeze', 'resume', 'restart', 'cut', 'heal', 'delay', 'lose', 'slow-disk', 'fill-disk', 'drift', 'campaign', 'etcdctl'] as const;

/** Targets that are whoever holds the part when the fault happens. */
export const faultRoles = ['etcd-leader', 'a-follower', 'another-follower', 'a-dead-member', 'vip-holder', 'scheduler-leader', 'controller-manager-leader', 'kube-vip-leader'] as const;
export type FaultRole = (typeof faultRoles)[number];

/** The operator's commands, and how many words follow each. */
export const operatorCommands: ReadonlyMap<string, number> = new Map([
	['put', 1],
	['delete', 1],
	['get', 1],
	['get-serializable', 1],
	['member-add', 1],
	['member-add-learner', 1],
	['member-remove', 1],
	['member-promote', 1],
	['move-leader', 1],
	['snapshot-save', 0],
	['status', 0],
	['compact', 0],
	['defragment', 1],
	['disarm', 0],
]);
