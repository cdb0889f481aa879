import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {disturb, newVrrpWatch, vrrpViolation} from '../../../source/simulation/vrrp/invariants.js';
import {defaultVrrpSettings} from '../../../source/simulation/vrrp/settings.js';
import {newInstance, type VrrpInstance} from '../../../source/simulation/vrrp/state.js';

function instances(states: ReadonlyArray<readonly [priority: number, state: VrrpInstance['state']]>, preempt = true): VrrpInstance[] {
	return states.map(([priority, state], self) => {
		const instance = newInstance({...defaultVrrpSettings, vip: 'v', priority, preempt}, {self, peers: [], listeners: [], address: self});
		instance.state = state;
		instance.holdsVip = state === 'active';
		return instance;
	});
}

/** What the watch says of these at a time, all seen for the first time at 0. */
function saysAt(all: readonly VrrpInstance[], now: number): string | undefined {
	const watch = newVrrpWatch(all);
	for (const [place, instance] of all.entries()) {
		vrrpViolation(watch, place, instance, 0);
	}

	return vrrpViolation(watch, 0, all[0]!, now);
}

test('once settled exactly one is active, and with preempt it is the highest', t => {
	const late = seconds(60);
	t.is(saysAt(instances([[101, 'active'], [100, 'backup']]), late), undefined);
	t.regex(saysAt(instances([[101, 'active'], [100, 'active']]), late)!, /^2 active of 2/v);
	t.regex(saysAt(instances([[101, 'backup'], [100, 'backup']]), late)!, /^0 active of 2/v);
	t.regex(saysAt(instances([[101, 'backup'], [100, 'active']]), late)!, /^priority 100 is active/v);
	t.is(saysAt(instances([[101, 'backup'], [100, 'active']], false), late), undefined);
	t.is(saysAt(instances([[101, 'initialize'], [100, 'active']]), late), undefined);
});

test('within three down intervals, and while a fault lasts, nothing is asked', t => {
	const two = instances([[101, 'active'], [100, 'active']]);
	t.is(saysAt(two, seconds(11)), undefined);
	t.truthy(saysAt(two, seconds(12)));
	const watch = newVrrpWatch(two);
	disturb(watch, Infinity);
	vrrpViolation(watch, 0, two[0]!, 0);
	t.is(vrrpViolation(watch, 1, two[1]!, seconds(600)), undefined);
	disturb(watch, seconds(600));
	t.is(vrrpViolation(watch, 1, two[1]!, seconds(611)), undefined);
	t.truthy(vrrpViolation(watch, 1, two[1]!, seconds(612)));
});

test('only an active one has the address, at any time', t => {
	const [backup] = instances([[100, 'backup']]);
	backup!.holdsVip = true;
	t.regex(saysAt([backup!], 1)!, /has the address though it is backup/v);
	const [active] = instances([[100, 'active']]);
	active!.holdsVip = false;
	t.regex(saysAt([active!], 1)!, /active without the address/v);
	const [unplugged] = instances([[100, 'backup']]);
	unplugged!.linkUp = false;
	t.regex(saysAt([unplugged!], 1)!, /is backup, link down/v);
});
