import test from 'ava';
import {defaultSettings} from '../../../source/simulation/control-plane/settings.js';
import {topologyOf, usualTopology, type ChainRole, type ChainTopology} from '../../../source/simulation/control-plane/topology.js';
import {exportPlan} from '../../helpers/export-plans.js';

const everything: readonly ChainRole[] = ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'];

const namesWith = ({machines}: ChainTopology, role: ChainRole) => machines.filter(({roles}) => roles.includes(role)).map(({name}) => name);

test('the usual one: stacked control planes, the load balancers on the first of them, and workers', t => {
	const usual = usualTopology(defaultSettings, {parts: everything});
	t.is(usual.etcd, 'stacked');
	t.is(usual.endpoint, 'keepalived');
	t.deepEqual(namesWith(usual, 'etcd'), ['node-1', 'node-2', 'node-3']);
	t.deepEqual(namesWith(usual, 'apiserver'), namesWith(usual, 'etcd'));
	t.deepEqual(namesWith(usual, 'load-balancer'), ['node-1', 'node-2', 'node-3']);
	t.deepEqual(namesWith(usual, 'kubelet'), ['node-1', 'node-2', 'node-3', 'node-4', 'node-5', 'node-6']);
});

test('as many members, load balancers and workers as are set; what is left out is on no machine', t => {
	const five = usualTopology({...defaultSettings, 'etcd.members': 5, 'node.workers': 0}, {parts: everything});
	t.is(namesWith(five, 'etcd').length, 5);
	t.is(namesWith(five, 'load-balancer').length, 3);
	t.is(five.machines.length, 5);
	const one = usualTopology({...defaultSettings, 'etcd.members': 1}, {parts: ['load-balancer']});
	t.deepEqual(one.machines.map(({roles}) => roles), [['load-balancer'], ['load-balancer'], ['load-balancer']]);
});

test('load balancers apart are machines of their own, and nothing else is on them', t => {
	const apart = usualTopology(defaultSettings, {parts: everything, apart: true});
	t.deepEqual(namesWith(apart, 'load-balancer'), ['node-4', 'node-5', 'node-6']);
	t.deepEqual(apart.machines.slice(3, 6).map(({roles}) => roles), [['load-balancer'], ['load-balancer'], ['load-balancer']]);
	t.deepEqual(namesWith(apart, 'etcd'), ['node-1', 'node-2', 'node-3']);
	t.is(apart.machines.length, 9);
});

for (const [asked, endpoint, etcd] of [
	[{machines: 1}, 'none', 'stacked'],
	[{machines: 5}, 'keepalived', 'stacked'],
	[{machines: 7, topology: 'external'}, 'keepalived', 'external'],
	[{machines: 20, topology: 'stacked'}, 'keepalived', 'stacked'],
	[{machines: 12, zones: 3, sameSubnet: true}, 'keepalived', null],
	[{machines: 7, loadBalancer: 'dedicated'}, 'keepalived', null],
	[{machines: 7, loadBalancer: 'kube-vip'}, 'kube-vip', null],
	[{machines: 7, loadBalancer: 'node-local'}, 'node-local', null],
	[{machines: 7, loadBalancer: 'cloud'}, 'cloud', null],
] as const) {
	test(`a plan for ${JSON.stringify(asked)}, role by role`, t => {
		const {plan} = exportPlan({...asked});
		const topology = topologyOf(plan);
		t.is(topology.endpoint, endpoint);
		t.is(topology.etcd, etcd ?? (plan.topology === 'external' ? 'external' : 'stacked'));
		t.deepEqual(topology.machines.map(({name}) => name), plan.machines.map(({name}) => name));
		t.deepEqual(topology.machines.map(({zone}) => zone), plan.machines.map(({zone}) => zone));
		t.deepEqual(new Set(namesWith(topology, 'etcd')), new Set(plan.etcd.members));
		t.deepEqual(new Set(namesWith(topology, 'apiserver')), new Set(plan.controlPlane.machines));
		t.deepEqual(namesWith(topology, 'controllers'), namesWith(topology, 'apiserver'));
		t.deepEqual(new Set(namesWith(topology, 'load-balancer')), new Set(plan.loadBalancer.machines));
		const nodes = plan.machines.filter(({roles}) => roles.includes('worker') || roles.includes('control-plane')).map(({name}) => name);
		t.deepEqual(namesWith(topology, 'kubelet'), nodes, 'an etcd or a load balancer of its own is no node');
	});
}
