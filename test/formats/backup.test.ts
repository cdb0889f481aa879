import test from 'ava';
import fc from 'fast-check';
import {parseAllDocuments} from 'yaml';
import {readDestination} from '../../source/formats/backup/destination.js';
import {etcdImage} from '../../source/formats/backup/etcd-image.js';
import {backupMachines, hoursOf, oldestHours} from '../../source/formats/backup/schedule.js';
import {backupTarget} from '../../source/formats/backup.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

type Container = {name: string; image: string; command: string[]; env?: Array<{name: string; value?: string}>; volumeMounts: Array<{name: string; mountPath: string}>};
type PodSpec = Record<string, unknown> & {initContainers: Container[]; containers: Container[]; volumes: Array<Record<string, unknown> & {name: string}>};
type CronJob = {spec: {schedule: string; jobTemplate: {spec: {template: {spec: PodSpec}}}}};

function documentsOf(plan: Plan, backupTo: string | null): [configMap: {data: Record<string, string>}, cronJob: CronJob] {
	const text = backupTarget.write(exportInput(plan, {backupTo})).get('backup/cronjob.yaml')!;
	return parseAllDocuments(text).map(document => document.toJS() as unknown) as [{data: Record<string, string>}, CronJob];
}

function podOf(plan: Plan, backupTo: string | null): PodSpec {
	return documentsOf(plan, backupTo)[1].spec.jobTemplate.spec.template.spec;
}

const {plan: stacked} = exportPlan({machines: 3}, {valued: true});
const {plan: external} = exportPlan({machines: 20}, {valued: true});

test('kubeadm\'s members are backed up by a CronJob, members on their own by systemd', t => {
	for (const {title, input, plan} of exportPlans) {
		const paths = [...backupTarget.write(input).keys()];
		t.is(backupTarget.refuses(input), undefined);
		t.deepEqual(backupTarget.needs(input), []);
		t.deepEqual(paths, plan.topology === 'external'
			? ['backup/etcd-backup.sh', 'backup/etcd-backup.service', ...backupMachines(plan).flatMap(({name}) => [`backup/${name}/etcd-backup.env`, `backup/${name}/etcd-backup.timer`])]
			: ['backup/cronjob.yaml'], title);
	}
});

