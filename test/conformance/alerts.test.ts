import test from 'ava';
import {parse, stringify} from 'yaml';
import {alertsTarget} from '../../source/formats/alerts.js';
import {kubeadmTarget} from '../../source/formats/kubeadm.js';
import type {Plan} from '../../source/model/plan.js';
import {realTest, until} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';
import {openSandbox} from '../helpers/sandbox.js';

type Rule = {alert: string; expr: string; labels: Record<string, string>; annotations: Record<string, string>};

/** Values of a series, one a minute, as promtool writes them. */
type Series = Readonly<Record<string, string>>;

/** What must fire at a time of the story: for each alert the labels that it has beside its severity, and what it measured. */
type Firing = Readonly<Record<string, ReadonlyArray<{readonly labels?: Readonly<Record<string, string>>; readonly value?: string}>>>;

type Story = {readonly series: Series; readonly at: string; readonly fires: Firing};

function rulesOf(plan: Plan): Rule[] {
	const {groups} = parse(alertsTarget.write(exportInput(plan)).get('alerts/rules.yaml')!) as {groups: Array<{rules: Rule[]}>};
	return groups.flatMap(({rules}) => rules);
}

/** A text as Prometheus fills it in. */
function filledIn(text: string, labels: Readonly<Record<string, string>>, value: string): string {
	return text.replaceAll(/\{\{ \$(?:labels\.(?<name>\w+)|value(?: \| \w+)?) \}\}/gv, (...parts) => {
		const {name} = parts.at(-1) as {name?: string};
		return name === undefined ? value : labels[name] ?? '';
	});
}

/** All stories of a plan as a test file of promtool. An alert that is named with nothing must be silent. */
function testFile(plan: Plan, stories: readonly Story[], every: string): string {
	const rules = rulesOf(plan);
	return stringify({
		rule_files: ['alerts/rules.yaml'],
		evaluation_interval: every,
		tests: stories.map(({series, at, fires}) => ({
			interval: '1m',
			input_series: Object.entries(series).map(([name, values]) => ({series: name, values})),
			alert_rule_test: Object.entries(fires).map(([alertname, firing]) => ({
				eval_time: at,
				alertname,
				exp_alerts: firing.map(({labels = {}, value = ''}) => {
					const rule = rules.find(({alert, expr}) => alert === alertname && (labels.zone === undefined || expr.includes(JSON.stringify(labels.zone))));
					if (!rule) {
						throw new Error(`no rule ${alertname}`);
					}

					return {
						exp_labels: {...rule.labels, ...labels},
						exp_annotations: Object.fromEntries(Object.entries(rule.annotations).map(([name, text]) => [name, filledIn(text, labels, value)])),
					};
				}),
			})),
		})),
	});
}

async function promtool(plan: Plan, stories: readonly Story[], {every = '1m'}: {every?: string} = {}) {
	return onDisk(new Map([...alertsTarget.write(exportInput(plan)), ['test.yaml', testFile(plan, stories, every)]]), async directory => runTool(['promtool', 'test', 'rules', `${directory}/test.yaml`]));
}

function upSeries(job: string, names: readonly string[], down: number): Series {
	return Object.fromEntries(names.map((name, index) => [`up{job="${job}",instance="${name}"}`, `${index < down ? 0 : 1}x30`]));
}

function downLabels(job: string, names: readonly string[], down: number) {
	return names.slice(0, down).map(instance => ({labels: {job, instance}}));
}

/** Every number of members that can be down, against the majority of this plan. */
function memberStories({etcd: {members, quorum}}: Plan): Story[] {
	return Array.from({length: members.length + 1}, (_, down): Story => ({
		series: upSeries('etcd', members, down),
		at: '10m',
		fires: {
			...(members.length > 1 && {EtcdMemberDown: downLabels('etcd', members, down)}),
			...(members.length > quorum && {EtcdNoMemberToSpare: members.length - down === quorum ? [{}] : []}),
			EtcdQuorumLost: members.length - down < quorum ? [{}] : [],
			EtcdNotAsPlanned: [],
		},
	}));
}

