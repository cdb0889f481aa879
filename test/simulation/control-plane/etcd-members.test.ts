import test from 'ava';
import {errorOf, etcdLab, get, okOf, put, type Lab} from './etcd-lab.js';

const old = {version: '3.4.23', addMemberCheck: true} as const;

const add = (member: number, learner = false) => ({kind: 'member-add', member, learner}) as const;
const remove = (member: number) => ({kind: 'member-remove', member}) as const;
const promote = (member: number) => ({kind: 'member-promote', member}) as const;

/** The error of one request to a member; undefined where it is done. */
function refusal(lab: Lab, to: number, operation: Parameters<Lab['ask']>[1], timeoutMs = 5000): string | undefined {
	return errorOf(lab.answerOf(to, operation, timeoutMs));
}

const unhealthy = 'etcdserver: unhealthy cluster';
const notEnoughStarted = 'etcdserver: re-configuration failed due to not enough started members';

test('member add is refused until all members have been connected for 5 s, 6 s after any start or restart', t => {
	const lab = etcdLab({spare: 1, settings: old, warmMs: 4000});
	t.is(refusal(lab, 0, add(3)), unhealthy);
	lab.run(3000);
	lab.kill(1);
	lab.run(600);
	lab.restart(1);
	lab.run(4500);
	t.is(refusal(lab, 0, add(3)), unhealthy);
	lab.run(1500);
	t.is(refusal(lab, 0, add(3)), undefined);
	t.deepEqual(okOf(lab.answerOf(0, {kind: 'member-list'})).members, [
		{id: 0, learner: false, started: true},
		{id: 1, learner: false, started: true},
		{id: 2, learner: false, started: true},
		{id: 3, learner: false, started: false},
	]);
});

test('three members, one down: an addition is refused in every version, a learner\'s too; to remove the dead one first is allowed', t => {
	for (const settings of [old, {}]) {
		const lab = etcdLab({spare: 1, settings});
		const [dead, alive] = lab.followers();
		lab.kill(dead!);
		lab.run(1000);
		t.is(refusal(lab, alive!, add(3)), unhealthy);
		t.is(refusal(lab, alive!, add(3, true)), unhealthy);
		t.is(refusal(lab, alive!, remove(dead!)), undefined);
		t.is(refusal(lab, alive!, add(3)), undefined);
		lab.restart(3);
		lab.run(1000);
		t.is(okOf(lab.answerOf(3, {kind: 'member-list'})).members!.length, 3);
	}
});

test('five members, one down: an addition is refused where all have to be connected, and allowed where a quorum of six is enough', t => {
	for (const [settings, expected] of [[old, unhealthy], [{}, undefined]] as const) {
		const lab = etcdLab({members: 5, spare: 1, settings});
		const [first, second, third] = lab.followers();
		lab.kill(first!);
		lab.run(1000);
		t.is(refusal(lab, third!, add(5)), expected);
		lab.kill(second!);
		lab.run(1000);
		t.is(refusal(lab, third!, add(6)), unhealthy);
	}
});

test('without the strict check an addition to two of three members goes through, and loses quorum where the new one does not come', t => {
	const lab = etcdLab({spare: 1, settings: {strictReconfigCheck: false}});
	const [dead, alive] = lab.followers();
	lab.kill(dead!);
	lab.run(1000);
	t.is(refusal(lab, alive!, add(3)), undefined);
	lab.run(500);
	const asked = lab.ask(alive!, put('a'));
	lab.run(7500);
	t.regex(errorOf(asked)!, /^(?:etcdserver: request timed out|context deadline exceeded)/v);
	t.true(lab.notes.some(({note}) => note.kind === 'etcd-member-added' && note.voters === 4 && note.quorum === 3));
});

test('a fourth member that has not started: writes go on with three of four, a second addition is refused, and one more death ends them', t => {
	const lab = etcdLab({spare: 2, settings: old});
	const [first, second] = lab.followers();
	t.is(refusal(lab, first!, add(3)), undefined);
	t.is(refusal(lab, first!, put('a')), undefined);
	t.is(refusal(lab, first!, add(4)), unhealthy);
	lab.kill(second!);
	lab.run(2500);
	const asked = lab.ask(first!, put('b'));
	lab.run(7100);
	t.regex(errorOf(asked)!, /^(?:etcdserver: request timed out|context deadline exceeded)/v);
	t.true(Math.abs(asked.after! - 7000) < 10);
});

