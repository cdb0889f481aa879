import test from 'ava';
import {memberAt} from '../../../source/simulation/raft/cluster.js';
import {takeCommitted} from '../../../source/simulation/raft/state-machine.js';
import {fireRaft, propose, receiveRaft} from '../../../source/simulation/raft/step.js';
import {acknowledgeFrom, append, command, entriesOf, lead, lone, receive, sent, sentOf, termsOf, write} from '../../helpers/raft-member.js';
import {groupWithLogs, runGroup} from '../../helpers/raft-group.js';

/*
One test per statement of the Raft paper about replication, §5.3 and §5.4.2, with the tables of etcd-io/raft's raft_paper_test.go.
*/

const commandsOf = (one: Parameters<typeof write>[0]): unknown[] => takeCommitted(one.member).flatMap(({data}) => data.kind === 'command' ? [data.command] : []);

test('a leader appends what it is told to its log and sends it to all others, before it is on its own disk', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	acknowledgeFrom(one, 2, 1);
	sent(one);
	propose(one.member, 'x', one.effects);
	t.deepEqual(one.effects.sent.map(({to, message}) => [to, message.kind === 'raft-append' && message.entries.map(({term, index}) => [term, index])]), [[1, [[1, 2]]], [2, [[1, 2]]]]);
	t.like(one.member, {lastIndex: 2, persistedIndex: 1, commitIndex: 1});
});

test('what a majority holds is committed, applied by the leader, and the others are told', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	command(one, 'x');
	sent(one);
	t.is(one.member.commitIndex, 1);
	acknowledgeFrom(one, 1, 2);
	t.is(one.member.commitIndex, 2);
	t.deepEqual(commandsOf(one), ['x']);
	t.like(sentOf(one, 'raft-append'), [{commit: 2}]);
});

const acknowledgements: ReadonlyArray<readonly [size: number, by: readonly number[], committed: boolean]> = [
	[1, [], true],
	[3, [], false],
	[3, [1], true],
	[3, [1, 2], true],
	[5, [], false],
	[5, [1], false],
	[5, [1, 2], true],
	[5, [1, 2, 3], true],
	[5, [1, 2, 3, 4], true],
];

for (const [size, by, committed] of acknowledgements) {
	test(`of ${size} members, an entry that ${by.length} beside the leader hold is ${committed ? '' : 'not '}committed`, t => {
		const one = lone({voters: Array.from({length: size}, (_, id) => id)});
		lead(one);
		command(one, 'x');
		for (const from of by) {
			acknowledgeFrom(one, from, 2);
		}

		t.is(one.member.commitIndex, committed ? 2 : 0);
	});
}

test('the leader itself counts only once the entry is on its disk', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	propose(one.member, 'x', one.effects);
	const answer = {kind: 'raft-append-answer', term: 1, index: 2, rejected: false, hintIndex: 0, hintTerm: 0} as const;
	one.effects.sent.length = 0;
	t.is(one.member.persistedIndex, 1);
	const before = one.effects.timers.get('raft-disk');
	t.truthy(before);
	// Member 1 was faster than the leader's own disk.
	one.effects.timers.delete('raft-disk');
	receive(one, 1, answer);
	t.is(one.member.commitIndex, 1);
	one.effects.timers.set('raft-disk', before!);
	write(one);
	t.is(one.member.commitIndex, 2);
});

test('what came while the leader\'s disk was writing does not count with what was written', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	propose(one.member, 'x', one.effects);
	propose(one.member, 'y', one.effects);
	one.effects.timers.delete('raft-disk');
	fireRaft(one.member, 'raft-disk', one.effects);
	t.like(one.member, {lastIndex: 3, persistedIndex: 2});
	receiveRaft(one.member, 1, {kind: 'raft-append-answer', term: 1, index: 3, rejected: false, hintIndex: 0, hintTerm: 0}, one.effects);
	t.is(one.member.commitIndex, 2);
	write(one);
	t.is(one.member.commitIndex, 3);
});

for (const log of [[], [2], [1, 2], [1]]) {
	test(`with its own first entry a leader commits all that came before it: ${log.join(' ') || 'nothing'}`, t => {
		const one = lone({log, term: 2});
		lead(one);
		command(one, 'x');
		acknowledgeFrom(one, 1, log.length + 2);
		t.is(one.member.commitIndex, log.length + 2);
		t.is(takeCommitted(one.member).length, log.length + 2);
	});
}

