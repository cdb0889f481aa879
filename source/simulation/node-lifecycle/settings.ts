/** The flags of kube-controller-manager and the kubelet that decide what becomes of a node that is not heard of. */
export type NodeSettings = {
	/** How old the news of a node may get (--node-monitor-grace-period). */
	readonly graceMs: number;
	/** How often the controller looks at all nodes (--node-monitor-period); a pass takes its own time on top. */
	readonly monitorMs: number;
	/** What a pass takes, at least and at most: 1 to 20 ms. Passes drift by it. */
	readonly passLeastMs: number;
	readonly passMostMs: number;
	/** For how long a pod is given the two taints' toleration (--default-unreachable-toleration-seconds). */
	readonly tolerationS: number;
	/** A node's Lease: how long it is good for (nodeLeaseDurationSeconds), which nobody checks, and how often it is renewed: a quarter. */
	readonly leaseMs: number;
	readonly renewMs: number;
	/** How often a kubelet works its status out (nodeStatusUpdateFrequency), and how long an unchanged one is not posted. */
	readonly statusMs: number;
	readonly reportMs: number;
	/** How much longer, as a share, each of these waits can get (wait.JitterUntil in both loops). */
	readonly jitterFactor: number;
	/** What a heartbeat may take: the status period, and no more than the Lease is good for (cmd/kubelet/app/server.go). */
	readonly requestTimeoutMs: number;
	/** How long containers take to end once they are told to. Kubernetes would wait up to 30 s for them. */
	readonly podStopMs: number;
	/** Nodes per second and zone that get the NoExecute taint (--node-eviction-rate). */
	readonly evictionRatePerS: number;
	/** The same while a large zone is disrupted in part (--secondary-node-eviction-rate). */
	readonly secondaryRatePerS: number;
	/** Above so many nodes a zone is large (--large-cluster-size-threshold); a smaller one, disrupted in part, is left alone. */
	readonly largeCluster: number;
	/** From which share of nodes not ready, and more than two of them, a zone is disrupted in part (--unhealthy-zone-threshold). */
	readonly unhealthyShare: number;
};

/** The programs' defaults (kube-controller-manager and kubelet references; the grace period of 50 s since 1.32, kubernetes PR #126287). */
export const defaultNodeSettings: NodeSettings = {
	graceMs: 50_000,
	monitorMs: 5000,
	passLeastMs: 1,
	passMostMs: 20,
	tolerationS: 300,
	leaseMs: 40_000,
	renewMs: 10_000,
	statusMs: 10_000,
	reportMs: 300_000,
	jitterFactor: 0.04,
	requestTimeoutMs: 10_000,
	podStopMs: 2000,
	evictionRatePerS: 0.1,
	secondaryRatePerS: 0.01,
	largeCluster: 50,
	unhealthyShare: 0.55,
};
