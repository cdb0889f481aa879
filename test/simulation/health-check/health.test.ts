import test from 'ava';
import {fullHealth, healthAfterFailure, healthAfterPass, initialHealth, isUpAt} from '../../../source/simulation/health-check/health.js';

const thresholds = {rise: 2, fall: 3};

test('HAProxy\'s counter at rise 2, fall 3: 0 to 4, UP from 2 on', t => {
	t.is(fullHealth(thresholds), 4);
	t.deepEqual([0, 1, 2, 3, 4].map(health => isUpAt(health, thresholds)), [false, false, true, true, true]);
});

test('a failure takes one; below rise nothing is left, and the climb is lost', t => {
	t.deepEqual([0, 1, 2, 3, 4].map(health => healthAfterFailure(health, thresholds)), [0, 0, 0, 2, 3]);
});

test('a pass gives one; from rise on health is full: one pass forgives all failures', t => {
	t.deepEqual([0, 1, 2, 3, 4].map(health => healthAfterPass(health, thresholds)), [1, 4, 4, 4, 4]);
});

test('at the start a server is UP, and one failure away from DOWN', t => {
	t.true(isUpAt(initialHealth(thresholds), thresholds));
	t.false(isUpAt(healthAfterFailure(initialHealth(thresholds), thresholds), thresholds));
});
