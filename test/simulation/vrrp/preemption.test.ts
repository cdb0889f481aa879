import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {act, holders, isTakeover, msUntil, run, watchedWorld} from './watching.js';

const three = [{priority: 101}, {priority: 100}, {priority: 90}];

/** The holder dies at 10 s and comes back at 20 s: who has the VIP at 40 s, and when it last changed hands after 20 s. */
function afterReturn(settings: object): {readonly holder: number[]; readonly backMs: number} {
	const world = watchedWorld(5, three.map(each => ({...each, ...settings})));
	act(world, seconds(10), {kind: 'kill', router: 0});
	act(world, seconds(20), {kind: 'start', router: 0});
	run(world, seconds(40));
	return {holder: holders(world), backMs: msUntil(world, seconds(20), isTakeover)};
}

test('with preempt the higher priority takes the VIP back', t => {
	t.deepEqual(afterReturn({}).holder, [0]);
});

test('with nopreempt who has it keeps it', t => {
	t.deepEqual(afterReturn({preempt: false}), {holder: [1], backMs: Number.NaN});
});

test('nopreempt with initial state MASTER is cleared, and said so', t => {
	t.deepEqual(afterReturn({preempt: false, startsAs: 'master'}).holder, [0]);
	const world = watchedWorld(1, [{priority: 101, preempt: false, startsAs: 'master'}, {priority: 100}], {cold: true});
	t.false(world.told.some(({note}) => note.kind === 'vrrp-setting-cleared'), 'the start came before the watch');
	act(world, seconds(1), {kind: 'kill', router: 0}, {kind: 'start', router: 0});
	run(world, seconds(2));
	t.true(world.told.some(({note, router}) => router === 0 && note.kind === 'vrrp-setting-cleared' && note.setting === 'nopreempt'));
});

test('preempt_delay bears the lower one for so long, from its first advert on, and then for what is left of a down interval', t => {
	const {holder, backMs} = afterReturn({preemptDelayMs: 5000});
	t.deepEqual(holder, [0]);
	// The first advert comes within one interval, the delay ends 5 s later, and the last advert borne was up to one interval before.
	t.true(backMs >= 5000 + 2605 && backMs <= 1000 + 5000 + 3610, String(backMs));
});

test('a holder that dies during the preempt delay is replaced at once', t => {
	const world = watchedWorld(5, three.map(each => ({...each, preemptDelayMs: 60_000})));
	act(world, seconds(10), {kind: 'kill', router: 0});
	act(world, seconds(20), {kind: 'start', router: 0});
	act(world, seconds(25), {kind: 'kill', router: 1});
	run(world, seconds(40));
	const tookMs = msUntil(world, seconds(25), each => isTakeover(each) && each.router === 0);
	t.true(tookMs >= 2604 && tookMs <= 3608, String(tookMs));
});

test('of equal priorities the first stays; where both are active the higher address wins', t => {
	const world = watchedWorld(2, [{priority: 100, address: 1}, {priority: 100, address: 2}]);
	run(world, seconds(10));
	t.deepEqual(holders(world), [0]);
	act(world, seconds(10), {kind: 'cut', from: [0], to: [1]}, {kind: 'cut', from: [1], to: [0]});
	act(world, seconds(20), {kind: 'heal', from: [0], to: [1]}, {kind: 'heal', from: [1], to: [0]});
	run(world, seconds(19));
	t.deepEqual(holders(world), [0, 1]);
	run(world, seconds(30));
	t.deepEqual(holders(world), [1]);
});

test('equal priorities that start as MASTER together: both take it at once, and the higher address keeps it', t => {
	const world = watchedWorld(2, [{priority: 100, address: 2, startsAs: 'master'}, {priority: 100, address: 1, startsAs: 'master'}], {cold: true});
	run(world, seconds(5));
	t.deepEqual(world.told.flatMap(({note, router}) => note.kind === 'vrrp-became-active' ? [router] : []), [0, 1]);
	t.deepEqual(holders(world), [0]);
});

test('a holder that was frozen and runs again still has the VIP: it outranks the one that took over, and tells the neighbours', t => {
	const world = watchedWorld(5, three);
	act(world, seconds(10), {kind: 'freeze', router: 0});
	act(world, seconds(20), {kind: 'thaw', router: 0});
	run(world, seconds(19));
	t.deepEqual(holders(world), [0, 1]);
	run(world, seconds(20.1));
	t.deepEqual(holders(world), [0]);
	t.true(world.told.some(({note, router, at}) => at >= seconds(20) && router === 0 && note.kind === 'vrrp-gratuitous-arp' && note.why === 'lower-advert'));
});

test('the owner of the address (255) takes it the moment it starts, and no script lowers it', t => {
	const world = watchedWorld(2, [{priority: 255, hasScript: true, weight: -50}, {priority: 100}], {cold: true});
	run(world, seconds(0.1));
	t.deepEqual(holders(world), [0]);
	act(world, seconds(10), {kind: 'script-fails', router: 0});
	run(world, seconds(20));
	t.deepEqual(holders(world), [0]);
	t.is(world.instances[0]!.priority, 255);
});

test('state MASTER takes nothing at once: it waits like a backup', t => {
	const world = watchedWorld(2, [{priority: 101, startsAs: 'master'}, {priority: 100, startsAs: 'backup'}], {cold: true});
	run(world, seconds(3));
	t.deepEqual(holders(world), []);
	run(world, seconds(3.7));
	t.deepEqual(holders(world), [0]);
});
