import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {alertsTarget} from '../../source/formats/alerts.js';
import {checkedPlan} from '../../source/formats/checked-values.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

type Rule = {alert: string; expr: string; for: string; labels: {severity: string}; annotations: Record<string, string>};
type Scrape = {scrape_configs: Array<{job_name: string; static_configs: Array<{targets: string[]; labels: Record<string, string>}>}>};

function rulesOf(plan: Plan): Rule[] {
	const {groups} = parse(alertsTarget.write(exportInput(plan)).get('alerts/rules.yaml')!) as {groups: Array<{rules: Rule[]}>};
	return groups.flatMap(({rules}) => rules);
}

function namesOf(plan: Plan): string[] {
	return [...new Set(rulesOf(plan).map(({alert}) => alert))];
}

function scrapeOf(plan: Plan): Scrape['scrape_configs'] {
	return (parse(alertsTarget.write(exportInput(plan)).get('alerts/prometheus.yaml')!) as Scrape).scrape_configs;
}

const always = [
	'EtcdQuorumLost',
	'EtcdNoLeader',
	'EtcdSlowFsync',
	'EtcdSlowCommit',
	'EtcdDatabaseNearQuota',
	'ApiserverNone',
	'CertificateEndsSoon',
	'CertificateEndsThisWeek',
	'ClientCertificateEndsThisWeek',
	'BackupTooOld',
	'BackupNever',
	'EtcdNotAsPlanned',
	'ApiserversNotAsPlanned',
];
const several = ['EtcdMemberDown', 'EtcdNoMemberToSpare', 'EtcdLeaderChanges', 'ApiserverDown', 'ApiserverLastOne'];

test('each plan gets the alerts on what it has, and none on what it has not', t => {
	const more = (plan: Plan) => namesOf(plan).filter(name => !always.includes(name) && !several.includes(name));
	const balancers = ['EndpointDown', 'BalancerDown', 'BalancerLastOne', 'VipNotOnOneMachine'];
	t.deepEqual(Object.fromEntries(exportPlans.filter(({valued}) => !valued).map(({title, plan}) => [title, more(plan)])), {
		1: ['EndpointDown'],
		3: balancers,
		5: balancers,
		'7 external': balancers,
		'12 in three zones': ['NodeNotReady', 'ZoneDown'],
		'12 in three zones, one subnet': [...balancers, 'ZoneDown'],
		20: balancers,
		'20 stacked': balancers,
		'7 with kube-vip': ['EndpointDown', 'KubeVipLeaseStale'],
		'7 with dedicated': balancers,
		'7 with cloud': ['EndpointDown'],
		'7 with node-local': ['NodeNotReady'],
	});
	for (const {title, plan} of exportPlans) {
		t.deepEqual(always.filter(name => !namesOf(plan).includes(name)), [], title);
		t.deepEqual(several.filter(name => namesOf(plan).includes(name)), plan.etcd.members.length > 1 ? several : [], title);
	}
});

test('each rule says how bad it is, how long it must hold, and where help is', t => {
	for (const {plan} of exportPlans) {
		for (const {alert, labels, annotations, for: holds} of rulesOf(plan)) {
			t.true(['critical', 'warning'].includes(labels.severity), alert);
			t.regex(holds, /^\d+[mhd]$/v, alert);
			t.deepEqual(Object.keys(annotations), ['summary', 'description', 'runbook'], alert);
			t.true(Object.values(annotations).every(text => text.length > 5), alert);
		}
	}
});

test('the numbers are the plan\'s: one loss is all for three members, two for five', t => {
	const expression = (plan: Plan, name: string) => rulesOf(plan).find(({alert}) => alert === name)?.expr;
	const {plan: three} = exportPlan({machines: 3});
	const {plan: five} = exportPlan({machines: 9, surviveMachines: 2, topology: 'stacked'});
	t.is(five.etcd.members.length, 5);
	t.deepEqual([three, five].map(plan => [expression(plan, 'EtcdNoMemberToSpare'), expression(plan, 'EtcdQuorumLost'), expression(plan, 'EtcdNotAsPlanned')]), [
		['sum(up{job="etcd"}) == 2', 'sum(up{job="etcd"}) < 2', '(count(up{job="etcd"}) or vector(0)) != 3'],
		['sum(up{job="etcd"}) == 3', 'sum(up{job="etcd"}) < 3', '(count(up{job="etcd"}) or vector(0)) != 5'],
	]);
});

