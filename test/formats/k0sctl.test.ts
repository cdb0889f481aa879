import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {k0sctlTarget} from '../../source/formats/k0sctl.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';
import {k0sctlSchema, substituted, type K0sctlFile} from '../helpers/k0sctl-schema.js';

const environment = {K0S_VRRP_PASSWORD: '12345678'};

function textOf(plan: Plan): string {
	const input = exportInput(plan);
	if (k0sctlTarget.refuses(input) !== undefined || k0sctlTarget.needs(input).length > 0) {
		throw new Error('not written');
	}

	return k0sctlTarget.write(input).get('k0sctl/k0sctl.yaml')!;
}

function fileOf(plan: Plan): K0sctlFile {
	return k0sctlSchema.parse(parse(substituted(textOf(plan), environment)));
}

const written = exportPlans.filter(({input}) => k0sctlTarget.refuses(input) === undefined && k0sctlTarget.needs(input).length === 0);

test('every plan of the contract: refused, in need of a value, or a file that k0sctl and k0s take', t => {
	const refused = exportPlans.filter(({valued, input}) => !valued && k0sctlTarget.refuses(input) !== undefined).map(({title}) => title);
	t.deepEqual(refused, ['7 external', '20', '7 with kube-vip']);
	t.deepEqual(
		Object.fromEntries(exportPlans.filter(({input}) => k0sctlTarget.refuses(input) === undefined).flatMap(({title, input}) => k0sctlTarget.needs(input).map(({flag}) => [title, flag]))),
		{
			3: '--vip',
			5: '--vip',
			'12 in three zones, one subnet': '--vip',
			'20 stacked': '--vip',
			'7 with dedicated': '--vip',
			'7 with cloud': '--endpoint',
		},
	);
	t.is(written.length, 12);
	for (const {title, plan} of written) {
		t.notThrows(() => fileOf(plan), title);
	}
});

test('each machine has its role: controllers first, in plan order; machines that only balance are left alone', t => {
	for (const {title, plan} of written) {
		const {spec: {hosts}} = fileOf(plan);
		const {machines: controlPlanes, schedulable} = plan.controlPlane;
		const address = (name: string) => plan.machines.find(machine => machine.name === name)!.address ?? name;
		const workers = plan.machines.filter(({name, roles}) => roles.includes('worker') && !controlPlanes.includes(name)).map(({name}) => name);
		t.deepEqual(hosts.map(({role, noTaints, ssh}) => [role, noTaints, ssh.address]), [
			...controlPlanes.map(name => schedulable ? ['controller+worker', true, address(name)] : ['controller', undefined, address(name)]),
			...workers.map(name => ['worker', undefined, address(name)]),
		], title);
		t.deepEqual(hosts.flatMap(({role, hostname}) => role === 'controller' ? [] : [hostname]), schedulable ? [...controlPlanes, ...workers] : workers, title);
		t.true(hosts.every(({privateAddress, ssh}) => privateAddress === (ssh.address.startsWith('10.') ? ssh.address : undefined)), title);
	}
});

test('what leads to the apiservers, for each kind of load balancer', t => {
	const specOf = (...asked: Parameters<typeof exportPlan>) => {
		const {api, network} = fileOf(exportPlan(...asked).plan).spec.k0s.config.spec;
		return {api, network};
	};

	const nodeLocalLoadBalancing = {enabled: true, type: 'EnvoyProxy'};
	const valued = {valued: true};
	t.deepEqual(specOf({machines: 1}), {api: undefined, network: undefined});
	t.deepEqual(specOf({machines: 1}, valued), {api: {externalAddress: 'api.example.com'}, network: undefined});
	t.deepEqual(specOf({machines: 3}, valued), {
		api: {sans: ['api.example.com', '10.0.0.100']},
		network: {
			controlPlaneLoadBalancing: {
				enabled: true,
				type: 'Keepalived',
				keepalived: {vrrpInstances: [{
					virtualIPs: ['10.0.0.100/32'], interface: 'eth0', virtualRouterID: 25, advertIntervalSeconds: 1, authPass: '12345678',
				}]},
			},
			nodeLocalLoadBalancing,
		},
	});
	t.deepEqual(specOf({machines: 7, loadBalancer: 'dedicated'}, valued), {api: {externalAddress: 'api.example.com', sans: ['10.0.0.100']}, network: undefined});
	t.deepEqual(specOf({machines: 7, loadBalancer: 'cloud'}, valued), {api: {externalAddress: 'api.example.com'}, network: undefined});
	t.deepEqual(specOf({machines: 7, loadBalancer: 'node-local'}, valued), {api: {sans: ['api.example.com']}, network: {nodeLocalLoadBalancing}});
});

