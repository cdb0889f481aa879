import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {act, drawnMoment, holders, isTakeover, msUntil, run, seeds, span, watchedWorld} from './watching.js';

const three = [{priority: 101}, {priority: 100}, {priority: 90}];
const many = seeds(400);

/** From the fault to the takeover's first gratuitous ARP, for each seed. */
function takeovers(fault: 'kill' | 'stop' | 'freeze' | 'link-down' | 'script-fails', routers: Parameters<typeof watchedWorld>[1] = three): number[] {
	return many.map(seed => {
		const world = watchedWorld(seed, routers);
		const at = drawnMoment(seed);
		act(world, at, {kind: fault, router: 0});
		run(world, at + seconds(9));
		return msUntil(world, at, isTakeover);
	});
}

test('kill -9 of the holder: the backup of priority 100 waits 3.609 s after the last advert, at any phase of it (RFC 9568 §6.1)', t => {
	for (const fault of ['kill', 'freeze', 'link-down'] as const) {
		const [least, most] = span(takeovers(fault));
		t.true(least >= 2609 && most <= 3612, `${fault} ${least} ${most}`);
		t.true(least < 2700 && most > 3520, 'the phases spread over the whole interval');
	}
});

test('a killed holder leaves the VIP on its machine, so that two have it; a restart takes it away, and preempts after its own 3.605 s', t => {
	const world = watchedWorld(1, three);
	act(world, seconds(10), {kind: 'kill', router: 0});
	act(world, seconds(20), {kind: 'start', router: 0});
	run(world, seconds(19));
	t.deepEqual(holders(world), [0, 1]);
	run(world, seconds(21));
	t.deepEqual(holders(world), [1]);
	run(world, seconds(30));
	t.deepEqual(holders(world), [0]);
	const preempted = msUntil(world, seconds(20), isTakeover);
	t.true(preempted >= 3605 && preempted < 3606, String(preempted));
});

test('SIGTERM: priority 0 leaves only the skew of 0.609 s to wait (RFC 9568 §6.4.2)', t => {
	const [least, most] = span(takeovers('stop'));
	t.true(least >= 609 && most <= 612, `${least} ${most}`);
});

test('version 3 scales everything with the interval: at 0.2 s a crash costs 522 to 722 ms', t => {
	const [least, most] = span(takeovers('kill', three.map(each => ({...each, advertMs: 200}))));
	t.true(least >= 521 && most <= 724, `${least} ${most}`);
});

test('version 2 adds the same skew whatever the interval: at 3 s the backup waits 9.609 s', t => {
	const [least, most] = span(seeds(100).map(seed => {
		const world = watchedWorld(seed, three.map(each => ({...each, version: 2 as const, advertMs: 3000})));
		const at = drawnMoment(seed);
		act(world, at, {kind: 'kill', router: 0});
		run(world, at + seconds(12));
		return msUntil(world, at, isTakeover);
	}));
	t.true(least >= 6609 && most <= 9612 && most > 9000, `${least} ${most}`);
});

test('down_timer_adverts 2 saves one interval', t => {
	const [least, most] = span(takeovers('kill', three.map(each => ({...each, downTimerAdverts: 2}))));
	t.true(least >= 1609 && most <= 2612, `${least} ${most}`);
});

test('a takeover says so five times at once and five times 5 s later; the refresh goes on', t => {
	const world = watchedWorld(3, three.map(each => ({...each, garpMasterRefreshMs: 2000})));
	act(world, seconds(10), {kind: 'stop', router: 0});
	run(world, seconds(20));
	const began = seconds(10) + (msUntil(world, seconds(10), isTakeover) * 1000);
	const bursts = world.told.flatMap(({note, at, router}) => note.kind === 'vrrp-gratuitous-arp' && router === 1 ? [[(at - began) / 1000, note.why, note.count]] : []);
	t.deepEqual(bursts, [[0, 'takeover', 5], [5000, 'takeover-repeat', 5], [7000, 'refresh', 1], [9000, 'refresh', 1]]);
});

test('a failing script of weight 0: FAULT after (fall-1)..fall intervals, and the backup 0.61 s later; back after rise intervals and 3.6 s', t => {
	const scripted = three.map(each => ({...each, hasScript: true}));
	const released: number[] = [];
	const taken: number[] = [];
	const back: number[] = [];
	for (const seed of many) {
		const world = watchedWorld(seed, scripted);
		const at = drawnMoment(seed);
		act(world, at, {kind: 'script-fails', router: 0});
		act(world, at + seconds(10), {kind: 'script-succeeds', router: 0});
		run(world, at + seconds(20));
		released.push(msUntil(world, at, ({note}) => note.kind === 'vrrp-entered-fault'));
		taken.push(msUntil(world, at, isTakeover) - released.at(-1)!);
		back.push(msUntil(world, at + seconds(10), each => isTakeover(each) && each.router === 0));
	}

	t.true(span(released)[0] > 1000 && span(released)[1] <= 2000, String(span(released)));
	t.true(span(taken)[0] >= 609 && span(taken)[1] <= 612, String(span(taken)));
	t.true(span(back)[0] >= 1000 + 3605 && span(back)[1] <= 2000 + 3606, String(span(back)));
});

test('weight -2 at 101 against 100: nobody resigns, so the backup also waits out its down interval', t => {
	const [least, most] = span(takeovers('script-fails', three.map(each => ({...each, hasScript: true, weight: -2, scriptFall: 3}))));
	t.true(least >= 2000 + 2609 && most <= 3000 + 3612, `${least} ${most}`);
	t.true(most - least > 1000);
});

test('weight -2 at 101 against 91: the VIP never moves, the classical mistake', t => {
	const world = watchedWorld(1, [{priority: 101}, {priority: 91}].map(each => ({...each, hasScript: true, weight: -2})));
	act(world, seconds(10), {kind: 'script-fails', router: 0});
	run(world, seconds(300));
	t.deepEqual(holders(world), [0]);
	t.is(world.instances[0]!.priority, 99);
});
