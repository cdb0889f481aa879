import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {kubesprayTarget} from '../../source/formats/kubespray.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';

type Group = {hosts?: Record<string, unknown>; children?: Record<string, unknown>};
type Inventory = {all: {hosts: Record<string, Record<string, unknown>>; children: Record<string, Group>}};

function filesOf(plan: Plan): ReadonlyMap<string, string> {
	const input = exportInput(plan);
	if (kubesprayTarget.refuses(input) !== undefined || kubesprayTarget.needs(input).length > 0) {
		throw new Error('not written');
	}

	return kubesprayTarget.write(input);
}

function inventoryOf(plan: Plan): Inventory {
	return parse(filesOf(plan).get('kubespray/inventory.yaml')!) as Inventory;
}

function variablesOf(plan: Plan, group: 'all' | 'k8s_cluster'): Record<string, unknown> {
	return parse(filesOf(plan).get(`kubespray/group_vars/${group}/plan.yml`) ?? '{}') as Record<string, unknown>;
}

test('every plan of the contract: the groups are the plan\'s, in the plan\'s order', t => {
	for (const {title, plan, input} of exportPlans) {
		if (kubesprayTarget.needs(input).length > 0) {
			continue;
		}

		const {all: {hosts, children}} = inventoryOf(plan);
		const names = (group: string) => Object.keys(children[group]?.hosts ?? {});
		t.deepEqual(names('kube_control_plane'), plan.controlPlane.machines, title);
		t.deepEqual(names('etcd'), plan.etcd.members, title);
		t.deepEqual(names('kube_node'), plan.machines.filter(({roles}) => roles.includes('worker') || (roles.includes('control-plane') && plan.controlPlane.schedulable)).map(({name}) => name), title);
		t.deepEqual(Object.keys(hosts), plan.machines.filter(({roles}) => roles.some(role => role !== 'load-balancer')).map(({name}) => name), title);
		t.deepEqual(Object.keys(hosts).filter(name => hosts[name]!.etcd_member_name === name), Object.keys(hosts).filter(name => plan.etcd.members.includes(name)), title);
	}
});

test('needed: a VIP where one moves, an endpoint from the cloud, and nothing else', t => {
	t.deepEqual(
		Object.fromEntries(exportPlans.flatMap(({title, input}) => kubesprayTarget.needs(input).map(({flag}) => [title, flag]))),
		{
			3: '--vip',
			5: '--vip',
			'7 external': '--vip',
			'12 in three zones, one subnet': '--vip',
			20: '--vip',
			'20 stacked': '--vip',
			'7 with kube-vip': '--vip',
			'7 with dedicated': '--vip',
			'7 with cloud': '--endpoint',
		},
	);
});

test('what leads to the apiservers, for each kind of load balancer', t => {
	const withoutEtcd = ({etcd_deployment_type: _type, etcd_heartbeat_interval: _heartbeat, etcd_election_timeout: _election, etcd_metrics_port: _metrics, ...rest}: Record<string, unknown>) => rest;
	const found = ([{machines: 1}, {machines: 3}, {machines: 7, loadBalancer: 'kube-vip'}, {machines: 7, loadBalancer: 'dedicated'}, {machines: 7, loadBalancer: 'cloud'}, {machines: 7, loadBalancer: 'node-local'}] as const)
		.map(asked => exportPlan(asked, {valued: true}).plan);
	const name = {apiserver_loadbalancer_domain_name: 'api.example.com'};
	t.deepEqual(found.map(plan => withoutEtcd(variablesOf(plan, 'all'))), [
		{loadbalancer_apiserver: {address: '10.0.0.11', port: 6443}, ...name},
		{loadbalancer_apiserver: {address: '10.0.0.100', port: 8443}, ...name},
		{loadbalancer_apiserver: {address: '10.0.0.100', port: 6443}, ...name},
		{loadbalancer_apiserver: {address: '10.0.0.100', port: 6443}, ...name},
		{loadbalancer_apiserver: {address: 'api.example.com', port: 6443}},
		{loadbalancer_apiserver_localhost: true, loadbalancer_apiserver_type: 'haproxy', loadbalancer_apiserver_port: 6443, supplementary_addresses_in_ssl_keys: ['api.example.com']},
	]);
	t.deepEqual(withoutEtcd(variablesOf(exportPlan({machines: 1}).plan, 'all')), {loadbalancer_apiserver_localhost: false});
	t.deepEqual(variablesOf(found[2]!, 'k8s_cluster'), {
		kube_version: '1.37.1',
		kube_vip_enabled: true,
		kube_vip_controlplane_enabled: true,
		kube_vip_arp_enabled: true,
		kube_vip_address: '10.0.0.100',
		kube_vip_interface: 'eth0',
		kube_proxy_strict_arp: true,
	});
	t.deepEqual(variablesOf(found[1]!, 'k8s_cluster'), {kube_version: '1.37.1'});
});

