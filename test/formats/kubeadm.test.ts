import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {kubeadmTarget} from '../../source/formats/kubeadm.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';
import {
	kubeadmDocuments, refusedPaths, yamlDocuments, type ClusterConfiguration, type InitConfiguration, type JoinConfiguration,
} from '../helpers/kubeadm-schema.js';

const secrets = {
	'FILL-IN-TOKEN': 'abcdef.0123456789abcdef',
	'FILL-IN-CA-HASH': `sha256:${'0123456789abcdef'.repeat(4)}`,
	'FILL-IN-CERTIFICATE-KEY': 'fedcba9876543210'.repeat(4),
};

function filledIn(text: string): string {
	return Object.entries(secrets).reduce((result, [placeholder, value]) => result.replaceAll(placeholder, value), text);
}

/** A plan that somebody has named an endpoint for, and nothing else. */
function withEndpoint(plan: Plan, host = 'api.example.com'): Plan {
	return {...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host}}};
}

/** Every plan of the export that kubeadm can be written for, with and without values. */
const writable = exportPlans
	.map(({title, plan}) => ({title, plan: withEndpoint(plan)}))
	.filter(({plan}) => kubeadmTarget.needs(exportInput(plan)).length === 0);

function filesOf(plan: Plan): ReadonlyMap<string, string> {
	return kubeadmTarget.write(exportInput(plan));
}

/** What kubeadm itself reads. */
function configurationsOf(plan: Plan): Array<[path: string, text: string]> {
	return [...filesOf(plan)].filter(([path]) => /^kubeadm\/(?:etcd-members\/)?[^\/]+\.yaml$/v.test(path));
}

function initOf(files: ReadonlyMap<string, string>): {init: InitConfiguration; cluster: ClusterConfiguration} {
	const [, text] = [...files].find(([path]) => path.endsWith('-init.yaml'))!;
	const [init, cluster] = kubeadmDocuments(text);
	return {init: init as InitConfiguration, cluster: cluster as ClusterConfiguration};
}

function joinOf(files: ReadonlyMap<string, string>, name: string): JoinConfiguration {
	const [join] = kubeadmDocuments(filledIn(files.get(`kubeadm/${name}`)!));
	return join as JoinConfiguration;
}

test('every file of every plan is v1beta4 to the last field once the secrets are filled in', t => {
	t.true(writable.length > 20);
	for (const {title, plan} of writable) {
		for (const [path, text] of configurationsOf(plan)) {
			t.deepEqual(refusedPaths(filledIn(text)), [], `${title}: ${path}`);
		}
	}
});

test('no secret is invented: kubeadm refuses each placeholder of a join file', t => {
	for (const {title, plan} of writable) {
		for (const [path, text] of configurationsOf(plan).filter(([path]) => path.includes('-join.yaml') || path.includes('/workers'))) {
			const wanted = ['discovery.bootstrapToken.token', 'discovery.bootstrapToken.caCertHashes.0', ...(text.includes('\ncontrolPlane:') ? ['controlPlane.certificateKey'] : [])];
			t.deepEqual(refusedPaths(text), wanted, `${title}: ${path}`);
		}

		const {init} = initOf(filesOf(plan));
		t.deepEqual([init.bootstrapTokens, init.certificateKey], [undefined, undefined], title);
	}
});

test('there is one file to start with, one to join with for each control plane, and one for each worker whose address is known', t => {
	const files = filesOf(exportPlan({machines: 5}, {valued: true}).plan);
	t.deepEqual([...files.keys()], [
		'kubeadm/README.md', 'kubeadm/fill-in.sh', 'kubeadm/node-1-init.yaml', 'kubeadm/node-1-join.yaml', 'kubeadm/node-2-join.yaml', 'kubeadm/node-3-join.yaml', 'kubeadm/node-4-join.yaml', 'kubeadm/node-5-join.yaml',
	]);
	t.truthy(joinOf(files, 'node-3-join.yaml').controlPlane);
	t.is(joinOf(files, 'node-4-join.yaml').controlPlane, undefined);
});

test('the first machine has a file to join with when it is replaced: what its first file says of it, and no second cluster', t => {
	for (const {title, plan} of writable.filter(({plan: {controlPlane}}) => controlPlane.machines.length > 1)) {
		const files = filesOf(plan);
		const {init} = initOf(files);
		const join = joinOf(files, `${plan.controlPlane.machines[0]!}-join.yaml`);
		t.deepEqual(join.nodeRegistration, init.nodeRegistration, title);
		t.deepEqual(join.controlPlane?.localAPIEndpoint, init.localAPIEndpoint, title);
		t.is(join.discovery.bootstrapToken?.apiServerEndpoint, initOf(files).cluster.controlPlaneEndpoint, title);
	}
});

