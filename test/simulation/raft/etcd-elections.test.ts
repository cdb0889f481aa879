import test from 'ava';
import {leaderOf, memberAt, perform} from '../../../source/simulation/raft/cluster.js';
import type {RaftNote} from '../../../source/simulation/raft/notes.js';
import {advanceTicks, propose, transferLeadership} from '../../../source/simulation/raft/step.js';
import {groupWithLogs, isolate, runGroup} from '../../helpers/raft-group.js';
import {acknowledgeFrom, append, heartbeat, lead, lone, receive, sent, sentOf, standUp, voteAnswer, voteRequest} from '../../helpers/raft-member.js';

/*
What etcd's Raft does beyond the paper: pre-vote, the lease, the check of the quorum, transfer (raft.go, and testdata/).
*/

const three = [{log: [1], term: 1}, {log: [1], term: 1}, {log: [1], term: 1}];

test('with pre-vote a member asks first: its term, its vote and its timeout stay until a majority would vote for it', t => {
	const one = lone({term: 3, votedFor: 1, settings: {preVote: true}});
	const {timeoutTicks} = one.member;
	standUp(one);
	t.like(one.member, {role: 'pre-candidate', term: 3, votedFor: 1, leader: null, timeoutTicks});
	t.deepEqual(sentOf(one, 'raft-pre-vote').map(({term}) => term), [4, 4]);
	receive(one, 1, voteAnswer(4, false, 'raft-pre-vote-answer'));
	t.like(one.member, {role: 'candidate', term: 4, votedFor: 0});
	t.is(sentOf(one, 'raft-vote').length, 2);
});

test('who is asked for a pre-vote changes nothing, and may say yes to several', t => {
	const one = lone({term: 3, votedFor: 1});
	receive(one, 1, voteRequest(4, [0, 0], 'raft-pre-vote'));
	receive(one, 2, voteRequest(4, [0, 0], 'raft-pre-vote'));
	t.deepEqual(sentOf(one, 'raft-pre-vote-answer'), [{kind: 'raft-pre-vote-answer', term: 4, rejected: false}, {kind: 'raft-pre-vote-answer', term: 4, rejected: false}]);
	t.like(one.member, {term: 3, votedFor: 1, role: 'follower'});
});

test('a pre-vote that is refused tells the voter\'s term, and one of a term that is over is refused', t => {
	const one = lone({log: [5], term: 5});
	receive(one, 1, voteRequest(6, [1, 1], 'raft-pre-vote'));
	receive(one, 1, voteRequest(4, [9, 4], 'raft-pre-vote'));
	t.deepEqual(sentOf(one, 'raft-pre-vote-answer').map(({term, rejected}) => [term, rejected]), [[5, true], [5, true]]);
});

for (const preVote of [true, false]) {
	test(`a member that was cut off ${preVote ? 'comes back in its old term, and disturbs nobody' : 'has raised its term again and again, and unseats the leader'} ${preVote ? 'with' : 'without'} pre-vote`, t => {
		const group = groupWithLogs(three, {preVote});
		runGroup(group, {stands: 0, forMs: 300});
		t.is(leaderOf(group), 0);
		isolate(group, [2]);
		runGroup(group, {forMs: 10_000});
		const {term} = memberAt(group, 0);
		t.is(memberAt(group, 2).term > term, !preVote);
		isolate(group, [2], false);
		runGroup(group, {forMs: 5000});
		t.is(memberAt(group, 0).term > term, !preVote);
		t.is(memberAt(group, leaderOf(group)!).configuration.voters.filter(id => memberAt(group, id).leader === leaderOf(group)).length, 3);
	});
}

test('who hears its leader ignores whoever stands, and does not even answer: the lease', t => {
	for (const kind of ['raft-vote', 'raft-pre-vote'] as const) {
		const one = lone({term: 1});
		receive(one, 1, heartbeat(1));
		advanceTicks(one.member, 3, one.effects);
		sent(one);
		receive(one, 2, voteRequest(2, [9, 9], kind));
		t.deepEqual(sent(one), []);
		t.like(one.member, {term: 1, leader: 1, votedFor: null});
		t.like(one.effects.notes.at(-1), {kind: 'raft-ignored-vote', candidate: 2, leader: 1, remainingTicks: 7} satisfies Partial<RaftNote>);
	}
});

