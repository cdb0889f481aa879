import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {clientPort} from '../etcd/settings.js';
import {machineOf} from '../machine-hosts.js';
import {hostPort, yamlText} from '../quoting.js';
import {remoteVariables, type Destination} from './destination.js';
import {etcdImage} from './etcd-image.js';
import {keptSnapshots, minuteOf, slotHours} from './schedule.js';
import {keepScript} from './scripts.js';

/** What the CronJob is called; the alert on old backups asks for it. */
export const cronJobName = 'etcd-backup';

/** The Secret with the variables that rclone logs in with; made by a person. */
export const remoteSecret = 'etcd-backup-remote';

const shellImage = 'docker.io/library/busybox:1.37';
const rcloneImage = 'docker.io/rclone/rclone:1.71.0';

const certificates = [['ca', 'ca.crt'], ['certificate', 'healthcheck-client.crt'], ['key', 'healthcheck-client.key']] as const;

function configMap(plan: Plan, destination: Destination): string[] {
	return [
		'apiVersion: v1',
		'kind: ConfigMap',
		'metadata:',
		`  name: ${cronJobName}`,
		'  namespace: kube-system',
		'data:',
		'  keep.sh: |',
		...indented(keepScript(destination).trimEnd().split('\n'), 4),
	];
}

/** The members that kubeadm runs listen on the loopback of the family of its address (kubeadm, etcd local). */
function loopback(plan: Plan): string {
	const isIpv6 = plan.controlPlane.machines.some(name => readIp(machineOf(plan, name).address ?? '')?.family === 'IPv6');
	return hostPort(isIpv6 ? '::1' : '127.0.0.1', clientPort);
}

const locked: readonly string[] = [
	'  securityContext:',
	'    allowPrivilegeEscalation: false',
	'    readOnlyRootFilesystem: true',
	'    capabilities:',
	'      drop:',
	'        - ALL',
];

/** One container of etcd's image: it has no shell, so each step is a container of its own. */
function etcdContainer(plan: Plan, name: string, words: readonly string[], why: string): string[] {
	const isClient = words[0] === 'etcdctl';
	return [
		...commentLines(why),
		`- name: ${name}`,
		`  image: ${etcdImage(plan.requirements.kubernetesVersion)}`,
		'  command:',
		...words.map(word => `    - ${word}`),
		...locked,
		'  volumeMounts:',
		'    - name: work',
		'      mountPath: /scratch',
		...(isClient ? certificates.flatMap(([volume, file]) => [`    - name: ${volume}`, `      mountPath: /pki/${file}`, '      readOnly: true']) : []),
	];
}

function initContainers(plan: Plan): string[] {
	const etcdctl = ['etcdctl', `--endpoints=https://${loopback(plan)}`, '--cacert=/pki/ca.crt', '--cert=/pki/healthcheck-client.crt', '--key=/pki/healthcheck-client.key'];
	return [
		...etcdContainer(plan, 'ask', [...etcdctl, 'endpoint', 'health'], 'A member that is cut off from the majority would hand out old data without a word; this question is answered only by a majority.'),
		...etcdContainer(plan, 'save', [...etcdctl, 'snapshot', 'save', '/scratch/snapshot.db'], 'From the member on the same machine: each holds all the data.'),
		...etcdContainer(plan, 'check', ['etcdutl', 'snapshot', 'status', '/scratch/snapshot.db', '--write-out=table'], 'Whether it can be opened and its pages hang together.'),
	];
}

function keepContainer(plan: Plan, destination: Destination): string[] {
	const isRemote = destination.kind === 's3';
	const variables: ReadonlyArray<readonly [string, string]> = [
		['SNAPSHOT', '/scratch/snapshot.db'],
		['CLUSTER', plan.metadata.name],
		['KEEP', String(keptSnapshots)],
		['BACKUP_TO', isRemote ? destination.remote : '/backup'],
		...(isRemote ? [] : [['OWN_DISK', '/pki/ca.crt'] as const]),
	];
	return [
		...commentLines('Checks every byte, copies, reads the copy back and lets go of the oldest.'),
		'- name: keep',
		`  image: ${isRemote ? rcloneImage : shellImage}`,
		'  command:',
		'    - /bin/sh',
		'    - /script/keep.sh',
		'  env:',
		...variables.flatMap(([name, value]) => [`    - name: ${name}`, `      value: ${yamlText(value)}`]),
		'    - name: MACHINE',
		'      valueFrom:',
		'        fieldRef:',
		'          fieldPath: spec.nodeName',
		...(isRemote ? ['  envFrom:', '    - secretRef:', `        name: ${remoteSecret}`] : []),
		...locked,
		'  volumeMounts:',
		'    - name: work',
		'      mountPath: /scratch',
		'    - name: script',
		'      mountPath: /script',
		'      readOnly: true',
		...(isRemote
			? []
			: [
				...commentLines('Only to see that the destination is on another disk.', 4),
				'    - name: ca',
				'      mountPath: /pki/ca.crt',
				'      readOnly: true',
				'    - name: backup',
				'      mountPath: /backup',
			]),
	];
}

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

