import {commentLines} from '../comment-lines.js';
import {configurationDirectory} from './settings.js';

/** The systemd unit, the same on every member: what differs is in the environment file. */
export function unitFile(): string {
	return [
		...commentLines('/etc/systemd/system/etcd.service, the same on every member.'),
		'[Unit]',
		'Description=etcd, the store of the Kubernetes control plane',
		'Documentation=https://etcd.io/docs/',
		'Wants=network-online.target',
		'After=network-online.target',
		'',
		'[Service]',
		...commentLines('etcd reports that it is ready once there is a leader. The first members of a new cluster wait for a majority, so no limit may end their wait.'),
		'Type=notify',
		'TimeoutStartSec=infinity',
		'User=etcd',
		'Group=etcd',
		'StateDirectory=etcd',
		'StateDirectoryMode=0700',
		`EnvironmentFile=${configurationDirectory}/etcd.env`,
		...commentLines('From wherever it was installed: /usr/local/bin of a release, /usr/bin of a package.'),
		'ExecStart=/usr/bin/env etcd',
		'Restart=always',
		'RestartSec=5s',
		...commentLines('Every client connection is an open file.'),
		'LimitNOFILE=65536',
		...commentLines('A write counts once it is on the disk, so etcd goes before other users of it (etcd tuning guide).'),
		'IOSchedulingClass=best-effort',
		'IOSchedulingPriority=0',
		'',
		'[Install]',
		'WantedBy=multi-user.target',
		'',
	].join('\n');
}
