import test from 'ava';
import type {ApiserverProcess} from '../../../source/simulation/control-plane/apiserver-process.js';
import type {KubeletProcess} from '../../../source/simulation/control-plane/kubelet-process.js';
import {topologyOf} from '../../../source/simulation/control-plane/topology.js';
import {processAt} from '../../../source/simulation/kernel/simulation.js';
import {isWarm} from '../../../source/simulation/scenarios/warm-up.js';
import {exportPlans} from '../../helpers/export-plans.js';
import {hit, named, probed, run, runningChain, type Running} from './chains.js';

const namesOf = ({chain: {simulation: {world}}}: Running, ids: readonly number[]) => ids.map(id => processAt(world, id).name);

for (const {title, plan} of exportPlans.filter(({valued}) => !valued)) {
	test(`a plan of ${title} builds, becomes warm, and answers`, t => {
		const running = runningChain({topology: topologyOf(plan), warmMs: 30_000});
		const {chain} = running;
		t.true(isWarm(chain));
		t.is(chain.places.etcd.length, plan.etcd.members.length);
		t.is(chain.places.kubelets.length, plan.machines.filter(({roles}) => roles.includes('worker') || roles.includes('control-plane')).length);
		t.is(chain.places.keepaliveds.length, plan.loadBalancer.kind === 'keepalived' || plan.loadBalancer.kind === 'dedicated' ? plan.loadBalancer.machines.length : 0);
		const {count, failures} = probed(running, 2000);
		t.true(count >= 39, String(count));
		t.deepEqual(failures, []);
	});
}

test('stacked: an apiserver asks the member beside it, and no other', t => {
	// Longer than the two seconds in which readyz gives up on etcd, so that HAProxy hears its answer.
	const running = runningChain({set: ['healthCheck.timeoutCheckMs=3000']});
	const {chain: {places, simulation: {world}}} = running;
	for (const [index, id] of places.apiservers.entries()) {
		const {endpoints} = (processAt(world, id).state as ApiserverProcess).etcd;
		t.deepEqual(namesOf(running, endpoints.map(endpoint => endpoint.id)), [`etcd-${index + 1}`]);
	}

	hit(running, 'kill etcd-2');
	run(running, 14_000);
	t.deepEqual(places.apiservers.map(id => (processAt(world, id).state as ApiserverProcess).isReady), [true, false, true]);
	t.true(running.told.some(({process, note}) => process === 'haproxy-1' && note.kind === 'health-check-server-down' && note.outcome === 'failed'), 'its readyz says so');
	t.deepEqual(probed(running, 2000).failures, [], 'nobody is sent there any more');
	hit(running, 'restart etcd-2');
	run(running, 12_000);
	t.true((processAt(world, places.apiservers[1]!).state as ApiserverProcess).isReady);
});

test('external: an apiserver asks every member, and stays ready without one of them', t => {
	const {plan} = exportPlans.find(({title}) => title === '7 external')!;
	const running = runningChain({topology: topologyOf(plan), warmMs: 30_000});
	const {chain: {places, simulation: {world}}} = running;
	const [first] = places.apiservers;
	t.deepEqual(namesOf(running, (processAt(world, first!).state as ApiserverProcess).etcd.endpoints.map(({id}) => id)), namesOf(running, places.etcd));
	hit(running, 'kill a-follower');
	run(running, 15_000);
	t.true(places.apiservers.every(id => (processAt(world, id).state as ApiserverProcess).isReady));
	t.false(running.told.some(({note}) => note.kind === 'health-check-server-down'));
	t.deepEqual(probed(running, 2000).failures, []);
});

test('readyz follows etcd: without its quorum no apiserver is ready, every server is DOWN, and connections are closed at once', t => {
	const running = runningChain();
	hit(running, 'kill etcd-1', 'kill etcd-2');
	run(running, 20_000);
	const {failures, count} = probed(running, 2000);
	t.is(failures.length, count);
	t.true(failures.every(failure => failure === 'closed'));
	t.true(running.told.some(({note}) => note.kind === 'proxy-no-server'));
	t.deepEqual(running.told.filter(({note}) => note.kind === 'apiserver-ready' && !note.ready).map(({process}) => process).sort(), ['apiserver-1', 'apiserver-2', 'apiserver-3']);
	hit(running, 'restart etcd-1');
	run(running, 15_000);
	t.deepEqual(probed(running, 2000).failures.filter(failure => failure === 'closed'), [], 'two members are a quorum');
});

test('a kubelet of a control plane asks its own apiserver (kubeadm 1.33 on), or goes through the endpoint as before', t => {
	const parts = ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'] as const;
	const routes = (running: Running) => running.chain.places.kubelets.map(id => (processAt(running.chain.simulation.world, id).state as KubeletProcess).client.route.kind);
	t.deepEqual(routes(runningChain({parts, warmMs: 0})), ['direct', 'direct', 'direct', 'vip', 'vip', 'vip']);
	t.deepEqual(routes(runningChain({parts, warmMs: 0, set: ['node.localKubelets=false']})), ['vip', 'vip', 'vip', 'vip', 'vip', 'vip']);
	t.deepEqual(routes(runningChain({parts, warmMs: 0, endpoint: 'node-local', set: ['node.localKubelets=false']})), ['proxy', 'proxy', 'proxy', 'proxy', 'proxy', 'proxy']);
});

test('established connections outlive a server that is DOWN, unless on-marked-down shuts them', t => {
	for (const [shuts, lost] of [['false', false], ['true', true]] as const) {
		const running = runningChain({parts: ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'], set: ['node.localKubelets=false', `healthCheck.shutdownSessions=${shuts}`], warmMs: 40_000, probes: []});
		hit(running, 'freeze apiserver-1', 'freeze apiserver-2');
		run(running, 13_000);
		t.true(running.told.some(({process, note}) => process === 'haproxy-1' && note.kind === 'health-check-server-down'));
		t.is(running.told.some(({process, note}) => process === 'haproxy-1' && note.kind === 'proxy-sessions-shut'), lost, `shutdownSessions=${shuts}`);
	}
});

test('members that stand ready and strangers start only when they are told to', t => {
	const running = runningChain({spareEtcd: 1, strangers: 1, hasScript: false});
	t.is(named(running, 'etcd-4').status, 'stopped');
	t.is(named(running, 'keepalived-4').status, 'stopped');
	hit(running, 'restart keepalived-4');
	t.is(named(running, 'keepalived-4').status, 'running');
	hit(running, 'restart node/etcd-4');
	t.is(named(running, 'etcd-4').status, 'stopped', 'it belongs to no cluster, and does not start with its machine');
});