test('a fourth member that starts joins within 0.2 s; four members survive one death, and no second one', t => {
	const lab = etcdLab({spare: 1, settings: old});
	okOf(lab.answerOf(0, put('color', 'blue')));
	t.is(refusal(lab, 0, add(3)), undefined);
	lab.restart(3);
	lab.run(200);
	t.is(okOf(lab.answerOf(3, get('color', true))).value, 'blue');
	const others = [0, 1, 2, 3].filter(id => id !== lab.leader());
	lab.kill(others[0]!);
	lab.run(500);
	t.is(refusal(lab, others[2]!, put('a')), undefined);
	lab.kill(others[1]!);
	lab.run(2500);
	const asked = lab.ask(others[2]!, put('b'));
	lab.run(7100);
	t.true(!asked.result!.ok && Math.abs(asked.after! - 7000) < 10);
});

test('a member is told apart by its process: one that is there, or was removed, is not added', t => {
	const lab = etcdLab();
	t.is(refusal(lab, 0, add(1)), 'etcdserver: Peer URLs already exists');
	t.is(refusal(lab, 0, remove(7)), 'etcdserver: member not found');
	const [first, second] = lab.followers();
	t.is(refusal(lab, second!, remove(first!)), undefined);
	lab.run(2000);
	t.is(refusal(lab, second!, add(first!)), 'etcdserver: member not found');
});

test('a member that is removed exits by itself, and again when it is started with its old data', t => {
	const lab = etcdLab();
	const [first, second] = lab.followers();
	t.is(refusal(lab, second!, remove(first!)), undefined);
	// Its own log tells it, or a peer does where it asks first.
	lab.run(1100);
	t.false(lab.isRunning(first!));
	lab.restart(first!);
	lab.run(1500);
	t.false(lab.isRunning(first!));
	t.is(refusal(lab, second!, put('a')), undefined);
});

test('a member that was down when it was removed learns of it from the others', t => {
	const lab = etcdLab();
	const [first, second] = lab.followers();
	lab.kill(first!);
	lab.run(1000);
	t.is(refusal(lab, second!, remove(first!)), undefined);
	lab.restart(first!);
	lab.run(2000);
	t.false(lab.isRunning(first!));
	t.is(lab.notes.filter(({note, process}) => note.kind === 'etcd-removed' && process === first).length, 1);
});

test('the leader can be removed too: another one leads on', t => {
	const lab = etcdLab();
	const leader = lab.leader();
	t.is(refusal(lab, lab.followers()[0]!, remove(leader)), undefined);
	lab.run(5000);
	t.false(lab.isRunning(leader));
	t.not(lab.leader(), leader);
	t.is(refusal(lab, lab.leader(), put('a')), undefined);
});

test('mayRemoveMember: with one of three down no connected member may go; a strange order ends with too few that have started', t => {
	const lab = etcdLab();
	const [first, second] = lab.followers();
	lab.kill(first!);
	lab.run(1000);
	t.is(refusal(lab, second!, remove(second!)), unhealthy);
	t.is(refusal(lab, second!, remove(lab.leader())), unhealthy);

	const grown = etcdLab({members: 1, spare: 1, settings: old});
	t.is(refusal(grown, 0, add(1)), undefined);
	t.is(refusal(grown, 0, remove(0)), notEnoughStarted);
});

test('one member may always be joined by a second one, and waits for it', t => {
	const lab = etcdLab({members: 1, spare: 2, settings: old});
	t.is(refusal(lab, 0, add(1)), undefined);
	t.is(refusal(lab, 0, add(2)), notEnoughStarted);
	const asked = lab.ask(0, put('a'));
	lab.run(1000);
	t.is(asked.result, undefined);
	lab.restart(1);
	lab.run(3000);
	t.true(asked.result?.ok);
});

