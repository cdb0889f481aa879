/** The Ready condition's status. */
export type ReadyStatus = 'true' | 'false' | 'unknown';

/** `not-ready` goes with Ready=False, `unreachable` with Ready=Unknown; a node has one of them at most of each effect. */
export type NodeTaint = 'not-ready' | 'unreachable';

export type PodView = {
	/** Of all pods, no two have the same. */
	readonly name: string;
	/** Seconds for which it tolerates both taints: 0 is not at all, null is for ever (DaemonSets, static pods). */
	readonly tolerationS: number | null;
	/** Its deletion has been asked for; it is there until its kubelet says that its containers have ended. */
	readonly terminating: boolean;
};

/** What the controller's cache shows of a node: what the API holds, as of the last event it was sent. */
export type NodeView = {
	readonly name: string;
	/** Empty: no zone, which is a zone as well. */
	readonly zone: string;
	/** A number that grows with every renewal of the node's Lease; 0: there is none. */
	readonly leaseRenewedVersion: number;
	/** A number that changes with every status its kubelet posts, and by nothing else. */
	readonly statusVersion: number;
	readonly ready: ReadyStatus;
	readonly noSchedule: NodeTaint | null;
	readonly noExecute: NodeTaint | null;
	readonly pods: readonly PodView[];
};

/**
What the controller writes. A taint takes the other one's place. Only a kubelet makes a node Ready again: there is no such action.
Writing what is so already changes nothing.
*/
export type NodeAction
	= | {readonly kind: 'mark-unknown'; readonly node: string}
	/** Ready=False for all its pods, which takes them out of Services. */
		| {readonly kind: 'mark-pods-not-ready'; readonly node: string}
		| {readonly kind: 'taint-no-schedule'; readonly node: string; readonly taint: NodeTaint}
		| {readonly kind: 'taint-no-execute'; readonly node: string; readonly taint: NodeTaint}
		| {readonly kind: 'untaint'; readonly node: string; readonly effect: 'no-schedule' | 'no-execute'}
		| {readonly kind: 'delete-pod'; readonly node: string; readonly pod: string};

/** Nothing to write. */
export const nothing: readonly NodeAction[] = [];

/** The taint that belongs to a condition. */
export function taintOf(ready: ReadyStatus): NodeTaint | null {
	if (ready === 'true') {
		return null;
	}

	return ready === 'false' ? 'not-ready' : 'unreachable';
}
