import type {Rule} from './rule.js';

/** ETCD-MAX7: above five voters every write waits for more disks. */
export const etcdMax7: Rule = ({layout: {etcd}}) => etcd.members.length <= 5
	? []
	: [{
		rule: 'ETCD-MAX7',
		severity: 'info',
		machines: etcd.members,
		message: {
			en: `With ${etcd.members.length} voters every write waits for ${etcd.quorum} disks; seven is the most that etcd advises.`,
			zh: `有 ${etcd.members.length} 个投票成员时，每次写入都要等 ${etcd.quorum} 块磁盘；etcd 建议最多 7 个。`,
		},
		lesson: 'etcd-quorum',
		source: 'etcd FAQ: What is maximum cluster size?',
	}];
