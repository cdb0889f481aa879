import test from 'ava';
import {intentOf, type Facts} from '../../source/ui/screens/simulate/simulate-keys.js';
import {reduceSimulate, speedOf, speeds, startSimulate, type Moment, type SimulateAction, type SimulateState} from '../../source/ui/screens/simulate/simulate-reducer.js';

const moment: Moment = {nowUs: 0, untilUs: 20_000_000, seenUs: 0, discards: false, made: [], pace: 1};
const start = startSimulate(moment, {hasChain: true});

const facts: Facts = {
	accidents: [{key: 'k', deed: 'kill etcd-leader', label: {en: 'kill leader', zh: '杀 Leader'}}],
	mending: undefined,
	step: undefined,
	deedWith: () => undefined,
	programs: 5,
	lines: 10,
	seed: 42,
	hasViews: true,
};

const after = (...actions: SimulateAction[]): SimulateState => actions.reduce((state, action) => reduceSimulate(state, action), start);
const press = (name: string, state: SimulateState = start, known: Partial<Facts> = {}) => intentOf(state, {name, text: ''}, {...facts, ...known});
const at = (changes: Partial<Moment>): SimulateState => after({type: 'passed', moment: {...moment, ...changes}});

test('nothing moves before a key says so; time that passes to the end stops there', t => {
	t.false(start.isPlaying);
	const playing = after({type: 'play'});
	t.true(playing.isPlaying);
	t.true(reduceSimulate(playing, {type: 'passed', moment: {...moment, nowUs: 5}}).isPlaying);
	t.false(reduceSimulate(playing, {type: 'passed', moment: {...moment, nowUs: moment.untilUs}}).isPlaying);
	t.false(reduceSimulate(playing, {type: 'pause'}).isPlaying);
});

test('speeds go up by ones, twos and fives, from a thousandth to a thousandfold', t => {
	t.is(speedOf(start), 1);
	t.is(speedOf(after({type: 'speed', by: 1})), 2);
	t.is(speedOf(after(...speeds.map((): SimulateAction => ({type: 'speed', by: 1})))), 1000);
	t.is(speedOf(after(...speeds.map((): SimulateAction => ({type: 'speed', by: -1})))), 0.001);
	t.deepEqual(press('+'), {action: {type: 'speed', by: 1}});
	t.deepEqual(press('-'), {action: {type: 'speed', by: -1}});
});

test('keys step, and seek by a twentieth, to a tenth and to the ends, never beyond', t => {
	t.deepEqual(['right', 'l', 'left', 'h'].map(name => press(name)), ['step-forward', 'step-forward', 'step-back', 'step-back'].map(kind => ({command: {kind}})) as Array<ReturnType<typeof press>>);
	t.deepEqual(press('page-down'), {command: {kind: 'seek', toUs: 1_000_000}});
	t.deepEqual(press('page-up'), {command: {kind: 'seek', toUs: 0}});
	t.deepEqual(press('page-down', at({nowUs: 19_900_000})), {command: {kind: 'seek', toUs: 20_000_000}});
	t.deepEqual(press('5'), {command: {kind: 'seek', toUs: 10_000_000}});
	t.deepEqual(press('home', at({nowUs: 7})), {command: {kind: 'seek', toUs: 0}});
	t.deepEqual(press('end'), {command: {kind: 'seek', toUs: 20_000_000}});
});

test('at the end it plays from the beginning', t => {
	t.deepEqual(press('space'), {action: {type: 'play'}});
	t.deepEqual(press('space', at({nowUs: 20_000_000})), {command: {kind: 'seek', toUs: 0}});
});

