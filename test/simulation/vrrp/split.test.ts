import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {linuxArpSettings, routerArpSettings, type ArpSettings} from '../../../source/simulation/vrrp/arp-cache.js';
import {act, drawnMoment, holders, run, seeds, span, watchedWorld, type Watched} from './watching.js';

const three = [{priority: 101}, {priority: 100}, {priority: 90}];

function cutBoth(world: Watched, at: number, kind: 'cut' | 'heal', [left, right]: readonly [readonly number[], readonly number[]]): void {
	act(world, at, {kind, from: left, to: right}, {kind, from: right, to: left});
}

test('a router that hears nobody takes the VIP as well; with all deaf there are three holders (split brain is right by the RFC)', t => {
	const one = watchedWorld(4, three);
	act(one, seconds(10), {kind: 'cut', from: [0], to: [1]});
	run(one, seconds(20));
	t.deepEqual(holders(one), [0, 1]);

	const all = watchedWorld(4, three);
	act(all, seconds(10), {kind: 'cut', from: [0], to: [1, 2]}, {kind: 'cut', from: [1], to: [0, 2]}, {kind: 'cut', from: [2], to: [0, 1]});
	run(all, seconds(20));
	t.deepEqual(holders(all), [0, 1, 2]);
});

test('after the heal every lower one yields within one interval', t => {
	for (const seed of seeds(100)) {
		const world = watchedWorld(seed, three);
		const at = drawnMoment(seed);
		cutBoth(world, at, 'cut', [[0], [1, 2]]);
		cutBoth(world, at + seconds(10), 'heal', [[0], [1, 2]]);
		run(world, at + seconds(9.9));
		t.deepEqual(holders(world), [0, 1]);
		run(world, at + seconds(11.01));
		t.deepEqual(holders(world), [0]);
	}
});

test('a unicast list that forgets one: both have the VIP', t => {
	const world = watchedWorld(1, [{priority: 101, peers: []}, {priority: 100}]);
	run(world, seconds(20));
	t.deepEqual(holders(world), [0, 1]);
});

test('the same router id for different addresses: each side keeps its own, and throws the other\'s adverts away', t => {
	const world = watchedWorld(1, [{priority: 101, vip: '10.0.0.100'}, {priority: 100, vip: '10.0.0.200'}], {cold: true});
	run(world, seconds(60));
	t.deepEqual(holders(world), [0, 1]);
	t.true(world.told.some(({note}) => note.kind === 'vrrp-refused-advert' && note.why === 'addresses'));
});

test('with backups on both sides each side still has its own, though the holders\' timers, which every advert restarts, starve each other', t => {
	const world = watchedWorld(1, [{priority: 101, vip: 'a'}, {priority: 99, vip: 'a'}, {priority: 100, vip: 'b'}, {priority: 98, vip: 'b'}], {cold: true});
	run(world, seconds(600));
	t.deepEqual(holders(world), [0, 2]);
	const backupsThatTookIt = world.told.filter(({note, router}) => note.kind === 'vrrp-became-active' && (router === 1 || router === 3));
	t.true(backupsThatTookIt.length > 0, 'three adverts in a row that the other side\'s pushed away, and a backup thinks its holder dead');
});

test('keepalived from 2.3.3 on takes such adverts: the lower priority loses its address', t => {
	const world = watchedWorld(1, [{priority: 101, vip: '10.0.0.100'}, {priority: 100, vip: '10.0.0.200'}].map(each => ({...each, refusesOtherAddresses: false})), {cold: true});
	run(world, seconds(60));
	t.deepEqual(holders(world), [0]);
});

test('different router ids for the same address: both have it, and neither says a word', t => {
	const world = watchedWorld(1, [{priority: 101, virtualRouterId: 51}, {priority: 100, virtualRouterId: 52}]);
	run(world, seconds(20));
	t.deepEqual(holders(world), [0, 1]);
	t.false(world.told.some(({note}) => note.kind === 'vrrp-refused-advert'));
});

test('version 2: another password or another interval, and both have the VIP; a mix of versions does the same', t => {
	const pairs = [
		['password', {version: 2, authPass: 'one'}, {version: 2, authPass: 'two'}],
		['interval', {version: 2, advertMs: 1000}, {version: 2, advertMs: 3000}],
		['version', {version: 2}, {version: 3}],
	] as const;
	for (const [why, left, right] of pairs) {
		const world = watchedWorld(1, [{priority: 101, ...left}, {priority: 100, ...right}]);
		run(world, seconds(30));
		t.deepEqual(holders(world), [0, 1], why);
		t.true(world.told.some(({note}) => note.kind === 'vrrp-refused-advert' && note.why === why), why);
	}
});

test('version 3 has no password, and a backup goes by the interval of the active one', t => {
	const world = watchedWorld(1, [{priority: 101, authPass: 'one', advertMs: 3000}, {priority: 100, authPass: 'two', advertMs: 1000}]);
	run(world, seconds(30));
	t.deepEqual(holders(world), [0]);
	t.is(world.instances[1]!.activeAdvertUs, seconds(3));
});

/** The holder of the VIP is cut off with its link up, and heals: how long after the heal the client is answered again; Infinity: never. */
function outagesMs({refreshMs, arp, watchedS}: {readonly refreshMs: number; readonly arp: ArpSettings; readonly watchedS: number}): number[] {
	return seeds(60).map(seed => {
		const world = watchedWorld(seed, three.map(each => ({...each, garpMasterRefreshMs: refreshMs})), {arp});
		const healedUs = drawnMoment(seed) + seconds(15);
		cutBoth(world, healedUs - seconds(15), 'cut', [[0], [1, 2, 3]]);
		cutBoth(world, healedUs, 'heal', [[0], [1, 2, 3]]);
		run(world, healedUs);
		let longestUs = 0;
		let {answeredUs} = world.client;
		for (let at = healedUs; at <= healedUs + seconds(watchedS); at += 100_000) {
			run(world, at);
			longestUs = Math.max(longestUs, world.client.answeredUs === answeredUs ? at - answeredUs : 0);
			answeredUs = world.client.answeredUs;
		}

		return world.client.answeredUs < healedUs + seconds(watchedS - 1) ? Infinity : longestUs / 1000;
	});
}

test('after a heal the VIP is a black hole where the old holder\'s advert came first: for four hours behind a router', t => {
	const outages = outagesMs({refreshMs: 0, arp: routerArpSettings, watchedS: 120});
	const lost = outages.filter(each => each === Infinity).length;
	t.true(lost >= 10 && lost <= 50, `${lost} of ${outages.length}`);
	t.true(outages.every(each => each === Infinity || each <= 1500), 'the others notice little');
});

test('a Linux client asks anew after its reachable time, the delay and three probes: 23 to 53 s (base_reachable_time_ms 30000)', t => {
	const outages = outagesMs({refreshMs: 0, arp: linuxArpSettings, watchedS: 70});
	const lost = outages.filter(each => each > 1500);
	t.true(lost.length >= 10 && lost.length <= 50, `${lost.length} of ${outages.length}`);
	const [least, most] = span(lost);
	t.true(least >= 22_900 && most <= 53_500, `${least} ${most}`);
});

test('with garp_master_refresh 2 no client loses the VIP for longer than that', t => {
	for (const arp of [routerArpSettings, linuxArpSettings]) {
		const [, most] = span(outagesMs({refreshMs: 2000, arp, watchedS: 30}));
		t.true(most <= 3200, String(most));
	}
});