test('workers without addresses share a file, one for each zone, which becomes a label of the node', t => {
	const files = filesOf(withEndpoint(exportPlan({machines: 12, zones: 3, sameSubnet: true}).plan));
	t.deepEqual([...files.keys()].filter(path => path.includes('workers')), ['kubeadm/workers.zone-a.yaml', 'kubeadm/workers.zone-b.yaml', 'kubeadm/workers.zone-c.yaml']);
	t.deepEqual(joinOf(files, 'workers.zone-b.yaml').nodeRegistration, {
		kubeletExtraArgs: [{name: 'node-labels', value: 'topology.kubernetes.io/zone=zone-b'}],
	});
});

test('the endpoint, its port and every name an apiserver is called by stand in the first file', t => {
	const {init, cluster} = initOf(filesOf(exportPlan({machines: 3}, {valued: true}).plan));
	t.is(cluster.controlPlaneEndpoint, 'api.example.com:8443');
	t.deepEqual(cluster.apiServer?.certSANs, ['api.example.com', '10.0.0.100', 'node-1', '10.0.0.11', 'node-2', '10.0.0.12', 'node-3', '10.0.0.13']);
	t.deepEqual(init.localAPIEndpoint, {advertiseAddress: '10.0.0.11', bindPort: 6443});
	t.is(cluster.kubernetesVersion, 'v1.37.1');
	t.deepEqual(init.nodeRegistration?.kubeletExtraArgs, [{name: 'node-ip', value: '10.0.0.11'}]);
});

test('an IPv6 VIP is bracketed where a port follows, and plain in the certificate', t => {
	const {plan} = exportPlan({machines: 3});
	const {cluster} = initOf(filesOf({...plan, loadBalancer: {...plan.loadBalancer, vip: 'fd00::100'}}));
	t.is(cluster.controlPlaneEndpoint, '[fd00::100]:8443');
	t.is(cluster.apiServer?.certSANs?.[0], 'fd00::100');
});

test('without addresses nothing that can only hold one is written', t => {
	const files = filesOf(withEndpoint(exportPlan({machines: 7, topology: 'external'}).plan));
	const {init, cluster} = initOf(files);
	t.is(init.localAPIEndpoint, undefined);
	t.deepEqual(cluster.etcd, {external: {
		endpoints: ['https://node-3:2379', 'https://node-4:2379', 'https://node-5:2379'],
		caFile: '/etc/kubernetes/pki/etcd/ca.crt',
		certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
		keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
	}});
	t.deepEqual([...files.keys()].filter(path => path.includes('etcd-members')), []);
});

test('external etcd with addresses: a file for each member, all naming the same cluster', t => {
	const files = filesOf(exportPlan({machines: 7, topology: 'external'}, {valued: true}).plan);
	t.deepEqual([...files.keys()].filter(path => path.includes('etcd-members')), [
		'kubeadm/etcd-members/20-etcd-service-manager.conf',
		'kubeadm/etcd-members/kubelet.conf',
		'kubeadm/etcd-members/node-3.yaml',
		'kubeadm/etcd-members/node-4.yaml',
		'kubeadm/etcd-members/node-5.yaml',
	]);
	const [init, cluster] = kubeadmDocuments(files.get('kubeadm/etcd-members/node-4.yaml')!);
	t.is((init as InitConfiguration).localAPIEndpoint?.advertiseAddress, '10.0.0.14');
	const {etcd} = cluster as ClusterConfiguration;
	const flags = Object.fromEntries(etcd && 'local' in etcd ? etcd.local.extraArgs!.map(({name, value}) => [name, value]) : []);
	t.deepEqual(flags, {
		name: 'node-4',
		'initial-cluster': 'node-3=https://10.0.0.13:2380,node-4=https://10.0.0.14:2380,node-5=https://10.0.0.15:2380',
		'initial-cluster-state': 'new',
		'initial-cluster-token': 'demo',
		'listen-peer-urls': 'https://10.0.0.14:2380',
		'listen-client-urls': 'https://127.0.0.1:2379,https://10.0.0.14:2379',
		'initial-advertise-peer-urls': 'https://10.0.0.14:2380',
		'advertise-client-urls': 'https://10.0.0.14:2379',
		'listen-metrics-urls': 'http://127.0.0.1:2381,http://10.0.0.14:2381',
		'heartbeat-interval': '100',
		'election-timeout': '1000',
		'quota-backend-bytes': '8589934592',
	});
});

