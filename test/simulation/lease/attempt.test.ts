import test from 'ava';
import type {LeaseMessage, LeaseOperation, LeaseRecord, LeaseResult} from '../../../source/simulation/lease/messages.js';
import type {LeaseNote} from '../../../source/simulation/lease/notes.js';
import {schedulerLeaseSettings} from '../../../source/simulation/lease/settings.js';
import {newElector, type Elector} from '../../../source/simulation/lease/state.js';
import {fireElector, receiveLease, startElector} from '../../../source/simulation/lease/step.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

// The steps of tryAcquireOrRenew in client-go's tools/leaderelection/leaderelection.go, one test for each row.

type Env = Recording<LeaseMessage, LeaseNote>;

const server = 7;

function started(atS = 100): {elector: Elector; effects: Env} {
	const effects = recordingEffects<LeaseMessage, LeaseNote>();
	const elector = newElector(schedulerLeaseSettings, {lease: 'kube-scheduler', server, name: 'node-1'});
	pass(effects, atS);
	startElector(elector, effects);
	return {elector, effects};
}

function pass(effects: Env, toS: number): void {
	effects.now = seconds(toS);
	effects.localNow = seconds(toS);
}

function lastOperation(effects: Env): LeaseOperation {
	const {message} = effects.sent.at(-1)!;
	return message.kind === 'lease-request' ? message.operation : {kind: 'get'};
}

function answer(elector: Elector, effects: Env, result: LeaseResult): void {
	receiveLease(elector, server, {kind: 'lease-answer', requestId: elector.requestId, result}, effects);
}

function found(holder: string, {renewS = 50, transitions = 3, durationS = 15}: {renewS?: number; transitions?: number; durationS?: number} = {}): LeaseRecord {
	return {holder, durationS, acquireTimeUs: seconds(10), renewTimeUs: seconds(renewS), transitions};
}

function leading(): {elector: Elector; effects: Env} {
	const {elector, effects} = started();
	answer(elector, effects, {ok: false, error: 'not-found'});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 1});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 2});
	return {elector, effects};
}

test('a candidate reads first', t => {
	const {effects} = started();
	t.deepEqual(effects.sent, [{to: server, datagram: false, message: {kind: 'lease-request', requestId: 1, lease: 'kube-scheduler', operation: {kind: 'get'}}}]);
});

test('where there is no Lease it creates one, with transitions of 0, and leads', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: false, error: 'not-found'});
	t.deepEqual(lastOperation(effects), {kind: 'create', record: {holder: 'node-1_1', durationS: 15, acquireTimeUs: seconds(100), renewTimeUs: seconds(100), transitions: 0}});
	t.false(elector.leading);
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 1});
	t.true(elector.leading);
	t.like(effects.notes.find(note => note.kind === 'lease-acquired'), {how: 'created', from: '', transitions: 0});
});

test('where another one creates it first it waits its turn', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: false, error: 'not-found'});
	answer(elector, effects, {ok: false, error: 'exists'});
	t.false(elector.leading);
	t.true(effects.timers.has('lease-retry'));
	t.is(effects.sent.length, 2);
});

for (const error of ['unavailable', 'timeout'] as const) {
	test(`a read that ends with ${error} ends the attempt`, t => {
		const {elector, effects} = started();
		answer(elector, effects, {ok: false, error});
		t.is(effects.sent.length, 1);
		const inUs = effects.timers.get('lease-retry')! - effects.localNow;
		t.true(inUs >= seconds(2) && inUs < seconds(4.4), `${inUs}`);
	});
}

test('a record counts from when it was seen to differ, whatever its own times say', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('node-2_1', {renewS: 5}), resourceVersion: 9});
	t.is(elector.observedAtUs, seconds(100));
	pass(effects, 114.999);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: true, record: found('node-2_1', {renewS: 5}), resourceVersion: 9});
	t.is(elector.observedAtUs, seconds(100), 'unchanged: seen for the first time at 100 s');
	t.is(lastOperation(effects).kind, 'get', 'held, so nothing is written');
});

test('a record that was renewed counts anew', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('node-2_1'), resourceVersion: 9});
	pass(effects, 104);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: true, record: found('node-2_1', {renewS: 52}), resourceVersion: 10});
	t.is(elector.observedAtUs, seconds(104));
});

