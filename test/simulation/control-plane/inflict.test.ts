import test from 'ava';
import {buildChain, startChain} from '../../../source/simulation/control-plane/build-chain.js';
import type {Chain} from '../../../source/simulation/control-plane/chain.js';
import {inflict} from '../../../source/simulation/control-plane/inflict.js';
import type {KubeVipProcess} from '../../../source/simulation/control-plane/kube-vip-process.js';
import type {ChainNote} from '../../../source/simulation/control-plane/notes.js';
import {readFault} from '../../../source/simulation/control-plane/read-fault.js';
import {refuseUnknownTargets, roleHolder} from '../../../source/simulation/control-plane/resolve-target.js';
import {defaultSettings} from '../../../source/simulation/control-plane/settings.js';
import {usualTopology, type ChainRole, type EndpointKind} from '../../../source/simulation/control-plane/topology.js';
import {linkOf} from '../../../source/simulation/kernel/network.js';
import {localTime, processAt, processNamed, runUntil} from '../../../source/simulation/kernel/simulation.js';
import {seconds} from '../../../source/simulation/kernel/time.js';

function running(parts: readonly ChainRole[], endpoint: EndpointKind = 'none'): {chain: Chain; told: ChainNote[]} {
	const topology = usualTopology(defaultSettings, {parts, endpoint});
	const chain = buildChain({
		seed: 1,
		// Two machines share zone-a.
		topology: {...topology, machines: topology.machines.map((machine, index) => ({...machine, zone: index < 2 ? 'zone-a' : 'zone-b'}))},
		settings: defaultSettings, probes: [], spareEtcd: 0, strangers: 0, hasScript: true, behindRouter: false, pods: [],
	});
	const told: ChainNote[] = [];
	startChain(chain);
	runUntil(chain.simulation, seconds(8));
	chain.simulation.watch.noted = note => {
		told.push(note);
	};

	return {chain, told};
}

function hit(chain: Chain, text: string): void {
	inflict(chain, readFault(`0s ${text}`));
}

const statusOf = ({simulation: {world}}: Chain, name: string) => processNamed(world, name)!.status;

test('etcd ends where its disk is full, and again whenever it is started there', t => {
	const {chain, told} = running(['etcd']);
	const fullDisks = () => told.filter(({kind}) => kind === 'etcd-disk-full').length;
	hit(chain, 'fill-disk etcd-2');
	t.is(statusOf(chain, 'etcd-2'), 'stopped');
	t.is(fullDisks(), 1);
	hit(chain, 'restart etcd-2');
	t.is(statusOf(chain, 'etcd-2'), 'stopped');
	hit(chain, 'restart node-2');
	t.is(statusOf(chain, 'etcd-2'), 'stopped');
	t.is(fullDisks(), 3);
	hit(chain, 'restart etcd-3');
	t.is(statusOf(chain, 'etcd-3'), 'running');
	t.is(fullDisks(), 3);
});

test('a zone\'s disks and clocks are those of all its machines', t => {
	const {chain} = running(['etcd']);
	const {world} = chain.simulation;
	hit(chain, 'slow-disk zone-a 1s');
	t.deepEqual(world.machines.map(({zone, diskDelayUs}) => [zone, diskDelayUs]), [['zone-a', 1_000_000], ['zone-a', 1_000_000], ['zone-b', 2000], [null, 2000]]);
	hit(chain, 'drift zone-a -50%');
	const passed = (name: string) => localTime(processNamed(world, name)!, world.now + 1_000_000) - localTime(processNamed(world, name)!, world.now);
	t.deepEqual(['etcd-1', 'etcd-2', 'etcd-3'].map(name => passed(name)), [500_000, 500_000, 1_000_000]);
});

test('links go back where heal says so, and only cuts are healed', t => {
	const {chain} = running(['etcd']);
	const link = (from: number, to: number) => linkOf(chain.simulation.world.network, from, to);
	hit(chain, 'cut node-1->node-2,node-3');
	t.deepEqual([link(0, 1).cut, link(0, 2).cut, link(1, 0).cut, link(1, 2).cut], [true, true, false, false]);
	hit(chain, 'heal node-1|node-2');
	t.deepEqual([link(0, 1).cut, link(0, 2).cut], [false, true]);
	hit(chain, 'delay node-1|rest 30ms');
	hit(chain, 'lose node-2->node-1 20%');
	hit(chain, 'heal');
	t.deepEqual([link(0, 2).cut, link(0, 2).delayUs, link(3, 0).delayUs, link(1, 2).delayUs, link(1, 0).loss, link(0, 1).loss], [false, 30_000, 30_000, 1000, 0.2, 0]);
});

test('a machine that loses power has no VIP when it is back, whoever put it there', t => {
	const {chain} = running(['etcd', 'apiserver'], 'kube-vip');
	const holder = roleHolder(chain, 'kube-vip-leader')!;
	const {state, machine} = processAt(chain.simulation.world, holder);
	t.true((state as KubeVipProcess).holdsVip);
	hit(chain, `restart node-${machine + 1}`);
	t.is(processAt(chain.simulation.world, holder).status, 'running');
	t.false((state as KubeVipProcess).holdsVip);
});

test('a role that nobody holds is told as missed', t => {
	const {chain, told} = running(['etcd']);
	hit(chain, 'kill vip-holder');
	t.deepEqual(told, [{kind: 'fault-missed', text: '0s kill vip-holder', why: 'nobody'}]);
});

test('only a member of etcd can stand for election', t => {
	const {chain} = running(['etcd']);
	for (const target of ['etcd-2', 'etcd-leader', 'a-follower']) {
		t.notThrows(() => {
			refuseUnknownTargets(chain, readFault(`0s campaign ${target}`));
		});
	}

	for (const target of ['node-1', 'zone-a', 'operator', 'vip-holder', 'node/etcd-leader']) {
		t.throws(() => {
			refuseUnknownTargets(chain, readFault(`0s campaign ${target}`));
		}, {message: /etcd-1/v}, target);
	}
});