test('an accident happens at once, and asks first where it would discard what has been seen', t => {
	t.deepEqual(press('k'), {command: {kind: 'do', deed: 'kill etcd-leader'}});
	const asked = press('k', at({nowUs: 5, discards: true}));
	t.deepEqual(asked, {action: {type: 'open', panel: {kind: 'ask', command: {kind: 'do', deed: 'kill etcd-leader'}, what: 'kill etcd-leader'}}});
	const asking = reduceSimulate(at({nowUs: 5, discards: true}), (asked as {action: SimulateAction}).action);
	t.deepEqual(press('y', asking), {command: {kind: 'do', deed: 'kill etcd-leader'}});
	t.is(press('k', asking), undefined);
	t.is(reduceSimulate(asking, {type: 'close'}).panel.kind, 'none');
	t.deepEqual(press('n', asking), {action: {type: 'close'}});
	t.deepEqual(Object.keys(press('k', at({nowUs: 20_000_000}))!), ['action']);
});

test('undo needs something to undo, mending something broken', t => {
	t.deepEqual(press('u', at({made: ['5s kill etcd-1']})), {command: {kind: 'undo'}});
	t.is((press('u') as {action: SimulateAction}).action.type, 'say');
	t.deepEqual(press('b', start, {mending: 'restart etcd-1'}), {command: {kind: 'do', deed: 'restart etcd-1'}});
	t.is((press('b') as {action: SimulateAction}).action.type, 'say');
});

test('the next seed begins at once, unless something was done by hand', t => {
	t.deepEqual(press('r'), {command: {kind: 'restart', seed: 43}});
	const asked = press('r', at({made: ['5s kill etcd-1']}));
	t.deepEqual(asked, {action: {type: 'open', panel: {kind: 'ask', command: {kind: 'restart', seed: 43}, what: '43'}}});
});

test('looking into a program pauses; the time keys go on working there', t => {
	const looking = after({type: 'play'}, {type: 'open', panel: {kind: 'inspect', index: 0}});
	t.false(looking.isPlaying);
	t.deepEqual(press('down', looking), {action: {type: 'move', by: 1, count: 5}});
	t.deepEqual(press('right', looking), {command: {kind: 'step-forward'}});
	t.is(press('k', looking), undefined);
	t.deepEqual(press('i', looking), {action: {type: 'close'}});
	const moved = reduceSimulate(looking, {type: 'moved', moment: {...moment, nowUs: 3}});
	t.is(moved.panel.kind, 'inspect');
	t.deepEqual(after({type: 'open', panel: {kind: 'inspect', index: 4}}, {type: 'move', by: 1, count: 5}).panel, {kind: 'inspect', index: 4});
});

test('a menu asks one thing after the other, and goes back one by one', t => {
	const menu = after({type: 'open', panel: {kind: 'menu', chosen: [], cursor: 0}}, {type: 'move', by: 1, count: 3});
	t.deepEqual(press('enter', menu, {step: {question: 'verb', options: ['kill', 'stop']}}), {action: {type: 'choose', option: 'stop'}});
	const chosen = reduceSimulate(menu, {type: 'choose', option: 'stop'});
	t.deepEqual(chosen.panel, {kind: 'menu', chosen: ['stop'], cursor: 0});
	t.deepEqual(press('enter', chosen, {step: {question: 'target', options: ['etcd-1']}, deedWith: option => `stop ${option}`}), {command: {kind: 'do', deed: 'stop etcd-1'}});
	t.deepEqual(reduceSimulate(chosen, {type: 'close'}).panel, {kind: 'menu', chosen: [], cursor: 0});
	t.is(reduceSimulate(reduceSimulate(chosen, {type: 'close'}), {type: 'close'}).panel.kind, 'none');
});

test('one may read back, and the next moment shows the newest again', t => {
	t.deepEqual(press('up'), {action: {type: 'read', by: 1, lines: 10}});
	const back = after({type: 'read', by: 1, lines: 2}, {type: 'read', by: 1, lines: 2}, {type: 'read', by: 1, lines: 2});
	t.is(back.back, 1);
	t.is(reduceSimulate(back, {type: 'moved', moment}).back, 0);
});

test('keys that mean something everywhere stay free', t => {
	for (const name of ['?', 'q', 'escape', 'L', 'ctrl-c']) {
		t.is(press(name), undefined, name);
	}

	t.is(press('tab', start, {hasViews: false}), undefined);
	t.deepEqual(press('tab'), {action: {type: 'view'}});
});
