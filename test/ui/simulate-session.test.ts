import test from 'ava';
import {UserError} from '../../source/model/user-error.js';
import {narration} from '../../source/present/simulation/narration.js';
import {readFault} from '../../source/simulation/control-plane/read-fault.js';
import {refuseUnknownTargets} from '../../source/simulation/control-plane/resolve-target.js';
import {readShareCode} from '../../source/simulation/experiment/share-code.js';
import {defaultOptions} from '../../source/simulation/scenarios/begin-scenario.js';
import {runScenario} from '../../source/simulation/scenarios/run-scenario.js';
import {scenarioNamed, scenarios} from '../../source/simulation/scenarios/scenarios.js';
import {accidentsOf, mendingDeed} from '../../source/ui/screens/simulate/accidents.js';
import {deedOf, menuStep} from '../../source/ui/screens/simulate/accident-menu.js';
import {advance, flightsOf, linesOf, momentOf, openSession, perform, prepare, shareCodeOf, type Session} from '../../source/ui/screens/simulate/simulate-session.js';
import {simulateKeys} from '../../source/ui/key-map-simulate.js';
import {keyMap} from '../../source/ui/key-map.js';

const open = (id: string, made: readonly string[] = []) => openSession(scenarioNamed(id), defaultOptions, made);
const inTime = () => false;
const notesOf = ({timeline}: Session) => JSON.stringify(timeline.entries.slice(0, timeline.told));

test('time goes by as it is told to, and not beyond the end', t => {
	const session = open('etcd-leader-crash');
	t.is(advance(session, 34_000, inTime).nowUs, 34_000);
	t.is(advance(session, 0.6, inTime).nowUs, 34_000);
	t.is(advance(session, 0.6, inTime).nowUs, 34_001);
	t.is(advance(session, 1e9, inTime).nowUs, session.timeline.untilUs);
});

test('who is late leaves off in the middle, and says how much slower it goes', t => {
	const session = open('machine-crash');
	let moment = momentOf(session);
	for (let frame = 0; frame < 40; frame++) {
		moment = advance(session, 1_600_000, () => true);
	}

	t.is(moment.nowUs, 40 * 100_000);
	t.true(moment.pace < 0.2 && moment.pace > 0);
	t.is(perform(session, {kind: 'seek', toUs: 0}).pace, 1);
});

test('what is told while a run moves is what is told of the whole', t => {
	for (const id of ['etcd-quorum-lost', 'machine-crash', 'vip-heal-black-hole']) {
		const session = open(id);
		prepare(session, inTime);
		const {timeline, story} = session;
		for (const share of [0.1, 0.3, 0.35, 0.36, 0.8, 0.2, 1]) {
			const {nowUs} = perform(session, {kind: 'seek', toUs: timeline.untilUs * share});
			t.deepEqual(linesOf(session, {isMoving: false}), narration(timeline.entries.slice(0, timeline.told), story.names, {nowUs}), `${id} at ${share}`);
		}
	}
});

test('a deed, its undoing, and the same deed in a run that is told again', t => {
	const session = open('etcd-partition-leader');
	perform(session, {kind: 'seek', toUs: 3_000_000});
	const {made, discards} = perform(session, {kind: 'do', deed: 'kill etcd-leader'});
	t.deepEqual(made, ['3s kill etcd-leader']);
	t.false(discards);
	perform(session, {kind: 'seek', toUs: 9_000_000});
	const shared = readShareCode(shareCodeOf(session));
	const again = openSession(scenarioNamed(shared.scenario), {...defaultOptions, seed: shared.seed}, shared.made);
	perform(again, {kind: 'seek', toUs: 9_000_000});
	t.is(notesOf(again), notesOf(session));
	const straight = runScenario(session.scenario, {...defaultOptions, faults: shared.made, untilMs: 9000});
	t.is(JSON.stringify(straight.entries), notesOf(session));
	t.is(perform(again, {kind: 'undo'}).nowUs, 3_000_000);
	perform(again, {kind: 'seek', toUs: 9_000_000});
	const untouched = open('etcd-partition-leader');
	perform(untouched, {kind: 'seek', toUs: 9_000_000});
	t.is(notesOf(again), notesOf(untouched));
});

test('going back and doing something else would discard what has been seen, and what was computed ahead is not seen', t => {
	const session = open('etcd-leader-crash');
	prepare(session, inTime);
	t.false(momentOf(session).discards);
	perform(session, {kind: 'seek', toUs: 8_000_000});
	t.true(perform(session, {kind: 'seek', toUs: 4_000_000}).discards);
	t.false(perform(session, {kind: 'do', deed: 'freeze etcd-leader'}).discards);
});

test('a step goes to the next thing that is told, and back to the last', t => {
	const session = open('etcd-leader-crash');
	t.is(perform(session, {kind: 'step-forward'}).nowUs, 5_000_000);
	t.true(linesOf(session, {isMoving: false}).length > 0);
	t.is(perform(session, {kind: 'step-back'}).nowUs, 0);
	t.deepEqual(linesOf(session, {isMoving: false}), []);
});

test('while time runs messages are seen; where it stands only those that fly at this very moment', t => {
	const session = open('etcd-leader-crash');
	advance(session, 2_000_000, inTime);
	t.true(flightsOf(session, {isMoving: true, speed: 1}).length > flightsOf(session, {isMoving: false, speed: 1}).length);
});

test('a deed that nobody here can do is refused with the nearest name', t => {
	t.throws(() => open('etcd-leader-crash', ['5s kill etcd-9']), {instanceOf: UserError});
	t.throws(() => open('etcd-leader-crash', ['5s kick etcd-1']), {instanceOf: UserError});
});

const reserved = new Set([...Object.values(simulateKeys.simulate), ...Object.values(keyMap.everywhere)].flatMap(({keys}): readonly string[] => keys).filter(key => !['down', 'up', 'page-down', 'page-up'].includes(key)));

for (const scenario of scenarios) {
	test(`${scenario.id}: every accident and every way through the menu is a deed that can be done`, t => {
		const {run: {chain}} = openSession(scenario, defaultOptions);
		const accidents = accidentsOf(scenario, chain);
		t.is(new Set(accidents.map(({key}) => key)).size, accidents.length);
		t.deepEqual(accidents.filter(({key}) => reserved.has(key)), []);
		const deeds = accidents.map(({deed}) => deed);
		const walk = (chosen: readonly string[]) => {
			const step = menuStep(chain, chosen);
			if (step === undefined) {
				deeds.push(deedOf(chosen));
				return;
			}

			// Of long lists the ends will do.
			for (const option of step.question === 'verb' || step.question === 'command' ? step.options : [...step.options.slice(0, 2), ...step.options.slice(-1)]) {
				walk([...chosen, option]);
			}
		};

		walk([]);
		for (const deed of deeds) {
			t.notThrows(() => {
				refuseUnknownTargets(chain, readFault(`1s ${deed}`));
			}, deed);
		}
	});
}

test('what was broken is mended one by one: machines, what is frozen, programs, links', t => {
	const session = open('machine-crash');
	t.is(mendingDeed(session.run.chain), undefined);
	for (const deed of ['cut node-4|rest', 'kill etcd-2', 'freeze apiserver-3', 'kill node-1']) {
		perform(session, {kind: 'do', deed});
	}

	const mended: string[] = [];
	for (let deed = mendingDeed(session.run.chain); deed !== undefined; deed = mendingDeed(session.run.chain)) {
		mended.push(deed);
		perform(session, {kind: 'do', deed});
	}

	t.deepEqual(mended, ['restart node-1', 'resume apiserver-3', 'restart etcd-2', 'heal']);
});
