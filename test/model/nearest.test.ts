import test from 'ava';
import {editDistance, nearest} from '../../source/model/nearest.js';

test('the distance counts inserted, deleted, replaced and swapped letters', t => {
	t.is(editDistance('etcd', 'etcd'), 0);
	t.is(editDistance('', 'vrrp'), 4);
	t.is(editDistance('vrp', 'vrrp'), 1);
	t.is(editDistance('raft', 'rafd'), 1);
	t.is(editDistance('stakced', 'stacked'), 1);
	t.is(editDistance('kitten', 'sitting'), 3);
});

test('the nearest candidate is the one most likely meant', t => {
	const lessons = ['components', 'etcd-quorum', 'vrrp', 'leader-election'];
	t.is(nearest('etcd-qourum', lessons), 'etcd-quorum');
	t.is(nearest('VRP', lessons), 'vrrp');
	t.is(nearest('component', lessons), 'components');
	t.is(nearest('vrrp', lessons), 'vrrp');
});

test('a word far from all candidates has none', t => {
	t.is(nearest('zookeeper', ['vrrp', 'raft']), undefined);
	t.is(nearest('', ['a']), undefined);
	t.is(nearest('x', ['a', 'b']), undefined);
	t.is(nearest('a'.repeat(5000), ['a'.repeat(5001)]), undefined);
	t.is(nearest('raft', []), undefined);
});

test('of equally near candidates the first wins', t => {
	t.is(nearest('node-x', ['node-1', 'node-2']), 'node-1');
});
