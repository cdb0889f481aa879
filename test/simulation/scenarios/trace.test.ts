import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {UserError} from '../../../source/model/user-error.js';
import {readFault} from '../../../source/simulation/control-plane/read-fault.js';
import {scenarioNow} from '../../../source/simulation/experiment/driver.js';
import {mergeShards, seedsOf, type ShardResult} from '../../../source/simulation/experiment/shards.js';
import {intervene, newTimeline, seek, undo, type Timeline} from '../../../source/simulation/experiment/timeline.js';
import type {ChainMessage} from '../../../source/simulation/control-plane/messages.js';
import type {ChainNote} from '../../../source/simulation/control-plane/notes.js';
import {beginScenario, defaultOptions} from '../../../source/simulation/scenarios/begin-scenario.js';
import {runScenario} from '../../../source/simulation/scenarios/run-scenario.js';
import {samplesOf} from '../../../source/simulation/scenarios/samples.js';
import {scenarioNamed, scenarios} from '../../../source/simulation/scenarios/scenarios.js';
import {headerOf, retrace, traceOf} from '../../../source/simulation/scenarios/trace.js';
import {seconds} from '../../../source/simulation/kernel/time.js';

/** Runs that need no minutes of simulated time. */
const short = scenarios.filter(({untilMs}) => untilMs <= 60_000);

const traced = (id: string, seed: number) => traceOf(runScenario(scenarioNamed(id), {...defaultOptions, seed}), '1.2.3');

test('two runs of a seed are the same bytes, and another seed is another run', t => {
	for (const {id} of short) {
		const first = traced(id, 42);
		t.is(traced(id, 42), first, id);
		t.not(traced(id, 43).replace('"seed":43', '"seed":42'), first, id);
	}
});

test('a trace begins with what it was run with, and ends with the summary', t => {
	const lines = traced('vip-holder-crash', 42).trimEnd().split('\n').map(line => JSON.parse(line) as Record<string, unknown>);
	t.deepEqual(lines[0], {kind: 'header', schema: 'k8s-ha-tutor/trace/v1', version: '1.2.3', scenario: 'vip-holder-crash', seed: 42, set: [], faults: [], untilMs: null, spread: false});
	const last = lines.at(-1)!;
	t.is(last.kind, 'summary');
	t.is((last.measures as Record<string, number>).vipFailoverMs, 2912);
	const times = lines.slice(1).map(line => line.t as number);
	t.deepEqual(times, [...times].sort((left, right) => left - right));
});

test('a trace that is read back is run again byte for byte, with all that it was given', t => {
	for (const [id, set, faults, untilMs, spread] of [
		['etcd-leader-crash', ['etcd.preVote=false', 'etcd.members=5'], ['7s cut etcd-leader|rest', '9s heal'], 12_000, true],
		['vip-heal-black-hole', ['vrrp.garpMasterRefreshMs=2000'], [], null, false],
		['node-crash', ['node.tolerationS=10'], ['20s kill etcd-leader'], 90_000, true],
	] as const) {
		const text = traceOf(runScenario(scenarioNamed(id), {seed: 7, set, faults, untilMs, spread}), '0.0.1');
		t.deepEqual(headerOf(text), {scenario: id, version: '0.0.1', options: {seed: 7, set, faults, untilMs, spread}});
		t.is(retrace(text), text, id);
	}
});

test('what is no trace is refused', t => {
	for (const text of ['', '\n', '{}\n', '{"kind":"header"}\n', 'not json\n', traced('etcd-learner', 1).split('\n').slice(1).join('\n'), traced('etcd-learner', 1).replace('"seed":1', '"seed":-1')]) {
		t.throws(() => headerOf(text), {instanceOf: UserError, message: /no trace of the simulator/v});
	}
});

/** Everything there is at a moment of a run, maps with their order; what an object lists first says nothing. */
function momentOf({staged: {simulation: {world}}}: Timeline<ChainMessage, ChainNote>): unknown {
	const queue = [...world.queue].sort((left, right) => left.sequence - right.sequence);
	return JSON.parse(JSON.stringify({...world, queue}, (_key, value: unknown) => value instanceof Map ? [...value] : value));
}

function freshAt(id: string, atUs: number): Timeline<ChainMessage, ChainNote> {
	const run = beginScenario(scenarioNamed(id), {...defaultOptions, seed: 5});
	const timeline = newTimeline(run.staged, run.untilUs);
	seek(timeline, atUs);
	return timeline;
}

for (const [id, farS] of [['machine-crash', 60], ['load-balancer-lost', 90], ['zone-lost', 75]] as const) {
	test(`${id}: rewound to a moment, all is as in a run that never went further`, t => {
		const timeline = freshAt(id, seconds(farS));
		const far = momentOf(timeline);
		for (const atUs of [seconds(5), 5_000_001, seconds(8.123_456), seconds(farS / 2), 1, 0]) {
			seek(timeline, atUs);
			t.is(scenarioNow(timeline.staged), atUs);
			t.true(isDeepStrictEqual(momentOf(timeline), momentOf(freshAt(id, atUs))), String(atUs));
		}

		seek(timeline, seconds(farS));
		t.true(isDeepStrictEqual(momentOf(timeline), far));
		seek(timeline, seconds(12));
		intervene(timeline, readFault('0s kill etcd-leader'));
		seek(timeline, seconds(farS));
		t.false(isDeepStrictEqual(momentOf(timeline), far));
		undo(timeline);
		seek(timeline, seconds(farS));
		t.true(isDeepStrictEqual(momentOf(timeline), far), 'what is taken back leaves no trace');
	});
}

test('shards of real runs, merged, are what one run says', t => {
	const scenario = scenarioNamed('machine-crash');
	const options = {set: [], faults: [], untilMs: 30_000, spread: true};
	const shard = (index: number, of: number): ShardResult => ({shard: `${index}/${of}`, scenario: scenario.id, seeds: [11, 21], with: [], samples: samplesOf(scenario, seedsOf([11, 21], {index, of}), options)});
	const whole = mergeShards([shard(1, 1)]);
	t.deepEqual(mergeShards([3, 1, 4, 2].map(index => shard(index, 4))), whole);
	t.is(whole.measures.vipFailoverMs!.n, 11);
});
