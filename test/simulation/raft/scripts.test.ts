import test from 'ava';
import {memberAt, type Cluster} from '../../../source/simulation/raft/cluster.js';
import {checkMember, checkMessage, raftInvariants} from '../../../source/simulation/raft/invariants.js';
import type {RaftMessage} from '../../../source/simulation/raft/messages.js';
import {dieMember} from '../../../source/simulation/raft/state.js';
import {advanceTicks, fireRaft, propose, receiveRaft, startMember} from '../../../source/simulation/raft/step.js';
import {groupWithLogs, isolate, kill, revive, runGroup} from '../../helpers/raft-group.js';
import {acknowledgeFrom, append, entriesOf, lead, lone, receive, sent, sentOf, termsOf, voteRequest, write} from '../../helpers/raft-member.js';

/*
What random runs seldom meet: written out, with the invariants looking on.
*/

/** Fails the test as soon as something is violated. */
function lookOn(group: Cluster): () => string[] {
	const found: string[] = [];
	const invariants = raftInvariants(group.world.processes.map(({id}) => memberAt(group, id)));
	group.watch.happened = ({kind, process, from, message}) => {
		const violations = [checkMember(invariants, process), kind === 'deliver' ? checkMessage(invariants, from, process, message as RaftMessage) : undefined];
		found.push(...violations.filter(violation => violation !== undefined));
	};

	return () => found;
}

/** Keeps the entries of one term from all others: appends arrive without them. @returns What ends it. */
function withhold(group: Cluster, withheld: number): () => void {
	const {sendDatagram} = group.effects;
	group.effects.sendDatagram = (to, message) => {
		sendDatagram(to, message.kind === 'raft-append' ? {...message, entries: message.entries.filter(({term}) => term !== withheld)} : message);
	};

	return () => {
		group.effects.sendDatagram = sendDatagram;
	};
}

/** Figure 8 up to (c): S1 leads term 4 and copies its old entry 2 of term 2 to S3, so that three of five hold it. */
function figure8(): {readonly group: Cluster; readonly stopLosing: () => void; readonly violations: () => string[]} {
	const group = groupWithLogs([
		{log: [1, 2], term: 3}, {log: [1, 2], term: 3}, {log: [1], term: 3}, {log: [1], term: 3}, {log: [1, 3], term: 3},
	], {maxEntriesPerAppend: 1, checkQuorum: false});
	const violations = lookOn(group);
	isolate(group, [3, 4]);
	const stopLosing = withhold(group, 4);
	runGroup(group, {stands: 0, forMs: 300});
	return {group, stopLosing, violations};
}

test('Figure 8: an entry of an older term is not committed although a majority holds it, so a later leader may replace it', t => {
	const {group, violations} = figure8();
	t.like(memberAt(group, 0), {role: 'leader', term: 4, commitIndex: 0});
	t.deepEqual([0, 1, 2].map(id => termsOf(memberAt(group, id)).slice(0, 2)), [[1, 2], [1, 2], [1, 2]]);
	kill(group, 0);
	isolate(group, [3, 4], false);
	// Its first election is for term 4, in which S2 and S3 have voted.
	runGroup(group, {stands: 4, forMs: 50});
	runGroup(group, {stands: 4, forMs: 300});
	t.like(memberAt(group, 4), {role: 'leader', term: 5});
	for (const id of [1, 2, 3, 4]) {
		t.deepEqual(termsOf(memberAt(group, id)), [1, 3, 5]);
		t.is(memberAt(group, id).commitIndex, 3);
	}

	revive(group, 0);
	runGroup(group, {forMs: 500});
	t.deepEqual(termsOf(memberAt(group, 0)), [1, 3, 5]);
	t.deepEqual(violations(), []);
});

test('Figure 8: once an entry of the leader\'s own term is on a majority, what came before it is committed and stays', t => {
	const {group, stopLosing, violations} = figure8();
	stopLosing();
	runGroup(group, {forMs: 300});
	t.is(memberAt(group, 0).commitIndex, 3);
	kill(group, 0);
	isolate(group, [3, 4], false);
	runGroup(group, {stands: 4, forMs: 50});
	runGroup(group, {stands: 4, forMs: 50});
	t.not(memberAt(group, 4).role, 'leader');
	runGroup(group, {forMs: 8000});
	for (const id of [1, 2, 3, 4]) {
		t.deepEqual(termsOf(memberAt(group, id)).slice(0, 3), [1, 2, 4]);
	}

	t.deepEqual(violations(), []);
});

