import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {kubesprayTarget} from '../../source/formats/kubespray.js';
import type {Plan} from '../../source/model/plan.js';
import {realTest} from '../helpers/conformance.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {onDisk, runTool} from '../helpers/on-disk.js';

const inventory = realTest(test, 'ansible-inventory');
const lint = realTest(test, 'yamllint');

/** What `ansible-inventory --list` prints: groups by name, and under `_meta` the variables of each host. */
type Listed = Record<string, {hosts?: string[]; children?: string[]}> & {_meta: {hostvars: Record<string, Record<string, unknown>>}};

async function listed(files: ReadonlyMap<string, string>): Promise<Listed> {
	// A configuration and a home of its own: the machine's say nothing here.
	return onDisk(new Map([...files, ['ansible.cfg', '[inventory]\nunparsed_is_failed = true\n']]), async directory => {
		const {exitCode, stdout, stderr} = await runTool(
			['ansible-inventory', '-i', path.join(directory, 'kubespray/inventory.yaml'), '--list'],
			{HOME: directory, ANSIBLE_CONFIG: path.join(directory, 'ansible.cfg')},
		);
		if (exitCode !== 0 || stderr !== '') {
			throw new Error(`exit code ${exitCode}: ${stderr}`);
		}

		return JSON.parse(stdout) as Listed;
	});
}

function expectedVariables(plan: Plan, files: ReadonlyMap<string, string>): Record<string, Record<string, unknown>> {
	const group = (name: string) => parse(files.get(`kubespray/group_vars/${name}/plan.yml`) ?? '{}') as Record<string, unknown>;
	const isBalancerOnly = (roles: readonly string[]) => roles.every(role => role === 'load-balancer');
	const isNode = (roles: readonly string[]) => roles.includes('worker') || roles.includes('control-plane');
	return Object.fromEntries(plan.machines.filter(({roles}) => !isBalancerOnly(roles)).map(({name, address, zone, roles}) => [name, {
		...group('all'),
		...(isNode(roles) && group('k8s_cluster')),
		...(address !== null && {ansible_host: address, ip: address}),
		...(roles.includes('etcd') && {etcd_member_name: name}),
		...(isNode(roles) && zone !== null && {node_labels: {'topology.kubernetes.io/zone': zone}}),
	}]));
}

inventory('ansible-inventory reads the plan\'s groups in their order, and every variable of every host', async t => {
	let read = 0;
	for (const {title, plan, input} of exportPlans) {
		if (kubesprayTarget.needs(input).length > 0) {
			continue;
		}

		const files = kubesprayTarget.write(input);
		const {_meta: {hostvars}, all, k8s_cluster: cluster, kube_control_plane: controlPlane, etcd, kube_node: node, ...others} = await listed(files);
		t.deepEqual(controlPlane?.hosts, plan.controlPlane.machines, title);
		t.deepEqual(etcd?.hosts, plan.etcd.members, title);
		t.deepEqual(node?.hosts ?? [], plan.machines.filter(({roles}) => roles.includes('worker') || (plan.controlPlane.schedulable && roles.includes('control-plane'))).map(({name}) => name), title);
		t.deepEqual(cluster?.children?.sort(), ['kube_control_plane', 'kube_node'], title);
		t.deepEqual(all?.children?.sort(), ['etcd', 'k8s_cluster', 'kube_control_plane', 'kube_node', 'ungrouped'], title);
		t.deepEqual(others, {}, title);
		t.deepEqual(hostvars, expectedVariables(plan, files), title);
		read++;
	}

	t.true(read > 12);
});

inventory('names that YAML or Ansible could take for something else stay names', async t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const names = ['1', 'no', '1e3'];
	const renamed: Plan = {
		...plan,
		machines: plan.machines.map((machine, index) => ({...machine, name: names[index]!, zone: ['1.10', 'yes', '0x1f'][index]!})),
		etcd: {...plan.etcd, members: names},
		controlPlane: {...plan.controlPlane, machines: names},
		loadBalancer: {...plan.loadBalancer, machines: names},
	};
	const files = kubesprayTarget.write(exportInput(renamed));
	const {_meta: {hostvars}, kube_control_plane: controlPlane} = await listed(files);
	t.deepEqual(controlPlane?.hosts, names);
	t.deepEqual(hostvars, expectedVariables(renamed, files));
});

lint('yamllint finds nothing in any file', async t => {
	const files = new Map(exportPlans
		.filter(({input}) => kubesprayTarget.needs(input).length === 0)
		.flatMap(({input}, index) => [...kubesprayTarget.write(input)].map(([file, text]) => [`${index}/${file}`, text])));
	t.true(files.size > 25);
	t.deepEqual(await onDisk(files, async directory => runTool(['yamllint', '--strict', '--format', 'parsable', '-d', 'default', directory])), {exitCode: 0, stdout: '', stderr: ''});
});
