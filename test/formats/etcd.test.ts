import test from 'ava';
import fc from 'fast-check';
import {checkedPlan} from '../../source/formats/checked-values.js';
import {etcdTarget} from '../../source/formats/etcd.js';
import type {Plan} from '../../source/model/plan.js';
import {exportInput, exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';
import {refusedPaths} from '../helpers/kubeadm-schema.js';

const {plan} = exportPlan({machines: 7, topology: 'external'}, {valued: true});
const external = exportPlans.filter(({plan: {topology}}) => topology === 'external');

function filesOf(of: Plan): ReadonlyMap<string, string> {
	return etcdTarget.write(exportInput(of));
}

/** The variables of an environment file, each once. */
function variablesOf(text: string): Record<string, string> {
	const variables: Record<string, string> = {};
	for (const line of text.split('\n').filter(each => each !== '' && !each.startsWith('#'))) {
		const {name, value} = /^(?<name>ETCD_[A-Z_]+)=(?<value>[\w.,:\/=\[\]\-]+)$/v.exec(line)?.groups ?? {};
		if (name === undefined || value === undefined || variables[name] !== undefined) {
			throw new Error(`no variable, or one given twice: ${line}`);
		}

		variables[name] = value;
	}

	return variables;
}

test('a member has its own name and addresses, the cluster is the same on all of them', t => {
	const files = filesOf(plan);
	t.deepEqual(variablesOf(files.get('etcd/node-4/etcd.env')!), {
		ETCD_NAME: 'node-4',
		ETCD_DATA_DIR: '/var/lib/etcd',
		ETCD_LISTEN_PEER_URLS: 'https://10.0.0.14:2380',
		ETCD_LISTEN_CLIENT_URLS: 'https://10.0.0.14:2379',
		ETCD_INITIAL_ADVERTISE_PEER_URLS: 'https://10.0.0.14:2380',
		ETCD_ADVERTISE_CLIENT_URLS: 'https://10.0.0.14:2379',
		ETCD_LISTEN_METRICS_URLS: 'http://127.0.0.1:2381,http://10.0.0.14:2381',
		ETCD_INITIAL_CLUSTER: 'node-3=https://10.0.0.13:2380,node-4=https://10.0.0.14:2380,node-5=https://10.0.0.15:2380',
		ETCD_INITIAL_CLUSTER_STATE: 'new',
		ETCD_INITIAL_CLUSTER_TOKEN: 'demo',
		ETCD_HEARTBEAT_INTERVAL: '100',
		ETCD_ELECTION_TIMEOUT: '1000',
		ETCD_PRE_VOTE: 'true',
		ETCD_QUOTA_BACKEND_BYTES: String(8 * (1024 ** 3)),
		ETCD_AUTO_COMPACTION_RETENTION: '0',
		ETCD_CLIENT_CERT_AUTH: 'true',
		ETCD_TRUSTED_CA_FILE: '/etc/etcd/pki/ca.crt',
		ETCD_CERT_FILE: '/etc/etcd/pki/server.crt',
		ETCD_KEY_FILE: '/etc/etcd/pki/server.key',
		ETCD_PEER_CLIENT_CERT_AUTH: 'true',
		ETCD_PEER_TRUSTED_CA_FILE: '/etc/etcd/pki/ca.crt',
		ETCD_PEER_CERT_FILE: '/etc/etcd/pki/peer.crt',
		ETCD_PEER_KEY_FILE: '/etc/etcd/pki/peer.key',
	});
	const clusters = plan.etcd.members.map(name => variablesOf(files.get(`etcd/${name}/etcd.env`)!).ETCD_INITIAL_CLUSTER);
	t.is(new Set(clusters).size, 1);
});

test('IPv6 addresses stand in brackets wherever a port follows', t => {
	const six = {...plan, machines: plan.machines.map((machine, index) => ({...machine, address: `fd00::1${index + 1}`}))};
	const variables = variablesOf(filesOf(six).get('etcd/node-3/etcd.env')!);
	t.is(variables.ETCD_LISTEN_PEER_URLS, 'https://[fd00::13]:2380');
	t.is(variables.ETCD_LISTEN_METRICS_URLS, 'http://[::1]:2381,http://[fd00::13]:2381');
	t.is(variables.ETCD_INITIAL_CLUSTER, 'node-3=https://[fd00::13]:2380,node-4=https://[fd00::14]:2380,node-5=https://[fd00::15]:2380');
});

test('every plan with external etcd has a file for each member, one unit, one script, and no key in any of them', t => {
	t.true(external.length >= 4);
	for (const {title, plan: each} of external.filter(({valued}) => valued)) {
		const files = filesOf(each);
		t.deepEqual([...files.keys()].filter(path => path.endsWith('etcd.env')), each.etcd.members.map(name => `etcd/${name}/etcd.env`), title);
		t.true(files.has('etcd/etcd.service') && files.has('etcd/make-certificates.sh') && files.has('etcd/README.md'));
		t.false([...files.values()].some(text => /PRIVATE KEY|BEGIN CERTIFICATE/v.test(text)));
	}
});

test('the same members as static Pods are v1beta4 to the last field', t => {
	for (const {title, plan: each} of external.filter(({valued}) => valued)) {
		for (const name of each.etcd.members) {
			t.deepEqual(refusedPaths(filesOf(each).get(`etcd/kubeadm/${name}.yaml`)!), [], title);
		}
	}
});

test('single and stacked are refused with the reason: kubeadm makes those members', t => {
	for (const {title, plan: each} of exportPlans.filter(({plan: {topology}}) => topology !== 'external')) {
		t.regex(etcdTarget.refuses(exportInput(each))?.en ?? '', /kubeadm makes the etcd members/v, title);
	}

	t.is(etcdTarget.refuses(exportInput(plan)), undefined);
});

test('every member needs an IP address; the other machines do not', t => {
	const [need, ...others] = etcdTarget.needs(exportInput(exportPlan({machines: 7, topology: 'external'}).plan));
	t.deepEqual({flag: need?.flag, others}, {flag: '--addresses', others: []});
	t.regex(need?.says.en ?? '', /node-3, node-4, node-5/v);
	const named = (name: string) => ({...plan, machines: plan.machines.map(machine => machine.name === name ? {...machine, address: 'etcd.example.com'} : machine)});
	t.is(etcdTarget.needs(exportInput(named('node-4'))).length, 1);
	t.is(etcdTarget.needs(exportInput(named('node-1'))).length, 0);
});

test('the same plan gives the same bytes, in lines that end with a line feed', t => {
	t.deepEqual(filesOf(plan), filesOf(structuredClone(plan)));
	for (const [path, text] of filesOf(plan)) {
		t.true(path.startsWith('etcd/') && text.endsWith('\n') && !text.includes('\r') && !text.endsWith('\n\n'), path);
	}
});

test('the README is in the language that was asked for, its commands the same in both', t => {
	const readme = (language: 'en' | 'zh') => etcdTarget.write(exportInput(plan, {language})).get('etcd/README.md')!;
	const commands = (text: string) => [...text.matchAll(/```sh\n(?<block>.*?)```/gsv)].map(({groups}) => groups!.block);
	t.deepEqual(commands(readme('zh')), commands(readme('en')));
	t.regex(readme('en'), /^[\u{20}-\u{7E}\n]*$/v);
});

test('nothing leaves its field: a hostile value is refused, or stands where it belongs and nowhere else', t => {
	const lines = (text: string) => text.split('\n').length;
	const before = filesOf(plan);
	const places: ReadonlyArray<(text: string) => Plan> = [
		name => ({...plan, metadata: {name}}),
		address => ({...plan, machines: plan.machines.map(machine => machine.name === 'node-4' ? {...machine, address} : machine)}),
		kubernetesVersion => ({...plan, requirements: {...plan.requirements, kubernetesVersion}}),
	];
	const check = (put: (text: string) => Plan, text: string) => {
		const changed = put(text);
		if (checkedPlan(changed) !== undefined || etcdTarget.needs(exportInput(changed)).length > 0) {
			return;
		}

		for (const [path, file] of filesOf(changed)) {
			if (path.endsWith('.env')) {
				variablesOf(file);
			} else if (path.endsWith('.yaml') && refusedPaths(file).length > 0) {
				throw new Error(path);
			} else if (path === 'etcd/etcd.service' && lines(file) !== lines(before.get(path)!)) {
				throw new Error(path);
			}
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
