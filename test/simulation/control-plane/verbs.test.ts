/* What each verb does; disks, clocks, links and roles are in inflict.test.ts. */
import test from 'ava';
import type {EtcdServer} from '../../../source/simulation/control-plane/etcd/state.js';
import type {KeepalivedProcess} from '../../../source/simulation/control-plane/keepalived-process.js';
import type {KubeletProcess} from '../../../source/simulation/control-plane/kubelet-process.js';
import {hit, named, run, runningChain, type Running} from './chains.js';

const everything = ['etcd', 'apiserver', 'controllers', 'load-balancer', 'kubelet'] as const;
const missed = ({told}: Running) => told.flatMap(({note}) => note.kind === 'fault-missed' ? [[note.text, note.why]] : []);
const statuses = ({chain: {simulation: {world}}}: Running, machine: number) => new Set(world.processes.filter(({machine: on, kind}) => on === machine && kind !== 'host').map(({status}) => status));

test('kill ends a program at once, without a word; stop lets it wind up', t => {
	const killed = runningChain();
	hit(killed, 'kill keepalived-1');
	t.is(named(killed, 'keepalived-1').status, 'stopped');
	t.true((named(killed, 'keepalived-1').state as KeepalivedProcess).instance.holdsVip, 'the address stays on the machine');
	t.deepEqual(killed.told.map(({note}) => note.kind), ['fault']);

	const stopped = runningChain();
	hit(stopped, 'stop keepalived-1');
	t.is(named(stopped, 'keepalived-1').status, 'stopped');
	t.false((named(stopped, 'keepalived-1').state as KeepalivedProcess).instance.holdsVip);
	t.deepEqual(stopped.told.map(({note}) => note.kind), ['fault', 'vrrp-resigned', 'vrrp-stopped']);
});

test('what is frozen does nothing until it is resumed, and then goes on where it was', t => {
	const running = runningChain({parts: ['etcd'], endpoint: 'none'});
	const {raft} = named(running, 'etcd-1').state as EtcdServer;
	hit(running, 'freeze etcd-1');
	const before = {term: raft.term, lastIndex: raft.lastIndex};
	run(running, 5000);
	t.deepEqual({term: raft.term, lastIndex: raft.lastIndex}, before);
	t.false(running.told.some(({process}) => process === 'etcd-1'));
	hit(running, 'resume etcd-1');
	run(running, 100);
	t.is(named(running, 'etcd-1').status, 'running');
	t.is(raft.leader, (named(running, 'etcd-2').state as EtcdServer).raft.leader);
});

test('restart starts what is dead, and ends first what runs', t => {
	const running = runningChain({parts: ['etcd'], endpoint: 'none'});
	hit(running, 'kill etcd-1', 'restart etcd-1', 'restart etcd-2');
	t.deepEqual(['etcd-1', 'etcd-2'].map(name => named(running, name).status), ['running', 'running']);
	t.is(running.told.filter(({note}) => note.kind === 'raft-started').length, 2);
});

test('a machine loses power with all that runs on it, and what runs on it comes back with it', t => {
	const running = runningChain({parts: everything, warmMs: 40_000});
	hit(running, 'kill node-1');
	t.deepEqual(statuses(running, 0), new Set(['stopped']));
	t.false(running.chain.simulation.world.machines[0]!.up);
	t.false((named(running, 'keepalived-1').state as KeepalivedProcess).instance.holdsVip, 'addresses do not outlive their machine');
	hit(running, 'restart node-1');
	t.deepEqual(statuses(running, 0), new Set(['running']));
});

test('containers outlive their kubelet, but not their machine', t => {
	const running = runningChain({parts: everything, warmMs: 40_000});
	const podsOn = (node: number) => [...(named(running, `kubelet-${node}`).state as KubeletProcess).kubelet.pods.values()];
	hit(running, 'kill kubelet-4', 'kill node-5');
	t.deepEqual(podsOn(4), ['running']);
	t.deepEqual(podsOn(5), []);
	hit(running, 'restart node-5');
	run(running, 30_000);
	t.deepEqual(podsOn(5), ['running'], 'the API still has the pod there, and so it runs again');
});

test('stop, freeze and resume of a machine are those of its programs', t => {
	const running = runningChain();
	hit(running, 'freeze node-2');
	t.deepEqual(statuses(running, 1), new Set(['frozen']));
	hit(running, 'resume node-2');
	t.deepEqual(statuses(running, 1), new Set(['running']));
	hit(running, 'stop node-2');
	run(running, 8000);
	t.deepEqual(statuses(running, 1), new Set(['stopped']));
	t.true(running.chain.simulation.world.machines[1]!.up);
});

test('a deed that would change nothing is told as that, and does nothing', t => {
	const running = runningChain();
	hit(running, 'resume etcd-1', 'kill etcd-1', 'kill etcd-1', 'stop etcd-1', 'freeze etcd-1', 'campaign etcd-1', 'resume node-2', 'kill node-3', 'kill node-3', 'freeze haproxy-2', 'freeze haproxy-2');
	t.deepEqual(missed(running), [
		['0s resume etcd-1', 'already'],
		['0s kill etcd-1', 'already'],
		['0s stop etcd-1', 'already'],
		['0s freeze etcd-1', 'already'],
		['0s campaign etcd-1', 'already'],
		['0s resume node-2', 'already'],
		['0s kill node-3', 'already'],
		['0s freeze haproxy-2', 'already'],
	]);
});

test('a cut hits whole machines, both ways or one, and heal mends what is cut', t => {
	const running = runningChain({parts: ['etcd'], endpoint: 'none'});
	hit(running, 'cut etcd-1|rest');
	run(running, 3000);
	t.true(running.told.some(({process, note}) => process === 'etcd-1' && (note.kind === 'raft-stepped-down' || note.kind === 'raft-became-pre-candidate')));
	hit(running, 'heal');
	run(running, 3000);
	const leaders = new Set(['etcd-1', 'etcd-2', 'etcd-3'].map(name => (named(running, name).state as EtcdServer).raft.leader));
	t.is(leaders.size, 1);
	t.false(leaders.has(null));
});

test('campaign makes a member stand at once, and etcdctl asks one that runs', t => {
	const running = runningChain({parts: ['etcd'], endpoint: 'none', set: ['etcd.preVote=false', 'etcd.checkQuorum=false']});
	hit(running, 'campaign a-follower');
	t.true(running.told.some(({note}) => note.kind === 'raft-became-candidate'));
	run(running, 100);
	hit(running, 'etcdctl put 10');
	run(running, 500);
	hit(running, 'etcdctl get /operator/10', 'etcdctl delete 10');
	run(running, 500);
	hit(running, 'etcdctl get /operator/10');
	run(running, 500);
	t.deepEqual(running.told.flatMap(({note}) => note.kind === 'operator-answered' ? [[note.command[0], note.ok, note.says]] : []), [
		['put', true, null],
		['get', true, '"10"'],
		['delete', true, null],
		['get', true, null],
	]);
	hit(running, 'kill etcd-1', 'kill etcd-2', 'kill etcd-3', 'etcdctl status');
	t.true(running.told.some(({note}) => note.kind === 'operator-answered' && note.error === 'no member runs'));
});
