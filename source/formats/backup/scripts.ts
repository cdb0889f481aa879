import {commentLines} from '../comment-lines.js';
import {keptSnapshots} from './schedule.js';
import type {Destination} from './destination.js';

/*
Shell that runs under dash and busybox alike: in the CronJob, etcd's image has no shell, and what has one has no etcdctl.
*/

/** A variable, or something else where it is not set. */
function orElse(variable: string, otherwise: string): string {
	return `\${${variable}:-${otherwise}}`;
}

const start: readonly string[] = [
	'set -eu',
	...commentLines('A snapshot holds every Secret of the cluster.'),
	'umask 077',
	'',
];

/** Asks, saves and checks, where etcdctl and a shell are on one machine. */
const take: readonly string[] = [
	`work="$(mktemp -d "${orElse('STATE_DIRECTORY', '/var/tmp')}/work.XXXXXX")"`,
	'trap \'rm -rf "$work"\' EXIT',
	'trap \'exit 1\' INT TERM',
	'SNAPSHOT="$work/snapshot.db"',
	'',
	...commentLines('A member that is cut off from the majority would hand out old data without a word; this question is answered only by a majority. Where that is lost for good, etcdctl snapshot save works by hand on what is left.'),
	'etcdctl endpoint health',
	'etcdctl snapshot save "$SNAPSHOT"',
	...commentLines('Whether it can be opened and its pages hang together. Since 3.6 only etcdutl can say that, before 3.5 only etcdctl.'),
	'if command -v etcdutl >/dev/null; then',
	'  etcdutl snapshot status "$SNAPSHOT" -w table',
	'elif ! etcdctl snapshot status "$SNAPSHOT" -w table; then',
	'  echo "Install etcdutl (etcd 3.5 and newer): nothing here can check it." >&2',
	'  exit 1',
	'fi',
	'',
];

/** Whether every byte arrived. `snapshot status` does not look at what stands in the pages. */
const checkBytes: readonly string[] = [
	...commentLines('etcd ends every snapshot with the SHA-256 of all that stands before (the same that a restore looks at): one wrong bit is found here, and not on the day it is needed.'),
	'size="$(wc -c <"$SNAPSHOT")"',
	String.raw`said="$(tail -c 32 "$SNAPSHOT" | od -An -v -tx1 | tr -d ' \n')"`,
	'is="$(head -c "$((size - 32))" "$SNAPSHOT" | sha256sum | cut -d \' \' -f 1)"',
	'if [ "$said" != "$is" ]; then',
	'  echo "The snapshot is damaged: its bytes do not match their checksum." >&2',
	'  exit 1',
	'fi',
	'',
];

const toDirectory: readonly string[] = [
	...commentLines('On the machine\'s own disk a backup dies with the machine: that is refused.'),
	'for own in "$SNAPSHOT" "$OWN_DISK"; do',
	'  if [ "$(stat -c %d "$BACKUP_TO")" = "$(stat -c %d "$own")" ]; then',
	'    echo "$BACKUP_TO is on the disk of $own: mount it from elsewhere." >&2',
	'    exit 1',
	'  fi',
	'done',
	'mkdir -p "$to"',
	...commentLines('Under its name only when it is whole.'),
	'put() { cp "$SNAPSHOT" "$to/.$1.part" && mv "$to/.$1.part" "$to/$1"; }',
	'get() { cat "$to/$1"; }',
	'list() { for file in "$to"/*.db; do basename "$file"; done; }',
	'drop() { rm "$to/$1"; }',
];

const toRemote: readonly string[] = [
	...commentLines('Everything that rclone has to know is in RCLONE_ variables.'),
	'export RCLONE_CONFIG=/dev/null',
	'put() { rclone copyto "$SNAPSHOT" "$to/$1"; }',
	'get() { rclone cat "$to/$1"; }',
	'list() { rclone lsf --files-only --include "*.db" "$to"; }',
	'drop() { rclone deletefile "$to/$1"; }',
];

/** Copies, compares, and lets go of the oldest. */
function keep(destination: Destination): string[] {
	return [
		...commentLines('Fails here, and is seen, until somebody has said where backups go.'),
		'if [ -z "$BACKUP_TO" ]; then',
		'  echo "Fill in BACKUP_TO: where snapshots go, off this machine." >&2',
		'  exit 1',
		'fi',
		'to="$BACKUP_TO/$CLUSTER"',
		'name="$(date -u +%Y%m%dT%H%M%SZ)-$MACHINE.db"',
		...(destination.kind === 's3' ? toRemote : toDirectory),
		'',
		'put "$name"',
		...commentLines('Read back: what counts is what lies there.'),
		'there="$(get "$name" | sha256sum | cut -d \' \' -f 1)"',
		'here="$(sha256sum <"$SNAPSHOT" | cut -d \' \' -f 1)"',
		'if [ "$there" != "$here" ]; then',
		'  echo "$to/$name is not what was sent." >&2',
		'  exit 1',
		'fi',
		...commentLines(`Only after a good one do old ones go: the newest ${keptSnapshots} stay, a week of them.`),
		'list | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do',
		'  drop "$old"',
		'done',
		'echo "saved $to/$name ($size bytes)"',
	];
}

/** For the CronJob: SNAPSHOT has been saved by a container before. */
export function keepScript(destination: Destination): string {
	return ['#!/bin/sh', ...start, ...checkBytes, ...keep(destination), ''].join('\n');
}

/** The name of what the script tells Prometheus. */
export const successMetric = 'etcd_backup_last_success_timestamp_seconds';

/** For a machine with etcd and a shell: from the question to the copy, and the time of it for Prometheus. */
export function backupScript(cluster: string, destination: Destination): string {
	return [
		'#!/bin/sh',
		...commentLines(`/usr/local/sbin/etcd-backup: one snapshot of etcd of ${cluster}, checked and taken off this machine.`),
		...commentLines('Its settings come from /etc/etcd/etcd-backup.env. How to restore one is in the runbook.'),
		...start,
		...take,
		...checkBytes,
		...keep(destination),
		'',
		...commentLines('For the alert on backups that are too old: node_exporter hands on what lies in this directory (the place is Debian\'s; start it with --collector.textfile.directory elsewhere).'),
		`metrics="${orElse('METRICS_DIRECTORY', '/var/lib/prometheus/node-exporter')}"`,
		'if [ -d "$metrics" ]; then',
		'  {',
		`    echo "# HELP ${successMetric} When a snapshot of etcd was last saved, checked and copied."`,
		`    echo "# TYPE ${successMetric} gauge"`,
		`    echo "${successMetric} $(date +%s)"`,
		'  } >"$metrics/etcd-backup.prom.part"',
		'  chmod 644 "$metrics/etcd-backup.prom.part"',
		'  mv "$metrics/etcd-backup.prom.part" "$metrics/etcd-backup.prom"',
		'fi',
		'',
	].join('\n');
}
