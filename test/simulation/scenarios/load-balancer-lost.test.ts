/*
Every load balancer is lost for ten minutes, with every apiserver in good health. What becomes of the nodes depends on whether somebody
still reports: Kubernetes' node lifecycle controller evicts nothing where no node does (pkg/controller/nodelifecycle, full disruption).
*/
import test from 'ava';
import {narration} from '../../../source/present/simulation/narration.js';
import {runScenario, type FinishedRun} from '../../../source/simulation/scenarios/run-scenario.js';
import {scenarioNamed} from '../../../source/simulation/scenarios/scenarios.js';
import {sampled} from './sampling.js';

const behindIt = 'node.localKubelets=false';

function lost(seed: number, set: readonly string[] = []): FinishedRun {
	const scenario = scenarioNamed('load-balancer-lost');
	return runScenario({...scenario, measures: ['podsDeletedMs', 'podsDeletionRequested'], probes: []}, {seed, set, faults: [], untilMs: null, spread: true});
}

const deletions = ({entries, run}: FinishedRun) => {
	const {atUs} = run.ownFaults[0]!;
	return entries.flatMap(entry => entry.note.kind === 'pod-deletion-requested' ? [(entry.atUs - atUs) / 1e6] : []);
};

test('all kubelets behind it: no node reports, and no pod is deleted (default tolerations)', t => {
	for (const seed of [1, 2, 3, 4, 5, 6]) {
		const {measures, entries} = lost(seed, [behindIt]);
		t.is(measures.podsDeletionRequested, 0);
		t.true(entries.some(({note}) => note.kind === 'node-full-disruption'));
		t.true(entries.some(({note}) => note.kind === 'node-full-disruption-over'));
	}
});

/*
A pod that tolerates 0 s goes with its node's NoExecute taint. The pass that finds the last node gone takes all taints back; whether one
was given before is decided in the pass that makes a node Unknown: processTaintBaseEviction goes by the condition as it was observed
before that pass, so that the taint is queued one pass later, when mostly nobody is ready any more. Kubernetes' own source makes it
happen in some runs only.
*/
test('all kubelets behind it, and pods that tolerate 0 s: in some runs one is deleted before the controller doubts itself', t => {
	const [requested] = sampled('load-balancer-lost', ['podsDeletionRequested'], {runs: 60, set: [behindIt, 'node.tolerationS=0'], untilMs: 120_000});
	const some = requested!.filter(count => count! >= 1).length;
	t.true(some >= 1, 'in some runs');
	t.true(some < 30, `${some} of 60: not as a rule`);
});

for (const workers of [3, 2]) {
	test(`control planes ask their own apiserver, three of them and ${workers} workers: pods go from about 350 s on, a node every 10 s`, t => {
		for (const seed of [1, 2, 3, 4]) {
			const times = deletions(lost(seed, [`node.workers=${workers}`]));
			t.is(times.length, workers);
			t.true(times[0]! >= 339 && times[0]! <= 366, String(times[0]));
			for (const [index, at] of times.entries()) {
				t.true(index === 0 || Math.abs(at - times[index - 1]! - 10) < 0.1, String(times));
			}
		}
	});
}

test('three control planes and four workers: more than half of the nodes are gone, and a small zone then evicts nothing', t => {
	for (const seed of [1, 2, 3, 4]) {
		const {measures, entries} = lost(seed, ['node.workers=4']);
		t.is(measures.podsDeletionRequested, 0);
		t.true(entries.some(({note}) => note.kind === 'node-zone' && note.state === 'partial'));
	}
});

test('the narration says that containers run on until the load balancers are back, and stop then', t => {
	const {run, entries} = lost(42);
	const {places} = run.chain;
	const lines = narration(entries, {nameOf: run.nameOf, serverName: index => run.nameOf(places.apiservers[index]!)});
	const seconds = (pattern: RegExp) => lines.filter(({text}) => pattern.test(text.en)).map(({atUs}) => atUs / 1e6);
	const deleted = seconds(/deletes the pod .* in the API.*its containers run on, if their machine does, until the kubelet there hears of it/v);
	const ended = seconds(/only now ends its containers: they ran until this moment/v);
	t.is(deleted.length, 3);
	t.is(ended.length, 3);
	const backS = run.ownFaults.find(({deed}) => deed.verb === 'restart')!.atUs / 1e6;
	t.true(Math.max(...deleted) < backS);
	t.true(Math.min(...ended) > backS);
	t.true(lines.some(({text}) => text.zh.includes('容器一直运行到此刻')));
});
