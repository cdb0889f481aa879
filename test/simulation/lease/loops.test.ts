import test from 'ava';
import type {LeaseMessage} from '../../../source/simulation/lease/messages.js';
import type {LeaseNote} from '../../../source/simulation/lease/notes.js';
import {areSoundLeaseSettings, controllerManagerLeaseSettings, kubeVipLeaseSettings, leaseMarginMs, requestTimeoutMs, schedulerLeaseSettings, type LeaseSettings} from '../../../source/simulation/lease/settings.js';
import {dieElector, newElector, type Elector} from '../../../source/simulation/lease/state.js';
import {fireElector, receiveLease, refusedLease, startElector, startWarmElector, stopElector} from '../../../source/simulation/lease/step.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

type Env = Recording<LeaseMessage, LeaseNote>;

function leadingAt(atS: number, settings: LeaseSettings = schedulerLeaseSettings): {elector: Elector; effects: Env} {
	const effects = recordingEffects<LeaseMessage, LeaseNote>();
	const elector = newElector(settings, {lease: 'kube-scheduler', server: 7, name: 'node-1', actEveryMs: 500});
	effects.localNow = seconds(atS);
	startElector(elector, effects);
	answer(elector, effects, {ok: false, error: 'not-found'});
	succeed(elector, effects);
	succeed(elector, effects);
	effects.notes.length = 0;
	return {elector, effects};
}

function answer(elector: Elector, effects: Env, result: Parameters<typeof receiveLease>[2]['result']): void {
	receiveLease(elector, 7, {kind: 'lease-answer', requestId: elector.requestId, result}, effects);
}

function succeed(elector: Elector, effects: Env): void {
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: elector.resourceVersion + 1});
}

function fireAt(elector: Elector, effects: Env, timer: string): void {
	effects.localNow = effects.timers.get(timer)!;
	effects.timers.delete(timer);
	fireElector(elector, timer, effects);
}

/** Lets every request be refused at once. */
function refuse(elector: Elector, effects: Env): void {
	refusedLease(elector, 7, effects.sent.at(-1)!.message, effects);
}

test('a leader renews a period after each success', t => {
	const {elector, effects} = leadingAt(100);
	t.is(effects.timers.get('lease-retry'), seconds(102));
	fireAt(elector, effects, 'lease-retry');
	effects.localNow += 300;
	succeed(elector, effects);
	t.is(effects.timers.get('lease-retry'), seconds(104) + 300);
	t.false(effects.timers.has('lease-deadline'));
});

test('tries to renew stand on a grid of periods, and the deadline ends them', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	const triesAt: number[] = [];
	for (;;) {
		triesAt.push(effects.localNow / 1_000_000);
		refuse(elector, effects);
		refuse(elector, effects);
		if (effects.timers.get('lease-tick')! >= effects.timers.get('lease-deadline')!) {
			break;
		}

		fireAt(elector, effects, 'lease-tick');
	}

	t.deepEqual(triesAt, [102, 104, 106, 108, 110]);
	t.true(elector.leading);
	fireAt(elector, effects, 'lease-deadline');
	t.is(effects.localNow, seconds(112));
	t.false(elector.leading);
	t.like(effects.notes.find(note => note.kind === 'lease-lost'), {holder: 'node-1_1', sinceUs: seconds(12)});
});

test('a try that outlasts a tick is followed by the next one at once', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	const before = effects.sent.length;
	effects.localNow = seconds(104.5);
	refuse(elector, effects);
	refuse(elector, effects);
	t.is(effects.sent.length, before + 2, 'one read after the refused write, and then a new try');
	effects.localNow = seconds(104.6);
	refuse(elector, effects);
	refuse(elector, effects);
	t.is(effects.timers.get('lease-tick'), seconds(106), 'the tick of 104 s was taken late; the grid has not moved');
});

test('two requests that hang use up the whole deadline', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	fireAt(elector, effects, 'lease-request');
	t.is(effects.localNow, seconds(107));
	t.is(effects.timers.get('lease-request'), effects.timers.get('lease-deadline'));
});

test('whoever has lost and does not release ends at once', t => {
	const {elector, effects} = leadingAt(100, controllerManagerLeaseSettings);
	fireAt(elector, effects, 'lease-retry');
	fireAt(elector, effects, 'lease-deadline');
	t.true(effects.exited);
	t.deepEqual(effects.notes.map(({kind}) => kind), ['lease-lost', 'lease-not-released']);
});

test('whoever has lost and releases works on until that has failed as well', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	fireAt(elector, effects, 'lease-deadline');
	t.deepEqual([elector.leading, elector.working, effects.exited], [false, true, false]);
	fireAt(elector, effects, 'lease-act');
	t.deepEqual(effects.notes.at(-1), {kind: 'lease-acted', lease: 'kube-scheduler', identity: 'node-1_1', leads: false, validUs: seconds(15) - (effects.localNow - seconds(100))});
	fireAt(elector, effects, 'lease-request');
	t.is(effects.localNow, seconds(117), 'five seconds after it lost, two after another one may have taken over');
	t.true(effects.exited);
});

