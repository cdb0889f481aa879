import test from 'ava';
import {copyWorld, effectsFor, processAt, runUntil, simulationOf} from '../../../source/simulation/kernel/simulation.js';
import {milliseconds, seconds} from '../../../source/simulation/kernel/time.js';
import {leaderOf, memberAt, newCluster, perform, serverAt, type Cluster} from '../../../source/simulation/raft/cluster.js';
import {defaultRaftSettings} from '../../../source/simulation/raft/settings.js';
import {compact, takeCommitted, takeReads, takeSnapshot} from '../../../source/simulation/raft/state-machine.js';
import {dieMember} from '../../../source/simulation/raft/state.js';
import {advanceTicks, fireRaft, propose, proposeChange, requestRead, startMember} from '../../../source/simulation/raft/step.js';
import {groupWithLogs, isolate, kill, revive, runGroup, startAll} from '../../helpers/raft-group.js';
import {acknowledgeFrom, append, entriesOf, lead, lone, receive, sent, sentOf, standUp, termsOf, voteAnswer, write} from '../../helpers/raft-member.js';

/*
What etcd's Raft does beyond the paper: reads, snapshots, the window of appends, members that come and go, and the disk.
*/

const three = [{log: [1], term: 1}, {log: [1], term: 1}, {log: [1], term: 1}];

/** Tells whoever leads so many commands. */
function commands(group: Cluster, count: number, from = leaderOf(group)!): void {
	for (let number = 0; number < count; number++) {
		perform(group, {kind: 'command', member: from, command: `${from}/${number}`});
	}
}

test('what a new leader finds uncommitted it commits without being told anything: by its empty entry', t => {
	const group = groupWithLogs([{log: [1, 1, 1], term: 1}, {log: [1, 1], term: 1}, {log: [1], term: 1}]);
	runGroup(group, {stands: 0, forMs: 300});
	t.deepEqual([0, 1, 2].map(id => memberAt(group, id).commitIndex), [4, 4, 4]);
});

test('a read is answered once a quorum has confirmed that the leader leads, at the index that was committed when it was asked', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	sent(one);
	t.is(requestRead(one.member, 7, one.effects), 'asked');
	t.deepEqual(sentOf(one, 'raft-heartbeat').map(({read}) => read), [1, 1]);
	t.deepEqual(takeReads(one.member), []);
	propose(one.member, 'later', one.effects);
	acknowledgeFrom(one, 1, 2);
	receive(one, 2, {kind: 'raft-heartbeat-answer', term: 1, read: 1});
	t.deepEqual(takeReads(one.member), [{token: 7, index: 1}]);
});

test('a leader that has committed nothing in its term lets reads wait until it has', t => {
	const one = lone({log: [1, 1], term: 1});
	lead(one);
	requestRead(one.member, 7, one.effects);
	receive(one, 1, {kind: 'raft-heartbeat-answer', term: 2, read: 0});
	t.deepEqual(takeReads(one.member), []);
	t.deepEqual(sentOf(one, 'raft-heartbeat'), []);
	acknowledgeFrom(one, 1, 3);
	t.deepEqual(sentOf(one, 'raft-heartbeat').map(({read}) => read), [1, 1]);
	receive(one, 1, {kind: 'raft-heartbeat-answer', term: 2, read: 1});
	t.deepEqual(takeReads(one.member), [{token: 7, index: 3}]);
});

test('a follower passes a read on and gets the index; without a leader nobody is asked; a leader that is cut off never answers', t => {
	const group = groupWithLogs(three);
	t.is(requestRead(memberAt(group, 1), 1, effectsFor(group, processAt(group.world, 1))), 'no-leader');
	runGroup(group, {stands: 0, forMs: 300});
	perform(group, {kind: 'read', member: 1, token: 2});
	runGroup(group, {forMs: 20});
	t.deepEqual(serverAt(group, 1).answered, [{token: 2, index: 2}]);
	isolate(group, [0]);
	perform(group, {kind: 'read', member: 0, token: 3});
	runGroup(group, {forMs: 5000});
	t.deepEqual(serverAt(group, 0).answered, []);
});

