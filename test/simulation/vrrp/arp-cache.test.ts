import test from 'ava';
import {seededRandom} from '../../../source/simulation/kernel/random.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {arpAnswered, confirmArp, copyArpCache, learnArp, linuxArpSettings, lookUp, newArpCache, routerArpSettings, type ArpCache, type ArpSettings} from '../../../source/simulation/vrrp/arp-cache.js';

const vip = '10.0.0.100';

function cacheWith(settings: ArpSettings = linuxArpSettings): ArpCache {
	const cache = newArpCache(settings, seededRandom(1, 'arp'));
	lookUp(cache, vip, 0);
	arpAnswered(cache, vip, 1, 1000);
	return cache;
}

test('an unknown address: everybody is asked, once a second', t => {
	const cache = newArpCache(linuxArpSettings, seededRandom(1, 'arp'));
	t.deepEqual([0, 0.5, 1, 1.5, 2].map(at => lookUp(cache, vip, seconds(at)).ask), ['everybody', 'nobody', 'everybody', 'nobody', 'everybody']);
	arpAnswered(cache, vip, 1, seconds(2));
	t.deepEqual(lookUp(cache, vip, seconds(2)), {holder: 1, ask: 'nobody'});
});

test('the reachable time is drawn from half to one and a half times 30 s', t => {
	const drawn = Array.from({length: 200}, (_, seed) => newArpCache(linuxArpSettings, seededRandom(seed, 'arp')).reachableUs);
	t.true(Math.min(...drawn) >= seconds(15) && Math.max(...drawn) < seconds(45));
	t.true(Math.max(...drawn) - Math.min(...drawn) > seconds(25));
});

test('a gratuitous ARP changes an entry, and makes none', t => {
	const cache = cacheWith();
	learnArp(cache, vip, 2, seconds(1));
	t.is(lookUp(cache, vip, seconds(1)).holder, 2);
	const empty = newArpCache(linuxArpSettings, seededRandom(1, 'arp'));
	learnArp(empty, vip, 2, 0);
	t.is(lookUp(empty, vip, 0).holder, -1);
});

test('of two answers within a second the first counts', t => {
	const cache = cacheWith();
	arpAnswered(cache, vip, 2, seconds(0.9));
	t.is(lookUp(cache, vip, seconds(1)).holder, 1);
	arpAnswered(cache, vip, 2, seconds(1.1));
	t.is(lookUp(cache, vip, seconds(1.2)).holder, 2);
});

test('what is confirmed lives on; what is used without a word is doubted after the reachable time, asked three times, and dropped', t => {
	const cache = cacheWith();
	for (let at = 0; at < 200; at++) {
		t.is(lookUp(cache, vip, seconds(at)).ask, 'nobody');
		confirmArp(cache, vip, seconds(at));
	}

	const silentUs = seconds(199);
	const asks: string[] = [];
	let holder = 1;
	let at = silentUs;
	for (; holder === 1; at += 100_000) {
		const answer = lookUp(cache, vip, at);
		holder = answer.holder;
		if (answer.ask !== 'nobody') {
			asks.push(answer.ask);
		}
	}

	const livedUs = at - 100_000 - silentUs;
	t.deepEqual(asks, ['holder', 'holder', 'holder', 'everybody']);
	t.true(Math.abs(livedUs - cache.reachableUs - seconds(8)) <= 200_000, String(livedUs - cache.reachableUs));
});

test('a holder that answers a probe is kept', t => {
	const cache = cacheWith();
	const doubtUs = cache.reachableUs + seconds(5.1);
	lookUp(cache, vip, cache.reachableUs);
	t.is(lookUp(cache, vip, doubtUs).ask, 'holder');
	arpAnswered(cache, vip, 1, doubtUs);
	t.deepEqual(lookUp(cache, vip, doubtUs + seconds(10)), {holder: 1, ask: 'nobody'});
});

test('a router keeps a wrong entry for four hours, whatever comes back or not', t => {
	const cache = cacheWith(routerArpSettings);
	t.is(lookUp(cache, vip, seconds(14_400)).holder, 1);
	t.is(lookUp(cache, vip, seconds(14_401)).ask, 'everybody');
});

test('a copy goes its own way', t => {
	const cache = cacheWith();
	const copy = copyArpCache(cache);
	learnArp(cache, vip, 2, seconds(1));
	t.is(lookUp(copy, vip, seconds(1)).holder, 1);
});
