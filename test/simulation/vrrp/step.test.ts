import test from 'ava';
import type {VrrpAdvert, VrrpMessage} from '../../../source/simulation/vrrp/messages.js';
import type {VrrpNote} from '../../../source/simulation/vrrp/notes.js';
import {advertisedMs, defaultVrrpSettings, type VrrpSettings} from '../../../source/simulation/vrrp/settings.js';
import {copyInstance, dieVrrp, forgetVip, newInstance, type VrrpInstance} from '../../../source/simulation/vrrp/state.js';
import {fireVrrp, receiveVrrp, startVrrp, stopVrrp} from '../../../source/simulation/vrrp/step.js';
import {linkChanged, scriptResult} from '../../../source/simulation/vrrp/track.js';
import {startWarmVrrp} from '../../../source/simulation/vrrp/warm.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

type Effects = Recording<VrrpMessage, VrrpNote>;

const downUs = 3_609_375;
const skewUs = 609_375;

function started(settings: Partial<VrrpSettings> = {}): {instance: VrrpInstance; effects: Effects} {
	const instance = newInstance({...defaultVrrpSettings, vip: '10.0.0.100', ...settings}, {self: 0, peers: [1, 2], listeners: [7], address: 10});
	const effects: Effects = recordingEffects();
	startVrrp(instance, effects);
	return {instance, effects};
}

function active(settings: Partial<VrrpSettings> = {}): {instance: VrrpInstance; effects: Effects} {
	const world = started(settings);
	fireVrrp(world.instance, 'vrrp-down', world.effects);
	world.effects.sent.length = 0;
	world.effects.notes.length = 0;
	return world;
}

function advert(change: Partial<VrrpAdvert> = {}): VrrpAdvert {
	return {kind: 'vrrp-advert', version: 3, virtualRouterId: 51, priority: 101, advertUs: 1_000_000, address: 20, vip: '10.0.0.100', authPass: null, ...change};
}

/** What was sent: adverts by their priority, gratuitous ARPs as `arp`. */
function sent({sent: all}: Effects): Array<number | 'arp'> {
	return all.map(({message}) => message.kind === 'vrrp-advert' ? message.priority : 'arp');
}

test('Initialize, start-up: Backup with a whole Active_Down_Interval; priority 255: Active at once (§6.4.1)', t => {
	const backup = started();
	t.is(backup.instance.state, 'backup');
	t.deepEqual([...backup.effects.timers], [['vrrp-down', downUs]]);
	t.deepEqual(sent(backup.effects), []);

	const owner = started({priority: 255});
	t.is(owner.instance.state, 'active');
	t.deepEqual(sent(owner.effects), [255, 255, 'arp', 'arp', 'arp', 'arp', 'arp'], 'the advert to each peer goes before the ARPs');
});

test('Backup, Active_Down_Timer fires: advert, gratuitous ARPs, Active (§6.4.2)', t => {
	const {instance, effects} = started();
	effects.localNow = downUs;
	t.true(fireVrrp(instance, 'vrrp-down', effects));
	t.is(instance.state, 'active');
	t.true(instance.holdsVip);
	t.deepEqual(sent(effects), [100, 100, 'arp', 'arp', 'arp', 'arp', 'arp']);
	t.is(effects.timers.get('vrrp-advert'), downUs + 1_000_000);
	t.is(effects.timers.get('vrrp-garp-repeat'), downUs + 5_000_000);
	t.deepEqual(effects.notes.at(-1), {kind: 'vrrp-gratuitous-arp', vip: '10.0.0.100', why: 'takeover', count: 5, first: true});
});

test('Backup, advert: priority 0 leaves the skew; not lower restarts the timer; lower is discarded and the timer runs on (§6.4.2)', t => {
	const cases = [[0, 500_000 + skewUs], [101, 500_000 + downUs], [100, 500_000 + downUs], [99, downUs]] as const;
	for (const [priority, fires] of cases) {
		const {instance, effects} = started();
		effects.localNow = 500_000;
		receiveVrrp(instance, 1, advert({priority}), effects);
		t.is(effects.timers.get('vrrp-down'), fires, `priority ${priority}`);
		t.is(instance.state, 'backup');
		t.deepEqual(sent(effects), []);
	}
});

