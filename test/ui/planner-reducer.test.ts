import test from 'ava';
import {askedFor, nameFor, problemWith} from '../../source/ui/screens/planner/planner-asked.js';
import {choicesFor, firstAnswers, questionsFor, readList, type Answers} from '../../source/ui/screens/planner/planner-questions.js';
import {planKey, previewOf} from '../../source/ui/screens/planner/planner-preview.js';
import {reducePlanner, startPlanner, type PlannerAction, type PlannerState} from '../../source/ui/screens/planner/planner-reducer.js';

const next: PlannerAction = {type: 'next'};
const previous: PlannerAction = {type: 'previous'};
const typing = (text: string): PlannerAction[] => [...text].map(character => ({type: 'type', character}));
const down = (times: number): PlannerAction[] => Array.from({length: times}, () => ({type: 'move', step: 1}));

function after(...actions: ReadonlyArray<PlannerAction | readonly PlannerAction[]>): PlannerState {
	return actions.flat().reduce((state, action) => reducePlanner(state, action), startPlanner());
}

const answers = (changes: Partial<Answers>): Answers => ({...firstAnswers, machines: '7', ...changes});

test('the failure to survive is asked, and the topology only where one wants to say more', t => {
	t.deepEqual(questionsFor(answers({})), ['machines', 'zones', 'failure', 'workloads', 'more']);
	t.deepEqual(questionsFor(answers({zones: 'list', more: 'yes'})), [
		'machines', 'zones', 'zoneList', 'failure', 'workloads', 'more', 'shape', 'loadBalancer', 'sameSubnet', 'vip', 'endpoint', 'name',
	]);
});

test('a virtual IP is not asked for where none can be', t => {
	for (const changes of [{sameSubnet: 'no'}, {loadBalancer: 'cloud'}, {loadBalancer: 'node-local'}]) {
		t.false(questionsFor(answers({more: 'yes', ...changes})).includes('vip'));
	}
});

test('zones can be lost only where there are two, and two only where there are three', t => {
	t.false(choicesFor('failure', answers({})).some(choice => /zone/iv.test(choice)));
	t.deepEqual(choicesFor('failure', answers({zones: 'even', zoneCount: '2'})).filter(choice => /zone/iv.test(choice)), ['zone', 'zoneAndMachine']);
	t.true(choicesFor('failure', answers({zones: 'list', zoneList: '3,2,2'})).includes('twoZones'));
});

test('what is typed is seen, and what is no number is refused instead of being read as another', t => {
	t.is(after(typing('17'), {type: 'erase'}).answers.machines, '1');
	for (const typed of ['1e9', '2.5', '-1', '1x7', '5;1', '1,00']) {
		const state = after(typing(typed), next);
		t.is(state.at, 'machines', typed);
		t.true(state.error!.says.en.includes(typed), typed);
	}

	const zones = after(typing('7'), next, {type: 'pick', number: 3}, next, typing('5;1;1'), next);
	t.is(zones.at, 'zoneList');
	t.true(zones.error!.says.en.includes('5;1;1'));
});

test('a virtual IP with a letter in it is refused, and not read without it', t => {
	const vip: Answers = {...answers({more: 'yes'}), vip: ''};
	const at: PlannerState = {...startPlanner(), answers: vip, at: 'vip'};
	const state = [...typing('10.0.0.x'), next].reduce((state, action) => reducePlanner(state, action), at);
	t.is(state.at, 'vip');
	t.true(state.error!.says.en.includes('10.0.0.x'));
});

test('thousands may be written with commas', t => {
	t.is(after(typing('1,000,000'), next).at, 'zones');
	t.is(askedFor(after(typing('1,000,000')).answers).machines, 1_000_000);
});

test('half-typed answers preview nothing, and break nothing', t => {
	for (const typed of ['1e9', '0', ' ', 'x']) {
		const {answers} = after(typing(typed));
		t.not(previewOf(planKey(answers), answers.machines).kind, 'plan', typed);
	}

	const {answers} = after(typing('7'), next, {type: 'pick', number: 2}, next, {type: 'erase'}, typing('x'));
	t.is(previewOf(planKey(answers), answers.machines).kind, 'unclear');
});

test('the whole way: seven machines, one machine to survive', t => {
	const state = after(typing('7'), next, next, next, next, next);
	t.is(state.finished, 1);
	t.deepEqual(askedFor(state.answers), {machines: 7, surviveMachines: 1});
});