for (const commit of [1, 2, 3]) {
	test(`a follower commits what the leader says is committed, and hands it over in order: ${commit}`, t => {
		const one = lone({term: 1});
		receive(one, 1, append(1, {entries: entriesOf([1, 1, 1]), commit}));
		t.deepEqual(commandsOf(one), ['1/1', '1/2', '1/3'].slice(0, commit));
	});
}

test('a follower commits nothing beyond what it was just shown to hold as the leader does', t => {
	// A tail of an older term that the leader does not have: it must not be taken for the leader's.
	const one = lone({log: [1, 1, 1], term: 2});
	receive(one, 1, append(2, {after: [1, 1], commit: 3}));
	t.is(one.member.commitIndex, 1);
});

const consistency: ReadonlyArray<readonly [after: readonly [number, number], index: number, rejected: boolean, hintIndex: number, hintTerm: number]> = [
	[[0, 0], 1, false, 0, 0],
	[[1, 1], 1, false, 0, 0],
	[[2, 2], 2, false, 0, 0],
	[[1, 2], 1, true, 1, 1],
	[[2, 1], 2, true, 1, 1],
	[[3, 3], 3, true, 2, 2],
];

for (const [after, index, rejected, hintIndex, hintTerm] of consistency) {
	test(`a follower with log 1 2, of which entry 1 is committed, ${rejected ? 'rejects' : 'takes'} what follows entry ${after[0]} of term ${after[1]}`, t => {
		const one = lone({log: [1, 2], term: 2, committed: 1});
		receive(one, 1, append(2, {after}));
		t.deepEqual(sentOf(one, 'raft-append-answer'), [{kind: 'raft-append-answer', term: 2, index, rejected, hintIndex, hintTerm}]);
	});
}

const appends: ReadonlyArray<readonly [after: readonly [number, number], entries: number[], log: number[]]> = [
	[[2, 2], [3], [1, 2, 3]],
	[[1, 1], [3, 4], [1, 3, 4]],
	[[0, 0], [1], [1, 2]],
	[[0, 0], [3], [3]],
];

for (const [after, terms, log] of appends) {
	test(`a follower with log 1 2 that is sent ${terms.join(' ')} after entry ${after[0]} holds ${log.join(' ')}: what conflicts gives way, what agrees stays`, t => {
		const one = lone({log: [1, 2], term: 4});
		receive(one, 1, append(4, {after, entries: entriesOf(terms, after[0] + 1)}));
		t.deepEqual(termsOf(one.member), log);
		t.deepEqual(one.member.disk.entries.map(({term}) => term), log);
	});
}

test('an append that comes late does not shorten a log that has grown since', t => {
	const one = lone({log: [1, 1, 1], term: 1});
	receive(one, 1, append(1, {after: [0, 0], entries: entriesOf([1])}));
	t.deepEqual(termsOf(one.member), [1, 1, 1]);
});

test('only entries of its own term does a leader commit by counting', t => {
	for (const [index, committed] of [[1, 0], [2, 0], [3, 3]] as const) {
		const one = lone({log: [1, 2], term: 2});
		lead(one);
		acknowledgeFrom(one, 1, index);
		t.is(one.member.commitIndex, committed, `entry ${index}`);
	}
});

const figure7: ReadonlyArray<readonly [name: string, log: number[]]> = [
	['a', [1, 1, 1, 4, 4, 5, 5, 6, 6]],
	['b', [1, 1, 1, 4]],
	['c', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]],
	['d', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]],
	['e', [1, 1, 1, 4, 4, 4, 4]],
	['f', [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]],
];

const leaderLog = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];

test('Figure 7: a leader makes each of six different logs its own, in few messages', t => {
	for (const [name, log] of figure7) {
		// The third member is there to vote, as its log is older than everybody's.
		const group = groupWithLogs([{log: leaderLog, term: 7}, {log, term: 7}, {log: [1], term: 7}]);
		let appends = 0;
		const {sendDatagram} = group.effects;
		group.effects.sendDatagram = (to, message) => {
			appends += to === 1 && message.kind === 'raft-append' ? 1 : 0;
			sendDatagram(to, message);
		};

		runGroup(group, {stands: 0, forMs: 500});
		t.is(memberAt(group, 0).role, 'leader', name);
		t.deepEqual(termsOf(memberAt(group, 1)), [...leaderLog, 8], name);
		t.deepEqual(termsOf(memberAt(group, 2)), [...leaderLog, 8], name);
		t.is(memberAt(group, 1).commitIndex, 11, name);
		// The hint of a rejection skips whole terms: no step per entry.
		t.true(appends <= 8, `${name}: ${appends}`);
	}
});