test('a follower that was away too long gets a snapshot and then the rest, and keeps it through a restart', t => {
	const group = groupWithLogs(three, {snapshotEntries: 20, snapshotCatchUpEntries: 5});
	runGroup(group, {stands: 0, forMs: 300});
	kill(group, 2);
	commands(group, 50);
	runGroup(group, {forMs: 500});
	t.true(memberAt(group, 0).offset > 2);
	const kinds = new Set<string>();
	group.watch.noted = ({kind}, process) => {
		if (process === 2) {
			kinds.add(kind);
		}
	};

	revive(group, 2);
	runGroup(group, {forMs: 1000});
	t.true(kinds.has('raft-snapshot-installed'));
	t.is(serverAt(group, 2).applied, serverAt(group, 0).applied);
	t.is(memberAt(group, 2).appliedIndex, memberAt(group, 0).appliedIndex);
	kill(group, 2);
	t.is(serverAt(group, 2).applied, 0);
	revive(group, 2);
	runGroup(group, {forMs: 500});
	t.is(serverAt(group, 2).applied, serverAt(group, 0).applied);
	t.deepEqual(memberAt(group, 2).configuration.voters, [0, 1, 2]);
});

test('a snapshot that is lost is sent again', t => {
	const group = groupWithLogs(three, {snapshotEntries: 20, snapshotCatchUpEntries: 0});
	runGroup(group, {stands: 0, forMs: 300});
	kill(group, 2);
	commands(group, 50);
	runGroup(group, {forMs: 500});
	const {sendDatagram} = group.effects;
	let lost = 0;
	group.effects.sendDatagram = (to, message) => {
		if (message.kind === 'raft-snapshot' && lost++ === 0) {
			return;
		}

		sendDatagram(to, message);
	};

	revive(group, 2);
	runGroup(group, {forMs: 3000});
	t.true(lost > 1);
	t.is(memberAt(group, 2).appliedIndex, memberAt(group, 0).appliedIndex);
});

test('a snapshot that says nothing new is answered with what is committed', t => {
	const one = lone({log: [1, 1, 1], term: 1, committed: 2});
	const configuration = {voters: [0, 1, 2], outgoing: [], learners: []};
	receive(one, 1, {kind: 'raft-snapshot', term: 1, snapshot: {index: 2, term: 1, configuration, data: 'old'}});
	t.like(sentOf(one, 'raft-append-answer'), [{index: 2, rejected: false}]);
	receive(one, 1, {kind: 'raft-snapshot', term: 1, snapshot: {index: 3, term: 1, configuration, data: 'known'}});
	t.like(sentOf(one, 'raft-append-answer'), [{index: 3, rejected: false}]);
	t.is(takeSnapshot(one.member), undefined);
	receive(one, 1, {kind: 'raft-snapshot', term: 1, snapshot: {index: 9, term: 1, configuration, data: 'new'}});
	t.like(sentOf(one, 'raft-append-answer'), [{index: 9, rejected: false}]);
	t.deepEqual(takeSnapshot(one.member), {index: 9, data: 'new'});
	t.like(one.member, {commitIndex: 9, lastIndex: 9, persistedIndex: 9, appliedIndex: 9});
});

test('a snapshot that comes late takes nothing back, even where the log before it is gone', t => {
	const one = lone({log: [1, 1, 1], term: 1, committed: 3, settings: {snapshotCatchUpEntries: 0}});
	takeCommitted(one.member);
	t.true(compact(one.member, 'image'));
	receive(one, 1, {kind: 'raft-snapshot', term: 1, snapshot: {index: 2, term: 1, configuration: one.member.configuration, data: 'old'}});
	t.like(sentOf(one, 'raft-append-answer'), [{index: 3, rejected: false}]);
	t.like(one.member, {commitIndex: 3, lastIndex: 3, offset: 3});
	t.is(takeSnapshot(one.member), undefined);
});

test('to a follower it does not know a leader sends one append at a time; then as many as the window holds, until an answer comes', t => {
	const one = lone({settings: {maxInflightAppends: 3, maxEntriesPerAppend: 1}});
	lead(one);
	for (let number = 0; number < 10; number++) {
		propose(one.member, number, one.effects);
	}

	t.deepEqual(sent(one).filter(({to, message}) => to === 1 && message.kind === 'raft-append'), []);
	acknowledgeFrom(one, 1, 1);
	const indexes = (): number[] => sent(one).flatMap(({to, message}) => to === 1 && message.kind === 'raft-append' ? message.entries.map(({index}) => index) : []);
	t.deepEqual(indexes(), [2, 3, 4]);
	acknowledgeFrom(one, 1, 2);
	t.deepEqual(indexes(), [5]);
});