test('every failure says what it means to the planner', t => {
	const asked = (failure: string, changes: Partial<Answers> = {}) => {
		const {machines, zones, ...rest} = askedFor(answers({failure, ...changes}));
		return rest;
	};

	const zones = {zones: 'even', zoneCount: '3'};
	t.deepEqual(asked('machine'), {surviveMachines: 1});
	t.deepEqual(asked('maintenance'), {surviveMachines: 1, maintenance: true});
	t.deepEqual(asked('two'), {surviveMachines: 2});
	t.deepEqual(asked('three'), {surviveMachines: 3});
	t.deepEqual(asked('none'), {surviveMachines: 0});
	t.deepEqual(asked('none', zones), {surviveMachines: 0, surviveZones: 0});
	t.deepEqual(asked('zone', zones), {surviveMachines: 1, surviveZones: 1});
	t.deepEqual(asked('zoneAndMachine', zones), {surviveMachines: 1, surviveZones: 1, zoneAndMachine: true});
	t.deepEqual(asked('twoZones', zones), {surviveMachines: 1, surviveZones: 2});
});

test('zones are said as a number or as a list', t => {
	t.is(askedFor(answers({zones: 'even', zoneCount: '3'})).zones, 3);
	t.deepEqual(askedFor(answers({zones: 'list', zoneList: '5, 1,1'})).zones, [5, 1, 1]);
	t.deepEqual(readList('5, 1 ,1,'), [5, 1, 1]);
});

test('what was said in the further questions counts only while they are asked', t => {
	const said = {shape: 'isolation', loadBalancer: 'dedicated', workloads: 'shared', sameSubnet: 'yes', vip: '10.0.0.9', endpoint: 'k8s.example.org', name: 'prod'};
	t.deepEqual(askedFor(answers({...said, more: 'yes'})), {
		machines: 7, surviveMachines: 1, workloads: 'shared', prefer: 'isolation', loadBalancer: 'dedicated', sameSubnet: true, vip: '10.0.0.9', endpoint: 'k8s.example.org',
	});
	t.is(nameFor(answers({...said, more: 'yes'})), 'prod');
	t.deepEqual(askedFor(answers(said)), {machines: 7, surviveMachines: 1, workloads: 'shared'});
	t.is(nameFor(answers(said)), undefined);
	t.is(askedFor(answers({more: 'yes', shape: 'external'})).topology, 'external');
});

test('an empty or impossible number is refused where it was typed, and typing clears the complaint', t => {
	const empty = after(next);
	t.is(empty.at, 'machines');
	t.truthy(empty.error);
	t.truthy(after(typing('0'), next).error);
	t.truthy(after(typing('1000001'), next).error);
	t.is(after(next, typing('7')).error, undefined);
});

test('zones that do not add up are refused at the list, with what is wrong', t => {
	const state = after(typing('7'), next, down(2), next, typing('5,1'), next);
	t.is(state.at, 'zoneList');
	t.regex(state.error?.says.en ?? '', /7|6/v);
	t.is(after(typing('7'), next, down(2), next, typing('5,1,1'), next).at, 'failure');
});

test('more zones than machines are refused at the number of zones', t => {
	const state = after(typing('2'), next, down(1), next, next);
	t.is(state.at, 'zoneCount');
	t.truthy(state.error);
});

test('going back loses no answer, and changing an early one is checked again on the way forward', t => {
	const forth = [typing('7'), next, down(2), next, typing('5,1,1'), next] as const;
	const back = after(...forth, previous, previous, previous);
	t.is(back.at, 'machines');
	t.is(back.answers.zoneList, '5,1,1');
	const changed = after(...forth, previous, previous, previous, {type: 'erase'}, typing('8'), next, next, next);
	t.is(changed.at, 'zoneList');
	t.truthy(changed.error);
});

test('a choice that is not offered any more falls back to the first, and says so to the planner', t => {
	const zone = after(typing('7'), next, down(1), next, next, {type: 'pick', number: 5});
	t.is(zone.answers.failure, 'zone');
	const without = {...zone.answers, zones: 'none'};
	t.deepEqual(askedFor(without), {machines: 7, surviveMachines: 1});
});

test('a digit picks a choice, and a number beyond the last changes nothing', t => {
	t.is(after(typing('7'), next, {type: 'pick', number: 2}).answers.zones, 'even');
	t.is(after(typing('7'), next, {type: 'pick', number: 9}).answers.zones, 'none');
});

test('arrows stop at both ends', t => {
	t.is(after(typing('7'), next, {type: 'move', step: -1}).answers.zones, 'none');
	t.is(after(typing('7'), next, down(9)).answers.zones, 'list');
});

test('a name Kubernetes would refuse is refused here', t => {
	t.truthy(problemWith('name', answers({more: 'yes', name: 'My_Cluster'})));
	t.is(problemWith('name', answers({more: 'yes', name: 'prod-1'})), undefined);
	t.is(problemWith('name', answers({more: 'yes', name: ''})), undefined);
});

test('nothing is asked before the first question', t => {
	t.is(after(previous).at, 'machines');
});
