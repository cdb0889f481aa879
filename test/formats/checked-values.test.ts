import test from 'ava';
import fc from 'fast-check';
import {checkedBackupTo, checkedPlan} from '../../source/formats/checked-values.js';
import type {Plan} from '../../source/model/plan.js';
import {exportPlan, exportPlans} from '../helpers/export-plans.js';
import {hostileText, hostileTexts} from '../helpers/hostile-text.js';

const {plan} = exportPlan({machines: 3}, {valued: true});

/** The plan with one value put at each place where text from outside can stand, by the path of that place. */
const places: ReadonlyArray<readonly [field: string, put: (text: string) => Plan]> = [
	['metadata.name', name => ({...plan, metadata: {name}})],
	['machines[1].name', name => ({...plan, machines: plan.machines.map((machine, index) => index === 1 ? {...machine, name} : machine)})],
	['machines[1].address', address => ({...plan, machines: plan.machines.map((machine, index) => index === 1 ? {...machine, address} : machine)})],
	['machines[1].zone', zone => ({...plan, machines: plan.machines.map((machine, index) => index === 1 ? {...machine, zone} : machine)})],
	['machines[1].host', host => ({...plan, machines: plan.machines.map((machine, index) => index === 1 ? {...machine, host} : machine)})],
	['loadBalancer.vip', vip => ({...plan, loadBalancer: {...plan.loadBalancer, vip}})],
	['requirements.vip', vip => ({...plan, requirements: {...plan.requirements, vip}})],
	['controlPlane.endpoint.host', host => ({...plan, controlPlane: {...plan.controlPlane, endpoint: {...plan.controlPlane.endpoint, host}}})],
	['requirements.endpoint', endpoint => ({...plan, requirements: {...plan.requirements, endpoint}})],
	['requirements.interface', name => ({...plan, requirements: {...plan.requirements, interface: name}})],
	['requirements.kubernetesVersion', kubernetesVersion => ({...plan, requirements: {...plan.requirements, kubernetesVersion}})],
];

/** Where people may write what they like, as long as it is one line. */
const isForPeople = (field: string) => field === 'machines[1].zone' || field === 'machines[1].host';

test('every plan of the planner is well formed, with and without values', t => {
	for (const each of exportPlans) {
		t.is(checkedPlan(each.plan), undefined, each.title);
	}
});

test('what is well formed passes at its place', t => {
	const right: Readonly<Record<string, readonly string[]>> = {
		'machines[1].address': ['10.0.0.99', '2001:db8::1', 'node-2.example.com', '127.0.0.2', '::1'],
		'machines[1].zone': ['zone-b', '机房二', 'a #b'],
		'loadBalancer.vip': ['10.0.0.200', 'fd00::100'],
		'controlPlane.endpoint.host': ['api', 'api.example.com', '10.0.0.100', 'fd00::100'],
		'requirements.interface': ['eth0', 'eth0.10', 'bond0', 'enp0s31f6', 'br-lan', 'wlp2s0_1'],
		'requirements.kubernetesVersion': ['1.37', 'v1.37.1'],
	};
	for (const [field, put] of places) {
		for (const value of right[field] ?? []) {
			t.is(checkedPlan(put(value)), undefined, `${field} ${value}`);
		}
	}
});

test('what is not well formed is refused at its place, with what was got and what is wanted', t => {
	const wrong: Readonly<Record<string, readonly string[]>> = {
		'metadata.name': ['Demo', 'demo.example.com', '-demo'],
		'machines[1].name': ['Node-2', 'node_2', '../node-2'],
		'machines[1].address': ['10.0.0.12/24', '10.0.0.12:6443', '[::1]', '0.0.0.0', '::', '224.0.0.1', 'fe80::1%eth0', '010.0.0.1', '10.0.0.11 10.0.0.12'],
		'machines[1].zone': ['a\nb', '\u202Ea', 'a'.repeat(300)],
		'loadBalancer.vip': ['10.0.0.100/24', 'api.example.com', '127.0.0.1', '224.0.0.18', ''],
		'controlPlane.endpoint.host': ['https://api.example.com', 'api.example.com:6443', 'api_1', ''],
		'requirements.interface': ['', '..', '-c', '@eth0', 'eth0 up', 'eth0;', 'a234567890123456', 'eth0\n'],
		'requirements.kubernetesVersion': ['latest', '1', '1.37.1 ', 'v1.37.1-rc.0; id', '2.0', '01.37'],
	};
	for (const [field, put] of places) {
		for (const value of wrong[field] ?? []) {
			const found = checkedPlan(put(value));
			t.is(found?.field, field, `${field} ${value}`);
			t.regex(found?.says.en ?? '', /^got ".*; it wants /v);
			t.regex(found?.says.zh ?? '', /^得到了 ".*；需要/v);
		}
	}
});

test('an address that two machines have, or the VIP too, is refused however it is written', t => {
	const [, ...others] = plan.machines;
	const twice = {...plan, machines: [{...plan.machines[0]!, address: '2001:DB8:0::1'}, {...others[0]!, address: '2001:db8::1'}, others[1]!]};
	t.like(checkedPlan(twice), {field: 'machines[1].address', says: {en: 'got "2001:db8::1"; it wants an address of its own: node-1 has this one'}});
	t.like(checkedPlan({...plan, loadBalancer: {...plan.loadBalancer, vip: '10.0.0.12'}}), {field: 'loadBalancer.vip'});
});

test('hostile text is refused where it could do harm; elsewhere it is one visible line', t => {
	const check = (text: string) => {
		for (const [field, put] of places) {
			const allowed = isForPeople(field) ? /^[^\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]{0,253}$/v : /^[\w.:@\-]{1,253}$/v;
			t.true(checkedPlan(put(text)) !== undefined || allowed.test(text), field);
		}
	};

	for (const text of hostileTexts) {
		check(text);
	}

	fc.assert(fc.property(hostileText, check));
});

test('a message about a hostile value does what no value does either: it stays on its line', t => {
	for (const text of hostileTexts) {
		for (const [, put] of places) {
			const found = checkedPlan(put(text));
			t.notRegex(found === undefined ? '' : found.says.en + found.says.zh, /[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/v);
		}
	}
});

test('a backup destination is one visible line', t => {
	for (const right of [null, 's3://bucket/etcd', 'backup@10.0.0.9:/srv/etcd', '/mnt/备份']) {
		t.is(checkedBackupTo(right), undefined);
	}

	for (const wrong of ['', ' ', 'a\nb', 'a\u0000', 'a'.repeat(300)]) {
		t.is(checkedBackupTo(wrong)?.field, '--backup-to');
	}
});
