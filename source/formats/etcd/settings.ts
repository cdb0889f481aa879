/*
The numbers that every member runs with, however it is started.
*/

/** The default of etcd, right for members up to 100 ms apart (etcd tuning guide). */
export const heartbeatMs = 100;

/** The default of etcd: ten heartbeats, and at least ten round trips (etcd tuning guide). */
export const electionMs = 1000;

/** 8 GiB: the largest that etcd advises (etcd FAQ). It is a limit and no reservation. */
export const quotaBytes = 8 * (1024 ** 3);

export const clientPort = 2379;
export const peerPort = 2380;

/** Where a member tells its metrics, without a certificate: kubeadm's own port for them (kubeadm constants). */
export const metricsPort = 2381;

/** Where the members that systemd runs look for their files. */
export const configurationDirectory = '/etc/etcd';
export const pkiDirectory = `${configurationDirectory}/pki`;
export const dataDirectory = '/var/lib/etcd';

/** What is said about the timers wherever they are written. */
export const timersComment = [
	'Milliseconds, and etcd\'s defaults. They suit members that reach each other within 100 ms. Where the round trip between two',
	'members is longer, set the heartbeat to about that round trip and the election timeout to at least ten times of it, the',
	'same on every member (etcd tuning guide).',
].join(' ');

export const quotaComment = [
	'8 GiB, the largest that etcd advises; its default of 2 GiB is soon too small for a large cluster. Nothing is reserved.',
	'Over the quota etcd takes only reads and deletes until it is compacted, defragmented and disarmed (etcd maintenance guide).',
].join(' ');

export const compactionComment = 'Off on purpose: kube-apiserver compacts every five minutes itself (--etcd-compaction-interval).';
