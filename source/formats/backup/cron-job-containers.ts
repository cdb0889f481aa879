import type {Plan} from '../../model/plan.js';
import {readIp} from '../../planner/addresses.js';
import {commentLines} from '../comment-lines.js';
import {clientPort} from '../etcd/settings.js';
import {machineOf} from '../machine-hosts.js';
import {hostPort, yamlText} from '../quoting.js';
import {certificates, remoteSecret} from './cron-job-names.js';
import type {Destination} from './destination.js';
import {etcdImage} from './etcd-image.js';
import {keptSnapshots} from './schedule.js';

const shellImage = 'docker.io/library/busybox:1.37';
const rcloneImage = 'docker.io/rclone/rclone:1.71.0';

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

/** The steps before, each a container: ask whether there is a majority, save, check. */
export function initContainers(plan: Plan): string[] {
	const etcdctl = ['etcdctl', `--endpoints=https://${loopback(plan)}`, '--cacert=/pki/ca.crt', '--cert=/pki/healthcheck-client.crt', '--key=/pki/healthcheck-client.key'];
	return [
		...etcdContainer(plan, 'ask', [...etcdctl, 'endpoint', 'health'], 'A member that is cut off from the majority would hand out old data without a word; this question is answered only by a majority.'),
		...etcdContainer(plan, 'save', [...etcdctl, 'snapshot', 'save', '/scratch/snapshot.db'], 'From the member on the same machine: each holds all the data.'),
		...etcdContainer(plan, 'check', ['etcdutl', 'snapshot', 'status', '/scratch/snapshot.db', '--write-out=table'], 'Whether it can be opened and its pages hang together.'),
	];
}

/** The last step: the snapshot goes where it is kept. */
export function keepContainer(plan: Plan, destination: Destination): string[] {
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
