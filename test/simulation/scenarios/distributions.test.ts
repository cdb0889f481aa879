/* The figures that the simulator is to show, over many seeds with the faults at every phase of what is periodic. */
import test, {type ExecutionContext} from 'ava';
import type {Summary} from '../../../source/simulation/experiment/statistics.js';
import {sampled, summed} from './sampling.js';

function within(t: ExecutionContext, {n, missing, min, max}: Summary, [low, high]: readonly [number, number], runs: number): void {
	t.is(n, runs);
	t.is(missing, 0);
	t.true(min! >= low && max! <= high, `${min}..${max} is not within ${low}..${high}`);
}

test('a VIP holder that is killed: the next one takes over after its down interval, less the age of the last advert', t => {
	const failover = summed('vip-holder-crash', 'vipFailoverMs', {runs: 120});
	within(t, failover, [2609, 3612], 120);
	t.true(failover.min! < 2700 && failover.max! > 3500, 'the fault meets every phase');
});

test('a VIP holder that is stopped: only the skew', t => {
	within(t, summed('vip-holder-stop', 'vipFailoverMs', {runs: 60}), [609, 612], 60);
});

test('a next one of the lowest priority waits nearly a whole second of skew', t => {
	within(t, summed('vip-holder-stop', 'vipFailoverMs', {runs: 20, set: ['vrrp.priorities=101,1,1']}), [994, 1000], 20);
});

const secondRoundMs = 2000;

test('an etcd leader that is killed, with PreVote', t => {
	const gap = summed('etcd-leader-crash', 'etcdLeaderGapMs', {runs: 400});
	t.is(gap.n, 400);
	t.true(gap.min! >= 800, `min ${gap.min}`);
	t.true(gap.p50! >= 1050 && gap.p50! <= 1350, `p50 ${gap.p50}`);
	t.true(gap.p99! <= 2100, `p99 ${gap.p99}`);
	const second = gap.samples.filter(sample => sample > secondRoundMs).length;
	t.true(second < 4, `${second} of 400 needed a second round`);
});

test('an etcd leader that is killed, without PreVote: some elections need a second round', t => {
	const {samples} = summed('etcd-leader-crash', 'etcdLeaderGapMs', {runs: 400, set: ['etcd.preVote=false']});
	const share = samples.filter(sample => sample > secondRoundMs).length / 400;
	t.true(share >= 0.05 && share <= 0.15, `${share}`);
});

test('an etcd leader that is stopped hands over within milliseconds', t => {
	within(t, summed('etcd-leader-stop', 'etcdLeaderGapMs', {runs: 40}), [2, 20], 40);
});

test('a scheduler that is killed: its Lease has to run out, and somebody has to look', t => {
	const takeover = summed('scheduler-leader-crash', 'leaseTakeoverMs', {runs: 200});
	within(t, takeover, [13_000, 24_000], 200);
	t.true(takeover.max! - takeover.min! > 4000);
});

test('a scheduler that is stopped: the next to look takes its Lease', t => {
	within(t, summed('scheduler-leader-stop', 'leaseTakeoverMs', {runs: 200}), [0, 4400], 200);
});

test('HAProxy\'s defaults: a server that refuses is DOWN after 4 to 6 s, and UP again after 2 to 4 s', t => {
	const [down, up] = sampled('apiserver-crash', ['backendDownMs', 'backendUpMs'], {runs: 60});
	t.true(down!.every(each => each !== null && each >= 3990 && each <= 6010), String(down));
	t.true(up!.every(each => each !== null && each >= 1990 && each <= 4010), String(up));
});

test('HAProxy\'s defaults: a server that is silent is DOWN after 10 to 12 s', t => {
	// A check that was on its way when the server froze began some milliseconds before.
	within(t, summed('apiserver-hangs', 'backendDownMs', {runs: 60}), [9990, 12_010], 60);
});

test('a node that dies is Unknown after the grace period, less the age of its last heartbeat, plus a pass', t => {
	const unknown = summed('node-crash', 'nodeUnknownMs', {runs: 80, untilMs: 80_000});
	within(t, unknown, [39_700, 55_100], 80);
	t.true(unknown.max! - unknown.min! > 8000);
});

test('its pods go when they have tolerated that for 300 s', t => {
	within(t, summed('node-crash', 'podsDeletedMs', {runs: 6}), [339_700, 365_200], 6);
});

test('a split that heals loses the VIP for good in some runs, and in none with garp_master_refresh', t => {
	const lostFor = (set: readonly string[]) => summed('vip-heal-black-hole', 'apiOutageMs', {runs: 60, set}).samples.filter(sample => sample > 30_000).length;
	const lost = lostFor([]);
	t.true(lost >= 6 && lost <= 40, `${lost} of 60`);
	t.is(lostFor(['vrrp.garpMasterRefreshMs=2000']), 0);
});

test('kube-vip\'s Lease of 5 s and etcd\'s election, where both are on the machine that dies', t => {
	const failover = summed('kube-vip-holder-crash', 'vipFailoverMs', {runs: 60});
	within(t, failover, [3000, 10_000], 60);
});

test('two leaders by one Lease: the next one may have it 15 s after the last renewal that it saw', t => {
	within(t, summed('lease-clock-drift', 'leaseTakeoverMs', {runs: 60}), [11_000, 20_500], 60);
});
