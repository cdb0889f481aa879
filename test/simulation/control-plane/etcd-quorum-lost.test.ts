import test from 'ava';
import {errorOf, etcdLab, get, okOf, put, type Lab} from './etcd-lab.js';

/** A survivor that has noticed that it is alone: two of three members are dead, or one of two. */
function survivorOf(members: 2 | 3, version = '3.6.11'): {readonly lab: Lab; readonly survivor: number} {
	const lab = etcdLab({members, settings: {version, strictReconfigCheck: true}});
	okOf(lab.answerOf(0, put('color', 'blue')));
	lab.run(200);
	for (let id = 1; id < members; id++) {
		lab.kill(id);
	}

	lab.run(4000);
	return {lab, survivor: 0};
}

for (const members of [3, 2] as const) {
	const title = members === 3 ? 'two of three members dead' : 'one of two members dead';

	test(`${title}: a write fails after the client's 5 s, or after the server's 7 s`, t => {
		const {lab, survivor} = survivorOf(members);
		lab.connect([survivor]);
		const usual = lab.askClient(put('color', 'red'));
		const patient = lab.askClient(put('color', 'red'), 20_000);
		const bare = lab.ask(survivor, put('color', 'red'));
		lab.run(21_000);
		t.is(errorOf(usual), 'context deadline exceeded');
		t.true(Math.abs(usual.after! - 5000) < 10, `${usual.after}`);
		for (const asked of [patient, bare]) {
			t.is(errorOf(asked), 'context deadline exceeded');
			t.true(Math.abs(asked.after! - 7000) < 10, `${asked.after}`);
		}
	});

	test(`${title}: a linearizable read fails after the server's 7 s, and clientv3 repeats it until its own time is over`, t => {
		const {lab, survivor} = survivorOf(members);
		lab.connect([survivor]);
		const bare = lab.ask(survivor, get('color'));
		lab.run(7100);
		t.is(errorOf(bare), 'etcdserver: request timed out');
		t.true(Math.abs(bare.after! - 7000) < 10, `${bare.after}`);
		for (const timeoutMs of [5000, 20_000]) {
			const asked = lab.askClient(get('color'), timeoutMs);
			lab.run(timeoutMs + 100);
			t.is(errorOf(asked), 'context deadline exceeded');
			t.true(Math.abs(asked.after! - timeoutMs) < 10, `${asked.after}`);
		}
	});

	test(`${title}: a serializable read is answered at once`, t => {
		const {lab, survivor} = survivorOf(members);
		const asked = lab.answerOf(survivor, get('color', true));
		t.is(okOf(asked).value, 'blue');
		t.true(asked.after! < 6, `${asked.after}`);
		t.true(lab.notes.some(({note}) => note.kind === 'etcd-served-stale'));
	});

	test(`${title}: member list is answered by 3.4, and times out since 3.5`, t => {
		const old = survivorOf(members, '3.4.23');
		t.is(okOf(old.lab.answerOf(old.survivor, {kind: 'member-list'})).members!.length, members);
		const recent = survivorOf(members, '3.5.0');
		t.is(errorOf(recent.lab.answerOf(recent.survivor, {kind: 'member-list'})), 'etcdserver: request timed out');
	});

	test(`${title}: member add is refused at once`, t => {
		const {lab, survivor} = survivorOf(members);
		const asked = lab.answerOf(survivor, {kind: 'member-add', member: members + 2, learner: false});
		t.is(errorOf(asked), 'etcdserver: unhealthy cluster');
		t.true(asked.after! < 6, `${asked.after}`);
	});

	test(`${title}: snapshot save works`, t => {
		const {lab, survivor} = survivorOf(members);
		const asked = lab.answerOf(survivor, {kind: 'snapshot-save'});
		t.is(okOf(asked).revision, 2);
		t.true(okOf(asked).bytes! > 0);
	});

	test(`${title}: status says that there is no leader, and its term stands still however often the member campaigns`, t => {
		const {lab, survivor} = survivorOf(members);
		const before = okOf(lab.answerOf(survivor, {kind: 'status'})).status!;
		lab.run(20_000);
		const after = okOf(lab.answerOf(survivor, {kind: 'status'})).status!;
		t.deepEqual(after.errors, ['etcdserver: no leader']);
		t.is(after.leader, null);
		t.is(after.raftTerm, before.raftTerm);
		t.true(lab.notes.filter(({note}) => note.kind === 'raft-became-pre-candidate').length > 5);
	});

	test(`${title}: health says no, livez yes`, t => {
		const {lab, survivor} = survivorOf(members);
		t.is(errorOf(lab.answerOf(survivor, {kind: 'health'})), 'RAFT NO LEADER');
		const ready = lab.answerOf(survivor, {kind: 'health', probe: 'readyz'});
		t.regex(errorOf(ready)!, /^RANGE ERROR:(?:context deadline exceeded|etcdserver: request timed out)$/v);
		t.true(lab.answerOf(survivor, {kind: 'health', probe: 'livez'}).result?.ok);
	});

	test(`${title}: a survivor that starts again serves nobody before there is a quorum`, t => {
		const {lab, survivor} = survivorOf(members);
		lab.kill(survivor);
		lab.restart(survivor);
		const asked = lab.ask(survivor, get('color', true));
		lab.run(15_000);
		t.is(asked.result, undefined);
		lab.restart(1);
		lab.run(8000);
		t.is(okOf(asked).value, 'blue');
	});

	test(`${title}: once one is back, writes are done again`, t => {
		const {lab, survivor} = survivorOf(members);
		lab.restart(1);
		const asked = lab.answerOf(survivor, put('color', 'green'));
		t.is(okOf(asked).modRevision, 3);
		t.true(asked.after! < 4500, `${asked.after}`);
	});
}

test('the leader of two still says it leads just after it lost the other one, and has stepped down 3 s later', t => {
	const lab = etcdLab({members: 2});
	const leader = lab.leader();
	lab.kill(1 - leader);
	lab.run(200);
	t.is(okOf(lab.answerOf(leader, {kind: 'status'})).status!.leader, leader);
	lab.run(2800);
	t.is(okOf(lab.answerOf(leader, {kind: 'status'})).status!.leader, null);
	t.true(lab.notes.some(({note}) => note.kind === 'raft-stepped-down'));
});

test('a write that the leader has appended and cannot commit ends with the words for a lost connection or a time-out', t => {
	const lab = etcdLab({members: 2});
	const leader = lab.leader();
	lab.kill(1 - leader);
	const asked = lab.ask(leader, put('a'));
	lab.run(7100);
	t.is(errorOf(asked), 'etcdserver: request timed out');
	t.true(Math.abs(asked.after! - 7000) < 10);
});
