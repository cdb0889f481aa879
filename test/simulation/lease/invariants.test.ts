import test from 'ava';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {areClocksWithinMargin, excuse, hearLeaseNote, leadersViolation, leaseWriteViolation, newLeaseWatch, type LeaseWatch} from '../../../source/simulation/lease/invariants.js';
import type {LeaseRecord} from '../../../source/simulation/lease/messages.js';
import {schedulerLeaseSettings} from '../../../source/simulation/lease/settings.js';
import {newElector} from '../../../source/simulation/lease/state.js';

function watching(rates: readonly number[] = [1, 1]): LeaseWatch {
	const watch = newLeaseWatch(schedulerLeaseSettings, rates);
	leaseWriteViolation(watch, written(), seconds(10));
	return watch;
}

function written(changes: Partial<LeaseRecord> = {}): LeaseRecord {
	return {holder: 'a_1', durationS: 15, acquireTimeUs: 0, renewTimeUs: seconds(10), transitions: 4, ...changes};
}

const byOther = {holder: 'b_1', acquireTimeUs: seconds(90), renewTimeUs: seconds(90), transitions: 5} as const;

test('a renewal, a release and what follows it, and a takeover of what has run out are in order', t => {
	const watch = watching();
	t.is(leaseWriteViolation(watch, written({renewTimeUs: seconds(12)}), seconds(12)), undefined);
	t.is(leaseWriteViolation(watch, written({holder: '', durationS: 1, renewTimeUs: seconds(13)}), seconds(13)), undefined);
	t.is(leaseWriteViolation(watch, written({...byOther}), seconds(13.1)), undefined);
	t.is(leaseWriteViolation(watch, written({...byOther, holder: 'a_2', transitions: 6}), seconds(28.2)), undefined);
});

test('transitions that fall, stand still or run away are not', t => {
	for (const transitions of [3, 4, 6]) {
		t.is(leaseWriteViolation(watching(), written({...byOther, transitions}), seconds(40)), `transitions went from 4 to ${transitions} as a_1 gave way to b_1`);
	}

	t.is(leaseWriteViolation(watching(), written({renewTimeUs: seconds(12), transitions: 5}), seconds(12)), 'transitions went from 4 to 5 as a_1 gave way to a_1');
	t.is(leaseWriteViolation(watching(), written({renewTimeUs: seconds(12), acquireTimeUs: 7}), seconds(12)), 'a_1 renewed, and acquired anew in the record');
});

test('a takeover before the record has run out, by the fastest clock, is not', t => {
	t.is(leaseWriteViolation(watching(), written({...byOther}), seconds(24.999_999)), 'b_1 took over from a_1 14999999 µs after its last write');
	t.is(leaseWriteViolation(watching(), written({...byOther}), seconds(25)), undefined);
	t.is(leaseWriteViolation(watching([1, 1.2]), written({...byOther}), seconds(22.5)), undefined);
});

test('two leaders are a violation, unless something excuses them', t => {
	const electors = ['a', 'b'].map(name => newElector(schedulerLeaseSettings, {lease: 'l', server: 0, name}));
	const watch = watching();
	t.is(leadersViolation(watch, electors), undefined);
	electors[0]!.leading = true;
	t.is(leadersViolation(watch, electors), undefined);
	electors[1]!.leading = true;
	t.is(leadersViolation(watch, electors), 'a_1 and b_1 both lead');
	excuse(watch, 'a pause');
	t.is(leadersViolation(watch, electors), undefined);
});

test('slow answers and a release of another one\'s record excuse, and their like do not', t => {
	const named = {lease: 'l', identity: 'a_1'} as const;
	for (const [note, isExcuse] of [
		[{kind: 'lease-renewed', ...named, tookUs: seconds(1.5), tryingUs: 0}, false],
		[{kind: 'lease-renewed', ...named, tookUs: seconds(1.6), tryingUs: 0}, true],
		[{kind: 'lease-released', ...named, overwrote: 'a_1'}, false],
		[{kind: 'lease-released', ...named, overwrote: 'b_1'}, true],
	] as const) {
		const watch = watching();
		hearLeaseNote(watch, note, schedulerLeaseSettings);
		t.is(watch.excuse !== null, isExcuse);
	}
});

test('the fastest clock may run 5/4 as fast as the slowest', t => {
	t.true(areClocksWithinMargin(schedulerLeaseSettings, 1, 1.24));
	t.false(areClocksWithinMargin(schedulerLeaseSettings, 1, 1.25));
	t.is(newLeaseWatch(schedulerLeaseSettings, [0.8, 1, 1.2]).excuse, 'the clocks differ by more than the margin');
});