function apiserverStories({controlPlane: {machines}}: Plan): Story[] {
	return Array.from({length: machines.length + 1}, (_, down): Story => ({
		series: upSeries('kube-apiserver', machines, down),
		at: '10m',
		fires: {
			...(machines.length > 1 && {
				ApiserverDown: downLabels('kube-apiserver', machines, down),
				ApiserverLastOne: machines.length - down === 1 ? [{}] : [],
			}),
			ApiserverNone: down === machines.length ? [{}] : [],
		},
	}));
}

const check = realTest(test, 'promtool');
const lint = realTest(test, 'yamllint');

check('promtool takes the rules and the configuration of every plan', async t => {
	for (const {title, input} of exportPlans) {
		const files = new Map([...alertsTarget.write(input), ['alerts/kubernetes-ca.crt', ''], ['alerts/apiserver-token', '']]);
		const result = await onDisk(files, async directory => runTool(['promtool', 'check', 'config', '--lint-fatal', `${directory}/alerts/prometheus.yaml`]));
		t.is(result.exitCode, 0, `${title}: ${result.stderr}`);
		t.regex(result.stdout, /SUCCESS: \d+ rules found/v);
	}
});

lint('yamllint finds nothing in any file', async t => {
	const files = new Map(exportPlans.flatMap(({input}, index) => [...alertsTarget.write(input)].map(([file, text]): [string, string] => [`${index}/${file}`, text])));
	t.deepEqual(await onDisk(files, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});

check('members and apiservers: with every number of them down, exactly the alerts of this plan fire', async t => {
	for (const {title, plan} of exportPlans.filter(({valued}) => !valued)) {
		const {exitCode, stdout, stderr} = await promtool(plan, [...memberStories(plan), ...apiserverStories(plan)]);
		t.is(exitCode, 0, `${title}: ${stdout}${stderr}`);
	}
});

check('the test itself can fail: one member fewer, and promtool says so', async t => {
	const {plan} = exportPlan({machines: 3});
	const {exitCode, stdout, stderr} = await promtool(plan, [{series: upSeries('etcd', plan.etcd.members, 2), at: '10m', fires: {EtcdQuorumLost: []}}]);
	t.is(exitCode, 1);
	t.regex(stdout + stderr, /EtcdQuorumLost/v);
});

check('nothing fires before it has held for its time: a member that restarts wakes nobody', async t => {
	const {plan} = exportPlan({machines: 5});
	const [first, ...others] = plan.etcd.members;
	const series = {...upSeries('etcd', others, 0), [`up{job="etcd",instance="${first!}"}`]: '1x5 0 1x30'};
	const {exitCode, stdout, stderr} = await promtool(plan, [6, 7, 10].map(minute => ({series, at: `${minute}m`, fires: {EtcdMemberDown: [], EtcdNoMemberToSpare: []}})));
	t.is(exitCode, 0, stdout + stderr);
});

check('a zone: all of its machines have to be silent', async t => {
	const {plan} = exportPlan({machines: 12, zones: 3});
	const story = (alive: string | undefined, firing: Firing): Story => ({
		series: Object.fromEntries(plan.machines.map(({name, zone}) => [`up{job="node",instance="${name}",zone="${zone!}"}`, `${zone === 'zone-b' && name !== alive ? 0 : 1}x30`])),
		at: '10m',
		fires: firing,
	});
	const one = plan.machines.find(({zone}) => zone === 'zone-b');
	const {exitCode, stdout, stderr} = await promtool(plan, [story(undefined, {ZoneDown: [{labels: {zone: 'zone-b'}}]}), story(one!.name, {ZoneDown: []})]);
	t.is(exitCode, 0, stdout + stderr);
});

check('a zone may be called what it likes: neither PromQL nor a template takes it for its own', async t => {
	const {plan} = exportPlan({machines: 6, zones: 2});
	for (const zone of ['{{ .Labels }}', '{{{ $value }}', '"} or vector(0) #', String.raw`a\"b`, '例子', '{{']) {
		const hostile = {...plan, machines: plan.machines.map(machine => machine.zone === 'zone-a' ? {...machine, zone} : machine)};
		const {exitCode, stdout, stderr} = await promtool(hostile, [{
			series: {[`up{job="node",instance="a",zone=${JSON.stringify(zone)}}`]: '0x30', 'up{job="node",instance="b",zone="zone-b"}': '1x30'},
			at: '10m',
			fires: {ZoneDown: [{labels: {zone}}]},
		}]);
		t.is(exitCode, 0, stdout + stderr);
	}
});

/** All observations of a member in one bucket of etcd's histogram, one a second. */
function histogram(metric: string, bucketMs: number): Series {
	return Object.fromEntries([1, 2, 4, 8, 16, 32, 64, Number.POSITIVE_INFINITY].map(bound => [`${metric}_bucket{job="etcd",instance="a",le="${Number.isFinite(bound) ? bound / 1000 : '+Inf'}"}`, `0+${bound >= bucketMs ? 60 : 0}x60`]));
}

check('thresholds: on one side silent, on the other not', async t => {
	const {plan} = exportPlan({machines: 3});
	const instance = {labels: {instance: 'a'}};
	const etcd = {labels: {job: 'etcd', instance: 'a'}};
	const day = 86_400;
	const {exitCode, stdout, stderr} = await promtool(plan, [
		// The p99 of what lies between 8 and 16 ms is 15.92 ms, between 4 and 8 it is 7.96 ms.
		{series: histogram('etcd_disk_wal_fsync_duration_seconds', 16), at: '30m', fires: {EtcdSlowFsync: [{...instance, value: '15.92ms'}]}},
		{series: histogram('etcd_disk_wal_fsync_duration_seconds', 8), at: '30m', fires: {EtcdSlowFsync: []}},
		{series: histogram('etcd_disk_backend_commit_duration_seconds', 32), at: '30m', fires: {EtcdSlowCommit: [{...instance, value: '31.84ms'}]}},
		{series: histogram('etcd_disk_backend_commit_duration_seconds', 16), at: '30m', fires: {EtcdSlowCommit: []}},
		{series: {'etcd_mvcc_db_total_size_in_bytes{job="etcd",instance="a"}': '81x30', 'etcd_server_quota_backend_bytes{job="etcd",instance="a"}': '100x30'}, at: '20m', fires: {EtcdDatabaseNearQuota: [{...etcd, value: '81%'}]}},
		{series: {'etcd_mvcc_db_total_size_in_bytes{job="etcd",instance="a"}': '79x30', 'etcd_server_quota_backend_bytes{job="etcd",instance="a"}': '100x30'}, at: '20m', fires: {EtcdDatabaseNearQuota: []}},
		{series: {'etcd_server_has_leader{job="etcd",instance="a"}': '0x30'}, at: '5m', fires: {EtcdNoLeader: [etcd]}},
		{series: {'etcd_server_has_leader{job="etcd",instance="a"}': '1x30'}, at: '5m', fires: {EtcdNoLeader: []}},
		{series: {'etcd_server_leader_changes_seen_total{job="etcd",instance="a"}': '1x20 2x10 3x10 4x10 5x20'}, at: '65m', fires: {EtcdLeaderChanges: [{}]}},
		{series: {'etcd_server_leader_changes_seen_total{job="etcd",instance="a"}': '1x20 2x10 3x40'}, at: '65m', fires: {EtcdLeaderChanges: []}},
		{series: {'probe_ssl_earliest_cert_expiry{job="certificates",instance="a"}': `${31 * day}x300`}, at: '2h', fires: {CertificateEndsSoon: [], CertificateEndsThisWeek: []}},
		{series: {'probe_ssl_earliest_cert_expiry{job="certificates",instance="a"}': `${29 * day}x300`}, at: '2h', fires: {CertificateEndsSoon: [instance].map(({labels}) => ({labels: {...labels, job: 'certificates'}})), CertificateEndsThisWeek: []}},
		{series: {'probe_ssl_earliest_cert_expiry{job="certificates",instance="a"}': `${6 * day}x300`}, at: '2h', fires: {CertificateEndsThisWeek: [{labels: {job: 'certificates', instance: 'a'}}]}},
		...['604800', '604800.0'].map((bound): Story => ({series: {[`apiserver_client_certificate_expiration_seconds_bucket{job="kube-apiserver",instance="a",le="${bound}"}`]: '0+1x120'}, at: '2h', fires: {ClientCertificateEndsThisWeek: [{}]}})),
		{series: {'apiserver_client_certificate_expiration_seconds_bucket{job="kube-apiserver",instance="a",le="604800"}': '0x120', 'apiserver_client_certificate_expiration_seconds_bucket{job="kube-apiserver",instance="a",le="2592000"}': '0+1x120'}, at: '2h', fires: {ClientCertificateEndsThisWeek: []}},
		{series: upSeries('etcd', ['a', 'b', 'c', 'd'], 0), at: '20m', fires: {EtcdNotAsPlanned: [{value: '4'}], ApiserversNotAsPlanned: [{value: '0'}]}},
	]);
	t.is(exitCode, 0, stdout + stderr);
});

check('backups: the turns of this plan, and silence that lasts a day', async t => {
	const stacked = 'kube_cronjob_status_last_successful_time{job="kube-state-metrics",namespace="kube-system",cronjob="etcd-backup"}';
	const external = 'etcd_backup_last_success_timestamp_seconds{job="node",instance="a"}';
	for (const [plan, metric] of [[exportPlan({machines: 3}).plan, stacked], [exportPlan({machines: 20}).plan, external]] as const) {
		const {exitCode, stdout, stderr} = await promtool(plan, [
			{series: {[metric]: '60x2000'}, at: '7h', fires: {BackupTooOld: []}},
			{series: {[metric]: '60x2000'}, at: '7h30m', fires: {BackupTooOld: [{}]}},
			{series: {[metric]: '60x2000'}, at: '25h', fires: {BackupNever: []}},
			{series: {'up{job="node"}': '1x2000'}, at: '23h', fires: {BackupTooOld: [], BackupNever: []}},
			{series: {'up{job="node"}': '1x2000'}, at: '25h', fires: {BackupNever: [{}]}},
		], {every: '10m'});
		t.is(exitCode, 0, stdout + stderr);
	}
});

check('the way to the apiservers: endpoint, load balancers, VIP, Lease, nodes', async t => {
	const {plan: balanced} = exportPlan({machines: 3}, {valued: true});
	const vip = (states: readonly number[]) => Object.fromEntries(states.map((state, index) => [`keepalived_vrrp_state{job="keepalived",instance="m${index}"}`, `${state}x30`]));
	const stories: ReadonlyArray<readonly [Plan, Story[]]> = [
		[balanced, [
			{series: {'probe_success{job="kubernetes-endpoint",instance="e"}': '0x30'}, at: '5m', fires: {EndpointDown: [{labels: {job: 'kubernetes-endpoint', instance: 'e'}}]}},
			{series: {'probe_success{job="kubernetes-endpoint",instance="e"}': '1x30'}, at: '5m', fires: {EndpointDown: []}},
			{series: upSeries('haproxy', balanced.loadBalancer.machines, 2), at: '5m', fires: {BalancerDown: downLabels('haproxy', balanced.loadBalancer.machines, 2), BalancerLastOne: [{}]}},
			{series: upSeries('haproxy', balanced.loadBalancer.machines, 1), at: '5m', fires: {BalancerDown: downLabels('haproxy', balanced.loadBalancer.machines, 1), BalancerLastOne: []}},
			{series: vip([2, 1, 1]), at: '5m', fires: {VipNotOnOneMachine: []}},
			{series: vip([3, 1, 3]), at: '5m', fires: {VipNotOnOneMachine: [{value: '0'}]}},
			{series: vip([2, 1, 2]), at: '5m', fires: {VipNotOnOneMachine: [{value: '2'}]}},
		]],
		[exportPlan({machines: 7, loadBalancer: 'kube-vip'}).plan, [
			{series: {'kube_lease_renew_time{job="kube-state-metrics",namespace="kube-system",lease="plndr-cp-lock"}': '0+60x10 600x20'}, at: '10m', fires: {KubeVipLeaseStale: []}},
			{series: {'kube_lease_renew_time{job="kube-state-metrics",namespace="kube-system",lease="plndr-cp-lock"}': '0+60x10 600x20'}, at: '15m', fires: {KubeVipLeaseStale: [{labels: {job: 'kube-state-metrics', namespace: 'kube-system', lease: 'plndr-cp-lock'}}]}},
		]],
		[exportPlan({machines: 7, loadBalancer: 'node-local'}).plan, [
			{series: {'kube_node_status_condition{job="kube-state-metrics",node="n",condition="Ready",status="true"}': '0x30'}, at: '10m', fires: {NodeNotReady: [{labels: {job: 'kube-state-metrics', node: 'n', condition: 'Ready', status: 'true'}}]}},
			{series: {'kube_node_status_condition{job="kube-state-metrics",node="n",condition="Ready",status="true"}': '1x30'}, at: '10m', fires: {NodeNotReady: []}},
		]],
	];
	for (const [plan, told] of stories) {
		const {exitCode, stdout, stderr} = await promtool(plan, told);
		t.is(exitCode, 0, stdout + stderr);
	}
});

realTest(test, 'etcd', 'curl', 'unshare', 'ip')('a real etcd has every metric that the rules ask it for', async t => {
	const sandbox = await openSandbox(t);
	const {plan} = exportPlan({machines: 3}, {valued: true});
	// As the kubelet would start a stacked member, with its own address in the variable's place.
	const urls = /http:\/\/127[^"]*\$\(HOST_IP\)[^"]*/v.exec(kubeadmTarget.write(exportInput(plan)).get('kubeadm/node-1-init.yaml')!)![0].replace('$(HOST_IP)', '10.0.0.11');
	await sandbox.mustRun(['ip', 'address', 'add', '10.0.0.11/32', 'dev', 'lo']);
	await sandbox.start(['etcd', '--data-dir=/run/etcd', `--listen-metrics-urls=${urls}`]);
	const {stdout} = await until('metrics', async () => sandbox.run(['curl', '--silent', 'http://10.0.0.11:2381/metrics']), ({stdout}) => stdout.includes('etcd_server_has_leader 1'));
	t.is((await sandbox.run(['curl', '--silent', '--fail', 'http://127.0.0.1:2381/health'])).exitCode, 0);
	const asked = new Set(rulesOf(plan).flatMap(({expr}) => expr.match(/etcd_\w+/gv) ?? []));
	t.is(asked.size, 6);
	t.deepEqual([...asked].filter(name => !stdout.includes(`\n${name}`)), []);
});

realTest(test, 'etcd', 'openssl', 'curl', 'prometheus-blackbox-exporter', 'unshare', 'ip')('the blackbox exporter learns when an etcd\'s certificate ends, without one of its own', async t => {
	const sandbox = await openSandbox(t);
	await sandbox.write('/run/blackbox.yaml', alertsTarget.write(exportPlan({machines: 20}).input).get('alerts/blackbox.yaml')!.replace('/etc/prometheus/kubernetes-ca.crt', '/run/member.crt'));
	await sandbox.mustRun(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '20', '-subj', '/CN=member', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', '/run/member.key', '-out', '/run/member.crt']);
	await sandbox.start([
		'etcd',
		'--data-dir=/run/etcd',
		'--listen-client-urls=https://127.0.0.1:2379',
		'--advertise-client-urls=https://127.0.0.1:2379',
		'--cert-file=/run/member.crt',
		'--key-file=/run/member.key',
		'--trusted-ca-file=/run/member.crt',
		'--client-cert-auth',
	]);
	await sandbox.start(['prometheus-blackbox-exporter', '--config.file=/run/blackbox.yaml', '--web.listen-address=127.0.0.1:9115']);
	const {stdout} = await until(
		'certificate',
		async () => sandbox.run(['curl', '--silent', 'http://127.0.0.1:9115/probe?module=certificate&target=127.0.0.1:2379']),
		({stdout}) => stdout.includes('probe_ssl_earliest_cert_expiry'),
	);
	const ends = Number(/^probe_ssl_earliest_cert_expiry (?<ends>\S+)$/mv.exec(stdout)?.groups?.ends);
	t.true(Math.abs((ends - (Date.now() / 1000)) - (20 * 86_400)) < 300, stdout);
});
