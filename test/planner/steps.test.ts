import test from 'ava';
import type {Asked} from '../../source/planner/requirements-for.js';
import {planned} from './planning.js';

function steps(asked: Asked): string[] {
	return planned(asked).steps.map(({action, machine, machines, votersAfter, quorumAfter}) =>
		`${action} ${machine ?? (machines === null ? '-' : `${machines.count}: ${machines.first}..${machines.last}`)} ${votersAfter}/${quorumAfter}`);
}

test('stacked: the VIP answers before init, then one voter at a time, then the workers at once', t => {
	t.deepEqual(steps({machines: 5}), [
		'install-load-balancer 3: node-1..node-3 0/0',
		'init-control-plane node-1 1/1',
		'join-control-plane node-2 2/2',
		'join-control-plane node-3 3/2',
		'join-workers 2: node-4..node-5 3/2',
		'verify - 3/2',
	]);
});

test('external: all of etcd first', t => {
	t.deepEqual(steps({machines: 18}), [
		'create-etcd 3: node-4..node-6 3/2',
		'install-load-balancer 3: node-1..node-3 3/2',
		'init-control-plane node-1 3/2',
		'join-control-plane node-2 3/2',
		'join-control-plane node-3 3/2',
		'join-workers 12: node-7..node-18 3/2',
		'verify - 3/2',
	]);
});

test('one machine: nothing to balance, nobody to join', t => {
	t.deepEqual(steps({machines: 1}), ['init-control-plane node-1 1/1', 'verify - 1/1']);
});

test('node-local: the proxies are there before the workers join; kube-vip: on the first machine before init', t => {
	t.deepEqual(steps({machines: 5, loadBalancer: 'node-local'}), [
		'init-control-plane node-1 1/1',
		'join-control-plane node-2 2/2',
		'join-control-plane node-3 3/2',
		'install-load-balancer 2: node-4..node-5 3/2',
		'join-workers 2: node-4..node-5 3/2',
		'verify - 3/2',
	]);
	t.deepEqual(steps({machines: 4, loadBalancer: 'kube-vip'}), [
		'install-load-balancer node-1 0/0',
		'init-control-plane node-1 1/1',
		'join-control-plane node-2 2/2',
		'join-control-plane node-3 3/2',
		'install-load-balancer 2: node-2..node-3 3/2',
		'join-workers 1: node-4..node-4 3/2',
		'verify - 3/2',
	]);
	t.is(steps({machines: 5, loadBalancer: 'cloud'})[0], 'install-load-balancer - 0/0');
});

test('policy 8: what nobody gave is listed, with who needs it and its flag, where it applies', t => {
	const missing = (asked: Asked) => planned(asked).missing.map(({field, neededBy, flag}) => `${field} ${neededBy.join(',')} ${flag}`);
	t.deepEqual(missing({machines: 5}), [
		'controlPlane.endpoint.host kubeadm --endpoint',
		'loadBalancer.vip keepalived,kubespray,rke2,k3s,k0sctl,talos --vip',
		'machines[].address runbook --addresses',
		'requirements.interface keepalived,talos --interface',
	]);
	t.deepEqual(missing({machines: 5, loadBalancer: 'kube-vip'}).filter(line => line.includes('vip')), [
		'loadBalancer.vip kube-vip,kubespray,rke2,k3s,talos --vip',
		'requirements.interface kube-vip,rke2,k3s,talos --interface',
	]);
	t.deepEqual(missing({machines: 18, vip: '10.0.0.100', interface: 'eth0'}), ['machines[].address etcd --addresses'], 'a VIP is an endpoint too');
	for (const loadBalancer of ['cloud', 'node-local'] as const) {
		t.deepEqual(missing({machines: 5, loadBalancer}).filter(line => /--vip|--interface/v.test(line)), [], loadBalancer);
	}
});

test('what was given is in the plan', t => {
	const plan = planned({
		machines: 5, vip: '10.0.0.100', endpoint: 'api.example.com', interface: 'eth0',
	}, {name: 'prod', vridTaken: [60]});
	t.is(plan.metadata.name, 'prod');
	t.is(plan.controlPlane.endpoint.host, 'api.example.com');
	t.is(plan.loadBalancer.vip, '10.0.0.100');
	t.is(planned({machines: 5, vip: '10.0.0.100'}).controlPlane.endpoint.host, '10.0.0.100');
	t.is(planned({machines: 1, vip: '10.0.0.100'}).loadBalancer.vip, null, 'one control plane has no VIP');
});

test('every decision has its question, answer, reason, lesson and source', t => {
	const {decisions} = planned({machines: 24, zones: 3, sameSubnet: true});
	t.deepEqual(decisions.map(({id}) => id), ['voters', 'topology', 'control-planes', 'load-balancer', 'same-subnet', 'port', 'virtual-router-id', 'workloads', 'zones']);
	t.is(decisions.find(({id}) => id === 'topology')?.source, 'policy');
	t.regex(decisions.find(({id}) => id === 'topology')?.because ?? '', /3 \+ 3 = 6 machines .* at most a third of 24.* from 18 machines on\. It costs 3 workers and buys isolation.*does not buy availability/v);
	t.regex(planned({machines: 6, zones: 3}).decisions.find(({id}) => id === 'same-subnet')?.because ?? '', /--same-subnet yes/v, 'the decision names the flag');
});
