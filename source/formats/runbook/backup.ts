import {runbookSections as sections} from '../../present/messages/runbook.js';
import {
	heading, list, otherwise, paragraph, phrase, run, runHere, see, warning, type Block,
} from './document.js';
import {
	etcdClientUrl, readEtcdVariables, remote, type Facts,
} from './facts.js';

/** Snapshots: how to take one, how to see that it is good, and what else has to be kept. */
export function backups(facts: Facts): Block[] {
	const {etcd, first, backupTo, isExternal} = facts;
	const [member] = etcd;
	if (member === undefined) {
		return [];
	}

	return [
		heading(2, sections.backups),
		warning('OPS-BACKUP', {
			en: 'Where the quorum is lost for good, a snapshot off these machines is the only way back. They go to {target}.',
			zh: '如果永久失去法定人数，保存在这些机器之外的快照是唯一的退路。快照存放到 {target}。',
		}, {target: backupTo}),
		paragraph({en: 'One snapshot from one healthy member holds everything: all members have the same data. The export target `backup` takes them regularly; by hand, and before every upgrade and every change of members:', zh: '从一个健康的成员取一份快照就包含全部数据：所有成员的数据相同。导出目标 `backup` 会定期备份；每次升级和变更成员之前再手工做一次：'}),
		run([member.name], readEtcdVariables, 'install -d -m 700 /var/backups/etcd', 'snapshot="/var/backups/etcd/$(date +%F-%H%M).db"', `ETCDCTL_ENDPOINTS=${etcdClientUrl(member)} etcdctl snapshot save "$snapshot"`, 'etcdutl snapshot status -w table "$snapshot"'),
		see({en: '`Snapshot saved`, then a table with a hash, a revision and a number of keys that is not zero.', zh: '`Snapshot saved`，然后是一张表：哈希、修订号，以及不为零的键数。'}),
		otherwise({en: '`snapshot must be requested to one selected node`: more than one endpoint was named. Type the line as it stands here.', zh: '`snapshot must be requested to one selected node`：给了不止一个端点。请按这里的写法执行。'}),
		paragraph({en: 'Then copy the file to {target}. It holds every Secret of the cluster in the clear, unless encryption at rest is on: guard it like the machines.', zh: '然后把文件复制到 {target}。除非启用了静态加密，里面有集群的所有 Secret 明文：要像保护机器一样保护它。'}, {target: backupTo}),
		list(
			phrase({en: 'Kept beside it, once and after every change: /etc/kubernetes/pki of one control plane. Without its authorities a restored cluster trusts none of its nodes.', zh: '与快照放在一起，初始时和每次变更之后各存一份：任意一台控制平面节点的 /etc/kubernetes/pki。没有其中的证书颁发机构，恢复出来的集群不信任任何节点。'}),
			...(isExternal ? [phrase({en: 'And the directory `pki` of etcd\'s certificates, with its `ca.key`.', zh: '以及 etcd 证书的目录 `pki`，包括其中的 `ca.key`。'})] : []),
			phrase({en: 'A backup that was never restored is a hope. Restore one on a spare machine twice a year.', zh: '从未恢复过的备份只是一个愿望。每年在备用机器上恢复两次。'}),
			phrase({en: 'Volumes of applications are in no snapshot: they need backups of their own.', zh: '应用的卷不在快照里：它们需要自己的备份。'}),
		),
		paragraph({en: 'From a machine as safe as the cluster itself, since these are private keys:', zh: '在一台与集群同样安全的机器上执行，因为这些是私钥：'}),
		runHere(`scp -r ${remote(first, '/etc/kubernetes/pki')} ./kubernetes-pki`),
	];
}
