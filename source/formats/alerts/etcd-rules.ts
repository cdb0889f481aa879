import type {Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {runbookSections} from '../../present/messages/runbook.js';
import {jobs} from './jobs.js';
import type {Rule} from './rule.js';

const up = `up{job="${jobs.etcd}"}`;

/** A p99 of etcd over five minutes, per member, from its own histogram. */
function ninetyNinth(metric: string): string {
	return `histogram_quantile(0.99,\n  sum by (instance, le) (rate(\n    ${metric}_bucket{job="${jobs.etcd}"}[5m]\n  ))\n)`;
}

/** Members that are gone, counted against the majority of this plan. */
export function memberRules({etcd: {members, quorum}}: Plan): Rule[] {
	const spare = members.length - quorum;
	const who = `etcd is ${nameList(members, 'en')}; ${quorum} of ${members.length} make the majority`;
	return [
		...(members.length > 1
			? [{
				alert: 'EtcdMemberDown',
				expr: `${up} == 0`,
				holds: '3m',
				severity: 'warning',
				summary: 'etcd on {{ $labels.instance }} does not answer.',
				description: `${who}, so the plan can lose ${spare}. Bring it back, or replace it: remove the dead member first, then add the new one.`,
				runbook: runbookSections.etcdMembers.en,
			} satisfies Rule]
			: []),
		...(spare > 0
			? [{
				alert: 'EtcdNoMemberToSpare',
				expr: `sum(${up}) == ${quorum}`,
				holds: '1m',
				severity: 'critical',
				summary: `Only ${quorum} of ${members.length} etcd members are left: the next loss stops every write.`,
				description: `${who}. ${spare === 1 ? 'One is' : `${spare} are`} down, which is all that the plan can lose. Reboot nothing, upgrade nothing, and bring a member back now.`,
				runbook: runbookSections.etcdMembers.en,
			} satisfies Rule]
			: []),
		{
			alert: 'EtcdQuorumLost',
			expr: `sum(${up}) < ${quorum}`,
			holds: '1m',
			severity: 'critical',
			summary: members.length === 1 ? 'The only etcd member is down: nothing can be read or written.' : `Fewer than ${quorum} of ${members.length} etcd members are up: nothing can be written.`,
			description: `${who}. What runs goes on running, and nothing can be changed or healed. Start the machines again before anything else; restore from a snapshot only where they are lost for good.`,
			runbook: runbookSections.quorumLoss.en,
		},
	];
}

/** What a member says of itself. */
export function healthRules({etcd: {members}}: Plan): Rule[] {
	return [
		{
			alert: 'EtcdNoLeader',
			expr: `etcd_server_has_leader{job="${jobs.etcd}"} == 0`,
			holds: '1m',
			severity: 'critical',
			summary: 'etcd on {{ $labels.instance }} has no leader.',
			description: 'An election takes one or two seconds; this has lasted a minute. On every member: the majority is lost. On one alone: it is cut off from the others, see TCP 2380.',
			runbook: runbookSections.quorumLoss.en,
		},
		...(members.length > 1
			? [{
				alert: 'EtcdLeaderChanges',
				expr: `max(increase(\n  etcd_server_leader_changes_seen_total{job="${jobs.etcd}"}[1h]\n)) > 3`,
				holds: '5m',
				severity: 'warning',
				summary: 'etcd has changed its leader more than three times within an hour.',
				description: 'A healthy leader stays for weeks. A slow disk or a slow network makes the others miss its heartbeats (100 ms) for an election timeout (1000 ms); each change stops writes for about a second.',
				runbook: runbookSections.prerequisites.en,
			} satisfies Rule]
			: []),
		{
			alert: 'EtcdSlowFsync',
			expr: `${ninetyNinth('etcd_disk_wal_fsync_duration_seconds')} > 0.01`,
			holds: '10m',
			severity: 'warning',
			summary: 'The disk of etcd on {{ $labels.instance }} is slow: p99 of a WAL fsync is {{ $value | humanizeDuration }}.',
			description: 'It should be under 10 ms (etcd FAQ): every write waits for it on a majority of the members. See what else uses this disk.',
			runbook: runbookSections.prerequisites.en,
		},
		{
			alert: 'EtcdSlowCommit',
			expr: `${ninetyNinth('etcd_disk_backend_commit_duration_seconds')} > 0.025`,
			holds: '10m',
			severity: 'warning',
			summary: 'etcd on {{ $labels.instance }} is slow to write its database: p99 of a commit is {{ $value | humanizeDuration }}.',
			description: 'It should be under 25 ms (etcd FAQ). See what else uses this disk.',
			runbook: runbookSections.prerequisites.en,
		},
		{
			alert: 'EtcdDatabaseNearQuota',
			expr: `etcd_mvcc_db_total_size_in_bytes{job="${jobs.etcd}"}\n  / etcd_server_quota_backend_bytes{job="${jobs.etcd}"} > 0.8`,
			holds: '10m',
			severity: 'warning',
			summary: 'The database of etcd on {{ $labels.instance }} fills {{ $value | humanizePercentage }} of its quota.',
			description: 'At 100 % etcd takes only reads and deletes, on all members. Find what writes so much, and defragment one member after the other, the leader last.',
			runbook: runbookSections.etcdMembers.en,
		},
	];
}