test('a learner: added, not promoted before it runs, only one at a time, answers no client but serializable reads and status, is promoted', t => {
	const lab = etcdLab({spare: 2, settings: old});
	const [first] = lab.followers();
	okOf(lab.answerOf(first!, put('color', 'blue')));
	t.is(refusal(lab, first!, add(3, true)), undefined);
	for (const asked of [lab.leader(), first!]) {
		t.is(refusal(lab, asked, promote(3)), 'etcdserver: can only promote a learner member which is in sync with leader');
		t.is(refusal(lab, asked, promote(7)), 'etcdserver: member not found');
		t.is(refusal(lab, asked, promote(first!)), 'etcdserver: can only promote a learner member');
	}

	t.is(refusal(lab, first!, add(4, true)), 'etcdserver: too many learner members in cluster');
	lab.restart(3);
	lab.run(1000);
	const refused = 'etcdserver: rpc not supported for learner';
	for (const operation of [put('a'), get('color'), {kind: 'member-list'}, {kind: 'snapshot-save'}] as const) {
		t.is(refusal(lab, 3, operation), refused);
	}

	t.is(okOf(lab.answerOf(3, get('color', true))).value, 'blue');
	t.true(okOf(lab.answerOf(3, {kind: 'status'})).status!.learner);
	t.is(errorOf(lab.answerOf(3, {kind: 'health', probe: 'readyz'})), refused);

	const asked = lab.answerOf(first!, promote(3), 5000);
	t.is(errorOf(asked), undefined);
	t.true(asked.after! < 25, `${asked.after}`);
	lab.run(200);
	t.is(refusal(lab, 3, put('a')), undefined);
	t.deepEqual(lab.server(first!).raft.configuration.voters, [0, 1, 2, 3]);
});

test('a learner does not count: three voters and a dead learner go on without it', t => {
	const lab = etcdLab({spare: 1});
	t.is(refusal(lab, 0, add(3, true)), undefined);
	lab.restart(3);
	lab.run(500);
	lab.kill(3);
	const [first] = lab.followers();
	lab.kill(first!);
	lab.run(500);
	t.is(refusal(lab, lab.leader(), put('a')), undefined);
	t.is(refusal(lab, lab.leader(), remove(3)), undefined);
});

test('since 3.5 a learner gives a snapshot', t => {
	const lab = etcdLab({spare: 1});
	t.is(refusal(lab, 0, add(3, true)), undefined);
	lab.restart(3);
	lab.run(1000);
	t.is(refusal(lab, 3, {kind: 'snapshot-save'}), undefined);
});

test('move-leader: only the leader does it, only to a voter, and in about a tenth of a second', t => {
	const lab = etcdLab({spare: 1});
	const [first, second] = lab.followers();
	const leader = lab.leader();
	t.is(refusal(lab, first!, {kind: 'move-leader', to: second!}), 'etcdserver: not leader');
	t.is(refusal(lab, leader, {kind: 'move-leader', to: 7}), 'etcdserver: bad leader transferee');
	t.is(refusal(lab, leader, add(3, true)), undefined);
	t.is(refusal(lab, leader, {kind: 'move-leader', to: 3}), 'etcdserver: bad leader transferee');
	const asked = lab.answerOf(leader, {kind: 'move-leader', to: second!});
	t.is(errorOf(asked), undefined);
	t.true(asked.after! > 95 && asked.after! < 125, `${asked.after}`);
	t.is(lab.leader(), second!);
});

test('move-leader to a member that does not answer ends when the client\'s time does, and the old leader leads on', t => {
	const lab = etcdLab();
	const leader = lab.leader();
	const [first, second] = lab.followers();
	lab.freeze(first!);
	t.is(refusal(lab, leader, {kind: 'move-leader', to: first!}), 'etcdserver: request timed out, leader transfer took too long');
	t.is(lab.leader(), leader);
	t.is(refusal(lab, second!, put('a')), undefined);
});

test('two changes at once: the leader takes one of them, and the other one is never answered', t => {
	const lab = etcdLab({spare: 2, settings: {strictReconfigCheck: false}});
	const leader = lab.leader();
	const first = lab.ask(leader, add(3), 5000);
	const second = lab.ask(leader, add(4), 5000);
	lab.run(5100);
	t.deepEqual([errorOf(first), errorOf(second)].filter(error => error !== undefined), ['context deadline exceeded']);
});
