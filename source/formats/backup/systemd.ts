import type {Machine, Plan} from '../../model/plan.js';
import {nameList} from '../../present/name-list.js';
import {commentLines} from '../comment-lines.js';
import {clientUrl} from '../etcd/members.js';
import {dataDirectory, pkiDirectory} from '../etcd/settings.js';
import {hostOf} from '../machine-hosts.js';
import {configWord} from '../quoting.js';
import {nfsSource, type Destination} from './destination.js';
import {
	backupMachines, hoursOf, keptSnapshots, minuteOf, slotHours,
} from './schedule.js';
import {backupScript} from './scripts.js';

/** Where an NFS share is mounted. Without a hyphen, so that the unit has the name of the path as it is. */
export const mountPoint = '/mnt/etcdbackup';

/** Who may write to the remote; made by a person, on the machine. */
export const remoteFile = '/etc/etcd/etcd-backup-remote.env';

function destinationLines(destination: Destination): string[] {
	switch (destination.kind) {
		case 'unknown': {
			return [
				...commentLines('FILL IN: a directory that is mounted from elsewhere, off every machine of the cluster. Until then each run fails and says so. Or export again with --backup-to.'),
				'BACKUP_TO=',
			];
		}

		case 'directory': {
			return [...commentLines('Has to be mounted from elsewhere: a run refuses a directory on the machine\'s own disk.'), `BACKUP_TO=${configWord(destination.path)}`];
		}

		case 'nfs': {
			return [...commentLines(`${nfsSource(destination)}, mounted by mnt-etcdbackup.mount.`), `BACKUP_TO=${mountPoint}`];
		}

		case 's3': {
			return [
				...commentLines(`Written with rclone, which has to be installed. Who may write there is in ${remoteFile}.`),
				`BACKUP_TO=${configWord(destination.remote)}`,
			];
		}
	}
}

function environmentFile(plan: Plan, machine: Machine, destination: Destination): string {
	return [
		...commentLines(`Backups of etcd on ${machine.name}: /etc/etcd/etcd-backup.env, read by etcd-backup.service.`),
		`CLUSTER=${configWord(plan.metadata.name)}`,
		`MACHINE=${configWord(machine.name)}`,
		'',
		...destinationLines(destination),
		...commentLines(`The newest ${keptSnapshots}, from all machines together: a week, at one every ${slotHours} hours.`),
		`KEEP=${keptSnapshots}`,
		...commentLines('Whose disk the destination may not be on.'),
		`OWN_DISK=${dataDirectory}`,
		'',
		...commentLines('This machine\'s own member, with the certificate that it serves with: it is good for a client too, so no further key has to lie here. kubeadm\'s members have theirs in /etc/kubernetes/pki/etcd.'),
		`ETCDCTL_ENDPOINTS=${clientUrl(hostOf(machine))}`,
		`ETCDCTL_CACERT=${pkiDirectory}/ca.crt`,
		`ETCDCTL_CERT=${pkiDirectory}/server.crt`,
		`ETCDCTL_KEY=${pkiDirectory}/server.key`,
		'',
	].join('\n');
}

function serviceFile(destination: Destination): string {
	return [
		...commentLines('/etc/systemd/system/etcd-backup.service: one run. By hand: systemctl start etcd-backup'),
		'[Unit]',
		'Description=Snapshot of etcd, checked and taken off this machine',
		'Wants=network-online.target',
		'After=network-online.target etcd.service',
		...(destination.kind === 'nfs' ? [`RequiresMountsFor=${mountPoint}`] : []),
		'',
		'[Service]',
		'Type=oneshot',
		'EnvironmentFile=/etc/etcd/etcd-backup.env',
		...(destination.kind === 's3' ? [`EnvironmentFile=${remoteFile}`] : []),
		'ExecStart=/usr/local/sbin/etcd-backup',
		'StateDirectory=etcd-backup',
		'StateDirectoryMode=0700',
		...commentLines('A destination that hangs must not hold up the next turn.'),
		'TimeoutStartSec=30min',
		...commentLines('etcd\'s own writes go first: every one of them waits for this disk.'),
		'Nice=10',
		'IOSchedulingClass=idle',
		'NoNewPrivileges=yes',
		'ProtectHome=yes',
		'',
	].join('\n');
}

function timerFile(plan: Plan, turn: number): string {
	const machines = backupMachines(plan);
	const hours = hoursOf(turn, machines.length).map(hour => String(hour).padStart(2, '0')).join(',');
	const others = machines.filter((_, index) => index !== turn).map(({name}) => name);
	return [
		...commentLines(`/etc/systemd/system/etcd-backup.timer on ${machines[turn]!.name}, and not the same on any other machine.`),
		...(others.length === 0
			? []
			: commentLines(`It takes turns with ${nameList(others, 'en')}: one snapshot every ${slotHours} hours is enough, since every member holds all the data. ${machines.length} machines, because etcd can lose ${machines.length - 1}; a dead one costs its turns and not the backup. Never at the same minute: that would be copies of the same thing, and all of them would read their whole database at once.`)),
		'[Unit]',
		'Description=Turns of this machine to back up etcd',
		'',
		'[Timer]',
		`OnCalendar=*-*-* ${hours}:${String(minuteOf(plan)).padStart(2, '0')}:00 UTC`,
		...commentLines('A turn that was missed while the machine was off is taken once it is back.'),
		'Persistent=true',
		'',
		'[Install]',
		'WantedBy=timers.target',
		'',
	].join('\n');
}

function mountFile(destination: Destination & {kind: 'nfs'}): string {
	return [
		...commentLines('/etc/systemd/system/mnt-etcdbackup.mount; needs the NFS client (nfs-common, nfs-utils).'),
		'[Unit]',
		'Description=Where snapshots of etcd go',
		'',
		'[Mount]',
		`What=${configWord(nfsSource(destination))}`,
		`Where=${mountPoint}`,
		'Type=nfs',
		...commentLines('Soft: with a dead server a run fails after a while and is seen, instead of hanging.'),
		'Options=_netdev,soft,timeo=300,retrans=2',
		'TimeoutSec=60',
		'',
	].join('\n');
}

/** The files for machines that run etcd and no Kubernetes, by path below the target's directory. */
export function systemdFiles(plan: Plan, destination: Destination): Map<string, string> {
	return new Map([
		['etcd-backup.sh', backupScript(plan.metadata.name, destination)],
		['etcd-backup.service', serviceFile(destination)],
		...(destination.kind === 'nfs' ? [['mnt-etcdbackup.mount', mountFile(destination)] satisfies [string, string]] : []),
		...backupMachines(plan).flatMap((machine, turn): Array<[string, string]> => [
			[`${machine.name}/etcd-backup.env`, environmentFile(plan, machine, destination)],
			[`${machine.name}/etcd-backup.timer`, timerFile(plan, turn)],
		]),
	]);
}
