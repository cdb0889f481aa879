import {commentLines} from '../comment-lines.js';
import {yamlText} from '../quoting.js';
import {certificates, cronJobName} from './cron-job-names.js';
import type {Destination} from './destination.js';

function backupVolume(destination: Destination): string[] {
	switch (destination.kind) {
		case 'unknown': {
			return [
				...commentLines('FILL IN where snapshots go, off every machine of the cluster: the path of a share that is mounted on each control plane, or nfs: {server, path} in its place. Until then every run fails, and the alert on old backups says so. Or export again with --backup-to.'),
				'- name: backup',
				'  hostPath:',
				'    path: /fill-in',
				'    type: Directory',
			];
		}

		case 'directory': {
			return [
				...commentLines('A share that is mounted on each control plane; a run refuses a directory on the machine\'s own disk.'),
				'- name: backup',
				'  hostPath:',
				`    path: ${yamlText(destination.path)}`,
				'    type: Directory',
			];
		}

		case 'nfs': {
			return [
				...commentLines('Each control plane needs the NFS client (nfs-common, nfs-utils).'),
				'- name: backup',
				'  nfs:',
				`    server: ${yamlText(destination.server)}`,
				`    path: ${yamlText(destination.path)}`,
			];
		}

		case 's3': {
			return [];
		}
	}
}

/** What the containers share, and what of the machine they read. */
export function volumes(destination: Destination): string[] {
	return [
		'- name: work',
		'  emptyDir: {}',
		'- name: script',
		'  configMap:',
		`    name: ${cronJobName}`,
		...commentLines('kubeadm\'s client for health checks. Kubespray\'s are in /etc/ssl/etcd/ssl and named after the machine (ca.pem, admin-NODE.pem, admin-NODE-key.pem): mount that directory instead.'),
		...certificates.flatMap(([volume, file]) => [
			`- name: ${volume}`,
			'  hostPath:',
			`    path: /etc/kubernetes/pki/etcd/${file}`,
			'    type: File',
		]),
		...backupVolume(destination),
	];
}
