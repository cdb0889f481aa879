import test from 'ava';
import fc from 'fast-check';
import {
	downIntervalMs, skewMs, startVrrp, stepVrrp, type VrrpAction, type VrrpState,
} from '../../../source/course/plays/vrrp-play.js';
import {vrrpView} from '../../../source/course/plays/vrrp-view.js';

const play = {model: 'vrrp', priorities: [101, 100, 99], advertMs: 1000} as const;

function run(...actions: Array<VrrpAction | number>): VrrpState {
	return actions.reduce<VrrpState>(
		(state, action) => stepVrrp(state, typeof action === 'number' ? {type: 'tick', elapsedMs: action} : action),
		startVrrp({...play, priorities: [...play.priorities]}),
	);
}

const kill: VrrpAction = {type: 'kill', router: 'cp-1'};
const states = (state: VrrpState) => vrrpView(state).routers.map(router => router.state);

test('Active_Down_Interval = 3 x interval + skew, skew = (256 - priority) / 256 x interval (RFC 9568 §6.1)', t => {
	const seconds = (priority: number) => Number((downIntervalMs(priority, 1000) / 1000).toFixed(3));
	t.deepEqual([254, 200, 150, 128, 101, 100, 1].map(priority => seconds(priority)), [3.008, 3.219, 3.414, 3.5, 3.605, 3.609, 3.996]);
	t.is(skewMs(100, 1000), 609.375);
	t.is(skewMs(100, 100), 60.9375, 'VRRPv3 scales the skew with the interval');
});

test('while the holder advertises, nobody else takes the VIP', t => {
	const state = run(3_599_000 / 60, 60_000, 60_000);
	t.deepEqual(states(state), ['MASTER', 'BACKUP', 'BACKUP']);
	t.is(vrrpView(state).gapMs, null);
});

test('killed right after an advert: the highest backup takes over 3.609 s later', t => {
	const before = run(2000, kill, 3609);
	t.deepEqual(states(before), ['DOWN', 'BACKUP', 'BACKUP']);
	t.is(vrrpView(before).holders.length, 0);
	t.is(vrrpView(before).gapMs, 3609);
	const after = stepVrrp(before, {type: 'tick', elapsedMs: 1});
	t.deepEqual(states(after), ['DOWN', 'MASTER', 'BACKUP']);
	t.is(vrrpView(after).lastGapMs, 3609.375);
});

test('killed right before the next advert: the wait is a second shorter', t => {
	t.is(vrrpView(run(2999, kill, 4000)).lastGapMs, 2609.375 + 1);
});

test('whenever the holder is killed, clients are without the VIP for 2.6 to 3.6 s', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.integer({min: 0, max: 20_000}), at => {
			const gap = vrrpView(run(at, kill, 5000)).lastGapMs;
			return gap !== null && gap > 2609 && gap <= 3609.375;
		}));
	});
});

test('SIGTERM: a last advert with priority 0, after which a backup waits only its skew (RFC 9568 §6.4.2)', t => {
	const state = run(2500, {type: 'terminate', router: 'cp-1'}, 700);
	t.deepEqual(states(state), ['DOWN', 'MASTER', 'BACKUP']);
	t.is(vrrpView(state).lastGapMs, 609.375);
});

test('the first advert of the new holder quiets the third, who would have waited 4 ms longer', t => {
	const state = run(2000, kill, 10_000);
	t.deepEqual(states(state), ['DOWN', 'MASTER', 'BACKUP']);
	t.is(vrrpView(state).holders.length, 1);
});

test('losing a backup moves nothing', t => {
	t.deepEqual(states(run(1500, {type: 'kill', router: 'cp-2'}, 10_000)), ['MASTER', 'DOWN', 'BACKUP']);
});

test('a higher priority that comes back listens first and then preempts (RFC 9568 §6.4.2)', t => {
	const back = run(2000, kill, 10_000, {type: 'revive', router: 'cp-1'}, 3605);
	t.deepEqual(states(back), ['BACKUP', 'MASTER', 'BACKUP']);
	t.deepEqual(states(stepVrrp(back, {type: 'tick', elapsedMs: 1})), ['MASTER', 'BACKUP', 'BACKUP']);
});

test('a cut gives two holders, and once healed the lower one yields at the next advert', t => {
	const cut = run(2000, {type: 'cut', router: 'cp-1'}, 4000);
	t.deepEqual(vrrpView(cut).holders, ['cp-1', 'cp-2']);
	t.is(vrrpView(cut).lastGapMs, 3609.375);
	t.deepEqual(states(stepVrrp(stepVrrp(cut, {type: 'heal', router: 'cp-1'}), {type: 'tick', elapsedMs: 1000})), ['MASTER', 'BACKUP', 'BACKUP']);
	t.deepEqual(vrrpView(run(2000, {type: 'cut', router: 'cp-3'}, 5000)).holders, ['cp-1', 'cp-3']);
});

test('with nobody left the VIP is gone', t => {
	const state = run(kill, {type: 'kill', router: 'cp-2'}, {type: 'kill', router: 'cp-3'}, 60_000);
	t.deepEqual(vrrpView(state).holders, []);
	t.is(vrrpView(state).gapMs, 60_000);
	t.regex(vrrpView(state).sentences[0]!.en, /Nobody is left/v);
});

test('the counters count down to what happens next', t => {
	const [holder, second, third] = vrrpView(run(2000, kill, 1000)).routers;
	t.is(holder!.remainingMs, null);
	t.is(second!.remainingMs, 2609.375);
	t.is(third!.remainingMs, 3613.281_25 - 1000);
});

test('time in small ticks or in one gives the same state', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 400}), {maxLength: 40}), fc.integer({min: 0, max: 3000}), (ticks, at) => {
			const start = run(at, kill);
			const inSteps = ticks.reduce((state, elapsedMs) => stepVrrp(state, {type: 'tick', elapsedMs}), start);
			const atOnce = stepVrrp(start, {type: 'tick', elapsedMs: ticks.reduce((sum, ms) => sum + ms, 0)});
			return JSON.stringify(inSteps) === JSON.stringify(atOnce);
		}));
	});
});

test('without a cut there are never two holders, whatever is killed and revived', t => {
	const action = fc.oneof(
		fc.integer({min: 0, max: 5000}),
		fc.record({type: fc.constantFrom('kill', 'terminate', 'revive'), router: fc.constantFrom('cp-1', 'cp-2', 'cp-3')}),
	) as fc.Arbitrary<VrrpAction | number>;
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(action, {maxLength: 30}), actions => vrrpView(run(...actions)).holders.length <= 1));
	});
});
