import type {Plan} from '../../model/plan.js';
import {commentLines} from '../comment-lines.js';
import {initContainers, keepContainer} from './cron-job-containers.js';
import {cronJobName, remoteSecret} from './cron-job-names.js';
import {volumes} from './cron-job-volumes.js';
import {remoteVariables, type Destination} from './destination.js';
import {indented} from './indented.js';
import {minuteOf, slotHours} from './schedule.js';
import {keepScript} from './scripts.js';

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