test('Backup with nopreempt: any advert but priority 0 restarts the timer (§6.4.2)', t => {
	const {instance, effects} = started({preempt: false});
	effects.localNow = 500_000;
	receiveVrrp(instance, 1, advert({priority: 1}), effects);
	t.is(effects.timers.get('vrrp-down'), 500_000 + downUs);
});

test('Backup, version 3: the timer scales with the interval of the advert (§6.1, §6.4.2)', t => {
	const {instance, effects} = started();
	receiveVrrp(instance, 1, advert({advertUs: 200_000}), effects);
	t.is(effects.timers.get('vrrp-down'), (3 * 200_000) + 121_875);
	receiveVrrp(instance, 1, advert({advertUs: 200_000, priority: 0}), effects);
	t.is(effects.timers.get('vrrp-down'), 121_875);
});

test('Active, Adver_Timer fires: an advert, and the timer again (§6.4.3)', t => {
	const {instance, effects} = active();
	effects.localNow = 1_000_000;
	t.true(fireVrrp(instance, 'vrrp-advert', effects));
	t.deepEqual(sent(effects), [100, 100]);
	t.is(effects.timers.get('vrrp-advert'), 2_000_000);
	t.false(fireVrrp(instance, 'raft-tick', effects));
});

test('Active, advert: priority 0 is answered; higher, or equal with a higher address, makes a Backup; else advert and ARPs at once (§6.4.3)', t => {
	const arps = ['arp', 'arp', 'arp', 'arp', 'arp'] as const;
	const cases = [
		[{priority: 0}, 'active', [100, 100]],
		[{priority: 101, address: 1}, 'backup', []],
		[{priority: 100, address: 11}, 'backup', []],
		[{priority: 100, address: 9}, 'active', [100, 100, ...arps]],
		[{priority: 99, address: 99}, 'active', [100, 100, ...arps]],
		// Its own address: keepalived only complains in its log.
		[{priority: 100, address: 10}, 'active', []],
	] as const;
	for (const [change, state, messages] of cases) {
		const {instance, effects} = active();
		effects.localNow = 400_000;
		receiveVrrp(instance, 1, advert(change), effects);
		t.is(instance.state, state, JSON.stringify(change));
		t.is(instance.holdsVip, state === 'active');
		t.deepEqual(sent(effects), [...messages]);
		t.is(effects.timers.get(state === 'active' ? 'vrrp-advert' : 'vrrp-down'), 400_000 + (state === 'active' ? 1_000_000 : downUs));
		t.false(effects.timers.has('vrrp-advert') && effects.timers.has('vrrp-down'));
	}
});

test('addresses are compared unsigned: 200.0.0.1 is above 10.0.0.1', t => {
	const {instance, effects} = active();
	receiveVrrp(instance, 1, advert({priority: 100, address: 0xC8_00_00_01}), effects);
	t.is(instance.state, 'backup');
});

test('Active, shutdown: priority 0, and the VIP goes (§6.4.3); a Backup says nothing (§6.4.2)', t => {
	const holder = active();
	stopVrrp(holder.instance, holder.effects);
	t.deepEqual(sent(holder.effects), [0, 0]);
	t.false(holder.instance.holdsVip);
	t.is(holder.instance.state, 'initialize');

	const backup = started();
	stopVrrp(backup.instance, backup.effects);
	t.deepEqual(sent(backup.effects), []);
	t.is(backup.effects.timers.size, 0);
});

test('an active keepalived restarts its advert timer with whatever it reads, refused or not; another router id it does not read', t => {
	for (const [change, fires] of [[{vip: '10.0.0.200'}, 1_700_000], [{virtualRouterId: 52}, 1_000_000]] as const) {
		const {instance, effects} = active();
		effects.localNow = 700_000;
		receiveVrrp(instance, 1, advert({priority: 254, ...change}), effects);
		t.is(instance.state, 'active');
		t.deepEqual(sent(effects), []);
		t.is(effects.timers.get('vrrp-advert'), fires);
	}
});

