import test from 'ava';
import fc from 'fast-check';
import {
	startLease, stepLease, type LeaseAction, type LeaseState,
} from '../../../source/course/plays/lease-play.js';
import {leaseView} from '../../../source/course/plays/lease-view.js';

/** The defaults of kube-controller-manager and kube-scheduler. */
const play = {model: 'lease', candidates: 3, durationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2000} as const;

function run(seed: number, ...actions: Array<LeaseAction | number>): LeaseState {
	return actions.reduce<LeaseState>(
		(state, action) => stepLease(state, typeof action === 'number' ? {type: 'tick', elapsedMs: action} : action),
		startLease(play, seed),
	);
}

const on = (type: Exclude<LeaseAction['type'], 'tick'>, candidate = 'cp-1'): LeaseAction => ({type, candidate});
const seeds = fc.integer({min: 0, max: 100_000});
const moments = fc.integer({min: 0, max: 30_000});

test('the leader renews every retryPeriod, and nobody takes over from it', t => {
	const view = leaseView(run(1, 60_000));
	t.deepEqual(view.leaders, ['cp-1']);
	t.is(view.lease.version, 31);
	t.is(view.lease.transitions, 0);
	t.is(view.gapMs, null);
});

test('after a crash another leads 13 to 23.8 s later: 15 s since it saw the last change, up to two looks of 4.4 s, less the age of the last renewal', t => {
	const gaps: number[] = [];
	t.notThrows(() => {
		fc.assert(fc.property(seeds, moments, (seed, at) => {
			const view = leaseView(run(seed, 10_000 + at, on('crash'), 30_000));
			gaps.push(view.lastGapMs ?? -1);
			return view.lastGapMs !== null && view.lastGapMs > 13_000 && view.lastGapMs <= 23_800 && view.lease.transitions === 1;
		}), {numRuns: 300});
	});
	gaps.sort((a, b) => a - b);
	const median = gaps[Math.floor(gaps.length / 2)]!;
	t.true(median > 15_500 && median < 18_500, `the median is about 17 s, here ${median}`);
});

test('after a polite stop the Lease is empty and the next look takes it: at most 4.4 s', t => {
	t.notThrows(() => {
		fc.assert(fc.property(seeds, moments, (seed, at) => {
			const view = leaseView(run(seed, 10_000 + at, on('stop'), 4400));
			return view.leaders.length === 1 && view.lastGapMs !== null && view.lastGapMs <= 4400;
		}));
	});
});

test('a leader that is cut off stops by itself within 12 s of its last renewal, before another can start', t => {
	t.notThrows(() => {
		fc.assert(fc.property(seeds, moments, (seed, at) => {
			let state = run(seed, 10_000 + at, on('cut'));
			const lastRenewal = state.lease.writtenAtMs;
			let stoppedAt = -1;
			for (let step = 0; step < 300; step++) {
				state = stepLease(state, {type: 'tick', elapsedMs: 100});
				const {leaders, nowMs} = leaseView(state);
				if (leaders.length > 1) {
					return false;
				}

				if (stoppedAt < 0 && !leaders.includes('cp-1')) {
					stoppedAt = nowMs;
				}
			}

			const view = leaseView(state);
			return stoppedAt - lastRenewal <= 12_100 && view.leaders.length === 1 && view.leaders[0] !== 'cp-1' && view.lastGapMs! >= 3000;
		}), {numRuns: 60});
	});
});

test('a frozen leader wakes up beside another: nothing fences it, until it looks at the Lease', t => {
	const frozen = run(7, 10_000, on('freeze'), 30_000);
	t.is(leaseView(frozen).leaders.length, 1);
	const awake = stepLease(frozen, on('thaw'));
	t.is(leaseView(awake).leaders.length, 2);
	const later = leaseView(stepLease(awake, {type: 'tick', elapsedMs: 1}));
	t.deepEqual(later.leaders, leaseView(frozen).leaders);
	t.regex(later.happenings.at(-1)!.says.en, /no fencing/v);
});

test('a short freeze is only a late renewal', t => {
	const view = leaseView(run(7, 10_000, on('freeze'), 8000, on('thaw'), 100));
	t.deepEqual(view.leaders, ['cp-1']);
	t.is(view.lease.transitions, 0);
});

test('a process that starts again has a new identity and cannot take back even its own Lease early', t => {
	const state = run(3, 10_000, on('crash'), 500, on('revive'), 10_000);
	t.deepEqual(leaseView(state).leaders, []);
	const later = leaseView(stepLease(state, {type: 'tick', elapsedMs: 20_000}));
	t.is(later.leaders.length, 1);
	t.is(later.lease.transitions, 1);
});

test('losing a standby changes nothing', t => {
	t.deepEqual(leaseView(run(1, 5000, on('crash', 'cp-2'), 60_000)).leaders, ['cp-1']);
});

test('a cut that heals in time is forgotten', t => {
	const view = leaseView(run(1, 10_000, on('cut'), 8000, on('heal'), 4000));
	t.deepEqual(view.leaders, ['cp-1']);
	t.is(view.candidates[0]!.deadlineInMs, null);
});

test('while a renewal fails, the time left until it must stop is shown', t => {
	const {deadlineInMs} = leaseView(run(1, 10_000, on('cut'), 5000)).candidates[0]!;
	t.is(deadlineInMs, 7000);
});

test('the same seed and actions give the same state, in small ticks or in one', t => {
	t.notThrows(() => {
		fc.assert(fc.property(seeds, fc.array(fc.integer({min: 0, max: 900}), {maxLength: 40}), (seed, ticks) => {
			const start = run(seed, 9000, on('crash'));
			const inSteps = ticks.reduce((state, elapsedMs) => stepLease(state, {type: 'tick', elapsedMs}), start);
			const atOnce = stepLease(start, {type: 'tick', elapsedMs: ticks.reduce((sum, ms) => sum + ms, 0)});
			return JSON.stringify(inSteps) === JSON.stringify(atOnce);
		}));
	});
});

test('without a freeze there are never two leaders, whatever crashes, stops or is cut off', t => {
	const action = fc.oneof(
		fc.integer({min: 0, max: 20_000}),
		fc.record({
			type: fc.constantFrom('crash', 'stop', 'cut', 'heal', 'revive'),
			candidate: fc.constantFrom('cp-1', 'cp-2', 'cp-3'),
		}),
	) as fc.Arbitrary<LeaseAction | number>;
	t.notThrows(() => {
		fc.assert(fc.property(seeds, fc.array(action, {maxLength: 30}), (seed, actions) => leaseView(run(seed, ...actions)).leaders.length <= 1));
	});
});