test('no secret is in any file: the password comes from the environment, and without it k0s refuses', t => {
	const {plan, input} = exportPlan({machines: 3}, {valued: true});
	t.throws(() => k0sctlSchema.parse(parse(substituted(textOf(plan), {}))), {message: /authPass/v});
	t.regex(k0sctlTarget.write(input).get('k0sctl/README.md')!, /openssl rand -hex 4 > vrrp-password/v);
	for (const each of written) {
		const names = [...textOf(each.plan).matchAll(/\$\{?(?<name>\w*)/gv)].map(({groups}) => groups!.name);
		t.deepEqual([...new Set(names)], ['K0SCTL_SSH_USER', ...(each.plan.loadBalancer.kind === 'keepalived' ? ['K0S_VRRP_PASSWORD'] : [])], each.title);
	}
});

test('one machine is no single: it keeps its data in etcd and can grow', t => {
	const {spec} = fileOf(exportPlan({machines: 1}).plan);
	t.is(spec.hosts[0]!.role, 'controller+worker');
	t.is(spec.k0s.config.spec.storage.type, 'etcd');
});

test('the version is written where a patch was named; zones become labels of the nodes', t => {
	t.is(fileOf(exportPlan({machines: 3}, {valued: true}).plan).spec.k0s.version, 'v1.37.1+k0s.0');
	t.is(fileOf(exportPlan({machines: 12, zones: 3}).plan).spec.k0s.version, undefined);
	const {plan} = exportPlan({machines: 12, zones: 3}, {valued: true});
	const zones = fileOf(plan).spec.hosts.map(({installFlags}) => installFlags?.[0]);
	t.deepEqual(zones.slice(0, 4), [undefined, undefined, undefined, '--labels=topology.kubernetes.io/zone=zone-a']);
	const spaced = {...plan, machines: plan.machines.map(machine => ({...machine, zone: 'Rack 1 $HOME'}))};
	t.true(fileOf(spaced).spec.hosts.every(({installFlags}) => installFlags === undefined));
	t.notRegex(textOf(spaced), /HOME/v);
});

test('before dedicated balancers and the cloud the other two ports are said', t => {
	for (const loadBalancer of ['dedicated', 'cloud'] as const) {
		const {input} = exportPlan({machines: 7, loadBalancer}, {valued: true});
		const files = k0sctlTarget.write(input);
		for (const text of [files.get('k0sctl/k0sctl.yaml')!, files.get('k0sctl/README.md')!, ...k0sctlTarget.next(input).slice(0, 1).map(({en}) => en)]) {
			t.regex(text, /8132/v);
			t.regex(text, /9443/v);
		}

		t.is(files.has('k0sctl/haproxy-k0s.cfg'), loadBalancer === 'dedicated');
	}
});

test('refused, each with its reason', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const says = (changed: Plan) => k0sctlTarget.refuses(exportInput(changed))?.en ?? '';
	t.is(says(plan), '');
	t.regex(says(exportPlan({machines: 7, topology: 'external'}, {valued: true}).plan), /no machine that only runs etcd/v);
	t.regex(says(exportPlan({machines: 7, loadBalancer: 'kube-vip'}, {valued: true}).plan), /a k0s controller has none/v);
	t.regex(says({...plan, loadBalancer: {...plan.loadBalancer, machines: ['node-1', 'node-2']}}), /on every controller/v);
	t.regex(says({...plan, requirements: {...plan.requirements, kubernetesVersion: '1.31.4'}}), /from 1\.32 on/v);
	t.regex(says({...plan, loadBalancer: {...plan.loadBalancer, vip: '2001:db8::100'}}), /IPv6 address 2001:db8::100/v);
	const {plan: cloud} = exportPlan({machines: 7, loadBalancer: 'cloud'}, {valued: true});
	t.regex(says({...cloud, controlPlane: {...cloud.controlPlane, endpoint: {host: 'api.example.com', port: 443}}}), /has port 443/v);
});

test('the README is written in both languages', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const readme = k0sctlTarget.write(exportInput(plan, {language: 'zh'})).get('k0sctl/README.md')!;
	t.regex(readme, /^# 用 k0sctl 搭建 demo$/mv);
	t.notRegex(readme, /\p{Script=Han}[,.;:?!]/v);
});

test('whatever the values: refused beforehand, or read back from their own field', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	fc.assert(fc.property(hostileText, hostileText, hostileText, hostileText, (name, address, zone, endpoint) => {
		const [first, ...others] = plan.machines;
		const controlPlane = {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host: endpoint}};
		const variants: Plan[] = [
			{...plan, metadata: {name}},
			{...plan, machines: [{...first!, address}, ...others]},
			{...plan, machines: [{...first!, zone}, ...others]},
			{...plan, controlPlane},
			{...plan, metadata: {name}, machines: [{...first!, address, zone}, ...others], controlPlane},
		];
		for (const variant of variants.filter(each => checkedPlan(each) === undefined && k0sctlTarget.refuses(exportInput(each)) === undefined)) {
			const {metadata, spec: {hosts, k0s: {config: {spec}}}} = fileOf(variant);
			const {installFlags = []} = hosts[0]!;
			t.deepEqual({name: metadata.name, addresses: hosts.map(({ssh}) => ssh.address), sans: spec.api?.sans}, {
				name: variant.metadata.name,
				addresses: variant.machines.map(machine => machine.address ?? machine.name),
				sans: [...new Set([variant.controlPlane.endpoint.host!.toLowerCase(), '10.0.0.100'])],
			});
			t.true(installFlags.every(flag => flag === `--labels=topology.kubernetes.io/zone=${variant.machines[0]!.zone!}`));
		}
	}));
});