test('one change of the members at a time: a second one becomes an empty entry until the first has taken effect', t => {
	const one = lone();
	lead(one);
	acknowledgeFrom(one, 1, 1);
	acknowledgeFrom(one, 2, 1);
	proposeChange(one.member, {kind: 'add-learner', member: 3}, one.effects);
	proposeChange(one.member, {kind: 'remove', member: 2}, one.effects);
	write(one);
	t.deepEqual([2, 3].map(index => one.member.entries[index - 1]!.data.kind), ['configuration', 'empty']);
	t.deepEqual(one.member.configuration.learners, []);
	acknowledgeFrom(one, 1, 3);
	t.deepEqual(one.member.configuration, {voters: [0, 1, 2], outgoing: [], learners: [3]});
	proposeChange(one.member, {kind: 'promote-learner', member: 3}, one.effects);
	write(one);
	// A learner does not count: three voters decide that it becomes the fourth.
	acknowledgeFrom(one, 3, 4);
	t.is(one.member.commitIndex, 3);
	acknowledgeFrom(one, 2, 4);
	t.deepEqual(one.member.configuration.voters, [0, 1, 2, 3]);
	propose(one.member, 'x', one.effects);
	write(one);
	acknowledgeFrom(one, 1, 5);
	t.is(one.member.commitIndex, 4);
	acknowledgeFrom(one, 3, 5);
	t.is(one.member.commitIndex, 5);
});

test('learners neither help to commit nor have to be waited for', t => {
	const one = lone({learners: [3, 4]});
	lead(one);
	acknowledgeFrom(one, 3, 1);
	acknowledgeFrom(one, 4, 1);
	t.is(one.member.commitIndex, 0);
	acknowledgeFrom(one, 1, 1);
	t.is(one.member.commitIndex, 1);
});

test('a member that joins learns all from the leader\'s log, itself included', t => {
	const group = newCluster({seed: 5, founders: 3, joiners: 1, settings: defaultRaftSettings});
	for (const id of [0, 1, 2]) {
		revive(group, id);
	}

	runGroup(group, {forMs: 5000});
	revive(group, 3);
	perform(group, {kind: 'change', member: leaderOf(group)!, change: {kind: 'add-learner', member: 3}});
	runGroup(group, {forMs: 500});
	perform(group, {kind: 'change', member: leaderOf(group)!, change: {kind: 'promote-learner', member: 3}});
	runGroup(group, {forMs: 500});
	t.deepEqual(memberAt(group, 3).configuration, {voters: [0, 1, 2, 3], outgoing: [], learners: []});
	t.deepEqual(termsOf(memberAt(group, 3)), termsOf(memberAt(group, 0)));
});

test('several voters are replaced by way of a joint configuration, the leader among them', t => {
	const group = newCluster({seed: 5, founders: 3, joiners: 2, settings: defaultRaftSettings});
	startAll(group);
	runGroup(group, {forMs: 5000});
	const old = leaderOf(group)!;
	const voters = [0, 1, 2, 3, 4].filter(id => id !== old).slice(1);
	const seen: number[] = [];
	group.watch.noted = (note, process) => {
		if (note.kind === 'raft-configuration' && process === old) {
			seen.push(note.outgoing.length);
		}
	};

	perform(group, {kind: 'joint', member: old, voters});
	runGroup(group, {forMs: 1000});
	t.deepEqual(seen, [3, 0]);
	kill(group, old);
	runGroup(group, {forMs: 5000});
	t.true(voters.includes(leaderOf(group)!));
	t.deepEqual(memberAt(group, leaderOf(group)!).configuration, {voters, outgoing: [], learners: []});
});