test('FAULT: a holder resigns twice and is deaf; without a carrier it cannot even resign', t => {
	const failing = started({hasScript: true, scriptFall: 1, scriptRise: 1});
	t.is(failing.instance.state, 'fault', 'until the script has run once it may not hold the VIP');
	scriptResult(failing.instance, true, failing.effects);
	t.is(failing.instance.state, 'backup');
	fireVrrp(failing.instance, 'vrrp-down', failing.effects);
	failing.effects.sent.length = 0;
	scriptResult(failing.instance, false, failing.effects);
	t.is(failing.instance.state, 'fault');
	t.deepEqual(sent(failing.effects), [0, 0, 0, 0]);
	receiveVrrp(failing.instance, 1, advert(), failing.effects);
	t.is(failing.instance.state, 'fault');
	t.false(failing.effects.timers.has('vrrp-down'));

	const unplugged = active();
	linkChanged(unplugged.instance, false, unplugged.effects);
	t.is(unplugged.instance.state, 'fault');
	t.deepEqual(sent(unplugged.effects), []);
	linkChanged(unplugged.instance, true, unplugged.effects);
	t.is(unplugged.instance.state, 'backup');
});

test('rise and fall count in a row, and the first result counts at once', t => {
	const {instance, effects} = started({hasScript: true, weight: -20, scriptRise: 2, scriptFall: 3});
	const priorities = [true, false, false, true, false, false, false, true, false, true, true].map(success => {
		scriptResult(instance, success, effects);
		return instance.priority;
	});
	t.deepEqual(priorities, [100, 100, 100, 100, 100, 100, 80, 80, 80, 80, 100]);

	const failed = started({hasScript: true, weight: -20, scriptFall: 3});
	scriptResult(failed.instance, false, failed.effects);
	t.is(failed.instance.priority, 80);
});

test('a weight above 0 is added while the script succeeds; the sum stays within 1 to 254', t => {
	for (const [weight, priority, good, bad] of [[50, 100, 150, 100], [250, 100, 254, 100], [-250, 100, 100, 1]] as const) {
		const {instance, effects} = started({hasScript: true, weight, priority, scriptRise: 1, scriptFall: 1});
		scriptResult(instance, true, effects);
		t.is(instance.priority, good);
		t.is(instance.advert.priority, good);
		scriptResult(instance, false, effects);
		t.is(instance.priority, bad);
	}
});

test('a backup whose priority changes moves its timer by the change of its interval', t => {
	const {instance, effects} = started({hasScript: true, weight: -36, scriptRise: 1, scriptFall: 1});
	effects.localNow = 1_000_000;
	scriptResult(instance, false, effects);
	t.is(effects.timers.get('vrrp-down'), downUs + (36 * 1_000_000 / 256));
});

test('a warm start stands in the middle of an interval, with the script already succeeding', t => {
	for (const isActive of [true, false]) {
		const {instance, effects} = started({hasScript: true, weight: 20});
		effects.timers.clear();
		startWarmVrrp(instance, isActive, 300_000, effects);
		t.is(instance.state, isActive ? 'active' : 'backup');
		t.is(instance.holdsVip, isActive);
		t.is(instance.priority, 120);
		t.is(instance.advert.priority, 120);
		t.deepEqual([...effects.timers], [isActive ? ['vrrp-advert', 700_000] : ['vrrp-down', 3_000_000 + 531_250 - 300_000]]);
	}
});

test('killed, it leaves the VIP; only the machine\'s own end takes it', t => {
	const {instance} = active();
	dieVrrp(instance);
	t.is(instance.state, 'initialize');
	t.true(instance.holdsVip);
	forgetVip(instance);
	t.false(instance.holdsVip);
});

test('the interval as advertised: whole seconds in version 2, hundredths up to 40.95 s in version 3', t => {
	t.deepEqual([200, 1400, 3000, 999_000].map(advertMs => advertisedMs({version: 2, advertMs})), [1000, 1000, 3000, 255_000]);
	t.deepEqual([4, 204, 1000, 99_000].map(advertMs => advertisedMs({version: 3, advertMs})), [10, 200, 1000, 40_950]);
});

test('a copy goes its own way', t => {
	const {instance, effects} = active();
	const copy = copyInstance(instance);
	receiveVrrp(instance, 1, advert(), effects);
	t.is(copy.state, 'active');
	t.true(copy.holdsVip);
});
