import type {Effects, ProcessId} from '../kernel/effects.js';
import {between} from '../kernel/random.js';
import type {Microseconds} from '../kernel/time.js';
import {fullHealth, healthAfterFailure, healthAfterPass, initialHealth, isUpAt} from './health.js';
import type {HealthCheckMessage} from './messages.js';
import type {CheckOutcome, HealthCheckNote} from './notes.js';
import type {HealthCheckSettings} from './settings.js';

/** The checks of one server by one HAProxy. Changed in place. */
export type HealthChecker = {
	readonly settings: HealthCheckSettings;
	readonly server: ProcessId;
	/** The server's place in the backend. */
	readonly index: number;
	readonly timer: string;
	/** How long after HAProxy's start the first check begins. */
	readonly firstAfterUs: Microseconds;
	health: number;
	/** The check that runs, or ran last; its answers carry this number. */
	checkId: number;
	inProgress: boolean;
	/** The handshake is done, and `timeout check` runs. */
	isConnected: boolean;
	/** How many checks have come to an end, and what the last of them came to. */
	results: number;
	lastOutcome: CheckOutcome | null;
};

export type HealthCheckEffects = Effects<HealthCheckMessage, HealthCheckNote>;

/** Intervals from here on spread the start-up (defaults.h, SRV_CHK_INTER_THRES). */
const spreadThresholdMs = 1000;

/**
A checker that has not started. HAProxy spreads the first checks over one interval: the shortest of those of at least a second,
or this server's own where that is longer, times its place among the checked servers, divided by their number (check.c,
start_check_task).
@param options.position The server's place among all that this HAProxy checks, of `count`.
@param options.allInterMs The `inter` of each of them; where all are alike it may be left out.
*/
export function newHealthChecker(settings: HealthCheckSettings, {server, index, position, count, allInterMs = [settings.interMs]}: {readonly server: ProcessId; readonly index: number; readonly position: number; readonly count: number; readonly allInterMs?: readonly number[]}): HealthChecker {
	const spread = allInterMs.filter(interMs => interMs >= spreadThresholdMs);
	// The first check is of a server that has just started: not at full health, so by fastinter.
	const ownMs = settings.fall === 1 ? settings.interMs : settings.fastinterMs ?? settings.interMs;
	const spanMs = Math.max(ownMs, spread.length === 0 ? 0 : Math.min(...spread));
	return {
		settings,
		server,
		index,
		timer: `health-check-${index}`,
		firstAfterUs: Math.floor(spanMs * position / count) * 1000,
		health: initialHealth(settings),
		checkId: 0,
		inProgress: false,
		isConnected: false,
		results: 0,
		lastOutcome: null,
	};
}

/** A copy that shares only what never changes. */
export function copyHealthChecker(checker: HealthChecker): HealthChecker {
	return {...checker};
}

/** Does traffic go to the server? */
export function isUp({health, settings}: HealthChecker): boolean {
	return isUpAt(health, settings);
}

/** HAProxy starts: every server is UP until its first check says otherwise. */
export function startChecks(checker: HealthChecker, effects: HealthCheckEffects): void {
	checker.health = initialHealth(checker.settings);
	checker.inProgress = false;
	checker.isConnected = false;
	effects.startTimer(checker.timer, checker.firstAfterUs);
}

/** In the middle of a quiet life: full health, and the next check at any moment of the interval. */
export function startWarmChecks(checker: HealthChecker, effects: HealthCheckEffects): void {
	checker.health = fullHealth(checker.settings);
	checker.inProgress = false;
	checker.isConnected = false;
	effects.startTimer(checker.timer, between(effects.random, 0, checker.settings.interMs * 1000));
}

/** How long to wait from the end of a check to the next (server.c, srv_getinter). */
export function intervalMs({health, settings}: Pick<HealthChecker, 'health' | 'settings'>): number {
	const {interMs, fastinterMs, downinterMs} = settings;
	if (health === fullHealth(settings)) {
		return interMs;
	}

	return (health === 0 ? downinterMs : fastinterMs) ?? interMs;
}

/** How long a check may take until the handshake is done: tcpcheck.c, tcpcheck_eval_connect. */
export function connectLimitMs({interMs, timeoutConnectMs, timeoutCheckMs}: HealthCheckSettings): number {
	return timeoutCheckMs !== null && timeoutConnectMs > 0 ? Math.min(interMs, timeoutConnectMs) : interMs;
}

function begin(checker: HealthChecker, effects: HealthCheckEffects): void {
	checker.checkId++;
	checker.inProgress = true;
	checker.isConnected = false;
	effects.send(checker.server, {kind: 'health-check', checkId: checker.checkId});
	effects.startTimer(checker.timer, connectLimitMs(checker.settings) * 1000);
}

function finish(checker: HealthChecker, outcome: CheckOutcome, effects: HealthCheckEffects): void {
	const {settings, index, health: before} = checker;
	checker.inProgress = false;
	checker.results++;
	checker.lastOutcome = outcome;
	checker.health = outcome === 'passed' ? healthAfterPass(before, settings) : healthAfterFailure(before, settings);
	const isUpNow = isUpAt(checker.health, settings);
	if (checker.health !== before) {
		effects.note({kind: 'health-check-result', server: index, outcome, health: checker.health, of: fullHealth(settings), isUp: isUpNow});
	}

	if (isUpAt(before, settings) !== isUpNow) {
		effects.note(isUpNow
			? {kind: 'health-check-server-up', server: index}
			: {kind: 'health-check-server-down', server: index, outcome, shutdownSessions: settings.shutdownSessions});
	}

	effects.startTimer(checker.timer, intervalMs(checker) * 1000);
}

/** The timer fires: a check begins, or one has taken too long. False where the timer is not this server's. */
export function fireHealthCheck(checker: HealthChecker, timer: string, effects: HealthCheckEffects): boolean {
	if (timer !== checker.timer) {
		return false;
	}

	if (checker.inProgress) {
		finish(checker, 'timed-out', effects);
	} else {
		begin(checker, effects);
	}

	return true;
}

/** The handshake is done: from here on `timeout check` counts, where it is set. */
export function checkConnected(checker: HealthChecker, checkId: number, effects: HealthCheckEffects): void {
	const {timeoutCheckMs} = checker.settings;
	if (checker.inProgress && checker.checkId === checkId && !checker.isConnected) {
		checker.isConnected = true;
		if (timeoutCheckMs !== null) {
			effects.startTimer(checker.timer, timeoutCheckMs * 1000);
		}
	}
}

/** The check has an end: the server answered, or nobody listened. What answers a check that is over is not heard. */
export function checkAnswered(checker: HealthChecker, checkId: number, outcome: 'passed' | 'failed' | 'refused', effects: HealthCheckEffects): void {
	if (checker.inProgress && checker.checkId === checkId) {
		finish(checker, outcome, effects);
	}
}

/** An HTTP check passes with any status of 2xx or 3xx (configuration manual, option httpchk). */
export function outcomeOf(status: number): 'passed' | 'failed' {
	return status >= 200 && status < 400 ? 'passed' : 'failed';
}