test('it has run out exactly when its seconds are over, and is taken with one transition more', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('node-2_1'), resourceVersion: 9});
	pass(effects, 115);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: true, record: found('node-2_1'), resourceVersion: 9});
	t.deepEqual(lastOperation(effects), {kind: 'update', resourceVersion: 9, record: {holder: 'node-1_1', durationS: 15, acquireTimeUs: seconds(115), renewTimeUs: seconds(115), transitions: 4}});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 10});
	t.like(effects.notes.find(note => note.kind === 'lease-acquired'), {how: 'expired', from: 'node-2_1', transitions: 4});
});

test('the clock is read before the request: an answer that comes late makes no record run out', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('node-2_1'), resourceVersion: 9});
	pass(effects, 114);
	fireElector(elector, 'lease-retry', effects);
	pass(effects, 118);
	answer(elector, effects, {ok: true, record: found('node-2_1'), resourceVersion: 9});
	t.is(lastOperation(effects).kind, 'get');
});

test('a released record is taken at once', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('', {durationS: 1}), resourceVersion: 9});
	t.like(lastOperation(effects), {kind: 'update', resourceVersion: 9, record: {holder: 'node-1_1', transitions: 4}});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 10});
	t.like(effects.notes.find(note => note.kind === 'lease-acquired'), {how: 'released'});
});

test('whoever comes second with the version gets a conflict, and does not lead', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found(''), resourceVersion: 9});
	answer(elector, effects, {ok: false, error: 'conflict'});
	t.false(elector.leading);
	t.is(effects.sent.length, 2);
});

test('a leader renews without reading, and keeps when it acquired and the transitions', t => {
	const {elector, effects} = leading();
	const before = elector.observed!;
	pass(effects, 102);
	fireElector(elector, 'lease-retry', effects);
	t.deepEqual(lastOperation(effects), {kind: 'update', resourceVersion: 2, record: {...before, renewTimeUs: seconds(102)}});
});

test('where that fails it reads in the same attempt, and writes with the version it read', t => {
	const {elector, effects} = leading();
	pass(effects, 102);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: false, error: 'conflict'});
	t.deepEqual(lastOperation(effects), {kind: 'get'});
	answer(elector, effects, {ok: true, record: {...elector.observed!, renewTimeUs: seconds(101)}, resourceVersion: 5});
	t.like(lastOperation(effects), {kind: 'update', resourceVersion: 5, record: {holder: 'node-1_1', acquireTimeUs: seconds(100), transitions: 0}});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 6});
	t.like(effects.notes.at(-1), {kind: 'lease-renewed'});
});

test('a leader whose record has run out does not write blindly', t => {
	const {elector, effects} = leading();
	pass(effects, 115);
	fireElector(elector, 'lease-retry', effects);
	t.is(lastOperation(effects).kind, 'get');
});

test('a write that was done though its answer never came is found, and counts as its own', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found(''), resourceVersion: 9});
	const written = elector.wanted!;
	answer(elector, effects, {ok: false, error: 'timeout'});
	pass(effects, 103);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: true, record: written, resourceVersion: 10});
	t.like(lastOperation(effects), {kind: 'update', record: {holder: 'node-1_1', acquireTimeUs: seconds(100), transitions: 4}});
	answer(elector, effects, {ok: true, record: elector.wanted!, resourceVersion: 11});
	t.like(effects.notes.find(note => note.kind === 'lease-acquired'), {how: 'already-ours', transitions: 4});
});

test('an answer to an older request is nothing to it', t => {
	const {elector, effects} = started();
	receiveLease(elector, server, {kind: 'lease-answer', requestId: elector.requestId - 1, result: {ok: true, record: found(''), resourceVersion: 9}}, effects);
	t.is(elector.observed, null);
	t.is(effects.sent.length, 1);
});

test('a request may take half the renew deadline', t => {
	const {elector, effects} = started();
	t.is(effects.timers.get('lease-request'), seconds(105));
	pass(effects, 105);
	fireElector(elector, 'lease-request', effects);
	t.true(effects.timers.has('lease-retry'));
});

test('a record that differs by less than its JSON shows is the same record', t => {
	const {elector, effects} = started();
	answer(elector, effects, {ok: true, record: found('node-2_1', {renewS: 50.1}), resourceVersion: 9});
	pass(effects, 103);
	fireElector(elector, 'lease-retry', effects);
	answer(elector, effects, {ok: true, record: found('node-2_1', {renewS: 50.9}), resourceVersion: 10});
	t.is(elector.observedAtUs, seconds(100));
});
