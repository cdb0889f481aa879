/*
What Prometheus calls the things that it asks. The rules know them by these names and the scrape configuration gives them.
*/

export const jobs = {
	etcd: 'etcd',
	apiserver: 'kube-apiserver',
	/** Through the endpoint, as every client comes. */
	endpoint: 'kubernetes-endpoint',
	certificates: 'certificates',
	haproxy: 'haproxy',
	keepalived: 'keepalived',
	stateMetrics: 'kube-state-metrics',
	/** One node_exporter on every machine, labelled with its zone. */
	node: 'node',
} as const;
