import test from 'ava';
import {errorOf, etcdLab, get, okOf, put} from './etcd-lab.js';

const seeds = [1, 2, 3, 4, 5];

for (const preVote of [true, false]) {
	test(`a leader cut off from two: the majority elects another, the old one steps down, ${preVote ? 'and comes back as a follower in the same term' : 'and without pre-vote raises the term by campaigning'}`, t => {
		for (const seed of seeds) {
			const lab = etcdLab({seed, settings: {preVote}});
			const old = lab.leader();
			const [other] = lab.followers();
			okOf(lab.answerOf(old, put('color', '1')));
			lab.run(200);
			const at = lab.now();
			lab.isolate(old, true);
			lab.run(4500);

			const elected = lab.electedAfter(at)! - at;
			t.true(elected >= 750 && elected <= 4300, `${elected} ms`);
			const steppedDown = lab.notes.find(({note, process}) => note.kind === 'raft-stepped-down' && process === old)!.at - at;
			t.true(steppedDown > 500 && steppedDown <= 2010, `${steppedDown} ms`);
			okOf(lab.answerOf(other!, put('color', 'majority')));

			// The minority.
			const write = lab.ask(old, put('color', 'minority'));
			const read = lab.ask(old, get('color'));
			t.is(okOf(lab.answerOf(old, get('color', true))).value, '1');
			lab.run(7100);
			t.is(errorOf(write), 'context deadline exceeded');
			t.is(errorOf(read), 'etcdserver: request timed out');

			const {term} = lab.server(other!).raft;
			lab.isolate(old, false);
			lab.run(4000);
			t.is(okOf(lab.answerOf(old, get('color'))).value, 'majority');
			const after = lab.server(other!).raft.term;
			t.true(preVote ? after === term : after > term + 1, `term ${term}, then ${after}`);
		}
	});
}

test('a leader cut off by itself for less than it takes to notice keeps its place', t => {
	const lab = etcdLab();
	const leader = lab.leader();
	const {term} = lab.server(leader).raft;
	lab.isolate(leader, true);
	lab.run(300);
	lab.isolate(leader, false);
	lab.run(3000);
	t.is(lab.leader(), leader);
	t.is(lab.server(leader).raft.term, term);
});

test('a follower frozen for 4 s changes neither leader nor term: it does not campaign, as one that is cut off does', t => {
	for (const preVote of [true, false]) {
		const lab = etcdLab({settings: {preVote}});
		const leader = lab.leader();
		const {term} = lab.server(leader).raft;
		const [follower] = lab.followers();
		lab.freeze(follower!);
		lab.run(4000);
		lab.thaw(follower!);
		lab.run(3000);
		t.is(lab.leader(), leader);
		t.is(lab.server(leader).raft.term, term);
	}
});

test('a leader that was frozen knows the new one 20 ms after it runs again', t => {
	for (const seed of seeds) {
		const lab = etcdLab({seed});
		const old = lab.leader();
		lab.freeze(old);
		lab.run(4000);
		lab.thaw(old);
		lab.run(20);
		const other = lab.leader();
		t.not(other, old);
		t.is(lab.server(old).leader, other);
	}
});

test('a peer that is cut off counts as connected for 5 s more, one that died for a moment', t => {
	const lab = etcdLab();
	const [first, second] = lab.followers();
	const leader = lab.leader();
	const linked = (peer: number) => lab.server(leader).links.get(peer)!.activeSinceUs >= 0;
	lab.isolate(first!, true);
	lab.kill(second!);
	lab.run(1100);
	t.false(linked(second!));
	t.true(linked(first!));
	lab.run(3500);
	t.true(linked(first!));
	lab.run(1500);
	t.false(linked(first!));
});