function volumes(destination: Destination): string[] {
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

/** Lines further to the right. Comments are broken anew, so that they still fit. */
function indented(lines: readonly string[], spaces: number): string[] {
	const moved: string[] = [];
	let comment: string[] = [];
	for (const line of [...lines, '']) {
		const {indent, text} = /^(?<indent> *)# (?<text>.*)$/v.exec(line)?.groups ?? {};
		if (text !== undefined && indent !== undefined) {
			comment.push(text);
			continue;
		}

		if (comment.length > 0) {
			moved.push(...commentLines(comment.join(' '), spaces + (/^ */v.exec(line)?.[0].length ?? 0)));
			comment = [];
		}

		moved.push(line === '' ? '' : `${' '.repeat(spaces)}${line}`);
	}

	return moved.slice(0, -1);
}

function cronJob(plan: Plan, destination: Destination): string[] {
	return [
		'apiVersion: batch/v1',
		'kind: CronJob',
		'metadata:',
		`  name: ${cronJobName}`,
		'  namespace: kube-system',
		'spec:',
		...commentLines(`Every ${slotHours} hours, at a minute of this cluster's own: others that write to the same place come at another.`, 2),
		`  schedule: "${minuteOf(plan)} */${slotHours} * * *"`,
		'  timeZone: Etc/UTC',
		...commentLines('One after the other, and none that is an hour late: the next comes soon.', 2),
		'  concurrencyPolicy: Forbid',
		'  startingDeadlineSeconds: 3600',
		'  successfulJobsHistoryLimit: 1',
		'  failedJobsHistoryLimit: 3',
		'  jobTemplate:',
		'    spec:',
		'      backoffLimit: 2',
		...commentLines('A destination that hangs must not hold up the next run.', 6),
		'      activeDeadlineSeconds: 1800',
		'      template:',
		'        spec:',
		'          restartPolicy: Never',
		...commentLines('etcd listens on the machine\'s own loopback.', 10),
		'          hostNetwork: true',
		'          dnsPolicy: ClusterFirstWithHostNet',
		'          automountServiceAccountToken: false',
		'          enableServiceLinks: false',
		...commentLines('Where etcd is, whatever keeps other Pods away from there. Which control plane it is does not matter: the scheduler takes one that is up.', 10),
		'          nodeSelector:',
		'            node-role.kubernetes.io/control-plane: ""',
		'          tolerations:',
		'            - key: node-role.kubernetes.io/control-plane',
		'              operator: Exists',
		'              effect: NoSchedule',
		'          securityContext:',
		...commentLines('kubeadm\'s keys can be read by root alone.', 12),
		'            runAsUser: 0',
		'          initContainers:',
		...indented(initContainers(plan), 12),
		'          containers:',
		...indented(keepContainer(plan, destination), 12),
		'          volumes:',
		...indented(volumes(destination), 12),
	];
}

/** A ConfigMap with the script and the CronJob that runs it, for members that kubeadm runs on the control planes. */
export function cronJobFile(plan: Plan, destination: Destination): string {
	return [
		...commentLines(`Backups of etcd of ${plan.metadata.name}: kubectl apply -f cronjob.yaml`),
		...commentLines('It runs only while the control plane does. When the majority is lost, etcdctl snapshot save still works by hand on a member that is left; how to restore is in the runbook.'),
		...commentLines('A snapshot holds every Secret of the cluster: whoever can read the destination has them.'),
		...commentLines('The image of etcd belongs to the Kubernetes release. What runs now: kubectl -n kube-system get pods -l component=etcd -o jsonpath=\'{..image}\''),
		...(destination.kind === 's3'
			? commentLines(`First make the Secret ${remoteSecret} in kube-system with rclone's variables, from a file: kubectl -n kube-system create secret generic ${remoteSecret} --from-env-file=FILE (${remoteVariables.en}).`)
			: []),
		'---',
		...configMap(plan, destination),
		'---',
		...cronJob(plan, destination),
		'',
	].join('\n');
}
