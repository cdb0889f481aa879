import test from 'ava';
import {UserError} from '../../../source/model/user-error.js';
import {roleHolder} from '../../../source/simulation/control-plane/resolve-target.js';
import {processAt} from '../../../source/simulation/kernel/simulation.js';
import {seconds} from '../../../source/simulation/kernel/time.js';
import {beginScenario, defaultOptions, type ScenarioOptions} from '../../../source/simulation/scenarios/begin-scenario.js';
import {scenarioNamed, scenarios} from '../../../source/simulation/scenarios/scenarios.js';
import {isWarm} from '../../../source/simulation/scenarios/warm-up.js';

const begun = (id: string, options: Partial<ScenarioOptions> = {}) => beginScenario(scenarioNamed(id), {...defaultOptions, ...options});

for (const scenario of scenarios) {
	test(`${scenario.id} begins warm, and its faults are aimed at what is there`, t => {
		for (const seed of [42, 1, 2]) {
			const {chain, staged} = beginScenario(scenario, {...defaultOptions, seed});
			t.is(staged.startUs === 0, scenario.logs !== undefined, 'logs that are given begin cold');
			t.true(isWarm(chain) || scenario.logs !== undefined, `seed ${seed}`);
			t.true(staged.startUs <= seconds(60), `seed ${seed}: ${staged.startUs}`);
		}

		t.true(scenario.title.zh !== '' && scenario.about.zh !== '');
	});
}

test('whoever has the highest priority holds the VIP, in whichever place', t => {
	const {chain, staged} = begun('vip-holder-crash', {set: ['vrrp.priorities=99,100,101']});
	t.is(processAt(chain.simulation.world, roleHolder(chain, 'vip-holder')!).name, 'keepalived-3');
	t.true(staged.startUs <= seconds(30));
});

test('with spread all faults come later by one draw of up to ten seconds, and so does the end', t => {
	const laters = Array.from({length: 60}, (_, seed) => {
		const {ownFaults, untilUs} = begun('apiserver-crash', {seed, spread: true});
		const [first, second] = ownFaults.map(({atUs}) => atUs);
		t.is(second! - first!, seconds(20));
		t.is(untilUs, seconds(35) + (first! - seconds(5)));
		return first! - seconds(5);
	});
	t.true(Math.min(...laters) >= 0 && Math.max(...laters) < seconds(10));
	t.true(Math.min(...laters) < seconds(1) && Math.max(...laters) > seconds(9));
	t.deepEqual(begun('apiserver-crash').ownFaults.map(({atUs}) => atUs), [seconds(5), seconds(25)]);
});

test('where logs are given the faults keep their times: later they would find an election won', t => {
	const {ownFaults} = begun('raft-figure-8', {seed: 9, spread: true});
	t.deepEqual(ownFaults.map(({text}) => text), scenarioNamed('raft-figure-8').faults);
	t.is(ownFaults[0]!.atUs, 20_000);
});

test('faults beside the scenario\'s own come in their order, at the times that were given', t => {
	const {staged, ownFaults} = begun('apiserver-crash', {faults: ['30s heal', '1s kill etcd-leader'], spread: true, seed: 3});
	t.deepEqual(staged.faults.map(({text}) => text), ['1s kill etcd-leader', '5s kill apiserver-1', ...(staged.faults[2]!.text === '30s heal' ? ['30s heal', '25s restart apiserver-1'] : ['25s restart apiserver-1', '30s heal'])]);
	t.is(staged.faults[0]!.atUs, seconds(1));
	t.is(ownFaults.length, 2);
});

test('what is wrong is refused before anything runs', t => {
	for (const options of [{set: ['etcd.memberz=3']}, {faults: ['5s kill etcd-9']}, {faults: ['soon kill etcd-1']}, {set: ['etcd.members=1']}]) {
		t.throws(() => begun('etcd-even-split', options), {instanceOf: UserError});
	}

	t.throws(() => scenarioNamed('etcd-leader-crsh'), {instanceOf: UserError, message: /no scenario "etcd-leader-crsh"/v});
});