test('the lease ends an election timeout after the leader was heard, and does not bind without the check of the quorum', t => {
	for (const [ticks, checkQuorum, ignored] of [[9, true, true], [10, true, false], [0, false, false]] as const) {
		const one = lone({term: 1, settings: {checkQuorum}, seed: 3});
		receive(one, 1, heartbeat(1));
		one.member.timeoutTicks = 19;
		advanceTicks(one.member, ticks, one.effects);
		sent(one);
		receive(one, 2, voteRequest(2, [9, 9]));
		t.is(sentOf(one, 'raft-vote-answer').length, ignored ? 0 : 1, `${ticks}`);
	}
});

test('a pre-candidate has no leader any more, so it holds no lease against another one', t => {
	const one = lone({term: 1, settings: {preVote: true}});
	receive(one, 1, heartbeat(1));
	standUp(one);
	sent(one);
	receive(one, 2, voteRequest(2, [0, 0], 'raft-pre-vote'));
	t.like(sentOf(one, 'raft-pre-vote-answer'), [{rejected: false}]);
});

test('a leader that no quorum answers for an election timeout steps down', t => {
	const one = lone();
	lead(one);
	// The first check finds the members that were just heard; the second one nobody.
	acknowledgeFrom(one, 1, 1);
	advanceTicks(one.member, 10, one.effects);
	t.is(one.member.role, 'leader');
	advanceTicks(one.member, 9, one.effects);
	t.is(one.member.role, 'leader');
	advanceTicks(one.member, 1, one.effects);
	t.like(one.member, {role: 'follower', leader: null, term: 1});
	t.like(one.effects.notes.find(({kind}) => kind === 'raft-stepped-down'), {active: 1, voters: 3});
});

test('a leader that half of the others answer stays', t => {
	const one = lone({voters: [0, 1, 2, 3, 4]});
	lead(one);
	for (let round = 0; round < 10; round++) {
		for (const from of [1, 2]) {
			receive(one, from, {kind: 'raft-heartbeat-answer', term: 1, read: 0});
		}

		advanceTicks(one.member, 10, one.effects);
	}

	t.is(one.member.role, 'leader');
});

test('a leader of a term that is over hears so from whom it still sends to', t => {
	const one = lone({term: 5});
	receive(one, 1, heartbeat(3));
	receive(one, 1, append(3));
	t.deepEqual(sentOf(one, 'raft-append-answer').map(({term, index, rejected}) => [term, index, rejected]), [[5, 0, false], [5, 0, false]]);
	const old = lone({term: 2});
	lead(old);
	receive(old, 1, {kind: 'raft-append-answer', term: 5, index: 0, rejected: false, hintIndex: 0, hintTerm: 0});
	t.like(old.member, {role: 'follower', term: 5});
});

test('a learner answers a request for its vote, for it may be a voter already and not know it; it never stands', t => {
	const one = lone({id: 3, voters: [0, 1, 2], learners: [3], term: 1});
	receive(one, 1, voteRequest(2));
	t.like(sentOf(one, 'raft-vote-answer'), [{rejected: false}]);
	advanceTicks(one.member, 100, one.effects);
	t.is(one.member.role, 'follower');
});

test('leadership goes to a follower that is up to date at once, without pre-vote and against the lease', t => {
	const group = groupWithLogs(three, {preVote: true});
	runGroup(group, {stands: 0, forMs: 300});
	const {term} = memberAt(group, 0);
	// Asked of a follower, which passes it on.
	perform(group, {kind: 'transfer', member: 1, to: 2});
	runGroup(group, {forMs: 30});
	t.is(leaderOf(group), 2);
	t.is(memberAt(group, 2).term, term + 1);
});

test('a follower that lags is brought up to date before it is told to stand; meanwhile proposals are dropped', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	t.is(propose(one.member, 'x', one.effects), 'appended');
	sent(one);
	transferLeadership(one.member, 1, one.effects);
	t.is(propose(one.member, 'y', one.effects), 'no-leader');
	t.deepEqual(sentOf(one, 'raft-timeout-now'), []);
	acknowledgeFrom(one, 1, 2);
	t.is(sentOf(one, 'raft-timeout-now').length, 1);
});

test('a transfer that does not succeed within an election timeout is given up', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	transferLeadership(one.member, 2, one.effects);
	receive(one, 1, {kind: 'raft-heartbeat-answer', term: 1, read: 0});
	advanceTicks(one.member, 9, one.effects);
	t.is(one.member.transferTo, 2);
	advanceTicks(one.member, 1, one.effects);
	t.is(one.member.transferTo, null);
	t.is(propose(one.member, 'x', one.effects), 'appended');
});