test('the metrics of stacked etcd: the loopback for kubeadm\'s probes, and the address that each kubelet was given', t => {
	const localOf = (plan: Plan) => {
		const {etcd} = initOf(filesOf(withEndpoint(plan))).cluster;
		return etcd && 'local' in etcd ? {extraArgs: etcd.local.extraArgs, extraEnvs: etcd.local.extraEnvs} : undefined;
	};

	const {plan} = exportPlan({machines: 3}, {valued: true});
	const addressed = (...addresses: Array<string | null>) => ({...plan, machines: plan.machines.map((machine, index) => ({...machine, address: addresses[index]!}))});
	const extraEnvs = [{name: 'HOST_IP', valueFrom: {fieldRef: {fieldPath: 'status.hostIP'}}}];
	t.deepEqual(localOf(plan), {extraArgs: [{name: 'listen-metrics-urls', value: 'http://127.0.0.1:2381,http://$(HOST_IP):2381'}], extraEnvs});
	t.deepEqual(localOf(addressed('fd00::11', 'fd00::12', 'fd00::13')), {extraArgs: [{name: 'listen-metrics-urls', value: 'http://[::1]:2381,http://[$(HOST_IP)]:2381'}], extraEnvs});
	const kubeadmsOwn = {extraArgs: undefined, extraEnvs: undefined};
	// Nothing that the kubelet would have to guess: without its address etcd would not start.
	t.deepEqual([addressed(null, '10.0.0.12', '10.0.0.13'), addressed('cp1.example.com', '10.0.0.12', '10.0.0.13'), addressed('10.0.0.11', '10.0.0.12', 'fd00::13')].map(each => localOf(each)), [kubeadmsOwn, kubeadmsOwn, kubeadmsOwn]);
	t.is(localOf(exportPlan({machines: 7, topology: 'external'}, {valued: true}).plan), undefined);

	// Every machine that runs such a member is told its address.
	for (const {title, plan: each} of writable.filter(({plan: {topology}}) => topology !== 'external')) {
		const files = filesOf(each);
		const told = each.controlPlane.machines.map((name, index) => (index === 0 ? initOf(files).init : joinOf(files, `${name}-join.yaml`)).nodeRegistration?.kubeletExtraArgs?.find(({name}) => name === 'node-ip')?.value);
		const known = each.controlPlane.machines.map(name => each.machines.find(machine => machine.name === name)?.address ?? undefined);
		t.deepEqual(told, known, title);
		t.is(localOf(each)?.extraArgs === undefined, known.includes(undefined), title);
	}
});

test('control planes carry no taint exactly where they take workloads', t => {
	for (const {title, plan} of writable) {
		const {init} = initOf(filesOf(plan));
		t.deepEqual(init.nodeRegistration?.taints, plan.controlPlane.schedulable ? [] : undefined, title);
	}
});

test('one machine: one file and the README, and nothing to join', t => {
	const {plan} = exportPlan({machines: 1}, {valued: true});
	const files = filesOf(plan);
	t.deepEqual([...files.keys()], ['kubeadm/README.md', 'kubeadm/node-1-init.yaml']);
	t.is(initOf(files).cluster.controlPlaneEndpoint, 'api.example.com:6443');
	t.false(files.get('kubeadm/README.md')!.includes('--upload-certs'));
});

test('a minor release is a label of kubeadm, no release is left to kubeadm', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const ofVersion = (kubernetesVersion: string | null) => initOf(filesOf({...plan, requirements: {...plan.requirements, kubernetesVersion}})).cluster.kubernetesVersion;
	t.is(ofVersion('1.37'), 'stable-1.37');
	t.is(ofVersion('v1.36.4'), 'v1.36.4');
	t.is(ofVersion(null), undefined);
});

test('v1beta4 is refused for a release whose kubeadm cannot read it', t => {
	const {plan} = exportPlan({machines: 3}, {valued: true});
	const refusal = (kubernetesVersion: string) => kubeadmTarget.refuses(exportInput({...plan, requirements: {...plan.requirements, kubernetesVersion}}));
	t.regex(refusal('1.30.9')?.en ?? '', /1\.30 cannot read.*1\.31/v);
	t.is(refusal('1.31'), undefined);
});

test('what is missing is named with its flag', t => {
	const flags = (plan: Plan) => kubeadmTarget.needs(exportInput(plan)).map(({field, flag}) => `${flag} ${field}`);
	t.deepEqual(flags(exportPlan({machines: 3}).plan), ['--endpoint controlPlane.endpoint.host']);
	t.deepEqual(flags(exportPlan({machines: 7, loadBalancer: 'node-local'}).plan), ['--endpoint controlPlane.endpoint.host', '--addresses machines[].address']);
	t.deepEqual(flags(exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true}).plan), []);
});

