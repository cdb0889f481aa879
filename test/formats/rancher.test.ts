import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {k3sTarget} from '../../source/formats/k3s.js';
import {rke2Target} from '../../source/formats/rke2.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText} from '../helpers/hostile-text.js';
import {readRancher, type RancherConfiguration} from '../helpers/rancher-schema.js';

const distributions = [['rke2', rke2Target], ['k3s', k3sTarget]] as const;

function filesOf(plan: Plan, name: 'rke2' | 'k3s'): ReadonlyMap<string, string> {
	const target = name === 'rke2' ? rke2Target : k3sTarget;
	const input = exportInput(plan);
	const [need] = target.needs(input);
	if (target.refuses(input) !== undefined || need) {
		throw new Error(`not written: ${target.refuses(input)?.en ?? need!.flag}`);
	}

	return target.write(input);
}

function isAgent(plan: Plan, machine: string): boolean {
	return !plan.etcd.members.includes(machine) && !plan.controlPlane.machines.includes(machine);
}

/** Every config.yaml by its machine, each held against the documented keys. */
function configurations(plan: Plan, name: 'rke2' | 'k3s'): Map<string, RancherConfiguration> {
	return new Map([...filesOf(plan, name)].filter(([file]) => file.endsWith('/config.yaml')).map(([file, text]) => {
		const machine = file.split('/')[1]!;
		return [machine, readRancher(text, name, isAgent(plan, machine) ? 'agent' : 'server')];
	}));
}

for (const [name, target] of distributions) {
	test(`${name}, every plan of the contract: a file of documented keys for every machine that is a node, and one first server`, t => {
		let written = 0;
		for (const {title, plan, input} of exportPlans) {
			t.is(target.refuses(input), undefined, title);
			if (target.needs(input).length > 0) {
				continue;
			}

			const found = configurations(plan, name);
			t.deepEqual([...found.keys()].sort(), plan.machines.filter(({roles}) => roles.some(role => role !== 'load-balancer')).map(machine => machine.name).sort(), title);
			t.deepEqual([...found].filter(([, {server}]) => server === undefined).map(([machine]) => machine), [plan.etcd.members[0]!], title);
			t.true([...found].every(([machine, {'node-name': own}]) => own === machine), title);
			t.deepEqual([...found].filter(([, each]) => each['etcd-snapshot-retention'] !== undefined).map(([machine]) => machine).sort(), [...plan.etcd.members].sort(), title);
			t.deepEqual(
				[...found].filter(([, each]) => each['disable-etcd'] !== undefined).map(([machine]) => machine).sort(),
				plan.topology === 'external' ? [...plan.controlPlane.machines].sort() : [],
				title,
			);
			t.deepEqual(
				[...found].filter(([, each]) => each['disable-apiserver'] && each['disable-controller-manager'] && each['disable-scheduler']).map(([machine]) => machine).sort(),
				plan.topology === 'external' ? [...plan.etcd.members].sort() : [],
				title,
			);
			t.deepEqual([...found].filter(([, each]) => each['cluster-init']).map(([machine]) => machine), name === 'k3s' ? [plan.etcd.members[0]!] : [], title);
			written++;
		}

		t.true(written > 12);
	});

	test(`${name}: critical values are the same on every server`, t => {
		for (const {title, plan, input} of exportPlans) {
			if (target.needs(input).length > 0) {
				continue;
			}

			const servers = [...configurations(plan, name)].filter(([machine]) => !isAgent(plan, machine)).map(([, each]) => each);
			t.is(new Set(servers.map(each => JSON.stringify([each['cluster-cidr'], each['service-cidr']]))).size, 1, title);
			t.is(new Set(servers.map(each => JSON.stringify(each['tls-san']))).size, 1, title);
		}
	});

	test(`${name} needs the address before the servers, and nothing else`, t => {
		t.deepEqual(
			Object.fromEntries(exportPlans.flatMap(({title, input}) => {
				const flags = target.needs(input).map(({flag}) => flag);
				return flags.length === 0 ? [] : [[title, flags.join(' ')]];
			})),
			{
				3: '--vip',
				5: '--vip',
				'7 external': '--vip',
				'12 in three zones, one subnet': '--vip',
				20: '--vip',
				'20 stacked': '--vip',
				'7 with kube-vip': '--vip --interface',
				'7 with dedicated': '--vip',
				'7 with cloud': '--endpoint',
			},
		);
	});

	test(`${name}, whatever the values: refused beforehand, or read back from their own field`, t => {
		const {plan} = exportPlan({machines: 3}, {valued: true});
		fc.assert(fc.property(hostileText, hostileText, hostileText, (address, zone, endpoint) => {
			const [first, ...others] = plan.machines;
			const withAddress = {...plan, machines: [{...first!, address}, ...others]};
			const withZone = {...plan, machines: [{...first!, zone}, ...others]};
			const withEndpoint = {...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host: endpoint}}};
			for (const variant of [withAddress, withZone, withEndpoint]) {
				if (checkedPlan(variant) !== undefined || target.refuses(exportInput(variant)) !== undefined) {
					continue;
				}

				const files = filesOf(variant, name);
				const own = parse(files.get(`${name}/node-1/config.yaml`)!) as RancherConfiguration;
				const other = readRancher(files.get(`${name}/node-2/config.yaml`)!, name, 'server');
				t.true(own['node-ip'] === undefined || own['node-ip'] === variant.machines[0]!.address);
				t.true(own['node-label'] === undefined || own['node-label'].join(',') === `topology.kubernetes.io/zone=${variant.machines[0]!.zone}`);
				t.true(own['tls-san']!.includes(variant.controlPlane.endpoint.host!.toLowerCase()));
				const host = variant.controlPlane.endpoint.host!.toLowerCase();
				t.is(other.server, `https://${host.includes(':') ? `[${host}]` : host}:${name === 'rke2' ? 9345 : 8443}`);
			}
		}));
	});
}

