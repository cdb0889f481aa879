import type {Effects} from '../kernel/effects.js';
import type {Microseconds} from '../kernel/time.js';
import type {NodeTaint} from './nodes.js';

/** Initial: seen, and not yet judged. Full: no node of it is Ready. Partial: more than two, and 55 % of them, are not. */
export type ZoneState = 'initial' | 'normal' | 'partial' | 'full';

/** What the node lifecycle controller and the kubelets tell. Spans are measured on the teller's own clock. */
export type NodeNote
	/** A new leader's controller: it knows nothing yet, and gives every node its full grace period. */
	= | {readonly kind: 'node-controller-started'}
	/** Nothing new was heard of it for longer than the grace period. `silentUs`: since the pass that saw the last news. */
		| {readonly kind: 'node-unknown'; readonly node: string; readonly zone: string; readonly silentUs: Microseconds}
	/** It waits for its NoExecute taint; `place`: how many stand before it in its zone. */
		| {readonly kind: 'node-queued'; readonly node: string; readonly zone: string; readonly taint: NodeTaint; readonly place: number}
		| {readonly kind: 'node-unqueued'; readonly node: string; readonly zone: string; readonly why: 'ready' | 'full-disruption' | 'new-to-controller'}
	/** `swapped`: in place of the other one, which is not limited. */
		| {readonly kind: 'node-tainted'; readonly node: string; readonly zone: string; readonly taint: NodeTaint; readonly effect: 'no-schedule' | 'no-execute'; readonly swapped: boolean}
		| {readonly kind: 'node-untainted'; readonly node: string; readonly zone: string; readonly effect: 'no-schedule' | 'no-execute'; readonly why: 'ready' | 'full-disruption' | 'new-to-controller'}
	/** `ratePerS`: how many nodes of it may be tainted from now on, per second. */
		| {readonly kind: 'node-zone'; readonly zone: string; readonly state: ZoneState; readonly was: ZoneState; readonly notReady: number; readonly nodes: number; readonly ratePerS: number}
	/** No node of any zone is Ready: the controller takes itself for the one that is cut off, and evicts nobody. */
		| {readonly kind: 'node-full-disruption'; readonly nodes: number}
	/** A node is Ready again: all of them get their full grace period anew. */
		| {readonly kind: 'node-full-disruption-over'; readonly nodes: number; readonly ready: number}
	/** The pod has so long until it is deleted. */
		| {readonly kind: 'pod-eviction-scheduled'; readonly pod: string; readonly node: string; readonly afterUs: Microseconds}
		| {readonly kind: 'pod-eviction-cancelled'; readonly pod: string; readonly node: string; readonly leftUs: Microseconds}
	/** `toleratedUs`: since the controller saw the taint. Its containers run until their kubelet hears of it. */
		| {readonly kind: 'pod-deletion-requested'; readonly pod: string; readonly node: string; readonly toleratedUs: Microseconds}
		| {readonly kind: 'kubelet-started'; readonly node: string; readonly pods: number}
		| {readonly kind: 'kubelet-renewed'; readonly node: string; readonly version: number}
		| {readonly kind: 'kubelet-posted-status'; readonly node: string; readonly why: 'changed' | 'due'}
	/** The first heartbeat that failed, and why. Its pods run on. */
		| {readonly kind: 'kubelet-lost-contact'; readonly node: string; readonly why: KubeletFailure}
		| {readonly kind: 'kubelet-regained-contact'; readonly node: string; readonly afterUs: Microseconds}
	/** It hears that the pod's deletion was asked for, and ends its containers. */
		| {readonly kind: 'kubelet-stops-pod'; readonly node: string; readonly pod: string}
		| {readonly kind: 'kubelet-stopped-pod'; readonly node: string; readonly pod: string};

export type KubeletFailure = 'not-found' | 'conflict' | 'exists' | 'unavailable' | 'timeout';

/** Neither the controller nor a kubelet sends anything by itself: they say what is to be asked or written. */
export type NodeEffects = Effects<never, NodeNote>;