test('a lost zone is told with what is left without it, and whether the control plane stands', t => {
	const zone = (plan: Plan) => rulesOf(plan).filter(({alert}) => alert === 'ZoneDown').map(({expr, annotations}) => `${expr.replace(/.*zone=(?<zone>"[^"]*").*/v, '$<zone>')} ${annotations.description!}`);
	t.deepEqual(zone(exportPlan({machines: 12, zones: 3}).plan).map(text => text.split('. ', 2).join('. ')), ['zone-a', 'zone-b', 'zone-c']
		.map(name => `"${name}" By the plan 2 of 3 etcd members are left (2 are needed) and 2 of 3 apiservers. The control plane stands; another loss may end it`));
	const two = zone(exportPlan({machines: 7, zones: 2}).plan);
	t.deepEqual(two.map(text => /The control plane (?:stands|is down)/v.exec(text)?.[0]), ['The control plane is down', 'The control plane stands']);
});

test('Prometheus asks every member, every apiserver, and every machine with its zone', t => {
	for (const {title, plan} of exportPlans) {
		const jobs = new Map(scrapeOf(plan).map(({job_name: name, static_configs: targets}) => [name, targets]));
		const instances = (job: string) => jobs.get(job)?.map(({labels}) => labels.instance);
		t.deepEqual(instances('etcd'), plan.etcd.members, title);
		t.deepEqual(instances('kube-apiserver'), plan.controlPlane.machines, title);
		t.deepEqual(jobs.get('node')?.map(({labels}) => [labels.instance, labels.zone ?? null]), plan.machines.map(({name, zone}) => [name, zone]), title);
		// Whatever a rule asks for is asked of somebody.
		const asked = new Set(rulesOf(plan).flatMap(({expr}) => [...expr.matchAll(/\bjob="(?<job>[^"]+)"/gv)].map(({groups}) => groups!.job!)));
		t.deepEqual([...asked].filter(job => !jobs.has(job)), [], title);
	}
});

test('where no export opens etcd\'s metrics, the job says what is missing', t => {
	const said = (plan: Plan) => alertsTarget.write(exportInput(plan)).get('alerts/prometheus.yaml')!.replaceAll(/\n *#/gv, '');
	for (const {title, plan, valued} of exportPlans) {
		t.is(said(plan).includes('export again with --addresses. Kubespray'), !valued && plan.topology !== 'external', title);
	}
});

test('what nobody gave is marked', t => {
	const marked = (plan: Plan) => alertsTarget.write(exportInput(plan)).get('alerts/prometheus.yaml')!.split('FILL IN').length - 1;
	t.is(marked(exportPlan({machines: 3}).plan), 2);
	t.is(marked(exportPlan({machines: 3}, {valued: true}).plan), 1);
	t.is(marked(exportPlan({machines: 20}, {valued: true}).plan), 0);
});

test('whatever a zone is called, it stays in its field, in YAML, in PromQL and out of the templates', t => {
	const {plan} = exportPlan({machines: 6, zones: 2});
	fc.assert(fc.property(hostileText, zone => {
		const hostile = {...plan, machines: plan.machines.map(machine => machine.zone === 'zone-a' ? {...machine, zone} : machine)};
		const variants = checkedPlan(hostile) === undefined && zone !== 'zone-b' ? [hostile] : [];
		t.deepEqual(
			variants.map(variant => rulesOf(variant).filter(({alert}) => alert === 'ZoneDown').map(({expr, annotations}) => [expr, annotations.summary])),
			variants.map(() => [zone, 'zone-b'].map(name => [`max by (zone) (up{job="node", zone=${JSON.stringify(name)}}) == 0`, 'No machine of {{ $labels.zone }} answers.'])),
		);
		t.deepEqual(variants.map(variant => scrapeOf(variant).find(({job_name: name}) => name === 'node')?.static_configs[0]?.labels.zone), variants.map(() => zone));
	}));
});