test('who joins where: every load balancer, RKE2 at its own port, K3s at the endpoint\'s', t => {
	const joins = ([{machines: 1}, {machines: 5}, {machines: 7, loadBalancer: 'kube-vip'}, {machines: 7, loadBalancer: 'dedicated'}, {machines: 7, loadBalancer: 'cloud'}, {machines: 7, loadBalancer: 'node-local'}] as const)
		.map(asked => exportPlan(asked, {valued: true}).plan)
		.map(plan => distributions.map(([name]) => [...new Set([...configurations(plan, name).values()].flatMap(({server}) => server ?? []))].join(' ')));
	t.deepEqual(joins, [
		['', ''],
		['https://api.example.com:9345', 'https://api.example.com:8443'],
		['https://api.example.com:9345', 'https://api.example.com:6443'],
		['https://api.example.com:9345', 'https://api.example.com:6443'],
		['https://api.example.com:9345', 'https://api.example.com:6443'],
		['https://10.0.0.11:9345', 'https://10.0.0.11:6443'],
	]);
});

test('etcd on machines of its own: its servers join at the first, control planes at different ones, agents at the control planes', t => {
	const {plan} = exportPlan({machines: 20}, {valued: true});
	const server = ([...names]: readonly string[]) => names.map(name => configurations(plan, 'rke2').get(name)!.server);
	t.deepEqual(server(plan.etcd.members), [undefined, 'https://10.0.0.14:9345', 'https://10.0.0.14:9345']);
	t.deepEqual(server(plan.controlPlane.machines), ['https://10.0.0.14:9345', 'https://10.0.0.15:9345', 'https://10.0.0.16:9345']);
	t.deepEqual([...new Set(server(plan.machines.map(({name}) => name).filter(name => isAgent(plan, name))))], ['https://api.example.com:9345']);
	const readme = filesOf(plan, 'rke2').get('rke2/README.md')!;
	const order = ['# node-4\n', '# node-5\n', '# node-6\n', '# node-1\n', '# node-2\n', '# node-3\n', '# node-7\n'].map(line => readme.indexOf(line));
	t.deepEqual(order, [...order].sort((a, b) => a - b));
	t.true(order[0]! > 0);
});

test('taints: none where control planes take workloads, never where only etcd runs without one', t => {
	const taints = (plan: Plan) => Object.fromEntries([...configurations(plan, 'rke2')].map(([machine, each]) => [machine, each['node-taint']?.join(',') ?? '']));
	t.deepEqual(taints(exportPlan({machines: 3}, {valued: true}).plan), {'node-1': '', 'node-2': '', 'node-3': ''});
	t.deepEqual(taints(exportPlan({machines: 7, topology: 'external'}, {valued: true}).plan), {
		'node-1': 'CriticalAddonsOnly=true:NoExecute',
		'node-2': 'CriticalAddonsOnly=true:NoExecute',
		'node-3': 'node-role.kubernetes.io/etcd:NoExecute',
		'node-4': 'node-role.kubernetes.io/etcd:NoExecute',
		'node-5': 'node-role.kubernetes.io/etcd:NoExecute',
		'node-6': '',
		'node-7': '',
	});
});

test('addresses: node-ip where it is one, a name for the certificate where it is a name, neither where nobody gave one', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const addresses = ['10.0.0.11', 'cp2.example.com', null];
	const found = configurations({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index]!}))}, 'rke2');
	t.deepEqual([...found.values()].map(each => [each['node-ip'], each['tls-san']]), [
		['10.0.0.11', ['api.example.com', '10.0.0.100']],
		[undefined, ['api.example.com', '10.0.0.100', 'cp2.example.com']],
		[undefined, ['api.example.com', '10.0.0.100']],
	]);
});

