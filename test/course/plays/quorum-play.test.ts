import test from 'ava';
import {
	quorumView, startQuorum, stepQuorum, type QuorumAction, type QuorumState,
} from '../../../source/course/plays/quorum-play.js';

function after(members: number, ...actions: QuorumAction[]): QuorumState {
	return actions.reduce((state, action) => stepQuorum(state, action), startQuorum({model: 'quorum', members, down: []}));
}

function kill(...numbers: number[]): QuorumAction[] {
	return numbers.map(number => ({type: 'kill', member: `etcd-${number}`}));
}

test('quorum and tolerance of 1 to 9 members (etcd FAQ, failure tolerance table)', t => {
	const table = Array.from({length: 9}, (_, index) => {
		const {count, quorum, tolerance} = quorumView(after(index + 1));
		return [count, quorum, tolerance];
	});
	t.deepEqual(table, [[1, 1, 0], [2, 2, 0], [3, 2, 1], [4, 3, 1], [5, 3, 2], [6, 4, 2], [7, 4, 3], [8, 5, 3], [9, 5, 4]]);
});

test('while a majority is up everything answers', t => {
	t.like(quorumView(after(5, ...kill(1, 2))), {
		up: 3, spare: 0, hasQuorum: true, answers: {leader: true, writes: true, linearizableReads: true, serializableReads: true},
	});
});

test('without a majority only a serializable read answers, from whoever is up (etcd API guarantees)', t => {
	t.like(quorumView(after(5, ...kill(1, 2, 3))), {
		up: 2, spare: -1, hasQuorum: false, answers: {leader: false, writes: false, linearizableReads: false, serializableReads: true},
	});
	t.false(quorumView(after(1, ...kill(1))).answers.serializableReads);
});

test('a lesson may begin with members down, and they come back', t => {
	const state = startQuorum({model: 'quorum', members: 3, down: [2, 3]});
	t.false(quorumView(state).hasQuorum);
	const back = stepQuorum(state, {type: 'revive', member: 'etcd-3'});
	t.true(quorumView(back).hasQuorum);
	t.regex(back.says!.en, /majority again/v);
});

test('adding says whether it bought anything: only an odd number does', t => {
	const four = after(3, {type: 'add'});
	t.like(quorumView(four), {count: 4, quorum: 3, tolerance: 1});
	t.regex(four.says!.en, /no more may fail than before/v);
	const five = stepQuorum(four, {type: 'add'});
	t.like(quorumView(five), {count: 5, quorum: 3, tolerance: 2});
	t.regex(five.says!.en, /one more may fail/v);
});

test('what etcd refuses is refused: no change without a quorum, no adding beside a dead member', t => {
	const stuck = after(3, ...kill(1, 2), {type: 'add'});
	t.is(stuck.members.length, 3);
	t.regex(stuck.says!.en, /without a quorum nothing is written/v);
	t.is(after(3, ...kill(1, 2), {type: 'remove', member: 'etcd-1'}).members.length, 3);
	t.is(after(3, ...kill(1), {type: 'add'}).members.length, 3);
	t.is(after(3, ...kill(1), {type: 'remove', member: 'etcd-1'}, {type: 'add'}).members.length, 3);
});

test('removing a running member is refused where it would break the quorum; a dead one may go', t => {
	t.is(after(3, ...kill(1), {type: 'remove', member: 'etcd-2'}).members.length, 3);
	t.deepEqual(after(3, ...kill(1), {type: 'remove', member: 'etcd-1'}).members.map(({name}) => name), ['etcd-2', 'etcd-3']);
	t.is(after(3, {type: 'remove', member: 'etcd-2'}).members.length, 2);
	t.is(after(1, {type: 'remove', member: 'etcd-1'}).members.length, 1);
});

test('a new member gets a name that nobody had, and the board ends at nine', t => {
	t.deepEqual(after(3, {type: 'remove', member: 'etcd-3'}, {type: 'add'}).members.map(({name}) => name), ['etcd-1', 'etcd-2', 'etcd-4']);
	t.is(after(9, {type: 'add'}).members.length, 9);
});

test('an action on what is not there, or that changes nothing, changes nothing', t => {
	const state = after(3);
	t.is(stepQuorum(state, {type: 'kill', member: 'etcd-7'}), state);
	t.is(stepQuorum(state, {type: 'revive', member: 'etcd-1'}), state);
});

test('every state is told in both languages', t => {
	for (const count of [0, 1, 2, 3]) {
		const {sentences} = quorumView(after(3, ...kill(1, 2, 3).slice(0, count)));
		t.true(sentences.length > 0);
		t.true(sentences.every(({en, zh}) => /[a-z]/v.test(en) && /\p{Script=Han}/v.test(zh)));
	}
});
