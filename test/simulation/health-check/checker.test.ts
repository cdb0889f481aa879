import test from 'ava';
import {checkAnswered, checkConnected, copyHealthChecker, fireHealthCheck, isUp, newHealthChecker, outcomeOf, startChecks, type HealthChecker} from '../../../source/simulation/health-check/checker.js';
import {checkViolation, newCheckWatch} from '../../../source/simulation/health-check/invariants.js';
import type {HealthCheckMessage} from '../../../source/simulation/health-check/messages.js';
import type {HealthCheckNote} from '../../../source/simulation/health-check/notes.js';
import {defaultHealthCheckSettings, type HealthCheckSettings} from '../../../source/simulation/health-check/settings.js';
import {recordingEffects, type Recording} from '../../helpers/recording-effects.js';

const timer = 'health-check-0';

function started(settings: Partial<HealthCheckSettings> = {}): {checker: HealthChecker; effects: Recording<HealthCheckMessage, HealthCheckNote>} {
	const checker = newHealthChecker({...defaultHealthCheckSettings, ...settings}, {server: 7, index: 0, position: 0, count: 1});
	const effects = recordingEffects<HealthCheckMessage, HealthCheckNote>();
	startChecks(checker, effects);
	return {checker, effects};
}

/** One check with this outcome; gives the wait until the next, in ms. */
function check({checker, effects}: ReturnType<typeof started>, outcome: 'passed' | 'failed' | 'refused' | 'timed-out'): number {
	fireHealthCheck(checker, timer, effects);
	if (outcome === 'timed-out') {
		effects.localNow = effects.timers.get(timer)!;
		fireHealthCheck(checker, timer, effects);
	} else {
		checkAnswered(checker, checker.checkId, outcome, effects);
	}

	return (effects.timers.get(timer)! - effects.localNow) / 1000;
}

test('the wait to the next check: inter at full health, fastinter on the way, downinter at 0, from the end of the last', t => {
	const world = started({interMs: 2000, fastinterMs: 300, downinterMs: 700});
	t.deepEqual((['passed', 'passed', 'failed', 'timed-out', 'refused', 'refused', 'passed', 'failed', 'passed', 'passed'] as const).map(outcome => check(world, outcome)), [2000, 2000, 300, 300, 700, 700, 300, 700, 300, 2000]);
	t.deepEqual(world.effects.notes.flatMap(({kind}) => kind === 'health-check-result' ? [] : [kind]), ['health-check-server-down', 'health-check-server-up']);
});

test('unset, fastinter and downinter are inter', t => {
	const world = started({interMs: 900});
	t.deepEqual((['passed', 'failed', 'failed', 'failed', 'passed'] as const).map(outcome => check(world, outcome)), [900, 900, 900, 900, 900]);
});

test('an answer to a check that is over is not heard', t => {
	const world = started({fall: 1, rise: 1});
	check(world, 'passed');
	check(world, 'timed-out');
	t.false(isUp(world.checker));
	checkAnswered(world.checker, world.checker.checkId, 'passed', world.effects);
	checkAnswered(world.checker, world.checker.checkId - 1, 'passed', world.effects);
	t.false(isUp(world.checker));
	t.is(world.checker.results, 2);
});

test('the handshake starts timeout check anew, once', t => {
	const {checker, effects} = started({timeoutCheckMs: 5000});
	fireHealthCheck(checker, timer, effects);
	t.is(effects.timers.get(timer), 2_000_000);
	effects.localNow = 1_000_000;
	checkConnected(checker, 1, effects);
	t.is(effects.timers.get(timer), 6_000_000);
	effects.localNow = 2_000_000;
	checkConnected(checker, 1, effects);
	t.is(effects.timers.get(timer), 6_000_000);

	const unset = started();
	fireHealthCheck(unset.checker, timer, unset.effects);
	unset.effects.localNow = 1_000_000;
	checkConnected(unset.checker, 1, unset.effects);
	t.is(unset.effects.timers.get(timer), 2_000_000);
});

test('the note says whether established connections are closed (on-marked-down shutdown-sessions)', t => {
	for (const shutdownSessions of [true, false]) {
		const world = started({shutdownSessions});
		check(world, 'refused');
		t.deepEqual(world.effects.notes.at(-1), {kind: 'health-check-server-down', server: 0, outcome: 'refused', shutdownSessions});
	}
});

test('2xx and 3xx pass, everything else fails', t => {
	t.deepEqual([199, 200, 299, 302, 399, 400, 401, 500].map(status => outcomeOf(status)), ['failed', 'passed', 'passed', 'passed', 'passed', 'failed', 'failed', 'failed']);
});

test('start-up: the shortest interval of a second or more is spread over all checked servers; a longer one of its own over itself', t => {
	const firstMs = (interMs: number, position: number, allInterMs: readonly number[]) => newHealthChecker({...defaultHealthCheckSettings, interMs}, {server: 1, index: position, position, count: 4, allInterMs}).firstAfterUs / 1000;
	t.is(firstMs(2000, 1, [2000, 2000, 500, 3000]), 500);
	t.is(firstMs(500, 2, [2000, 2000, 500, 3000]), 1000);
	t.is(firstMs(3000, 3, [2000, 2000, 500, 3000]), 2250);
	t.is(firstMs(500, 2, [500, 500, 500, 500]), 250);
});

test('the invariants see a wrong health, a wrong turn, and a check that lasts too long', t => {
	const {checker, effects} = started();
	const watch = newCheckWatch(checker, false);
	t.is(checkViolation(watch, checker, 0), undefined);
	checker.health = 5;
	t.regex(checkViolation(watch, checker, 0)!, /has health 5/v);
	checker.health = 4;
	t.regex(checkViolation(watch, checker, 0)!, /without a check/v);

	const turned = started();
	const turnedWatch = newCheckWatch(turned.checker, true);
	check(turned, 'failed');
	t.regex(checkViolation(turnedWatch, turned.checker, 0)!, /is DOWN after 1 failures/v);

	const slow = started();
	const slowWatch = newCheckWatch(slow.checker, false);
	fireHealthCheck(slow.checker, timer, slow.effects);
	checkViolation(slowWatch, slow.checker, 0);
	checkAnswered(slow.checker, 1, 'passed', slow.effects);
	t.regex(checkViolation(slowWatch, slow.checker, 2_000_001)!, /took 2000001 us/v);
	t.true(fireHealthCheck(checker, timer, effects));
	t.false(fireHealthCheck(checker, 'health-check-1', effects));
});

test('a copy goes its own way', t => {
	const world = started();
	const copy = copyHealthChecker(world.checker);
	check(world, 'refused');
	t.true(isUp(copy));
	t.false(isUp(world.checker));
});
