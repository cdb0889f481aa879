import type {Rule} from './rule.js';

/** CP-SCHED: workloads and etcd on the same disks. */
export const cpSched: Rule = ({layout: {topology, controlPlane}}) => !controlPlane.schedulable || topology === 'external'
	? []
	: [{
		rule: 'CP-SCHED',
		severity: 'warning',
		machines: controlPlane.machines,
		message: {
			en: 'Workloads share machines and disks with etcd: give pods limits, and etcd a disk of its own where you can.',
			zh: '工作负载与 etcd 共用机器和磁盘：给 Pod 设上限（limits），条件允许时给 etcd 单独的磁盘。',
		},
		lesson: 'components',
		source: 'etcd: Hardware recommendations',
	}];