test('etcd runs with the timers that the plan counts with, not with Kubespray\'s', t => {
	const {plan} = exportPlan({machines: 7, topology: 'external'}, {valued: true});
	const {etcd_deployment_type: type, etcd_heartbeat_interval: heartbeat, etcd_election_timeout: election, etcd_metrics_port: metrics} = variablesOf(plan, 'all');
	t.deepEqual({type, heartbeat, election, metrics}, {type: 'host', heartbeat: '100', election: '1000', metrics: 2381});
});

test('machines that only balance are left out, and the file says so', t => {
	const {plan} = exportPlan({machines: 7, loadBalancer: 'dedicated'}, {valued: true});
	t.deepEqual(Object.keys(inventoryOf(plan).all.hosts).filter(name => plan.loadBalancer.machines.includes(name)), []);
	t.regex(filesOf(plan).get('kubespray/inventory.yaml')!, new RegExp(`# Not here: ${plan.loadBalancer.machines.join(', ')}`, 'v'));
});

test('addresses: ip only where it is one, ip6 for IPv6, names as names', t => {
	const {plan} = exportPlan({machines: 3, zones: 3});
	const withAddresses = (...addresses: Array<string | null>) => ({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index]!}))});
	const {hosts} = inventoryOf(withAddresses('10.0.0.11', 'cp2.example.com', null)).all;
	t.deepEqual(Object.values(hosts), [
		{ansible_host: '10.0.0.11', ip: '10.0.0.11', etcd_member_name: 'node-1', node_labels: {'topology.kubernetes.io/zone': 'zone-a'}},
		{ansible_host: 'cp2.example.com', etcd_member_name: 'node-2', node_labels: {'topology.kubernetes.io/zone': 'zone-b'}},
		{etcd_member_name: 'node-3', node_labels: {'topology.kubernetes.io/zone': 'zone-c'}},
	]);
	const six = withAddresses('2001:db8::11', '2001:db8::12', '2001:db8::13');
	t.is(inventoryOf(six).all.hosts['node-1']!.ip6, '2001:db8::11');
	t.like(variablesOf(six, 'all'), {ipv4_stack: false, ipv6_stack: true});
	t.regex(kubesprayTarget.refuses(exportInput(withAddresses('10.0.0.11', '2001:db8::12', null)))?.en ?? '', /IPv4 and some IPv6/v);
});

test('refused: an even number of members, and a machine with the name of a group', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	t.regex(kubesprayTarget.refuses(exportInput({...plan, etcd: {members: ['node-1', 'node-2'], quorum: 2}}))?.en ?? '', /even number of members; the plan has 2/v);
	t.regex(kubesprayTarget.refuses(exportInput({...plan, machines: [...plan.machines, {name: 'etcd', address: null, zone: null, host: null, roles: ['worker']}]}))?.en ?? '', /called etcd/v);
	t.is(kubesprayTarget.refuses(exportInput(plan)), undefined);
});

test('whatever the values: refused beforehand, or read back from their own field', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	fc.assert(fc.property(hostileText, hostileText, hostileText, hostileText, (name, address, zone, endpoint) => {
		const [first, ...others] = plan.machines;
		const hostile: Plan = {
			...plan,
			metadata: {name},
			machines: [{...first!, address, zone}, ...others],
			controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host: endpoint}},
		};
		// One value at a time as well, so that each passes the check sometimes.
		const variants = [hostile, {...plan, machines: hostile.machines}, {...plan, machines: [{...first!, zone}, ...others]}, {...plan, controlPlane: hostile.controlPlane}]
			.filter(variant => checkedPlan(variant) === undefined && kubesprayTarget.refuses(exportInput(variant)) === undefined);
		const read = variants.map(variant => {
			const {hosts} = inventoryOf(variant).all;
			const {ansible_host: host, node_labels: labels} = hosts['node-1']!;
			return {names: Object.keys(hosts), host, labels, endpoint: variablesOf(variant, 'all').apiserver_loadbalancer_domain_name ?? '10.0.0.100'};
		});
		const given = variants.map(({machines: [machine], controlPlane}, index) => ({
			names: ['node-1', 'node-2', 'node-3'],
			host: machine!.address,
			// A zone that is no label's value is left out.
			labels: read[index]!.labels === undefined ? undefined : {'topology.kubernetes.io/zone': machine!.zone},
			endpoint: controlPlane.endpoint.host,
		}));
		t.deepEqual(read, given);
	}));
});