test('while a joint change lasts, both majorities decide', t => {
	const one = lone({voters: [0, 1, 2]});
	one.member.configuration = {voters: [0, 3, 4], outgoing: [0, 1, 2], learners: []};
	one.member.progress = lone({voters: [0, 1, 2, 3, 4]}).member.progress;
	for (const progress of one.member.progress) {
		progress.isVoter = [0, 3, 4].includes(progress.id);
		progress.isOutgoing = [0, 1, 2].includes(progress.id);
	}

	standUp(one);
	receive(one, 1, voteAnswer(1));
	t.is(one.member.role, 'candidate');
	receive(one, 3, voteAnswer(1));
	t.is(one.member.role, 'leader');
	write(one);
	acknowledgeFrom(one, 3, 1);
	acknowledgeFrom(one, 4, 1);
	t.is(one.member.commitIndex, 0);
	acknowledgeFrom(one, 1, 1);
	t.is(one.member.commitIndex, 1);
});

test('while its disk writes even a leader sends nothing more, and ticks are lost: a slow disk costs the leadership', t => {
	const one = lone();
	lead(one);
	propose(one.member, 'x', one.effects);
	sent(one);
	for (let count = 0; count < 5; count++) {
		fireRaft(one.member, 'raft-tick', one.effects);
	}

	t.deepEqual(sent(one), []);
	one.effects.timers.delete('raft-disk');
	fireRaft(one.member, 'raft-disk', one.effects);
	t.is(sentOf(one, 'raft-heartbeat').length, 2);
	t.like(one.effects.notes.find(({kind}) => kind === 'raft-ticks-missed'), {count: 4, role: 'leader'});

	const group = groupWithLogs(three);
	runGroup(group, {stands: 0, forMs: 300});
	perform(group, {kind: 'disk', member: 0, delayUs: seconds(5)});
	commands(group, 1, 0);
	runGroup(group, {forMs: 4000});
	t.not(leaderOf(group), 0);
});

test('a leader commits what the others hold while its own disk is slow', t => {
	const group = groupWithLogs(three);
	runGroup(group, {stands: 0, forMs: 300});
	perform(group, {kind: 'disk', member: 1, delayUs: milliseconds(800)});
	commands(group, 1, 0);
	runGroup(group, {forMs: 20});
	t.is(memberAt(group, 0).commitIndex, 3);
});

test('entries are handed over once, in order, when they are committed and on the disk, and again from the snapshot on after a restart', t => {
	const one = lone({term: 1});
	receive(one, 1, append(1, {entries: entriesOf([1, 1, 1, 1]), commit: 3}));
	const handed = (): number[] => takeCommitted(one.member).map(({index}) => index);
	t.deepEqual(handed(), [1, 2, 3]);
	t.deepEqual(handed(), []);
	t.true(compact(one.member, 'image'));
	t.false(compact(one.member, 'image'));
	receive(one, 1, append(1, {after: [4, 1], commit: 4}));
	t.deepEqual(handed(), [4]);
	dieMember(one.member);
	startMember(one.member, one.effects);
	t.deepEqual(handed(), []);
	t.deepEqual(takeSnapshot(one.member), {index: 3, data: 'image'});
	receive(one, 1, append(1, {after: [4, 1], commit: 4}));
	t.deepEqual(handed(), [4]);
});

test('a checkpoint shares nothing that changes: a run goes on from it as it went on before', t => {
	const group = newCluster({seed: 9, founders: 5, settings: {...defaultRaftSettings, snapshotEntries: 20, snapshotCatchUpEntries: 5}});
	startAll(group);
	runUntil(group, seconds(4));
	commands(group, 60);
	runUntil(group, seconds(5));
	const copy = simulationOf({...group, world: copyWorld(group)});
	const goOn = (cluster: Cluster): string => {
		kill(cluster, leaderOf(cluster)!);
		runUntil(cluster, seconds(9));
		commands(cluster, 30);
		runUntil(cluster, seconds(12));
		return JSON.stringify(cluster.world);
	};

	const first = goOn(group);
	t.is(goOn(copy), first);
});

test('ticks at once bring the first election forward, as etcd does when it starts', t => {
	const one = lone();
	one.member.timeoutTicks = 15;
	advanceTicks(one.member, 14, one.effects);
	t.is(one.member.role, 'follower');
	advanceTicks(one.member, 1, one.effects);
	t.is(one.member.role, 'candidate');
});