test('node-local wants a name: no address leads to the loopback of every node', t => {
	const {plan} = exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true});
	const [need] = kubeadmTarget.needs(exportInput(withEndpoint(plan, '10.0.0.100')));
	t.is(need?.flag, '--endpoint');
	t.regex(need?.says.en ?? '', /10\.0\.0\.100.*name/v);
});

test('node-local: every node gets the line of /etc/hosts, and those without an apiserver the proxy', t => {
	const files = filesOf(exportPlan({machines: 7, loadBalancer: 'node-local'}, {valued: true}).plan);
	t.true(files.get('kubeadm/node-local/hosts')!.includes('\n127.0.0.1 api.example.com '));
	const configuration = files.get('kubeadm/node-local/haproxy.cfg')!;
	t.regex(configuration, /^ *bind 127\.0\.0\.1:6443$/mv);
	t.regex(configuration, /^ *server node-3 10\.0\.0\.13:6443$/mv);
	const [pod] = yamlDocuments(files.get('kubeadm/node-local/apiserver-proxy.yaml')!) as [{spec: {hostNetwork: boolean; volumes: Array<{hostPath: {path: string}}>}}];
	t.true(pod.spec.hostNetwork);
	t.is(pod.spec.volumes[0]?.hostPath.path, '/etc/haproxy');
	t.deepEqual(joinOf(files, 'node-7-join.yaml').nodeRegistration?.ignorePreflightErrors, ['DirAvailable--etc-kubernetes-manifests']);
	t.is(joinOf(files, 'node-2-join.yaml').nodeRegistration?.ignorePreflightErrors, undefined);
});

test('the README has the commands in order: init, then each control plane, then each worker', t => {
	const readme = filesOf(exportPlan({machines: 5}, {valued: true}).plan).get('kubeadm/README.md')!;
	const order = [
		'ssh 10.0.0.11 \'kubeadm init --config node-1-init.yaml --upload-certs\'',
		'sh fill-in.sh TOKEN CA-HASH CERTIFICATE-KEY',
		'kubeadm join --config node-2-join.yaml',
		'kubeadm join --config node-3-join.yaml',
		'kubeadm join --config node-4-join.yaml',
	].map(command => readme.indexOf(command));
	t.false(order.includes(-1));
	t.deepEqual(order.toSorted((a, b) => a - b), order);
});

test('the README is in the language that was asked for, its commands the same in both', t => {
	const {plan} = exportPlan({machines: 20}, {valued: true});
	const readme = (language: 'en' | 'zh') => kubeadmTarget.write(exportInput(plan, {language})).get('kubeadm/README.md')!;
	const commands = (text: string) => [...text.matchAll(/```sh\n(?<block>.*?)```/gsv)].map(({groups}) => groups!.block);
	t.deepEqual(commands(readme('zh')), commands(readme('en')));
	t.true(readme('zh').includes('第一台控制平面节点'));
	t.regex(readme('en'), /^[\u{20}-\u{7E}\n]*$/v);
});

test('the same plan gives the same bytes, in lines that end with a line feed', t => {
	for (const {plan} of writable) {
		t.deepEqual(filesOf(plan), filesOf(structuredClone(plan)));
		for (const [path, text] of filesOf(plan)) {
			t.true(path.startsWith('kubeadm/') && text.endsWith('\n') && !text.includes('\r') && !text.endsWith('\n\n'), path);
		}
	}
});

test('nothing leaves its field: a hostile value is refused, or stands where it belongs and nowhere else', t => {
	const {plan} = exportPlan({machines: 7, topology: 'external'}, {valued: true});
	const places: ReadonlyArray<(text: string) => Plan> = [
		name => ({...plan, metadata: {name}}),
		address => ({...plan, machines: plan.machines.map((machine, index) => index === 3 ? {...machine, address} : machine)}),
		zone => ({...plan, machines: plan.machines.map((machine, index) => index === 6 ? {...machine, zone} : machine)}),
		host => withEndpoint(plan, host),
		vip => ({...plan, loadBalancer: {...plan.loadBalancer, vip}}),
		kubernetesVersion => ({...plan, requirements: {...plan.requirements, kubernetesVersion}}),
	];
	const check = (put: (text: string) => Plan, text: string) => {
		const changed = put(text);
		if (checkedPlan(changed) !== undefined || kubeadmTarget.refuses(exportInput(changed)) !== undefined || kubeadmTarget.needs(exportInput(changed)).length > 0) {
			return;
		}

		for (const [, file] of configurationsOf(changed)) {
			kubeadmDocuments(filledIn(file));
		}
	};

	t.notThrows(() => {
		for (const put of places) {
			for (const text of hostileTexts) {
				check(put, text);
			}
		}

		fc.assert(fc.property(fc.constantFrom(...places), hostileText, check), {numRuns: 100});
	});
});
