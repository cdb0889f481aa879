import type {Text} from '../model/language.js';
import {nameList} from '../present/name-list.js';
import {cronJobName, remoteSecret} from './backup/cron-job-names.js';
import {cronJobFile} from './backup/cron-job.js';
import {
	destinationForms, readDestination, remoteVariables, type Destination,
} from './backup/destination.js';
import {backupMachines} from './backup/schedule.js';
import {remoteFile, systemdFiles} from './backup/systemd.js';
import {configWord} from './quoting.js';
import type {ExportInput, Need, Target} from './target.js';

/** @throws RangeError where `needs` has not been asked first. */
function destinationOf({backupTo}: ExportInput): Destination {
	const destination = readDestination(backupTo);
	if (!destination) {
		throw new RangeError('backups cannot be written for a destination of no known form');
	}

	return destination;
}

function needs({backupTo}: ExportInput): Need[] {
	return readDestination(backupTo) === undefined
		? [{
			field: '--backup-to',
			flag: '--backup-to',
			says: {en: `it wants ${destinationForms.en}`, zh: `需要${destinationForms.zh}`},
		}]
		: [];
}

function write(input: ExportInput): ReadonlyMap<string, string> {
	const {plan} = input;
	const destination = destinationOf(input);
	const files = plan.topology === 'external' ? systemdFiles(plan, destination) : new Map([['cronjob.yaml', cronJobFile(plan, destination)]]);
	return new Map([...files].map(([path, text]) => [`backup/${path}`, text]));
}

function fillIn(file: string): Text {
	return {
		en: `Nobody said where backups go: fill in the marked line of ${file}, or export again with --backup-to. Until then every run fails.`,
		zh: `没有说明备份放在哪里：请填写 ${file} 中标出的一行，或加上 --backup-to 重新导出。在此之前每次运行都会失败。`,
	};
}

function systemdNext(input: ExportInput, destination: Destination): Text[] {
	const machines = backupMachines(input.plan).map(({name}) => configWord(name));
	const units = destination.kind === 'nfs' ? 'etcd-backup.service, etcd-backup.timer, mnt-etcdbackup.mount' : 'etcd-backup.service, etcd-backup.timer';
	return [
		...(destination.kind === 'unknown' ? [fillIn('backup/*/etcd-backup.env')] : []),
		{
			en: `On ${nameList(machines, 'en')}, which take turns: backup/etcd-backup.sh to /usr/local/sbin/etcd-backup (mode 755), the machine's own etcd-backup.env to /etc/etcd/, the units (${units}) to /etc/systemd/system/.`,
			zh: `在轮流备份的 ${nameList(machines, 'zh')} 上：backup/etcd-backup.sh 放到 /usr/local/sbin/etcd-backup（权限 755），该机器自己的 etcd-backup.env 放到 /etc/etcd/，unit（${units}）放到 /etc/systemd/system/。`,
		},
		...(destination.kind === 's3'
			? [{
				en: `Install rclone there and write ${remoteFile} (mode 600): ${remoteVariables.en}.`,
				zh: `在那里安装 rclone，并写好 ${remoteFile}（权限 600）：${remoteVariables.zh}。`,
			}]
			: []),
		{
			en: 'systemctl daemon-reload && systemctl enable --now etcd-backup.timer && systemctl start etcd-backup: the journal ends with "saved ...". Restore one now, on a machine that does not matter: the runbook says how.',
			zh: 'systemctl daemon-reload && systemctl enable --now etcd-backup.timer && systemctl start etcd-backup：日志以 “saved ...” 结尾。现在就在一台无关紧要的机器上恢复一次：做法见操作手册。',
		},
	];
}

function cronJobNext(destination: Destination): Text[] {
	return [
		...(destination.kind === 'unknown' ? [fillIn('backup/cronjob.yaml')] : []),
		...(destination.kind === 's3'
			? [{
				en: `Make the Secret ${remoteSecret} in kube-system from a file with ${remoteVariables.en}: the head of backup/cronjob.yaml has the command.`,
				zh: `用写有 ${remoteVariables.zh} 的文件在 kube-system 中创建 Secret ${remoteSecret}：命令在 backup/cronjob.yaml 的开头。`,
			}]
			: []),
		{
			en: `kubectl apply -f backup/cronjob.yaml && kubectl -n kube-system create job --from=cronjob/${cronJobName} first: its log ends with "saved ...". Restore one now, on a machine that does not matter: the runbook says how.`,
			zh: `kubectl apply -f backup/cronjob.yaml && kubectl -n kube-system create job --from=cronjob/${cronJobName} first：它的日志以 “saved ...” 结尾。现在就在一台无关紧要的机器上恢复一次：做法见操作手册。`,
		},
	];
}

/** Snapshots of etcd that leave the machines: a CronJob where kubeadm runs the members, systemd where they are on their own. */
export const backupTarget: Target = {
	name: 'backup',
	about: {en: 'snapshots of etcd, checked and taken off the machines', zh: 'etcd 快照：检查并存到机器之外'},
	refuses: () => undefined,
	needs,
	write,
	next: input => input.plan.topology === 'external' ? systemdNext(input, destinationOf(input)) : cronJobNext(destinationOf(input)),
};
