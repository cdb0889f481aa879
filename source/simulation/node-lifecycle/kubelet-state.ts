import type {Microseconds} from '../kernel/time.js';
import type {PodView, ReadyStatus} from './nodes.js';
import type {KubeletFailure} from './notes.js';
import type {NodeSettings} from './settings.js';

/** What a kubelet asks of its apiserver. */
export type KubeletOperation
	= | {readonly kind: 'get-lease'; readonly node: string}
		| {readonly kind: 'create-lease'; readonly node: string}
	/** Renewed only where the Lease still is at this version. */
		| {readonly kind: 'renew-lease'; readonly node: string; readonly version: number}
		| {readonly kind: 'get-node'; readonly node: string}
		| {readonly kind: 'post-status'; readonly node: string; readonly ready: ReadyStatus}
	/** The pod's containers have ended: the object goes. */
		| {readonly kind: 'remove-pod'; readonly node: string; readonly pod: string};

/** A request and the number its outcome has to carry. It may take `requestTimeoutMs`. */
export type KubeletAsk = {readonly token: number; readonly operation: KubeletOperation};

/** `version`: the Lease's, after get, create and renew. `node`: after get-node. */
export type KubeletOutcome
	= | {readonly ok: true; readonly version: number; readonly node: {readonly ready: ReadyStatus; readonly pods: readonly PodView[]} | null}
		| {readonly ok: false; readonly error: KubeletFailure};

/** Where its Lease loop stands: it updates, or makes sure that there is a Lease, after too many failures or after a conflict. */
export type LeaseStep = 'idle' | 'update' | 'ensure' | 'ensure-after-conflict' | 'create';
export type StatusStep = 'idle' | 'get' | 'post';

export type Kubelet = {
	readonly settings: NodeSettings;
	readonly node: string;
	nextToken: number;
	leaseStep: LeaseStep;
	leaseToken: number;
	/** The version it knows; 0: none. */
	leaseVersion: number;
	leaseTries: number;
	/** Has this round gone through `ensure` already? */
	hasEnsured: boolean;
	backoffMs: number;
	statusStep: StatusStep;
	statusToken: number;
	statusTries: number;
	/** When it last posted its status: local clock. */
	reportedUs: Microseconds;
	hasContact: boolean;
	lostUs: Microseconds;
	/** Its pods' containers. They do not need a kubelet to run, and outlive one that dies. */
	readonly pods: Map<string, 'running' | 'stopping' | 'stopped'>;
};

/** How often one round tries at once before it does something else (maxUpdateRetries, nodeStatusUpdateRetry). */
export const triesPerRound = 5;

/** The first wait of a kubelet that looks for its Lease in vain (backoffEnsureLease). */
export const firstBackoffMs = 200;

export function newKubelet(settings: NodeSettings, {node, pods}: {readonly node: string; readonly pods: readonly string[]}): Kubelet {
	return {
		settings, node, nextToken: 1,
		leaseStep: 'idle', leaseToken: 0, leaseVersion: 0, leaseTries: 0, hasEnsured: false, backoffMs: firstBackoffMs,
		statusStep: 'idle', statusToken: 0, statusTries: 0, reportedUs: -1,
		hasContact: true, lostUs: 0,
		pods: new Map(pods.map(pod => [pod, 'running'])),
	};
}

export function copyKubelet(kubelet: Kubelet): Kubelet {
	return {...kubelet, pods: new Map(kubelet.pods)};
}

/** The process is gone; the containers run on, and those that were being ended have to be told once more. */
export function dieKubelet(kubelet: Kubelet): void {
	kubelet.leaseStep = 'idle';
	kubelet.leaseToken = 0;
	kubelet.leaseVersion = 0;
	kubelet.statusStep = 'idle';
	kubelet.statusToken = 0;
	kubelet.reportedUs = -1;
	kubelet.hasContact = true;
	for (const [pod, state] of kubelet.pods) {
		if (state === 'stopping') {
			kubelet.pods.set(pod, 'running');
		}
	}
}

/** The machine went down, and its containers with it. */
export function emptyKubelet(kubelet: Kubelet): void {
	kubelet.pods.clear();
}