test('a member that is killed and back at once has not forgotten its vote', t => {
	const one = lone({id: 2, term: 1});
	receive(one, 0, voteRequest(2));
	t.like(sentOf(one, 'raft-vote-answer'), [{rejected: false}]);
	dieMember(one.member);
	startMember(one.member, one.effects);
	t.like(one.member, {term: 2, votedFor: 0});
	receive(one, 1, voteRequest(2));
	t.like(sentOf(one, 'raft-vote-answer'), [{rejected: true}]);
	receive(one, 0, voteRequest(2));
	t.like(sentOf(one, 'raft-vote-answer'), [{rejected: false}]);
});

test('what was not on the disk yet was told to nobody, and is gone', t => {
	const one = lone({id: 2, log: [1], term: 1});
	receiveRaft(one.member, 0, voteRequest(2, [1, 1]), one.effects);
	receiveRaft(one.member, 0, append(2, {after: [1, 1], entries: entriesOf([2], 2)}), one.effects);
	t.like(one.member, {term: 2, votedFor: 0, lastIndex: 2, persistedIndex: 1});
	t.deepEqual(sent(one), []);
	dieMember(one.member);
	startMember(one.member, one.effects);
	t.like(one.member, {term: 1, votedFor: null, lastIndex: 1});
});

test('all that was acknowledged is there after a restart', t => {
	const one = lone({id: 2, term: 1});
	receive(one, 0, append(1, {entries: entriesOf([1, 1, 1]), commit: 1}));
	t.like(sentOf(one, 'raft-append-answer'), [{index: 3, rejected: false}]);
	dieMember(one.member);
	t.deepEqual(termsOf(one.member), [1, 1, 1]);
	t.like(one.member, {term: 1, commitIndex: 1, persistedIndex: 3, role: 'follower', leader: null});
});

test('a tail of an older term is not committed by a heartbeat, nor by an append that ends before it', t => {
	const leader = lone({log: [1, 1], term: 3});
	lead(leader);
	acknowledgeFrom(leader, 1, 3);
	acknowledgeFrom(leader, 2, 1);
	sent(leader);
	t.is(leader.member.commitIndex, 3);
	advanceTicks(leader.member, 1, leader.effects);
	// The second follower is known to agree up to entry 1 only.
	t.deepEqual(sentOf(leader, 'raft-heartbeat').map(({commit}) => commit), [3, 1]);
	const follower = lone({id: 2, log: [1, 2, 2], term: 4});
	receive(follower, 0, append(4, {after: [1, 1], commit: 3}));
	t.is(follower.member.commitIndex, 1);
});

test('a log that is cut while the disk writes what was cut is not taken for written', t => {
	const one = lone({log: [1], term: 1});
	receiveRaft(one.member, 1, append(1, {after: [1, 1], entries: entriesOf([1, 1, 1], 2)}), one.effects);
	receiveRaft(one.member, 2, append(2, {after: [1, 1], entries: entriesOf([2, 2, 2], 2)}), one.effects);
	// The first write ends: entries 2 to 4 of term 1 are on the disk, and no longer in the log.
	one.effects.timers.delete('raft-disk');
	fireRaft(one.member, 'raft-disk', one.effects);
	t.like(one.member, {lastIndex: 4, persistedIndex: 1});
	t.deepEqual(one.member.disk.entries.map(({term}) => term), [1, 1, 1, 1]);
	t.deepEqual(sentOf(one, 'raft-append-answer').map(({term}) => term), [1]);
	write(one);
	t.deepEqual(one.member.disk.entries.map(({term}) => term), [1, 2, 2, 2]);
	t.like(sentOf(one, 'raft-append-answer'), [{term: 2, index: 4}]);
});

test('a leader that was cut off loses what it could not commit, and nothing else', t => {
	const group = groupWithLogs([{log: [1], term: 1}, {log: [1], term: 1}, {log: [1], term: 1}]);
	const violations = lookOn(group);
	runGroup(group, {stands: 0, forMs: 200});
	isolate(group, [0]);
	for (let count = 0; count < 50; count++) {
		propose(memberAt(group, 0), count, {...group.effects, sendDatagram() {
			// Nobody hears it.
		}});
	}

	runGroup(group, {stands: 1, forMs: 50});
	runGroup(group, {forMs: 4000});
	isolate(group, [0], false);
	runGroup(group, {forMs: 3000});
	const logs = [0, 1, 2].map(id => termsOf(memberAt(group, id)));
	t.deepEqual(logs[0], logs[1]);
	t.deepEqual(logs[1], logs[2]);
	t.true(logs[0]!.length < 10);
	t.deepEqual(violations(), []);
});