test('turns: each slot of the day has one machine, and as many machines take turns as etcd can lose and one', t => {
	for (const voters of [1, 2, 3, 4, 5, 7, 99]) {
		const members = Array.from({length: voters}, (_, index) => `e${index}`);
		const quorum = Math.floor(voters / 2) + 1;
		const plan: Plan = {...external, machines: members.map(name => ({name, address: null, zone: null, host: null, roles: ['etcd']})), etcd: {members, quorum}};
		const machines = backupMachines(plan);
		t.is(machines.length, Math.min(voters - quorum + 1, 12));
		t.deepEqual(machines.flatMap((_, turn) => hoursOf(turn, machines.length)).sort((a, b) => a - b), [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
		// With all but one of them down, the one that is left comes before anybody is woken, as far as the day allows.
		t.true(voters > 7 || oldestHours(plan) > machines.length * 2);
	}

	t.is(oldestHours(stacked), 7);
});

test('machines of different zones take turns first', t => {
	const {plan} = exportPlan({machines: 30, zones: 3, topology: 'external', surviveMachines: 2});
	t.deepEqual(new Set(backupMachines(plan).map(({zone}) => zone)), new Set(['zone-a', 'zone-b', 'zone-c']));
});

test('the CronJob runs where etcd is, as its client, one after the other', t => {
	const [, {spec}] = documentsOf(stacked, 'nfs://nas.example/etcd');
	const {jobTemplate: {spec: {template: {spec: {initContainers, containers, volumes, ...pod}}, ...job}}, ...rest} = spec;
	t.deepEqual(rest, {schedule: '54 */2 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 3600, successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3} as unknown);
	t.deepEqual(job, {backoffLimit: 2, activeDeadlineSeconds: 1800} as unknown);
	t.deepEqual(pod, {
		restartPolicy: 'Never',
		hostNetwork: true,
		dnsPolicy: 'ClusterFirstWithHostNet',
		automountServiceAccountToken: false,
		enableServiceLinks: false,
		nodeSelector: {'node-role.kubernetes.io/control-plane': ''},
		tolerations: [{key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule'}],
		securityContext: {runAsUser: 0},
	});
	const client = ['etcdctl', '--endpoints=https://127.0.0.1:2379', '--cacert=/pki/ca.crt', '--cert=/pki/healthcheck-client.crt', '--key=/pki/healthcheck-client.key'];
	t.deepEqual(initContainers.map(({command}) => command), [
		[...client, 'endpoint', 'health'],
		[...client, 'snapshot', 'save', '/scratch/snapshot.db'],
		['etcdutl', 'snapshot', 'status', '/scratch/snapshot.db', '--write-out=table'],
	]);
	t.deepEqual(containers.map(({command}) => command), [['/bin/sh', '/script/keep.sh']]);
	// Every container finds every volume that it mounts, only clients get the key, and nothing may do more than it has to.
	t.deepEqual([...initContainers, ...containers].flatMap(({volumeMounts}) => volumeMounts.map(({name}) => name)).filter(name => !volumes.some(volume => volume.name === name)), []);
	// The snapshot passes from one container to the next through a volume that each of them mounts at the same place.
	t.deepEqual([...initContainers, ...containers].filter(({volumeMounts}) => volumeMounts.some(({mountPath}) => mountPath === '/scratch')).map(({name}) => name), ['ask', 'save', 'check', 'keep']);
	t.deepEqual([...initContainers, ...containers].filter(({volumeMounts}) => volumeMounts.some(({name}) => name === 'key')).map(({name}) => name), ['ask', 'save']);
	for (const container of [...initContainers, ...containers]) {
		t.like(container, {securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: ['ALL']}}});
	}

	t.deepEqual(volumes.filter(({hostPath}) => hostPath !== undefined).map(({hostPath}) => (hostPath as {path: string}).path), [
		'/etc/kubernetes/pki/etcd/ca.crt', '/etc/kubernetes/pki/etcd/healthcheck-client.crt', '/etc/kubernetes/pki/etcd/healthcheck-client.key',
	]);
});

test('the image belongs to the Kubernetes release', t => {
	t.deepEqual(['1.31', '1.33.9', '1.34.0', 'v1.36.2', '1.37.1', null].map(version => etcdImage(version)), [
		'registry.k8s.io/etcd:3.5.24-0',
		'registry.k8s.io/etcd:3.5.24-0',
		'registry.k8s.io/etcd:3.6.11-0',
		'registry.k8s.io/etcd:3.6.11-0',
		'registry.k8s.io/etcd:3.7.0-0',
		'registry.k8s.io/etcd:3.6.11-0',
	]);
	t.is(podOf(stacked, null).initContainers[0]!.image, 'registry.k8s.io/etcd:3.7.0-0');
});

test('a control plane with IPv6 addresses is asked on the loopback of IPv6', t => {
	const six = {...stacked, machines: stacked.machines.map((machine, index) => ({...machine, address: `2001:db8::${index + 1}`}))};
	t.true(podOf(six, null).initContainers[0]!.command.includes('--endpoints=https://[::1]:2379'));
});

test('--backup-to decides where: each form, in a CronJob and under systemd', t => {
	const volume = (backupTo: string) => podOf(stacked, backupTo).volumes.find(({name}) => name === 'backup');
	t.deepEqual(volume('/mnt/backup/'), {name: 'backup', hostPath: {path: '/mnt/backup', type: 'Directory'}});
	t.deepEqual(volume('nas:/export/etcd'), {name: 'backup', nfs: {server: 'nas', path: '/export/etcd'}});
	t.deepEqual(volume('nfs://[2001:db8::9]/export'), {name: 'backup', nfs: {server: '2001:db8::9', path: '/export'}});
	const [keep] = podOf(stacked, 's3://my-bucket/etcd').containers;
	t.is(volume('s3://my-bucket/etcd'), undefined);
	t.is(keep!.env?.find(({name}) => name === 'BACKUP_TO')?.value, ':s3:my-bucket/etcd');
	t.like(keep, {envFrom: [{secretRef: {name: 'etcd-backup-remote'}}]});
	const [machine] = backupMachines(external);
	const environment = (backupTo: string) => /^BACKUP_TO=(?<to>.*)$/mv.exec(backupTarget.write(exportInput(external, {backupTo})).get(`backup/${machine!.name}/etcd-backup.env`)!)?.groups?.to;
	t.deepEqual(['/mnt/backup', 'nfs://nas/export', 's3://my-bucket'].map(backupTo => environment(backupTo)), ['/mnt/backup', '/mnt/etcdbackup', ':s3:my-bucket']);
	t.regex(backupTarget.write(exportInput(external, {backupTo: 'nfs://nas/export'})).get('backup/mnt-etcdbackup.mount')!, /^What=nas:\/export\nWhere=\/mnt\/etcdbackup$/mv);
});

test('without --backup-to the place is marked, and what comes next says so', t => {
	for (const plan of [stacked, external]) {
		const input = exportInput(plan);
		const marked = [...backupTarget.write(input)].filter(([, text]) => text.includes('FILL IN')).map(([path]) => path);
		t.deepEqual(marked, plan === stacked ? ['backup/cronjob.yaml'] : backupMachines(plan).map(({name}) => `backup/${name}/etcd-backup.env`));
		t.regex(backupTarget.next(input)[0]!.en, /Nobody said where backups go/v);
		const given = exportInput(plan, {backupTo: '/mnt/backup'});
		t.false([...backupTarget.write(given).values(), ...backupTarget.next(given).map(({en}) => en)].some(text => /FILL IN|Nobody said/v.test(text)));
	}
});

test('a destination of no known form is asked for again', t => {
	for (const backupTo of ['backup', '/', '/mnt/../etc', '/mnt/a b', 'nfs://nas', 'nfs://nas/', 's3://B', 's3://bucket/../x', 'user@nas:/x', 'ftp://nas/x', '-x:/y', '/mnt/$(id)', '//']) {
		t.is(readDestination(backupTo), undefined, backupTo);
		t.deepEqual(backupTarget.needs(exportInput(stacked, {backupTo})).map(({flag}) => flag), ['--backup-to'], backupTo);
	}
});

test('whatever is given as a destination: asked for again, or in its field and nowhere else', t => {
	fc.assert(fc.property(fc.oneof(hostileText, hostileText.map(text => `/${text}`), hostileText.map(text => `nfs://nas/${text}`), hostileText.map(text => `s3://bucket/${text}`)), backupTo => {
		const files = backupTarget.needs(exportInput(external, {backupTo})).length > 0 ? [] : [...backupTarget.write(exportInput(external, {backupTo}))];
		const usual = new Map(backupTarget.write(exportInput(external, {backupTo: backupTo.startsWith('s3:') ? 's3://bucket' : (backupTo.startsWith('/') ? '/mnt/backup' : 'nfs://nas/x')})));
		// The same files with as many lines: a value has opened no new one.
		t.deepEqual(files.map(([path, text]) => [path, text.split('\n').filter(line => !line.startsWith('#')).length]), files.length === 0 ? [] : [...usual].map(([path, text]) => [path, text.split('\n').filter(line => !line.startsWith('#')).length]));
		t.true(files.every(([, text]) => /^[\n\u0020-\u007E]*$/v.test(text)));
	}));
});
