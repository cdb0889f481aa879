import type {ChainNote} from '../../simulation/control-plane/notes.js';

/** `detail`: only where somebody asks for every line; `never`: too fine, or told in another way. */
export type Telling = 'always' | 'detail' | 'never';

/** Which notes are told line by line. A kind that is missing here does not compile. */
export const told: Readonly<Record<ChainNote['kind'], Telling>> = {
	'raft-started': 'always',
	'raft-became-follower': 'always',
	'raft-found-leader': 'always',
	'raft-became-pre-candidate': 'always',
	'raft-became-candidate': 'always',
	'raft-became-leader': 'always',
	'raft-voted': 'always',
	'raft-refused-vote': 'always',
	'raft-ignored-vote': 'always',
	'raft-vote-counted': 'detail',
	'raft-stepped-down': 'always',
	'raft-rejected-append': 'always',
	'raft-truncated': 'always',
	'raft-committed': 'detail',
	'raft-compacted': 'detail',
	'raft-snapshot-sent': 'always',
	'raft-snapshot-installed': 'always',
	// Etcd says the same in terms of members.
	'raft-configuration': 'detail',
	'raft-configuration-refused': 'always',
	// Etcd tells the handover.
	'raft-transfer-started': 'detail',
	'raft-transfer-ended': 'always',
	'raft-told-to-stand': 'always',
	'raft-ticks-missed': 'always',
	'etcd-started': 'detail',
	'etcd-serving': 'always',
	'etcd-stopping': 'always',
	'etcd-stopped': 'always',
	'etcd-removed': 'always',
	// Raft tells it first.
	'etcd-leader-changed': 'detail',
	'etcd-write-queued': 'always',
	'etcd-queue-proposed': 'always',
	'etcd-request-failed': 'always',
	'etcd-read-retried': 'always',
	'etcd-served-stale': 'always',
	'etcd-member-added': 'always',
	'etcd-member-removed': 'always',
	'etcd-member-promoted': 'always',
	'etcd-change-refused': 'always',
	'etcd-alarm-raised': 'always',
	'etcd-disarmed': 'always',
	'etcd-compacted': 'always',
	'etcd-defragmented': 'always',
	'etcd-snapshot-saved': 'always',
	// Raft has told that the snapshot came.
	'etcd-snapshot-loaded': 'detail',
	'etcd-log-compacted': 'detail',
	'etcd-transfer-started': 'always',
	'etcd-transfer-finished': 'always',
	'etcd-transfer-failed': 'always',
	'etcd-peer-active': 'detail',
	'etcd-peer-inactive': 'detail',
	'vrrp-started': 'always',
	'vrrp-setting-cleared': 'always',
	'vrrp-became-active': 'always',
	'vrrp-became-backup': 'always',
	'vrrp-entered-fault': 'always',
	'vrrp-resigned': 'always',
	'vrrp-stopped': 'always',
	'vrrp-heard-resignation': 'always',
	'vrrp-ignored-lower': 'always',
	'vrrp-preempt-delay': 'always',
	'vrrp-outranks': 'always',
	'vrrp-refused-advert': 'always',
	'vrrp-adopted-interval': 'always',
	'vrrp-gratuitous-arp': 'always',
	'vrrp-script': 'always',
	'vrrp-priority-changed': 'always',
	'vrrp-link': 'always',
	'health-check-result': 'detail',
	'health-check-server-down': 'always',
	'health-check-server-up': 'always',
	'lease-started': 'always',
	'lease-observed': 'detail',
	'lease-acquired': 'always',
	// Every two seconds, for as long as all is well.
	'lease-renewed': 'never',
	'lease-renewal-failed': 'always',
	'lease-lost': 'always',
	'lease-released': 'always',
	'lease-not-released': 'always',
	'lease-acted': 'detail',
	'node-controller-started': 'always',
	'node-unknown': 'always',
	'node-queued': 'detail',
	'node-unqueued': 'detail',
	'node-tainted': 'always',
	'node-untainted': 'always',
	'node-zone': 'always',
	'node-full-disruption': 'always',
	'node-full-disruption-over': 'always',
	'pod-eviction-scheduled': 'always',
	'pod-eviction-cancelled': 'always',
	'pod-deletion-requested': 'always',
	'kubelet-started': 'always',
	// Every ten seconds on every node.
	'kubelet-renewed': 'never',
	'kubelet-posted-status': 'detail',
	'kubelet-lost-contact': 'always',
	'kubelet-regained-contact': 'always',
	'kubelet-stops-pod': 'always',
	'kubelet-stopped-pod': 'detail',
	fault: 'always',
	'fault-missed': 'always',
	// Probes are told as outages: see outages.ts.
	'api-probe': 'never',
	'write-probe': 'never',
	'proxy-no-server': 'always',
	'proxy-sessions-shut': 'always',
	'apiserver-ready': 'always',
	'operator-asked': 'always',
	'operator-answered': 'always',
	'kube-vip-took': 'always',
	'kube-vip-dropped': 'always',
	'etcd-disk-full': 'always',
};

type Refinements = {readonly [Kind in ChainNote['kind']]?: (note: Extract<ChainNote, {readonly kind: Kind}>) => Telling};

/** Kinds of which some notes matter more than others. */
const refined: Refinements = {
	// A vote follows at once, and names the term.
	'raft-became-follower': ({why, was, leader}) => why === 'higher-term' && was === 'follower' && leader === null ? 'detail' : 'always',
	// Who asked tells it: the client's own deadline, and the change of members that was refused.
	'etcd-request-failed': ({operation, error}) => error === 'context deadline exceeded' || operation.startsWith('member-') ? 'detail' : 'always',
	// Its own name, which a member publishes when it starts.
	'etcd-write-queued': ({operation}) => operation === 'status' ? 'detail' : 'always',
	// The first of a takeover moves the traffic; what follows only makes sure.
	'vrrp-gratuitous-arp': ({first}) => first ? 'always' : 'detail',
	// A taint that keeps new pods away goes with the condition that was just told.
	'node-tainted': ({effect}) => effect === 'no-execute' ? 'always' : 'detail',
	'node-untainted': ({effect}) => effect === 'no-execute' ? 'always' : 'detail',
	// With no time left on its Lease it acts although another one may lead.
	'lease-acted': ({validUs}) => validUs > 0 ? 'detail' : 'always',
	// At first the controller only says that it has looked.
	'node-zone': ({was, state}) => was === 'initial' && state === 'normal' ? 'detail' : 'always',
};

/** How one note is told. */
export function tellingOf(note: ChainNote): Telling {
	// The table pairs each kind with its own notes, which the compiler does not see through the union.
	const refine = refined[note.kind] as ((note: ChainNote) => Telling) | undefined;
	return refine?.(note) ?? told[note.kind];
}
