import type {Microseconds} from '../kernel/time.js';
import {connectLimitMs, isUp, type HealthChecker} from './checker.js';
import {fullHealth} from './health.js';

/** What the invariants remember of one checker. Changed in place. */
export type CheckWatch = {
	results: number;
	checkId: number;
	health: number;
	isUp: boolean;
	/** How many checks in a row failed, and passed, up to now. */
	failures: number;
	passes: number;
	/** How many failures in a row take the server down: one as HAProxy starts, `fall` once a check has passed. */
	failuresToFall: number;
	startedAtUs: Microseconds;
};

/** @param isWarm At full health from the beginning (startWarmChecks), instead of HAProxy's own start. */
export function newCheckWatch(checker: HealthChecker, isWarm: boolean): CheckWatch {
	return {results: 0, checkId: checker.checkId, health: checker.health, isUp: true, failures: 0, passes: 0, failuresToFall: isWarm ? checker.settings.fall : 1, startedAtUs: 0};
}

function countResult(watch: CheckWatch, {settings, lastOutcome, results}: HealthChecker): void {
	watch.results = results;
	if (lastOutcome === 'passed') {
		watch.passes++;
		watch.failures = 0;
		// While it is DOWN one failure undoes the climb; once UP again it takes `fall`.
		watch.failuresToFall = settings.fall;
	} else {
		watch.failures++;
		watch.passes = 0;
	}
}

function resultViolation(watch: CheckWatch, checker: HealthChecker, now: Microseconds): string | undefined {
	const {settings} = checker;
	const wasUp = watch.isUp;
	countResult(watch, checker);
	const shouldBeUp = wasUp ? watch.failures < watch.failuresToFall : watch.passes >= settings.rise;
	watch.isUp = isUp(checker);
	if (watch.isUp !== shouldBeUp) {
		return `server ${checker.index} is ${watch.isUp ? 'UP' : 'DOWN'} after ${watch.failures} failures and ${watch.passes} passes in a row, rise ${settings.rise}, fall ${settings.fall}`;
	}

	const limitUs = (connectLimitMs(settings) + (settings.timeoutCheckMs ?? 0)) * 1000;
	return now - watch.startedAtUs > limitUs ? `a check of server ${checker.index} took ${now - watch.startedAtUs} us` : undefined;
}

/**
What the state of a checker violates after an event; undefined where nothing is amiss. Health stays within 0 to rise + fall - 1 and
changes only with a result; UP turns to DOWN with `fall` failures in a row and not before, DOWN to UP with `rise` passes in a row;
no check outlasts its timeouts. Constant time.
*/
export function checkViolation(watch: CheckWatch, checker: HealthChecker, now: Microseconds): string | undefined {
	const {health, settings, index, results, checkId} = checker;
	if (health < 0 || health > fullHealth(settings)) {
		return `server ${index} has health ${health}`;
	}

	if (results === watch.results && health !== watch.health) {
		return `server ${index} went from health ${watch.health} to ${health} without a check`;
	}

	watch.health = health;
	const violation = results === watch.results ? undefined : resultViolation(watch, checker, now);
	if (checkId !== watch.checkId) {
		watch.checkId = checkId;
		watch.startedAtUs = now;
	}

	return violation;
}
