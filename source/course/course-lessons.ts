/** The lessons of the course, written or planned, in the order they are learned. */
export const courseLessons = [
	'components',
	'etcd-quorum',
	'vrrp',
	'leader-election',
	'raft',
	'haproxy',
	'apiserver',
	'nodes',
	'topologies',
	'zones',
	'applications',
	'backup',
	'security',
	'monitoring',
	'neighbours',
	'myths',
] as const;

/** Puts lesson ids in the order of the course; lessons of other authors come after, by name. */
export function compareLessons(a: string, b: string): number {
	const order: readonly string[] = courseLessons;
	const place = (id: string) => order.includes(id) ? order.indexOf(id) : order.length;
	return place(a) - place(b) || (a < b ? -1 : (a > b ? 1 : 0));
}