test('a leader that is stopped reads, empties the record for a second, and ends', t => {
	const {elector, effects} = leadingAt(100);
	effects.localNow = seconds(101);
	const {observed} = elector;
	stopElector(elector, effects);
	t.deepEqual([elector.leading, elector.working, effects.exited], [false, false, false]);
	t.like(effects.sent.at(-1)!.message, {operation: {kind: 'get'}});
	answer(elector, effects, {ok: true, record: observed!, resourceVersion: 2});
	t.like(effects.sent.at(-1)!.message, {operation: {kind: 'update', resourceVersion: 2, record: {holder: '', durationS: 1, renewTimeUs: seconds(101), acquireTimeUs: seconds(101), transitions: 0}}});
	succeed(elector, effects);
	t.true(effects.exited);
	t.deepEqual(effects.notes.at(-1), {kind: 'lease-released', lease: 'kube-scheduler', identity: 'node-1_1', overwrote: 'node-1_1'});
});

test('a renewal that was under way may come first: the release tries again', t => {
	const {elector, effects} = leadingAt(100);
	const observed = elector.observed!;
	stopElector(elector, effects);
	answer(elector, effects, {ok: true, record: observed, resourceVersion: 2});
	answer(elector, effects, {ok: false, error: 'conflict'});
	t.false(effects.exited);
	answer(elector, effects, {ok: true, record: observed, resourceVersion: 3});
	t.like(effects.sent.at(-1)!.message, {operation: {kind: 'update', resourceVersion: 3}});
});

test('the controller manager is gone at once when it is stopped', t => {
	const {elector, effects} = leadingAt(100, controllerManagerLeaseSettings);
	stopElector(elector, effects);
	t.true(effects.exited);
	t.like(effects.notes.at(-1), {kind: 'lease-not-released', why: 'not-asked'});
});

test('a candidate that is stopped has nothing to release', t => {
	const effects = recordingEffects<LeaseMessage, LeaseNote>();
	const elector = newElector(schedulerLeaseSettings, {lease: 'kube-scheduler', server: 7, name: 'node-1'});
	startElector(elector, effects);
	stopElector(elector, effects);
	t.true(effects.exited);
	t.is(effects.sent.length, 1);
});

test('a leader that had lost long ago empties its successor\'s record: the version it has just read lets it', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	fireAt(elector, effects, 'lease-deadline');
	const successor = {...elector.observed!, holder: 'node-2_1', transitions: 1};
	answer(elector, effects, {ok: true, record: successor, resourceVersion: 40});
	t.like(effects.sent.at(-1)!.message, {operation: {kind: 'update', resourceVersion: 40, record: {holder: '', transitions: 1}}});
	succeed(elector, effects);
	t.like(effects.notes.at(-1), {kind: 'lease-released', identity: 'node-1_1', overwrote: 'node-2_1'});
});

test('after a restart it is somebody else, and waits out its own old record', t => {
	const {elector, effects} = leadingAt(100);
	const old = elector.observed!;
	dieElector(elector);
	effects.localNow = seconds(101);
	startElector(elector, effects);
	t.is(elector.identity, 'node-1_2');
	answer(elector, effects, {ok: true, record: old, resourceVersion: 2});
	t.false(elector.leading);
	t.like(effects.notes.at(-1), {kind: 'lease-observed', holder: 'node-1_1'});
});

test('an answer to the dead is not taken for one\'s own', t => {
	const {elector, effects} = leadingAt(100);
	fireAt(elector, effects, 'lease-retry');
	const {requestId, wanted} = elector;
	dieElector(elector);
	startElector(elector, effects);
	receiveLease(elector, 7, {kind: 'lease-answer', requestId, result: {ok: true, record: wanted!, resourceVersion: 9}}, effects);
	t.false(elector.leading);
	t.is(elector.observed, null);
});

test('a warm start is somewhere within a period', t => {
	const record = {holder: 'node-1_1', durationS: 15, acquireTimeUs: 0, renewTimeUs: 0, transitions: 0};
	for (let seed = 1; seed <= 50; seed++) {
		for (const name of ['node-1', 'node-2']) {
			const effects = recordingEffects<LeaseMessage, LeaseNote>({seed});
			const elector = newElector(schedulerLeaseSettings, {lease: 'kube-scheduler', server: 7, name});
			startWarmElector(elector, {record, resourceVersion: 1}, effects);
			const inUs = effects.timers.get('lease-retry')!;
			t.true(inUs >= 0 && inUs < (name === 'node-1' ? seconds(2) : seconds(4.4)));
			t.is(elector.leading, name === 'node-1');
		}
	}
});

test('the settings are those of the programs, and sound', t => {
	t.deepEqual(schedulerLeaseSettings, {durationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2000, jitterFactor: 1.2, releaseOnCancel: true});
	t.false(controllerManagerLeaseSettings.releaseOnCancel);
	t.true([schedulerLeaseSettings, controllerManagerLeaseSettings, kubeVipLeaseSettings].every(settings => areSoundLeaseSettings(settings)));
	t.false(areSoundLeaseSettings({...schedulerLeaseSettings, renewDeadlineMs: 15_000}));
	t.false(areSoundLeaseSettings({...schedulerLeaseSettings, renewDeadlineMs: 2400}));
	t.is(requestTimeoutMs(schedulerLeaseSettings), 5000);
	t.is(requestTimeoutMs({...schedulerLeaseSettings, renewDeadlineMs: 1500}), 1000);
	t.is(leaseMarginMs(schedulerLeaseSettings), 3000);
});