test('IPv6: networks of the same family on every server; both families are refused', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const withAddresses = (...addresses: string[]): Plan => ({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index]!}))});
	const six = configurations(withAddresses('2001:db8::11', '2001:db8::12', '2001:db8::13'), 'k3s');
	t.like(six.get('node-2'), {'cluster-cidr': 'fd00:42::/56', 'service-cidr': 'fd00:43::/112', 'node-ip': '2001:db8::12'});
	t.regex(rke2Target.refuses(exportInput(withAddresses('10.0.0.11', '2001:db8::12', '10.0.0.13')))?.en ?? '', /IPv4 and some IPv6/v);
});

test('HAProxy takes 401 for an answer; on machines of its own it passes on the port that RKE2 joins at', t => {
	const beside = exportPlan({machines: 3}, {valued: true}).plan;
	const dedicated = exportPlan({machines: 7, loadBalancer: 'dedicated'}, {valued: true}).plan;
	const binds = (plan: Plan, name: 'rke2' | 'k3s') => [...filesOf(plan, name).get(`${name}/haproxy.cfg`)!.matchAll(/^ {4}bind (?<bind>.*)$/gmv)].map(({groups}) => groups!.bind!).filter(bind => !/:840[45]$/v.test(bind));
	t.deepEqual(binds(beside, 'rke2'), ['*:8443']);
	t.deepEqual(binds(dedicated, 'rke2'), ['*:6443', '*:9345']);
	t.deepEqual(binds(dedicated, 'k3s'), ['*:6443']);
	const text = filesOf(dedicated, 'rke2').get('rke2/haproxy.cfg')!;
	t.regex(text, /http-check send meth GET uri \/readyz\n {4}http-check expect status 200,401\n/v);
	t.regex(text, /backend join\n(?:.*\n)*? {4}http-check send meth GET uri \/ping\n(?:.*\n)*? {4}server node-1 10\.0\.0\.11:9345\n/v);
	t.regex(rke2Target.refuses(exportInput({...dedicated, controlPlane: {...dedicated.controlPlane, endpoint: {host: null, port: 9345}}}))?.en ?? '', /join on port 9345/v);
	t.regex(k3sTarget.refuses(exportInput({...beside, controlPlane: {...beside.controlPlane, endpoint: {host: null, port: 6443}}}))?.en ?? '', /cannot listen on port 6443/v);
});

test('kube-vip reads the distribution\'s own kubeconfig', t => {
	const {plan} = exportPlan({machines: 7, loadBalancer: 'kube-vip'}, {valued: true});
	for (const [name] of distributions) {
		const pod = parse(filesOf(plan, name).get(`${name}/node-1/kube-vip.yaml`)!) as {spec: {volumes: Array<{hostPath: {path: string}}>}};
		t.is(pod.spec.volumes[0]!.hostPath.path, `/etc/rancher/${name}/${name}.yaml`);
		t.regex(filesOf(plan, name).get(`${name}/README.md`)!, new RegExp(`scp node-1/kube-vip.yaml 10.0.0.11:/var/lib/rancher/${name}/agent/pod-manifests/`, 'v'));
	}
});

test('the version: a channel, since nobody can know the suffix of a build', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const unsaid = {...plan, requirements: {...plan.requirements, kubernetesVersion: null}};
	t.regex(filesOf(plan, 'rke2').get('rke2/README.md')!, /ssh 10\.0\.0\.11 'curl -sfL https:\/\/get\.rke2\.io \| INSTALL_RKE2_CHANNEL=v1\.37 INSTALL_RKE2_TYPE=server sh -'/v);
	t.regex(filesOf(plan, 'k3s').get('k3s/README.md')!, /INSTALL_K3S_CHANNEL=v1\.37 INSTALL_K3S_EXEC=server sh -/v);
	t.notRegex(filesOf(unsaid, 'k3s').get('k3s/README.md')!, /CHANNEL/v);
});

test('both languages say the same commands', t => {
	for (const [name, target] of distributions) {
		for (const {title, plan, input} of exportPlans) {
			if (target.needs(input).length > 0) {
				continue;
			}

			const commands = (language: 'en' | 'zh') => [...target.write(exportInput(plan, {language})).get(`${name}/README.md`)!.matchAll(/```sh\n(?<commands>[\s\S]*?)```/gv)].map(({groups}) => groups!.commands);
			t.deepEqual(commands('en'), commands('zh'), title);
		}
	}
});
